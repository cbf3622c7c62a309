"""Somebody else's forward and backward step, held against the engine's: the first wrong number and its slip.

Steps are compared in the order in which they are computed: z and a layer by layer, the loss, then δ and the
gradients from the last layer to the first, then the parameters after the update. The first array that
differs is held against what known slips would have made of it: a sign, a transpose, a missing bias, a factor
½, a mean for a sum, a forgotten f′, weights updated too early, an ε in the wrong place. Each slip is computed
from the right numbers before it, so that the name it is given is of the place where the mistake was made.
What slips make of the update stands in ``update_check``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from nn_core.activations import FloatArray
from nn_core.layers.dense import DenseBackward, DenseTrace
from nn_core.losses import Loss
from nn_core.network import Network
from nn_core.optimizers import Optimizer
from nn_core.update_check import update_of

CLOSE = 1e-4
"""Numbers that agree to so many of their size, or to this, are the same: they may have been rounded."""


@dataclass(frozen=True, eq=False)
class Quantity:
    """One array of a step: its name (``"z.0"``, layer from 0), what is right, and what slips make of it."""

    name: str
    right: FloatArray
    slips: Mapping[str, FloatArray]


@dataclass(frozen=True)
class FirstWrong:
    """The first number that differs.

    Attributes
    ----------
    name : str
        Of the array: ``"delta.1"``.
    place : tuple of int
        In the array; empty where its shape is not that of the right one.
    claimed, correct : float or None
    slip : str or None
        The slip that makes all of the claimed array; None where none is known that does.
    """

    name: str
    place: tuple[int, ...]
    claimed: float | None
    correct: float | None
    slip: str | None


@dataclass(frozen=True, eq=False)
class Step:
    """A network before a step, what it is shown, and what is made of its gradients.

    Attributes
    ----------
    network : Network
        Dense layers, before the step.
    x, y : array, shape (batch, n_in) and (batch, n_out)
    loss : Loss or str
    optimizer : Optimizer
        In its state before the step; it stays as it is.
    keeps_biases : bool
        Whether the step leaves all biases as they are.
    """

    network: Network
    x: Any
    y: Any
    loss: Loss | str
    optimizer: Optimizer
    keeps_biases: bool = False


def first_wrong(step: Step, claimed: Mapping[str, Any]) -> FirstWrong | None:
    """The first of the claimed arrays that is wrong; None where all of them are right.

    Parameters
    ----------
    step : Step
    claimed : mapping
        Arrays by name: ``z.l``, ``a.l``, ``loss``, ``delta.l``, ``weights.l`` and ``biases.l`` for gradients,
        ``updated.weights.l`` and ``updated.biases.l``. Any may be missing.
    """
    for each in quantities(step):
        if each.name not in claimed:
            continue
        told = np.asarray(claimed[each.name], dtype=np.float64)
        if told.shape != each.right.shape:
            return FirstWrong(each.name, (), None, None, slip_of(told, each))
        if not agrees(told, each.right):
            wrong = np.argwhere(~np.isclose(told, each.right, rtol=CLOSE, atol=CLOSE))
            place = tuple(int(axis) for axis in wrong[0])
            return FirstWrong(
                each.name, place, float(told[place]), float(each.right[place]), slip_of(told, each)
            )
    return None


def agrees(told: FloatArray, right: FloatArray) -> bool:
    """Whether two arrays are the same up to rounding."""
    return told.shape == right.shape and bool(np.allclose(told, right, rtol=CLOSE, atol=CLOSE))


def slip_of(told: FloatArray, quantity: Quantity) -> str | None:
    """The first slip that makes what is claimed."""
    return next((name for name, value in quantity.slips.items() if agrees(told, value)), None)


def quantities(step: Step) -> Iterator[Quantity]:
    """Every array of a step, in the order they are computed."""
    inputs = np.asarray(step.x, dtype=np.float64)
    trace = step.network.forward(inputs)
    back = step.network.backward(trace, np.asarray(step.y, dtype=np.float64), step.loss)
    seen = [each for layer in trace.layers for each in layer.leaves() if isinstance(each, DenseTrace)]
    sent = [each for layer in back.layers for each in layer.leaves() if isinstance(each, DenseBackward)]
    entering = [inputs, *(each.a for each in seen)]
    updated = list(parameters_after(step, back.gradient))
    yield from forward(seen, entering)
    value = np.asarray(back.loss, dtype=np.float64)
    yield Quantity("loss", value, factors(value, len(inputs)))
    error = (seen[-1].a - np.asarray(step.y, dtype=np.float64)) / len(inputs)
    yield from backward(seen, sent, entering, [each.right for each in updated[::2]], error)
    yield from updated


def parameters_after(step: Step, gradient: FloatArray) -> Iterator[Quantity]:
    """W and b of each layer after the optimizer's step."""
    theta = step.network.parameters
    is_bias = np.concatenate([leaf.weight_mask() for leaf in step.network.leaves]) == 0
    after = update_of(theta, gradient, step.optimizer, is_bias if step.keeps_biases else None)
    slips = {name: step.network.with_parameters(value) for name, value in after.slips.items()}
    right = step.network.with_parameters(after.right)
    for number in range(len(right.weights)):
        for kind in ("weights", "biases"):
            made = {name: getattr(other, kind)[number] for name, other in slips.items()}
            yield Quantity(f"updated.{kind}.{number}", getattr(right, kind)[number], made)


