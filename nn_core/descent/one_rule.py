"""Many optimizers as one rule with different numbers: a step of all of them costs little more than one.

    g ← g + λ θ
    m ← a m + b g            what is remembered of slopes
    v ← c v + (w g)²         and of their squares
    Δθ = −s (p g + q m) / (√v + e) − k θ

SGD remembers no squares (c = w = 0) and divides by e = 1; AdaGrad forgets none (c = w = 1); Adam makes up for
its start from 0 by an s and an e that change from step to step. Each optimizer says its own rule where it is
defined, in ``nn_core.optimizers``; a test holds both to each other.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np

from nn_core.activations import FloatArray
from nn_core.optimizers import SGD, Adagrad, Adam, AdamW, Optimizer, RMSprop


@dataclass(frozen=True, eq=False)
class Row:
    """The numbers of one optimizer; those of steps have one for each, the others are the same in all.

    Attributes
    ----------
    decay : float
        λ of the rule above.
    keep, take, keep_squares, take_squares : float
        a, b, c and w.
    slope, memory : float
        p and q.
    rate : FloatArray, shape (steps, …)
        s.
    floor : FloatArray, shape (steps,)
        e.
    pull : FloatArray, shape (…)
        k.
    """

    decay: float
    keep: float
    take: float
    keep_squares: float
    take_squares: float
    slope: float
    memory: float
    rate: FloatArray
    floor: FloatArray
    pull: FloatArray


SQUARES = ("sum", "square_avg", "exp_avg_sq")


def follows_the_rule(optimizer: Optimizer) -> bool:
    """Whether the rule says all of it: no AMSGrad, no dampening, no centered or rolling RMSProp."""
    if isinstance(optimizer, Adam):
        return not optimizer.amsgrad
    if isinstance(optimizer, RMSprop):
        return not (optimizer.centered or optimizer.momentum)
    return not (isinstance(optimizer, SGD) and optimizer.dampening)


def row_of(optimizer: Optimizer, steps: int) -> Row:
    """Its numbers for the next so many steps."""
    t = optimizer.step_count + np.arange(1.0, steps + 1.0)
    eta = np.asarray(optimizer.learning_rate, dtype=np.float64)
    rate, one, zero = np.multiply.outer(np.ones(steps), eta), np.ones(steps), np.zeros(eta.shape)
    decay = optimizer.weight_decay
    if isinstance(optimizer, SGD):
        mu, looks_ahead = optimizer.momentum, float(optimizer.nesterov)
        has_memory = float(bool(mu))
        slope, memory = (looks_ahead, mu) if optimizer.nesterov else (1.0 - has_memory, has_memory)
        return Row(decay, mu, has_memory, 0.0, 0.0, slope, memory, rate, one, zero)
    if isinstance(optimizer, Adagrad):
        falling = np.multiply.outer(1.0 / (1.0 + (t - 1.0) * optimizer.lr_decay), eta)
        return Row(decay, 0.0, 0.0, 1.0, 1.0, 1.0, 0.0, falling, optimizer.eps * one, zero)
    if isinstance(optimizer, RMSprop):
        alpha = optimizer.alpha
        return Row(decay, 0.0, 0.0, alpha, math.sqrt(1.0 - alpha), 1.0, 0.0, rate, optimizer.eps * one, zero)
    if not isinstance(optimizer, Adam):
        raise TypeError(f"{optimizer.name} has no row")
    beta1, beta2 = optimizer.betas
    c1, root_c2 = 1.0 - beta1**t, np.sqrt(1.0 - beta2**t)
    is_apart = isinstance(optimizer, AdamW)
    return Row(
        decay=0.0 if is_apart else decay,
        keep=beta1,
        take=1.0 - beta1,
        keep_squares=beta2,
        take_squares=math.sqrt(1.0 - beta2),
        slope=0.0,
        memory=1.0,
        rate=np.multiply.outer(root_c2 / c1, eta),
        floor=optimizer.eps * root_c2,
        pull=eta * decay if is_apart else zero,
    )


class OneRule:
    """Steps of several optimizers at once.

    Attributes
    ----------
    change : FloatArray, shape (optimizers, …, n_parameters)
        Δθ of the latest step.
    memory : FloatArray, shape (2, optimizers, …, n_parameters)
        m and v.
    places : list of dict
        Where in ``memory`` each optimizer's moments are.
    """

    def __init__(self, optimizers: Sequence[Optimizer], steps: int) -> None:
        shape = (len(optimizers), *optimizers[0].shape)
        self.change, self.memory = np.zeros(shape), np.zeros((2, *shape))
        self.m, self.v = self.memory
        self.scratch, self.given = np.zeros(shape), np.zeros(shape)
        self.taken = np.zeros((2, *shape))
        self.squares = self.taken[1]
        rows = [row_of(one, steps) for one in optimizers]
        columns = {field.name: [getattr(row, field.name) for row in rows] for field in fields(Row)}
        beside = (len(optimizers), *(1,) * (len(shape) - 1))
        # Written out for each number: NumPy multiplies arrays of one shape in half the time
        fixed = {name: spread(np.reshape(columns.pop(name), beside), shape) for name in FIXED}
        self.keeps = np.stack([fixed["keep"], fixed["keep_squares"]])
        self.takes = np.stack([fixed["take"], fixed["take_squares"]])
        self.p, self.q, self.decay = fixed["slope"], fixed["memory"], fixed["decay"]
        # (steps, optimizers, …, 1): the first axis is taken apart step by step
        whole = (steps, *shape)
        self.s = spread(-np.stack(columns["rate"], axis=1)[..., np.newaxis], whole)
        self.e = spread(np.stack(columns["floor"], axis=1).reshape(steps, *beside), whole)
        self.k = spread(np.stack(columns["pull"])[..., np.newaxis], shape)
        self.optimizers = optimizers
        self.places = [places_of(place, one) for place, one in enumerate(optimizers)]
        for one, places in zip(optimizers, self.places, strict=True):
            for name, at in places.items():
                self.memory[at] = one.moments[name]
        self.decays, self.pulls = bool(self.decay.any()), bool(self.k.any())

    def advance(self, step: int, theta: FloatArray, g: FloatArray) -> None:
        """The change of step 1, 2, …, left to be added."""
        scratch, m, v, change = self.scratch, self.m, self.v, self.change
        if self.decays:
            # g ← g + λ θ
            g = np.add(np.multiply(theta, self.decay, out=scratch), g, out=self.given)
        # m ← a m + b g and v ← c v + (w g)², both at once
        np.multiply(g, self.takes, out=self.taken)
        self.squares *= self.squares
        self.memory *= self.keeps
        self.memory += self.taken
        # Δθ = −s (p g + q m) / (√v + e)
        np.multiply(g, self.p, out=change)
        change += np.multiply(m, self.q, out=scratch)
        np.sqrt(v, out=scratch)
        scratch += self.e[step - 1]
        change /= scratch
        change *= self.s[step - 1]
        if self.pulls:
            # Δθ ← Δθ − k θ
            change -= np.multiply(theta, self.k, out=scratch)

    def finish(self, steps: int) -> None:
        """Leaves each optimizer as it would be after these steps of its own."""
        for one, change, places in zip(self.optimizers, self.change, self.places, strict=True):
            one.step_count += steps
            one.change[...] = change
            for name, at in places.items():
                one.moments[name][...] = self.memory[at]


def spread(values: FloatArray, shape: tuple[int, ...]) -> FloatArray:
    """The values over all of a shape, each written out."""
    written: FloatArray = np.broadcast_to(values, shape).copy()
    return written


def places_of(place: int, optimizer: Optimizer) -> dict[str, tuple[int, int]]:
    """Where the moments of an optimizer are in the memory of all."""
    return {name: (int(name in SQUARES), place) for name in optimizer.moments}


FIXED = ("keep", "take", "keep_squares", "take_squares", "slope", "memory", "decay")
