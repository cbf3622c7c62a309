"""Lesson 5: backpropagation."""

from __future__ import annotations

import numpy as np

from course.questions.question import Before, Estimate, Option, Outcome, Question, Trap
from panel_kit.contract.words import amount, signed, unit_name
from panels.backprop.panel import compute
from panels.backprop.presets import PRESETS
from panels.backprop.request import BackpropRequest
from panels.backprop.result import BackpropResult
from panels.gradient_flow.result import GradientFlowResult
from panels.gradient_flow.words import middle_of

CHAIN = {
    "network": {"layers": [1, 1, 1], "weights": [[[0.6]], [[-1.2]]], "biases": [[0.1], [0.3]]},
    "x": [1.0],
    "y": [1.0],
    "learning_rate": 0.5,
}
WITH_A_DEAD_UNIT = {
    "network": {
        "layers": [2, 2, 1],
        "hidden_activation": "relu",
        "weights": [[[0.9, 0.4], [-0.8, 0.3]], [[0.7, 0.6]]],
        "biases": [[0.0, 0.0], [0.0]],
    }
}
RELU = {"activation": "relu", "initializer": "kaiming_uniform", "depth": 20}
TRAINED = {**RELU, "seeds": 5, "train_epochs": 100}
HALVED = {**RELU, "width": 32, "initializer": "normal", "std": 0.125, "seed": 11}
# Of the panel's network with three layers: three steps forward, the loss, three back; then comes the update
LAST_OF_BACKWARD = 6


def who_updates(result: BackpropResult) -> Outcome:
    """Whether the backward pass changes any weight."""
    later = compute(BackpropRequest.model_validate({"learning_rate": 1.0}))
    is_same = all(
        np.array_equal(one, other)
        for one, other in zip(result.gradients.weights, later.gradients.weights, strict=True)
    )
    changes = [abs(float(each.changes.weights[-1][0, 1])) for each in (result, later) if each.changes]
    return Outcome(
        right="gradients" if is_same and changes[0] != changes[1] else "updates",
        because=f"With a learning rate ten times as large every gradient stays what it was, to the last digit; only the change the optimizer makes of the gradient grows, for example for the weight h₅ → ŷ from {signed(changes[0], 4)} to {signed(changes[1], 4)}.",
    )


def factors(result: BackpropResult) -> Outcome:
    """The gradient of the chain's first weight."""
    first, last = result.layers
    right = float(result.gradients.weights[0][0, 0])
    dL_da, slope, w = float(last.dL_da[0]), float(last.da_dz[0]), float(result.network.weights[1][0, 0])
    return Outcome(
        value=right,
        because=f"From the loss back to w₁: {signed(dL_da, 3)} · {signed(slope, 3)} · ({signed(w, 1)}) · {signed(float(first.da_dz[0]), 3)} · {signed(float(result.x[0]), 1)} = {signed(right, 3)}. Each step on the way multiplies.",
        traps=[
            Trap(-right, "The size is right. There are two negative factors on the way, the slope of the loss and the weight, and together they are positive."),
            Trap(dL_da * w * float(first.da_dz[0]), "The slope of the output’s sigmoid is missing: every function on the way counts."),
            Trap(dL_da * slope * float(first.da_dz[0]), "The weight between the two units is missing: what comes back through it is multiplied by it."),
        ],
    )  # fmt: skip


def off(result: BackpropResult) -> Outcome:
    """What reaches the weights of a ReLU unit that is off."""
    j = int(np.argmin(result.layers[0].z))
    gradient = result.gradients.weights[0][j]
    name = unit_name(result.network.layers, 1, j)
    arriving = signed(float(result.layers[0].dL_da[j]), 4)
    return Outcome(
        right="none" if not gradient.any() and result.layers[0].dL_da[j] != 0 else "some",
        because=f"{name} has z = {signed(float(result.layers[0].z[j]))}, so its ReLU is flat there. Its ∂L/∂a is {arriving}, but that times a slope of {signed(float(result.layers[0].da_dz[j]), 0)} is 0, and so is the gradient of every weight that enters it.",
    )


def one_step(result: BackpropResult) -> Outcome:
    """Whether a step along the gradient always helps."""
    gentle = compute(BackpropRequest.model_validate({**_neuron(), "learning_rate": 0.01}))
    before, after = result.loss, result.loss_after if result.loss_after is not None else np.inf
    return Outcome(
        right="zero" if after < 1e-12 else "higher" if after > before else "lower",
        because=f"With η = 0.3 the loss goes from {signed(before, 4)} to {signed(float(after), 4)}, with η = 0.01 to {signed(gentle.loss_after or 0.0, 4)}. A gradient is the slope at one point. A long step ends where the slope is another one.",
    )


