"""What a race answers: every path, and the surface it went down."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from panel_kit.contract.schema import GappyMatrix, Matrix, Vector


@dataclass(frozen=True)
class Racer:
    """One optimizer's way.

    ``title``: what it is called; ``name``: the same, with its learning rate where several are called so.
    ``gradients`` are what it was given at each point, ``changes`` what led there, ``moments`` what it
    remembers after each step. ``left_at``: the step with which its loss is above 1,000 times that of the
    start. ``rate_limit``: the rate from which on it does not come down this surface, where that is known.
    ``steps_to_tolerance``: the first step within a millionth of the start's distance to a minimum.
    ``slope_at_end`` is the size of the surface's gradient where it ended, and ``curvatures_at_end`` the
    eigenvalues of its Hessian there, the small one first; null where it did not go all its steps, or the
    surface ends there.
    """

    optimizer: str
    title: str
    name: str
    learning_rate: float
    options: dict[str, Any]
    points: Matrix
    loss: Vector
    gradients: Matrix
    changes: Matrix
    moments: dict[str, Matrix]
    left_at: int | None
    diverged_at: int | None
    steps_to_tolerance: int | None
    rate_limit: float | None
    slope_at_end: float | None
    curvatures_at_end: Vector | None
    verdict: str
    ending: str

    @property
    def stays(self) -> bool:
        """Whether it went all its steps."""
        return self.left_at is None and self.diverged_at is None


@dataclass(frozen=True)
class Contour:
    """The surface over its picture: ``z[j][i]`` at ``x[i]``, ``y[j]``; null where it has no value."""

    x: Vector
    y: Vector
    z: GappyMatrix


@dataclass(frozen=True)
class OwnRun:
    """How the network of a plane was trained, seen in the plane.

    ``points`` are its parameters after each epoch, projected, the last of them (0, 0); ``loss`` is its true
    loss there, which is not that of the surface below where the run lies outside the plane. ``dimensions``:
    of so many parameters the plane shows two directions.
    """

    points: Matrix
    loss: Vector
    dimensions: int


@dataclass(frozen=True)
class DescentResult:
    """The race, the surface, and who won.

    ``rate_limit``: 2/λ, λ being the largest curvature, for plain gradient descent; null where the curvature
    changes from place to place. ``formula`` is LaTeX. ``explained_share``: of a plane through a network's
    parameters, how much of its own run's way it shows, of the sum of squared distances from its end; null for
    surfaces of two parameters, as is ``own_run``. ``opening`` is said before the first step, and ``sentence``
    after the last.
    """

    paths: list[Racer]
    rate_limit: float | None
    contour: Contour
    minima: list[list[float]]
    low: list[float]
    high: list[float]
    formula: str
    lesson: str
    explained_share: float | None
    own_run: OwnRun | None
    opening: str
    sentence: str
