"""Steps of several optimizers down a surface, taken together, with pauses for others to compute in."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from itertools import count

import numpy as np

from nn_core.activations import FloatArray
from nn_core.descent.one_rule import OneRule, follows_the_rule
from nn_core.optimizers import Optimizer
from nn_core.surfaces import Surface

STEPS_A_PART = 8
"""After so many steps of all there is a pause."""

Walked = tuple[dict[str, FloatArray], list[dict[str, FloatArray]]]


def walking(
    surface: Surface,
    start: FloatArray,
    optimizers: Sequence[Optimizer],
    steps: int,
    noise: FloatArray | None,
) -> Generator[None, None, Walked]:
    """Points, gradients and changes, (steps + 1, optimizers, …, 2), and each optimizer's moments.

    Optimizers may be made for whole families, of shape (…, 2), all of the same. There is a pause after every
    few steps.
    """
    shape = (len(optimizers), *optimizers[0].shape)
    pace = OneRule(optimizers, steps) if all(map(follows_the_rule, optimizers)) else Each(optimizers)
    points, gradients, changes = (np.zeros((steps + 1, *shape)) for _ in range(3))
    memories = np.zeros((steps + 1, *pace.memory.shape))
    points[0] = start
    gradients[0], memories[0] = surface.gradient(points[0]), pace.memory
    for first in range(1, steps + 1, STEPS_A_PART):
        # A path may overflow: that is divergence, seen later. A moment may fade away: that is 0.
        with np.errstate(all="ignore"):
            for step in range(first, min(first + STEPS_A_PART, steps + 1)):
                before, after, given = points[step - 1], points[step], gradients[step - 1]
                if noise is not None:
                    given += noise[step - 1]
                pace.advance(step, before, given)
                np.add(before, pace.change, out=after)
                gradients[step], changes[step] = surface.gradient(after), pace.change
                memories[step] = pace.memory
        yield
    with np.errstate(all="ignore"):
        pace.finish(steps)
    moments = [{name: column(memories, at) for name, at in places.items()} for places in pace.places]
    return {"points": points, "gradients": gradients, "changes": changes}, moments


def column(memories: FloatArray, at: tuple[int, ...]) -> FloatArray:
    """One of the memories over all steps."""
    over_steps: FloatArray = np.moveaxis(memories, 0, len(at))[at]
    return over_steps


class Each:
    """Steps of several optimizers, of one after the other, written into shared arrays.

    Attributes
    ----------
    change : FloatArray, shape (optimizers, …, 2)
        Δθ of the latest step.
    memory : FloatArray, shape (moments, …, 2)
        All moments of all optimizers.
    places : list of dict
        Where in ``memory`` each optimizer's moments are.
    """

    def __init__(self, optimizers: Sequence[Optimizer]) -> None:
        self.optimizers = optimizers
        rows = count()
        self.places = [{name: (next(rows),) for name in one.moments} for one in optimizers]
        self.change = np.zeros((len(optimizers), *optimizers[0].shape))
        self.memory = np.zeros((next(rows), *optimizers[0].shape))
        for one, change, places in zip(optimizers, self.change, self.places, strict=True):
            one.keep_in(change, {name: self.memory[at] for name, at in places.items()})

    def advance(self, _step: int, theta: FloatArray, g: FloatArray) -> None:
        """The change of the next step, left to be added."""
        for one, its, slope in zip(self.optimizers, theta, g, strict=True):
            one.advance(its, slope)

    def finish(self, _steps: int) -> None:
        """Nothing is left to be done: each has taken its own steps."""
