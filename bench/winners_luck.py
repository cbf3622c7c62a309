"""How lucky are winners? Searches of 64 trials, each winner trained again from ten other seeds.

    python -m bench.winners_luck

Every search has a seed and examples of its own, else it is the one that lesson 12 opens with, of 64 trials at
random. Kept of each is the held-out loss that its winner won with, and the mean of the same settings from ten
other seeds, on the held-out examples and on new ones. A winner was lucky where that mean on the same held-out
examples is higher than what it won with. The share of those comes with Wilson's 95 % interval.
"""

import json
from pathlib import Path

from nn_core.metrics import wilson_interval
from panels.tuner import PANEL

SEARCHES, TRIALS = 20, 64
TARGET = Path(__file__).with_name("data") / "winners_luck.json"


def winner_of(seed, **fields):
    """What the winner of one search won with, and what its settings are worth."""
    asked = {"trials": TRIALS, "seed": seed, "dataset": {"seed": seed}, **fields}
    winner = PANEL.compute(PANEL.request.model_validate(asked)).winner
    return {
        "won_with": winner.validation,
        "other_seeds": winner.rerun_mean.mean,
        "new_examples": winner.rerun_test_mean.mean,
    }


def lucky(measured):
    """How many of the winners were lucky."""
    return sum(each["other_seeds"] > each["won_with"] for each in measured)


def sentence(measured):
    """The share in words, with its interval."""
    count = len(measured)
    found = wilson_interval(lucky(measured), count)
    ends = f"{100 * found.low:.0f} to {100 * found.high:.0f} %"
    return f"{lucky(measured)} of {count} winners (95 % interval {ends})"


def main():
    """Measure all, keep the losses, and print the share."""
    measured = [winner_of(seed) for seed in range(SEARCHES)]
    TARGET.write_text(json.dumps(measured, indent=1) + "\n", "utf-8")
    print(sentence(measured))


if __name__ == "__main__":
    main()