def forward(seen: list[DenseTrace], entering: list[FloatArray]) -> Iterator[Quantity]:
    """z and a of each layer."""
    for number, (layer, a) in enumerate(zip(seen, entering, strict=False)):
        slips = {"missing bias": layer.z - layer.b, "sign": layer.z - 2 * layer.b}
        if layer.W.shape[0] == layer.W.shape[1]:
            slips["transpose"] = a @ layer.W + layer.b
        if number:
            slips["forgotten activation"] = seen[number - 1].z @ layer.W.T + layer.b
        yield Quantity(f"z.{number}", layer.z, slips)
        yield Quantity(f"a.{number}", layer.a, {"forgotten activation": layer.z, "sign": -layer.a})


def backward(
    seen: list[DenseTrace],
    sent: list[DenseBackward],
    entering: list[FloatArray],
    new: list[FloatArray],
    error: FloatArray,
) -> Iterator[Quantity]:
    """δ and the gradients, from the last layer to the first.

    ``new`` are the updated weights, ``error`` is a − y, a mean over the examples: δ of another loss.
    """
    for number in reversed(range(len(seen))):
        step, examples = sent[number], len(entering[0])
        slips = {"sign": -step.delta, "forgotten f′": step.dL_da, **factors(step.delta, examples)}
        if number + 1 < len(seen):
            after, delta = seen[number + 1].W, sent[number + 1].delta
            slips["updated weights used too early"] = (delta @ new[number + 1]) * step.da_dz
            if after.shape[0] == after.shape[1]:
                slips["transpose"] = (delta @ after.T) * step.da_dz
        else:
            slips |= {"δ of cross-entropy": error, "δ of cross-entropy, turned around": -error}
        yield Quantity(f"delta.{number}", step.delta, slips)
        gradients = {"sign": -step.weights, "transpose": step.weights.T, **factors(step.weights, examples)}
        if number:
            gradients["forgotten activation"] = step.delta.T @ seen[number - 1].z
        yield Quantity(f"weights.{number}", step.weights, gradients)
        yield Quantity(
            f"biases.{number}", step.biases, {"sign": -step.biases, **factors(step.biases, examples)}
        )


def factors(value: FloatArray, examples: int) -> dict[str, FloatArray]:
    """What a factor too many or too few makes of a number."""
    return {
        "½ too many": value / 2,
        "½ missing": 2 * value,
        "sum for mean": examples * value,
        "mean for sum": value / examples,
    }
