"""Where a calculation by hand goes wrong: each usual slip, with the number that it leads to.

The slips are computed, not listed: each is the right formula with one step left out, turned around or taken
from the wrong place, worked out with the very numbers of the pass. Whoever arrives at such a number has most
likely made that slip.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from nn_core.layer_counts import start_of_layer
from panels.backprop.run import optimizer_of, update
from panels.backprop.work import Work


@dataclass(frozen=True)
class Mistake:
    """A slip: its name, the number it leads to, what to say, and the size that 2 % are taken of."""

    key: str
    value: float
    words: str
    scale: float


def mistake(key: str, value: float, words: str, scale: float | None = None) -> Mistake:
    """A slip; its size is that of its number unless said otherwise."""
    return Mistake(key, float(value), words, abs(float(value)) if scale is None else scale)


CONVENTION = "The factor of the loss is another one: look whether there is a ½, and a mean or a sum."
SIGN = "The size is right, the sign is not: the error is prediction minus target, ŷ − y."
FORGOT_SLOPE = (
    "The step through the activation function is missing: ∂L/∂a has to be multiplied by its slope ∂a/∂z."
)


def of_z(work: Work, layer: int, unit: int) -> Iterator[Mistake]:
    """z = W a + b."""
    W, b, a = work.W[layer], work.b[layer], work.a[layer - 1]
    yield mistake("forgot_bias", work.z[layer][unit] - b[unit], "The bias is missing.")
    if W.shape[0] == W.shape[1]:
        words = "The weights are read by column: row j of W holds the weights into unit j."
        yield mistake("transposed", (W.T @ a + b)[unit], words)
    if layer > 1:
        words = "The sources’ pre-activations z were weighed. A unit receives the activations a before it."
        yield mistake("used_z", (W @ work.z[layer - 1] + b)[unit], words)
    yield mistake("wrong_sign", -work.z[layer][unit], "The size is right, the sign is not.")


def of_a(work: Work, layer: int, unit: int) -> Iterator[Mistake]:
    """a = f(z)."""
    words = "That is z. The activation function comes after it."
    yield mistake("forgot_activation", work.z[layer][unit], words)
    for each in of_z(work, layer, unit):
        value = work.activation(layer, unit, each.value)
        yield mistake(each.key, value, f"z went wrong on the way. {each.words}")


def of_loss(work: Work) -> Iterator[Mistake]:
    """L."""
    true, n = float(work.done.backward.loss), len(work.request.y)
    for factor in (2.0, 0.5, float(n), 1 / n):
        yield mistake("other_convention", true * factor, CONVENTION)
    if work.request.loss == "mse":
        errors = work.a[-1] - np.array(work.request.y)
        yield mistake("not_squared", np.abs(errors).sum(), "Errors are squared before they are added up.")
        yield mistake("not_squared", errors.sum(), "Errors are squared before they are added up.")


def of_dL_da(work: Work, layer: int, unit: int) -> Iterator[Mistake]:  # noqa: N802
    """∂L/∂a: the slope of the loss, or the error signals of the next layer, each by its weight."""
    true = float(work.dL_da[layer][unit])
    if layer == work.last:
        yield mistake("wrong_sign", -true, SIGN)
        for factor in (2.0, 0.5, float(len(work.request.y)), 1 / len(work.request.y)):
            yield mistake("other_convention", true * factor, CONVENTION)
        return
    W, delta = work.W[layer + 1], work.delta[layer + 1]
    if len(delta) > 1:
        for k, each in enumerate(W[:, unit] * delta):
            words = (
                f"That is one of {len(delta)} ways back, through unit {k + 1} of the next layer. All add up."
            )
            yield mistake("one_path", each, words)
    if W.shape[0] == W.shape[1]:
        words = "The matrix is the wrong way round: back it goes with the weights that leave the unit, Wᵀδ."
        yield mistake("transposed", (W @ delta)[unit], words)
    words = (
        "The error signals are added up as they are. Each has to be multiplied by the weight it came through."
    )
    yield mistake("unweighted", delta.sum(), words)
    words = "The next layer’s own slope is missing: what comes back along a weight is δ = ∂L/∂z, not ∂L/∂a."
    yield mistake("forgot_next_da_dz", W[:, unit] @ work.dL_da[layer + 1], words)
    words = "The weights have been updated too early: the way back uses those that the forward pass used."
    yield mistake("updated_weights", work.new_W[layer + 1][:, unit] @ delta, words)
    yield mistake("wrong_sign", -true, SIGN)


def of_da_dz(work: Work, layer: int, unit: int) -> Iterator[Mistake]:
    """∂a/∂z = f′(z)."""
    z, a = work.z[layer][unit], work.a[layer][unit]
    yield mistake("gave_a", a, "That is the activation itself. Asked for is the function’s slope.")
    words = "The slope is taken at a. It belongs at z."
    yield mistake("slope_at_a", work.slope(layer, unit, float(a)), words)
    words = "That is 1 − a. Look at the formula of this function’s slope again."
    yield mistake("one_minus_a", 1 - a, words)
    yield mistake("used_z", 1 - z * z, "z stands where a belongs.")
    yield mistake("used_z", z * (1 - z), "z stands where a belongs.")


def of_delta(work: Work, layer: int, unit: int) -> Iterator[Mistake]:
    """δ = ∂L/∂a · ∂a/∂z."""
    dL_da, da_dz = float(work.dL_da[layer][unit]), float(work.da_dz[layer][unit])
    yield mistake("forgot_da_dz", dL_da, FORGOT_SLOPE)
    for each in of_dL_da(work, layer, unit):
        value = work.delta_with(layer, unit, dL_da=each.value, da_dz=da_dz)
        yield mistake(each.key, value, each.words)
    for each in of_da_dz(work, layer, unit):
        value = work.delta_with(layer, unit, dL_da=dL_da, da_dz=each.value)
        yield mistake(each.key, value, f"∂a/∂z went wrong on the way. {each.words}")
    if work.is_softmax[layer]:
        words = "The ways through the other units are missing: each z of a softmax moves all of its a."
        yield mistake("own_unit_only", dL_da * da_dz, words)
    words = "The slope of the activation is in it twice."
    yield mistake("da_dz_twice", work.delta[layer][unit] * da_dz, words)
    words = "∂a/∂z alone is only half of it: it multiplies ∂L/∂a."
    yield mistake("forgot_dL_da", da_dz, words)


def of_gradient(work: Work, layer: int, unit: int, source: int | None) -> Iterator[Mistake]:
    """∂L/∂w = δ · a of the source, ∂L/∂b = δ."""
    delta = float(work.delta[layer][unit])
    eta, factor = work.request.learning_rate, 1.0 if source is None else float(work.a[layer - 1][source])
    for each in of_delta(work, layer, unit):
        yield mistake(each.key, each.value * factor, each.words)
    words = "The learning rate is already in it. A gradient knows none; the optimizer adds it later."
    yield mistake("learning_rate_inside", eta * delta * factor, words)
    yield mistake("learning_rate_inside", -eta * delta * factor, words)
    if source is None:
        words = "A bias has no input: ∂z/∂b is 1, so the gradient is δ itself."
        yield mistake("times_bias", delta * work.b[layer][unit], words)
        for each_a in work.a[layer - 1]:
            yield mistake("times_input", delta * each_a, words)
        return
    words = "The last factor is missing: ∂z/∂w is the activation that the weight multiplies."
    yield mistake("forgot_input", delta, words)
    words = "The last factor is the source’s activation a, not the weight."
    yield mistake("used_weight", delta * work.W[layer][unit, source], words)
    if layer > 1:
        words = "The last factor is the source’s activation a, not its pre-activation z."
        yield mistake("used_z", delta * work.z[layer - 1][source], words)
    words = "The last factor is the activation where the weight starts, not where it ends."
    yield mistake("own_activation", delta * work.a[layer][unit], words)
    gradients = work.gradients[layer]
    if source != unit and source < gradients.shape[0] and unit < gradients.shape[1]:
        words = "Row and column are swapped: ∂L/∂W = δ aᵀ has one row for each unit, as W has."
        yield mistake("transposed", gradients[source, unit], words)


def of_updated(work: Work, layer: int, unit: int, source: int | None) -> Iterator[Mistake]:
    """θ + Δθ: by way of every slip in the gradient, and those of the step itself."""
    place = place_of(work, layer, unit, source)
    theta, g = float(work.done.network.parameters[place]), float(work.done.backward.gradient[place])
    change = float((work.done.updated or work.done.network).parameters[place]) - theta
    words = "The step went uphill: the gradient is subtracted, not added."
    yield mistake("wrong_sign", theta - change, words, abs(change))
    words = "The learning rate is missing."
    yield mistake("forgot_learning_rate", theta - g, words, abs(g))
    yield mistake("change_only", change, "That is the change alone. It is added to the old value.")
    yield mistake("change_only", -change, "That is the change alone, without its sign. It is subtracted.")
    yield mistake("gradient_only", g, "That is the gradient. The optimizer makes a step of it.")
    if work.request.freeze_biases and source is None:
        words = "The biases are kept as they are in this example."
        value = stepped(work, place, g, freeze=False)
        yield mistake("frozen_bias", value, words, abs(value - theta))
        return
    for each in of_gradient(work, layer, unit, source):
        value = stepped(work, place, each.value)
        yield mistake(each.key, value, f"The gradient went wrong. {each.words}", abs(value - theta))
    yield mistake("no_change", theta, "That is the old value.", abs(change))


def stepped(work: Work, place: int, gradient: float, freeze: bool = True) -> float:
    """The parameter after the optimizer's step with another gradient; as it is where that diverges."""
    optimizer = optimizer_of(work.request, work.done.network)
    optimizer.restore(work.done.state)
    turned = work.done.backward.gradient.copy()
    turned[place] = gradient
    after = update(work.done.network, turned, optimizer, freeze and work.request.freeze_biases)
    return float((after or work.done.network).parameters[place])


def place_of(work: Work, layer: int, unit: int, source: int | None) -> int:
    """Where a parameter stands in θ: layer by layer, W row by row, then b."""
    sizes = work.done.network.sizes
    before = start_of_layer(sizes, layer - 1)
    n_in, n_out = sizes[layer - 1], sizes[layer]
    return before + (n_in * n_out + unit if source is None else unit * n_in + source)
