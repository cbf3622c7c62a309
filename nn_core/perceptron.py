"""The perceptron: the first machine that learned from its mistakes.

One unit with a step for an activation. It looks at the examples one by one; whenever it is wrong it moves
its weights toward the example, or away from it. If a line separates the two classes it finds one, after
at most (R / γ)² mistakes. If none does, as with XOR, it goes round in circles forever, and because the
rule has no memory but the weights, a state that comes back proves it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from nn_core.activations import FloatArray
from nn_core.arrays import as_finite
from nn_core.errors import RangeError, ShapeError

State = tuple[int, bytes, float]
"""What decides everything to come: the example's place in the data, the weights, the bias."""


@dataclass(frozen=True, eq=False)
class PerceptronUpdate:
    """One example looked at.

    Attributes
    ----------
    epoch : int
        From 1.
    example : int
        Its place in the data, from 0.
    prediction, target : int
        ŷ and y, 0 or 1, or −1 or 1.
    error : int
        y − ŷ: −1, 0 or 1; between −1 and 1, ±2.
    weights : FloatArray, shape (n_in,)
        w after the example; read-only.
    bias : float
        b after the example.
    """

    epoch: int
    example: int
    prediction: int
    target: int
    error: int
    weights: FloatArray
    bias: float


@dataclass(frozen=True)
class PerceptronCycle:
    """Proof that it will never converge: the updates from ``first`` on repeat every ``length`` updates.

    Attributes
    ----------
    first : int
        Number of updates before the state that comes back.
    length : int
        Updates until it does.
    """

    first: int
    length: int


@dataclass(frozen=True, eq=False)
class PerceptronRun:
    """A whole run.

    Attributes
    ----------
    updates : tuple of PerceptronUpdate
        One per example looked at, in order.
    converged : bool
        The last epoch had no mistake.
    cycle : PerceptronCycle or None
        Proof that it never will; with neither, the run only ended too soon to know.
    epochs : int
        Epochs begun.
    mistakes : int
        Updates that changed the weights.
    weights : FloatArray, shape (n_in,)
    bias : float
        w and b in the end.
    """

    updates: tuple[PerceptronUpdate, ...]
    converged: bool
    cycle: PerceptronCycle | None
    epochs: int
    mistakes: int
    weights: FloatArray
    bias: float


def train_perceptron(
    inputs: npt.ArrayLike,
    targets: npt.ArrayLike,
    *,
    learning_rate: float = 1.0,
    max_epochs: int = 50,
    weights: npt.ArrayLike | None = None,
    bias: float = 0.0,
    low: int = 0,
    fires_at_zero: bool = True,
) -> PerceptronRun:
    """Rosenblatt's rule: ŷ = 1 if w·x + b ≥ 0 else 0, then w ← w + η (y − ŷ) x and b ← b + η (y − ŷ).

    With classes −1 and 1 the error y − ŷ is ±2, so that the rule w ← w + η y x is this one at half the rate.

    It ends with an epoch without mistakes, with a state that comes back, or after max_epochs.

    Parameters
    ----------
    inputs : array, shape (batch, n_in)
        At least one example.
    targets : array, shape (batch,)
        ``low`` or 1 each.
    learning_rate : float
        η > 0. From zero weights it only sets the scale of w and b, but for rounding.
    max_epochs : int
        1 or more.
    weights : array, shape (n_in,), optional
        w to start from; zeros if not given.
    bias : float
        b to start from.
    low : int
        What the unit answers where it does not fire: 0 or −1.
    fires_at_zero : bool
        Whether it fires at w·x + b = 0 too, or only above.

    Raises
    ------
    ShapeError, RangeError, NotFiniteError
        Naming the field.

    Reference: Rosenblatt (1958); Novikoff (1962) for the bound; Block and Levin (1970), that the weights
    stay bounded where no line separates.
    """
    if low not in (0, -1):
        raise RangeError("low", low, "0 or -1")
    X, y = checked_examples(inputs, targets, low)
    w = np.zeros(X.shape[1]) if weights is None else as_finite("weights", weights)
    b = float(as_finite("bias", bias))
    if w.shape != (X.shape[1],):
        raise ShapeError("weights", w.shape, f"({X.shape[1]},)")
    if not 0.0 < learning_rate < np.inf:
        raise RangeError("learning_rate", learning_rate, "a number in (0, inf)")
    if max_epochs < 1:
        raise RangeError("max_epochs", max_epochs, "1 or more")
    learner = Learner(X, y, learning_rate, w, b)
    learner.low, learner.fires_at_zero = low, fires_at_zero
    return learner.run(max_epochs)


class Learner:
    """A run in progress: the weights as they are, and every state they have been in."""

    def __init__(self, X: FloatArray, y: FloatArray, eta: float, w: FloatArray, b: float) -> None:
        self.X, self.y, self.eta, self.w, self.b = X, y, eta, w, b
        self.updates: list[PerceptronUpdate] = []
        self.mistakes = 0
        self.mistakes_at: dict[State, tuple[int, int]] = {}
        self.low, self.fires_at_zero = 0, True

    def run(self, max_epochs: int) -> PerceptronRun:
        """Epoch after epoch, until it is known how it ends."""
        for epoch in range(1, max_epochs + 1):
            before = self.mistakes
            for example in range(len(self.X)):
                cycle = self.returned(example)
                if cycle is not None:
                    return self.result(epoch, cycle=cycle)
                self.show(epoch, example)
            if self.mistakes == before:
                return self.result(epoch, converged=True)
        return self.result(max_epochs)

    def show(self, epoch: int, example: int) -> None:
        """One example: predict, compare, change."""
        x, target = self.X[example], int(self.y[example])
        # ŷ = 1 if w·x + b ≥ 0 else 0; or where it is > 0, or else −1
        z = self.w @ x + self.b
        prediction = 1 if z > 0.0 or (z == 0.0 and self.fires_at_zero) else self.low
        error = target - prediction
        if error:
            # w ← w + η (y − ŷ) x,  b ← b + η (y − ŷ)
            self.w = self.w + self.eta * error * x
            self.b = self.b + self.eta * error
            self.mistakes += 1
        self.w.flags.writeable = False
        self.updates.append(PerceptronUpdate(epoch, example, prediction, target, error, self.w, self.b))

    def returned(self, example: int) -> PerceptronCycle | None:
        """The cycle, if this very state was there before and a mistake lies between."""
        state = (example, self.w.tobytes(), self.b)
        first, mistakes = self.mistakes_at.setdefault(state, (len(self.updates), self.mistakes))
        if self.mistakes == mistakes:
            return None
        return PerceptronCycle(first, len(self.updates) - first)

    def result(
        self, epochs: int, *, converged: bool = False, cycle: PerceptronCycle | None = None
    ) -> PerceptronRun:
        """What came of it."""
        return PerceptronRun(tuple(self.updates), converged, cycle, epochs, self.mistakes, self.w, self.b)


def checked_examples(
    inputs: npt.ArrayLike, targets: npt.ArrayLike, low: int
) -> tuple[FloatArray, FloatArray]:
    """X of shape (batch, n_in) and y of shape (batch,), each ``low`` or 1."""
    X, y = as_finite("inputs", inputs), as_finite("targets", targets)
    if X.ndim != 2 or 0 in X.shape:
        raise ShapeError("inputs", X.shape, "(batch, n_in), at least one example of one input")
    if y.shape != (len(X),):
        raise ShapeError("targets", y.shape, f"({len(X)},)")
    wrong = y[(y != low) & (y != 1.0)]
    if wrong.size:
        raise RangeError("targets", wrong[0], f"{low} or 1")
    return X, y
