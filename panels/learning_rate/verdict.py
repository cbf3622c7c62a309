"""What came of a run, told by its own numbers, never by its learning rate."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from nn_core.activations import FloatArray
from nn_core.diagnosis.curves import SWING
from nn_core.diagnosis.progress import FLAT
from panel_kit.contract.words import amount, signed
from panels.learning_rate.result import Verdict

LEFT = 0.1
"""A regression is solved when no more than this share of the best constant answer's loss is left."""
UNDONE = 0.5
"""A loss oscillates when its rises undo more than this share of its falls."""
STEADY = 10
"""A task is solved when it stays solved over the last tenth of the run."""


@dataclass(frozen=True)
class Course:
    """A run by its numbers.

    Attributes
    ----------
    epoch : array of int, shape (rows,)
    loss : FloatArray, shape (rows,)
        NaN from where it diverged.
    right : FloatArray or None, shape (rows,)
        The share of the examples decided right; None for a regression.
    baseline : float
        The loss of the best constant answer.
    examples : int
    """

    epoch: npt.NDArray[np.int64]
    loss: FloatArray
    right: FloatArray | None
    baseline: float
    examples: int

    @property
    def is_solved(self) -> npt.NDArray[np.bool_]:
        """Whether the task is solved, row by row."""
        with np.errstate(invalid="ignore"):
            is_left = self.loss <= LEFT * self.baseline if self.right is None else self.right == 1.0
        return np.asarray(is_left)

    @property
    def diverged_row(self) -> int | None:
        """The first row without a number."""
        gone = np.flatnonzero(~np.isfinite(self.loss))
        return int(gone[0]) if gone.size else None

    @property
    def changes(self) -> FloatArray:
        """By how much the loss changes from row to row in the second half."""
        return np.diff(self.loss[len(self.loss) // 2 :])

    @property
    def swing(self) -> float:
        """The mean size of a change, as a share of the baseline."""
        return float(np.abs(self.changes).mean() / self.baseline) if self.changes.size else 0.0

    @property
    def undone(self) -> float:
        """Which share of the falls of the second half its rises undo."""
        up, down = self.changes.clip(min=0.0).sum(), -self.changes.clip(max=0.0).sum()
        return float(up / down) if down else float(up > 0.0)

    @property
    def recent_fall(self) -> float:
        """By how much of the baseline the loss fell in the last third."""
        last = self.loss[-max(2, len(self.loss) // 3) :]
        return float((last[0] - last[-1]) / self.baseline)


def verdict(course: Course) -> Verdict:
    """One word for a run.

    ``"diverged"``: its loss left the finite numbers. ``"solved"``: all examples are right over the last tenth
    of the run, or for a regression all but 10 % of the best constant answer's loss is gone.
    ``"oscillating"``: in the second half the loss moves by more than 5 % of that from row to row, and its
    rises undo more than half of its falls. ``"learning"``: in the last third more than 2 % of it went.
    ``"plateau"``: none of these.
    """
    if course.diverged_row is not None:
        return "diverged"
    if course.is_solved[-max(1, len(course.loss) // STEADY) :].all():
        return "solved"
    if course.swing > SWING and course.undone > UNDONE:
        return "oscillating"
    return "learning" if course.recent_fall > FLAT else "plateau"


def evidence(course: Course, word: Verdict) -> str:
    """What a verdict rests on, in numbers."""
    if word == "diverged":
        return f"no finite loss from epoch {int(course.epoch[course.diverged_row or 0])} on"
    if word == "solved":
        wrong = np.flatnonzero(~course.is_solved)
        first = int(course.epoch[wrong[-1] + 1]) if wrong.size else 0
        if course.right is None:
            return f"90 % of the best constant answer’s loss gone from epoch {first} on"
        return f"all {course.examples} right from epoch {first} on"
    if word == "oscillating":
        return (
            f"an epoch moves it by {percent(course.swing)} of the best constant answer’s loss, rises undo "
            f"{percent(course.undone)} of the falls"
        )
    last = course.loss[-max(2, len(course.loss) // 3) :]
    return f"loss {amount(last[0])} to {amount(last[-1])} in the last third"


def percent(share: float) -> str:
    """A share in whole percent."""
    return f"{signed(100.0 * share, 0)} %"
