"""The perceptron in words: how its run ended."""

from __future__ import annotations

from nn_core.perceptron import PerceptronRun
from panel_kit.contract.schema import Vector
from panel_kit.contract.words import layer_phrase, numeral, signed

ROUNDING = 1e-9


def say(run: PerceptronRun, X: Vector, fires_at_zero: bool) -> str:
    """How it ended, in words."""
    course = f"{layer_phrase(run.mistakes, 'mistake')} in {layer_phrase(run.epochs, 'epoch')}"
    line = f"w = ({', '.join(map(signed, run.weights))}) and b = {signed(run.bias)}"
    if run.converged:
        edge = " (on the line counts as 1)" if fires_at_zero and meets_line(run, X) else ""
        return f"After {course} it answers every example correctly{edge}, with {line}."
    if run.cycle:
        return (
            f"It will never end: after {course} it holds weights that it had {numeral(run.cycle.length)} "
            f"examples before, at the same example, so all repeats. No straight line separates the classes."
        )
    return f"After {course} the epochs are used up; it may or may not have got there later. It holds {line}."


def meets_line(run: PerceptronRun, X: Vector) -> bool:
    """Whether an example that counts as 1 lies on the line in the end, as far as numbers can tell."""
    z = X @ run.weights + run.bias
    return bool(run.weights.any() and ((z >= 0) & (z < ROUNDING)).any())
