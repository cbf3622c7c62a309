"""Somebody else's forward and backward step, held against the engine's: the first wrong number and its slip.

Steps are compared in the order in which they are computed: z and a layer by layer, the loss, then δ and the
gradients from the last layer to the first, then the parameters after the update. The first array that
differs is held against what known slips would have made of it: a sign, a transpose, a missing bias, a factor
½, a mean for a sum, a forgotten f′, weights updated too early, an ε in the wrong place. Each slip is computed
from the right numbers before it, so that the name it is given is of the place where the mistake was made.
What slips make of the update stands in ``update_check``, how a claim is held against them in ``slips``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from nn_core.activations import FloatArray
from nn_core.layers.dense import DenseBackward, DenseTrace
from nn_core.losses import Loss, as_loss
from nn_core.network import Network
from nn_core.optimizers import Optimizer
from nn_core.slips import Claim, Explanation, Quantity, exact, explain, near
from nn_core.update_check import update_of


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
    why : Explanation
        The slip that makes all of the claimed array, or this number alone.
    """

    name: str
    place: tuple[int, ...]
    claimed: float | None
    correct: float | None
    why: Explanation

    @property
    def slip(self) -> str | None:
        """What was done; None where no known slip leads there."""
        return self.why.slip


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
        ``updated.weights.l`` and ``updated.biases.l``. Any may be missing. A ``Claim`` knows how its numbers
        were rounded.
    """
    for each in quantities(step):
        if each.name not in claimed:
            continue
        told = claimed[each.name]
        claim = told if isinstance(told, Claim) else exact(told)
        if claim.values.shape != each.right.shape:
            return FirstWrong(each.name, (), None, None, explain(claim, each, ()))
        wrong = np.argwhere(~near(claim, each.right))
        if len(wrong):
            place = tuple(int(axis) for axis in wrong[0])
            numbers = float(claim.values[place]), float(each.right[place])
            return FirstWrong(each.name, place, *numbers, explain(claim, each, place))
    return None


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
    shares = shares_of(step.loss, len(inputs), seen[-1].a.shape[1])
    yield Quantity("loss", value, factors(value, shares))
    error = (seen[-1].a - np.asarray(step.y, dtype=np.float64)) / len(inputs)
    yield from backward(seen, sent, entering, [each.right for each in updated[::2]], error, shares)
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
            yield Quantity(f"updated.{kind}.{number}", getattr(right, kind)[number], made, after.eta)


def forward(seen: list[DenseTrace], entering: list[FloatArray]) -> Iterator[Quantity]:
    """z and a of each layer."""
    for number, (layer, a) in enumerate(zip(seen, entering, strict=False)):
        slips = {
            "missing bias": layer.z - layer.b,
            "sign": -layer.z,
            "sign of the bias": layer.z - 2 * layer.b,
        }
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
    shares: dict[str, float],
) -> Iterator[Quantity]:
    """δ and the gradients, from the last layer to the first.

    ``new`` are the updated weights, ``error`` is a − y, a mean over the examples: δ of another loss.
    ``shares`` are the factors that belong to another mean or sum.
    """
    for number in reversed(range(len(seen))):
        step = sent[number]
        slips = {"sign": -step.delta, "forgotten f′": step.dL_da, **factors(step.delta, shares)}
        if number + 1 < len(seen):
            after, delta = seen[number + 1].W, sent[number + 1].delta
            slips["updated weights used too early"] = (delta @ new[number + 1]) * step.da_dz
            if after.shape[0] == after.shape[1]:
                slips["transpose"] = (delta @ after.T) * step.da_dz
        else:
            slips |= {"δ of cross-entropy": error, "δ of cross-entropy, turned around": -error}
        yield Quantity(f"delta.{number}", step.delta, slips)
        gradients = {"sign": -step.weights, "transpose": step.weights.T}
        gradients |= factors(step.weights, shares)
        if number:
            gradients["forgotten activation"] = step.delta.T @ seen[number - 1].z
        yield Quantity(f"weights.{number}", step.weights, gradients)
        turned = {"sign": -step.biases, **factors(step.biases, shares)}
        yield Quantity(f"biases.{number}", step.biases, turned)


def factors(value: FloatArray, shares: Mapping[str, float]) -> dict[str, FloatArray]:
    """What a factor too many or too few makes of a number."""
    made = {"½ too many": value / 2, "½ missing": 2 * value}
    return made | {name: share * value for name, share in shares.items()}


def shares_of(loss: Loss | str, examples: int, outputs: int) -> dict[str, float]:
    """The factors of a mean for a sum and a sum for a mean, over the examples and over the outputs.

    Over two outputs it is the factor ½ that is known already.
    """
    shares = {"sum for mean": float(examples), "mean for sum": 1 / examples}
    loss = as_loss(loss)
    if loss.term_axes == 2 and outputs > 2:
        is_sum = loss.reduction == "sum"
        name = "mean over the outputs" if is_sum else "sum over the outputs"
        shares[name] = 1 / outputs if is_sum else float(outputs)
    return shares