def per_layer(result: GradientFlowResult) -> Outcome:
    """By what a sigmoid layer multiplies the gradient."""
    factor = result.factor_per_layer or 0.0
    first, last = result.layers[1].gradient_norm, result.layers[-2].gradient_norm
    return Outcome(
        value=factor,
        because=f"The sigmoid is nowhere steeper than ¼, and Xavier’s weights leave the size about as it is. So each layer keeps about a quarter: {signed(factor)} here. From hidden layer 10 to hidden layer 2 the gradient’s norm goes from {amount(last)} to {amount(first)}; layer 1, whose weights have another shape, is left out.",
        traps=[
            Trap(1.0, "Xavier’s rule keeps the size of what passes the weights. What comes back passes the slopes of the sigmoids too."),
            Trap(0.5, "That is what a sigmoid answers to 0. What multiplies the gradient is its slope, and that is ¼ there."),
        ],
    )  # fmt: skip


def by_both_ways(result: GradientFlowResult) -> Outcome:
    """The verdict over a network whose gradients are of one size."""
    ratio, signal = result.first_last_ratio or 0.0, result.signal_ratio or 0.0
    sizes = [layer.gradient_norm for layer in result.layers[1:-1]]
    return Outcome(
        right=result.verdict,
        because=f"The gradient of hidden layer 2 is {signed(ratio, 1)} times that of hidden layer 20, and from 2 to 20 none is more than {signed(max(sizes) / min(sizes), 1)} times another. But the spread of the activations falls to {amount(signal)} of what it was: each layer halves the signal on the way forward, and the error signal on the way back. The gradient of a layer is a product of both, so it is about equally tiny everywhere: {amount(result.layers[1].gradient_norm)} in hidden layer 2.",
    )


def batch_norm_alone(result: GradientFlowResult) -> Outcome:
    """How batch normalization without residual connections ends, beside the same network without."""
    kept, run = result.kept, result.trained
    if kept is None or kept.trained is None or run is None:
        raise ValueError("the question is about two trained networks")
    plain, normalized, lowest = kept.trained.final_losses, run.final_losses, kept.trained.loss.argmin()
    better, worse = int((normalized < plain).sum()), int((normalized > plain).sum())
    return Outcome(
        right="better" if better > worse and better == len(plain) else "worse" if worse > better else "same",
        because=f"With batch normalization {better} of {len(plain)} seeds end lower than without, and the middle loss is {middle_of(run)} instead of {middle_of(kept.trained)}. Without it the loss also jumps: that of the first seed was {amount(kept.trained.loss[lowest])} in epoch {lowest}, its lowest, and {amount(kept.trained.loss[-1])} at the end; with it that seed ends at {amount(run.loss[-1])}. Going back the gradient grows, by {signed(result.factor_per_layer or 0.0)} for each layer, but it does not get lost. Adam would not have needed it: see below.",
    )


def residual_alone(result: GradientFlowResult) -> Outcome:
    """What residual connections alone make of a deep ReLU network."""
    signal, ratio = result.signal_ratio or 0.0, result.first_last_ratio or 0.0
    return Outcome(
        right=result.verdict,
        because=f"On the way back all is well: the gradient of hidden layer 2 is {signed(ratio)} times that of hidden layer 20. But on the way forward each layer adds its own result to what entered it, and nothing is taken away: the spread grows to {signed(signal, 0)} times what it was.",
    )


def _neuron() -> dict[str, object]:
    """The linear neuron of the panel's presets, without its learning rate."""
    request = PRESETS["0.0324"]
    return {**request}


