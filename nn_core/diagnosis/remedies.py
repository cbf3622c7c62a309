"""Changes to try: for each problem several, the likeliest first.

Which of them helps is not for a rule to say. Whoever offers one can try it first, and offer what helped.
"""

from __future__ import annotations

from collections.abc import Iterable

from nn_core.diagnosis.finding import Finding, Fix, written
from nn_core.diagnosis.record import RunRecord
from nn_core.diagnosis.scales import unscaled_inputs, unscaled_target

LONGER = 3
WIDEST = 16


def remedies(run: RunRecord, finding: Finding) -> tuple[Fix, ...]:
    """The changes to try for a finding, its own first, each once."""
    if finding.problem == "overfitting":
        return distinct([finding.fix, *against_overfitting()])
    scaled = [each.fix for each in (*unscaled_inputs(run), *unscaled_target(run))]
    if finding.problem in ("divergence", "oscillation"):
        return distinct([finding.fix, *scaled, *rates(run, 0.3, 0.1, 0.03, 0.001)])
    others = [*activations(run), *rates(run, 3.0, 0.3), longer(run), *wider(run), *rates(run, 10.0, 0.1)]
    return distinct([finding.fix, *scaled, *others])


def distinct(fixes: Iterable[Fix]) -> tuple[Fix, ...]:
    """Each change once."""
    return tuple({(fix.field, repr(fix.value)): fix for fix in reversed(list(fixes))}.values())[::-1]


def rates(run: RunRecord, *factors: float) -> list[Fix]:
    """Other learning rates."""
    found = []
    for factor in factors:
        rate = float(f"{factor * run.learning_rate:.4g}")
        size = "larger" if factor > 1.0 else "smaller"
        words = f"Take {size} steps: learning rate {written(rate, 6)}."
        found.append(Fix("optimizer.learning_rate", rate, words))
    return found


def longer(run: RunRecord) -> Fix:
    """More epochs."""
    epochs = LONGER * run.epochs
    return Fix("epochs", epochs, f"Train longer: {epochs} epochs.")


def activations(run: RunRecord) -> list[Fix]:
    """Hidden units that bend, and have a slope on both sides."""
    hidden = run.network.activations[:-1]
    names = [name for name in ("tanh", "elu") if hidden and set(hidden) != {name}]
    return [Fix("network.hidden_activation", name, f"Use {name} in the hidden layers.") for name in names]


def wider(run: RunRecord) -> list[Fix]:
    """More hidden units."""
    sizes = run.network.sizes[1:-1]
    hidden = [min(2 * size, max(WIDEST, size)) for size in sizes] or [8]
    return [Fix("network.hidden", hidden, f"Give it more hidden units: {hidden}.")] if hidden != sizes else []


def against_overfitting() -> list[Fix]:
    """What keeps a network from fitting the noise."""
    return [
        Fix("l2", 0.01, "Make large weights cost: l2 0.01."),
        Fix("dropout", 0.2, "Silence a fifth of the hidden units in each step: dropout 0.2."),
        Fix("early_stopping", {"patience": 3}, "Stop early, after 3 epochs without progress."),
    ]
