"""What came of a search, in words."""

from __future__ import annotations

from collections.abc import Sequence

from panel_kit.contract.words import digits_that_count, layer_phrase, signed
from panel_kit.runs.words import stopped_after
from panel_kit.specs.activations import ACTIVATION_NAMES
from panels.tuner.request import RERUNS, TunerRequest
from panels.tuner.result import RerunMean, Trial, TrialValues, Winner


def say(
    request: TunerRequest,
    planned: int,
    trials: Sequence[Trial],
    winner: Winner | None,
    is_cut: bool,
) -> str:
    """How far the search is, its best trial, and what that is worth."""
    if not request.begin:
        count = layer_phrase(planned, "trial")
        return (
            f"Nothing is tried yet. The search has {count}, about {request.usual_seconds:.1f} s of computing."
        )
    if is_cut and winner is None:
        return f"{stopped_after(0, request.epochs)}."
    done = f"{len(trials)} of {layer_phrase(planned, 'trial')}"
    if winner is None:
        return f"{done}."
    best = f"The best so far, trial {winner.number + 1}, has a held-out loss of {number(winner.validation)}."
    if not winner.rerun:
        return f"{done}. {best}"
    return say_winner(len(trials), winner)


def number(value: float | None) -> str:
    """Three decimals; a dash where there is no number."""
    return "–" if value is None else signed(value, 3)


def say_winner(count: int, winner: Winner) -> str:
    """What the winner won with, and what its settings are worth from other seeds and on new examples."""
    head = f"The best of {layer_phrase(count, 'trial')} won with" if count > 1 else "The only trial has"
    told = f"{head} {number(winner.validation)}"
    again, new = winner.rerun_mean, winner.rerun_test_mean
    if again is None or new is None:
        return f"{told}; on new examples it has {number(winner.test)}."
    return f"{told}. From {RERUNS} other seeds: {between(again)}; new examples: {between(new)}."


def between(found: RerunMean) -> str:
    """“0.251 (0.230 to 0.272)”."""
    return f"{number(found.mean)} ({number(found.low)} to {number(found.high)})"


def say_values(values: TrialValues) -> str:
    """“2 × 8 tanh, η 0.012, batches of 16, dropout 0.1”."""
    told = [
        f"{values.layers} × {values.neurons} {ACTIVATION_NAMES[values.activation]}",
        f"η {digits_that_count(values.learning_rate)}",
        f"batches of {values.batch_size}",
        f"dropout {digits_that_count(values.dropout)}" if values.dropout else "no dropout",
    ]
    if values.weight_decay:
        told.append(f"weight decay {digits_that_count(values.weight_decay)}")
    return ", ".join(told)