QUESTIONS = (
    Question(
        slug="who-updates",
        prompt="Backpropagation has gone back through the whole network once, from the loss to the inputs. What has changed?",
        panel="backprop",
        request={"learning_rate": 0.1},
        view={"at": [3, 0, 1], "step": LAST_OF_BACKWARD},
        before=Before({"learning_rate": 0.1}, {"at": [3, 0, 1], "step": 0}),
        mark="gradients.weights.2.0.1",
        decide=who_updates,
        options=(
            Option("updates", "every weight: backpropagation is how a network learns", "That makes one thing of two. Backpropagation finds out which way and how much; moving the weights is another step, made by something else."),
            Option("gradients", "no weight: now there is a gradient for every weight", "What is made of the gradients is up to the optimizer. With η = 0 it would be nothing."),
            Option("output", "the weights of the last layer; the others come in the next rounds", "One backward pass reaches every layer. And it moves none of them."),
        ),
    ),
    Question(
        slug="chain-of-slopes",
        prompt="In a chain of two neurons the slope of the loss is −1.21, the output’s sigmoid has the slope 0.24, the weight between them is −1.2, the first neuron’s tanh has the slope 0.63, and the input is 1. What is the slope of the loss with respect to the first weight?",
        panel="backprop",
        request=CHAIN,
        view={"at": [1, 0, 0], "step": None},
        before=Before(CHAIN, {"at": [1, 0, 0], "step": 0}),
        mark="gradients.weights.0.0.0",
        decide=factors,
        estimate=Estimate(low=-1.0, high=1.5, step=0.01, start=0.0, decimals=2, tolerance=0.02),
    ),
    Question(
        slug="blame-for-the-dead",
        prompt="A ReLU unit has z = −0.78 for this example, and the weight that leaves it is 0.6. What gradient do the weights that enter it get from this example?",
        panel="backprop",
        request=WITH_A_DEAD_UNIT,
        view={"at": [1, 1, 0], "step": None},
        before=Before(WITH_A_DEAD_UNIT, {"at": [1, 1, 0], "step": 0}),
        mark="gradients.weights.0.1.0",
        decide=off,
        options=(
            Option("none", "zero", "A product with a zero in it is zero, however large the error is."),
            Option("some", "a small one: something is sent back to the unit through the weight that leaves it", "It does arrive at the unit. Then it is multiplied by the unit’s own slope, and that is 0."),
            Option("most", "a larger one than others, because the unit gave 0 where it was needed", "A gradient does not measure who failed. It is a product of slopes, and one of them is 0."),
        ),
    ),
    Question(
        slug="a-step-too-long",
        prompt="A linear neuron with the input 2, the weight 0.3 and the bias 0.1 answers 0.70; the target is 0.90. The loss is the squared error, without ½. One update of weight and bias by gradient descent, with η = 0.3: what happens to the loss?",
        panel="backprop",
        request={**_neuron(), "learning_rate": 0.3},
        before=Before({**_neuron(), "learning_rate": 0.01}),
        view={"step": None},
        mark="loss_after",
        decide=one_step,
        options=(
            Option("lower", "it falls: the update goes against the gradient, and that is down", "It is down at first. How far the loss falls that way, the gradient does not say."),
            Option("zero", "it becomes 0: the error is known exactly, so the update removes it", "The gradient is a slope and not a distance. It does not say where the lowest point is."),
            Option("higher", "it rises", "The step is so long that it passes the lowest point and ends higher on the other side."),
        ),
    ),
    Question(
        slug="a-quarter-each",
        prompt="Ten hidden layers of 16 sigmoid units, weights drawn by Xavier’s rule (seed 0). On its way back, from each layer to the one before it, the size of the gradient is multiplied by about the same number. By which?",
        panel="gradient-flow",
        request={},
        before=Before({"activation": "tanh"}, opens_lesson=True),
        mark="factor_per_layer",
        decide=per_layer,
        estimate=Estimate(low=0.0, high=1.5, step=0.01, start=0.8, decimals=2, tolerance=0.06),
    ),
    Question(
        slug="equal-gradients",
        prompt="Twenty hidden layers of 32 ReLU units. The weights are half as large as He’s rule wants them. The gradients of hidden layers 2 to 20 are within a factor of 3 of each other (seed 11). Is this network fit to be trained?",
        panel="gradient-flow",
        request=HALVED,
        before=Before({**HALVED, "std": 0.25}),
        mark="signal_ratio",
        decide=by_both_ways,
        options=(
            Option("healthy", "yes: the gradients neither vanish nor explode", "A ratio compares the layers with each other. It does not notice when all of them are tiny."),
            Option("vanishing", "no: next to nothing arrives, forward or back", "Every layer halves what passes it. To see that, one has to look at both ways."),
            Option("exploding", "no: in 20 layers the gradients explode", "For that each layer would have to make what passes it larger. These make it smaller."),
        ),
    ),
    Question(
        slug="residual-alone",
        prompt="A residual connection adds what entered a layer to what the layer computes. Twenty hidden layers of 16 ReLU units, He’s weights, get such connections, and nothing else. What becomes of signal and gradient?",
        panel="gradient-flow",
        request={**RELU, "residual": True},
        before=Before(RELU),
        mark="signal_ratio",
        decide=residual_alone,
        options=(
            Option("healthy", "both stay of about the same size: there is a way around every layer", "That is true of the way back. On the way forward, what goes around a layer and what comes out of it add up."),
            Option("vanishing", "both vanish, for twenty layers are still twenty", "What goes around a layer is not multiplied by anything, so it cannot get lost."),
            Option("exploding", "the signal grows from layer to layer", "Each sum is larger than what entered. Something has to bring it back to size: batch normalization does."),
        ),
    ),
    Question(
        slug="batch-norm-alone",
        prompt="Twenty hidden layers of 16 ReLU units, He’s weights (seeds 0 to 4), no residual connections. A hundred epochs of gradient descent, η = 0.1, each one step from all 100 examples. Now batch normalization is added. Does the network end better or worse?",
        panel="gradient-flow",
        request={**TRAINED, "batch_norm": True, "kept": RELU},
        before=Before(TRAINED),
        mark="trained.middle_loss",
        decide=batch_norm_alone,
        options=(
            Option("better", "better, with each of the five seeds", "It brings every layer’s numbers to one size, so gradient descent moves all layers."),
            Option("same", "as before: it only changes the size of the numbers", "Their size is what decides how far each layer moves."),
            Option("worse", "worse: without residual connections it makes the gradient grow on its way back", "The gradient does grow, but by a quarter a layer, and that does little harm here."),
        ),
    ),
)  # fmt: skip
