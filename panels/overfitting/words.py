"""What came of the runs, in words."""

from __future__ import annotations

from collections.abc import Sequence

from panel_kit.contract.words import grouped, in_words, layer_phrase, signed
from panel_kit.runs.words import stopped_after
from panel_kit.specs.activations import ACTIVATION_NAMES
from panels.overfitting.cures import CURE_NAMES
from panels.overfitting.examples import NEW
from panels.overfitting.request import NOISY_NAMES, OverfittingRequest
from panels.overfitting.result import CureOverSeeds, CureRun


def title_of(request: OverfittingRequest) -> str:
    """“2→32→32→1 with ReLU on 40 moons”."""
    spec = request.network
    sizes = "→".join(str(size) for size in spec.layers)
    hidden = spec.layer_activations[:-1]
    units = f" with {ACTIVATION_NAMES[hidden[0]]}" if hidden else ""
    data = request.dataset
    return f"{sizes}{units}, {data.samples} examples: {NOISY_NAMES[data.name].lower()}"


def say(
    request: OverfittingRequest, runs: Sequence[CureRun], compared: Sequence[CureOverSeeds], is_cut: bool
) -> str:
    """The plain run's best and its end, and what the others come to; over seeds the loss on new examples."""
    if is_cut:
        return f"{stopped_after(last_epoch(runs[0]), request.epochs)}."
    seeds = len(compared[0].new_loss)
    return say_seeds(compared, seeds) if seeds > 1 else say_runs(runs)


def last_epoch(run: CureRun) -> int:
    """How far a run has come."""
    return int((run.train_loss == run.train_loss).sum()) - 1


def say_runs(runs: Sequence[CureRun]) -> str:
    """What one seed shows."""
    plain = runs[0]
    best = float(plain.validation_loss[plain.best_epoch])
    told = (
        f"Plain: training loss {number(plain.final.train_loss)}, held-out loss "
        f"{number(plain.final.validation_loss)} (lowest in epoch {plain.best_epoch}, {signed(best, 2)})."
    )
    others = [f"{CURE_NAMES[run.cure]} {number(run.final.validation_loss)}" for run in runs[1:]]
    return f"{told} Held-out loss with {in_words(others)}." if others else told


def number(value: float | None) -> str:
    """Two decimals; a dash where there is no number."""
    return "–" if value is None else signed(value, 2)


def say_seeds(compared: Sequence[CureOverSeeds], seeds: int) -> str:
    """The mean loss on new examples, cure by cure, and whether it can be told apart from the plain run's."""
    told = "; ".join(say_cure(each) for each in compared)
    return f"Loss on {grouped(NEW)} new examples, {layer_phrase(seeds, 'seed')} (95 % interval): {told}."


def say_cure(each: CureOverSeeds) -> str:
    """“L2 0.29 (0.27 to 0.32), lower”."""
    between = "" if each.low is None else f" ({number(each.low)} to {number(each.high)})"
    verdict = f", {each.verdict}" if each.verdict else ""
    return f"{CURE_NAMES[each.cure]} {number(each.mean)}{between}{verdict}"
