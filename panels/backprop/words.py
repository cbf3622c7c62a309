"""Backpropagation in words: one sentence for the whole, one for each step of the play."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from nn_core.activations import FloatArray
from panel_kit.contract.words import digits_that_count, in_words, signed, unit_name
from panel_kit.specs.optimizer import OPTIMIZER_NAMES
from panels.backprop.request import BackpropRequest
from panels.backprop.run import Run

FAR_APART = 1e-6  # more than rounding makes of a product
Stage = Literal["forward", "loss", "backward", "update"]


@dataclass(frozen=True)
class WalkStep:
    """One step of the play: its stage, what it is about, and words.

    ``layer`` counts from 1, where the step is about one; ``unit`` from 0, where it is about a single one.
    """

    stage: Stage
    layer: int | None
    unit: int | None
    sentence: str


def say(request: BackpropRequest, run: Run) -> str:
    """The whole in two or three sentences."""
    predictions = in_words([signed(value) for value in run.forward.prediction[0]])
    targets = in_words([signed(value) for value in request.y])
    verb = "is" if len(request.y) == 1 else "are"
    loss = signed(run.losses[run.steps], 4)
    said = f"The network answers {predictions} where {targets} {verb} right: a loss of {loss}."
    return " ".join([said, steepest(request, run), *kink(run), *cut(run), outcome(request, run)])


def steepest(request: BackpropRequest, run: Run) -> str:
    """The weight with the largest gradient; where no weight has one, a bias may."""
    gradients = run.backward.weights
    layer = int(np.argmax([np.abs(gradient).max() for gradient in gradients]))
    unit, source = np.unravel_index(np.abs(gradients[layer]).argmax(), gradients[layer].shape)
    value = float(gradients[layer][unit, source])
    if value == 0:
        return without_weights(request, run)
    sizes = run.network.sizes
    wire = f"{unit_name(sizes, layer, int(source))} → {unit_name(sizes, layer + 1, int(unit))}"
    return f"It reacts most to the weight {wire}, with a gradient of {signed(value, 4)}."


def without_weights(request: BackpropRequest, run: Run) -> str:
    """What learns where no weight has a gradient: where all inputs are 0, the biases alone."""
    biases = [float(value) for gradient in run.backward.biases for value in gradient.ravel()]
    largest = max(biases, key=abs)
    if largest == 0:
        return "No weight and no bias has a gradient: nothing moves at this example."
    if request.freeze_biases:
        return f"No weight has a gradient; a bias has {signed(largest, 4)}, but biases stay as they are."
    return f"No weight has a gradient; only biases do, the largest of them {signed(largest, 4)}."


def kink(run: Run) -> list[str]:
    """A word where some z lies at a kink: the slope there is a choice, and differences see half the jump."""
    layers = zip(run.network.leaves, run.forward.layers, strict=True)
    at_kink = any(
        layer.output_activation is not None
        and np.isin(np.asarray(trace.z), layer.output_activation.kinks).any()
        for layer, trace in layers
    )
    if not at_kink:
        return []
    return [
        "Some z lies at a kink of its activation: the slope there is taken from one side, and a central "
        "difference finds half the jump, so the two differ."
    ]


def cut(run: Run) -> list[str]:
    """A word where ∂L/∂a is cut off, so that the shown factors do not multiply to δ."""
    if not slope_is_cut(run):
        return []
    return [
        "The loss’s slope ∂L/∂a is cut off there, as in PyTorch, so ∂L/∂a · ∂a/∂z is not δ: δ comes from z "
        "itself, and is exact."
    ]


def slope_is_cut(run: Run) -> bool:
    """Whether δ of the output is not the product of its two factors."""
    last = run.backward.layers[-1]
    factor = last.da_dz[0]
    product = last.dL_da[0] @ factor if factor.ndim == 2 else last.dL_da[0] * factor
    return bool((np.abs(product - last.delta[0]) > FAR_APART * (1 + np.abs(last.delta[0]))).any())


def outcome(request: BackpropRequest, run: Run) -> str:
    """What the update does to the loss."""
    name = OPTIMIZER_NAMES[request.optimizer] + (" with momentum" if request.momentum else "")
    step = f"{name} at η = {short_rate(request.learning_rate)}"
    if run.updated is None:
        return f"The next update by {step} makes a parameter larger than a million: it diverges."
    before, after = run.losses[-2], run.losses[-1]
    way = "lowers" if after < before else "raises" if after > before else "keeps"
    which = "One update" if run.steps == 0 else f"Update {run.steps + 1}"
    return f"{which} by {step} {way} the loss{' at' if way == 'keeps' else ' to'} {signed(after, 4)}."


def short_rate(rate: float) -> str:
    """A learning rate as short as it is: 0.1, 0.0005, 2."""
    return digits_that_count(rate, 6)


def walk(request: BackpropRequest, run: Run) -> list[WalkStep]:
    """The steps of the play: forward layer by layer, the loss, back unit by unit, the update."""
    sizes = run.network.sizes
    layers = range(1, len(sizes))
    return [
        *(WalkStep("forward", layer, None, forward_words(run, layer)) for layer in layers),
        WalkStep("loss", None, None, loss_words(request, run)),
        *(
            WalkStep("backward", layer, unit, backward_words(run, layer, unit))
            for layer in reversed(layers)
            for unit in range(sizes[layer])
        ),
        WalkStep("update", None, None, update_words(request, run)),
    ]


def names(run: Run, layer: int) -> str:
    """The units of a layer: “h₁, h₂ and h₃”."""
    return in_words([unit_name(run.network.sizes, layer, unit) for unit in range(run.network.sizes[layer])])


def listed(values: FloatArray, decimals: int) -> str:
    """Numbers as a list."""
    return in_words([signed(value, decimals) for value in values])


def forward_words(run: Run, layer: int) -> str:
    """What a layer passes on."""
    values = listed(run.forward.layers[layer - 1].a[0], 2)
    many = run.network.sizes[layer] > 1
    verb = "weigh what comes in and pass on" if many else "weighs what comes in and passes on"
    return f"Forward: {names(run, layer)} {verb} {values}."


def loss_words(request: BackpropRequest, run: Run) -> str:
    """What the prediction costs, and what its slope is."""
    values, targets = listed(run.forward.prediction[0], 2), in_words([signed(y) for y in request.y])
    slopes = listed(run.backward.layers[-1].dL_da[0], 4)
    loss = signed(float(run.backward.loss), 4)
    return f"Loss: {values} for {targets} costs {loss}. Its slope at the prediction is {slopes}."


def backward_words(run: Run, layer: int, unit: int) -> str:
    """Where a unit's error signal comes from."""
    value = signed(run.backward.layers[layer - 1].delta[0][unit], 4)
    whose = f"{unit_name(run.network.sizes, layer, unit)} gets the error signal {value}"
    is_last = layer == len(run.network.sizes) - 1
    if run.network.activations[layer - 1] == "softmax":
        return f"Backward: {whose}{through_softmax(run, is_last)}"
    if is_last:
        return f"Backward: {whose}, the slope of the loss times the slope of the activation."
    return (
        f"Backward: {whose}, the sum of the next layer’s error signals, each times the weight that "
        "leads there, times the slope of the activation."
    )


def through_softmax(run: Run, is_last: bool) -> str:
    """Every z of a softmax moves every a of the layer, so a slope is not enough: it takes the Jacobian."""
    whose = "outputs" if is_last else "units"
    every = f", the sum over the {whose} of ∂L/∂aᵢ · ∂aᵢ/∂z, for one z of a softmax moves them all"
    is_fused = is_last and run.loss.name == "cross_entropy"
    return f"{every}; with cross-entropy that comes to ŷ − y." if is_fused else f"{every}."


def update_words(request: BackpropRequest, run: Run) -> str:
    """The optimizer's part."""
    kept = " The biases are kept as they are." if request.freeze_biases else ""
    return (
        f"Update: backpropagation is done, now the optimizer moves the weights. {outcome(request, run)}{kept}"
    )
