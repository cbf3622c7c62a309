"""Backpropagation and one update in NumPy: the chain rule by hand, and nothing but arrays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nn_core import Network
from nn_core.optimizers import create_optimizer
from panel_kit.programs import losses
from panel_kit.programs.activations import definitions, has_matrix, slope
from panel_kit.programs.layers import weights_and_biases
from panel_kit.programs.literals import indented, joined
from panel_kit.programs.optimizers import Update, list_memory
from panel_kit.programs.program import Part, Program, program
from panels.backprop.program_parts import DIVERGED, loss_key, reduction
from panels.backprop.run import Run, options_of

if TYPE_CHECKING:
    from panels.backprop.request import BackpropRequest


def numpy_program(request: BackpropRequest, done: Run, start: Network) -> Program:
    """Forward, back, update; nothing but arrays."""
    slopes = "".join(
        f"    {name}: lambda z, a: {slope(name, 'a')},\n" for name in dict.fromkeys(start.activations)
    )
    return program(
        "numpy",
        Part("functions", joined(*definitions(start.activations, lines=slopes))),
        Part(
            "weights",
            f"# ∂a/∂z of each activation function\nslopes = {{\n{slopes}}}\n" + given(request, start),
        ),
        Part("functions", joined(forward(request, start), backward(request, start))),
        Part("functions", update(request)),
        Part("loop", passes(done)),
        Part("prints", PRINTED + ending(done)),
    )


def given(request: BackpropRequest, start: Network) -> str:
    """The network, the example and the step size."""
    return f"""\
{weights_and_biases(start, "np.array")}\
functions = [{", ".join(start.activations)}]
x = np.array({request.x!r})
y = np.array({request.y!r})
eta = {request.learning_rate!r}
"""


def forward(request: BackpropRequest, start: Network) -> str:
    """``forward()``: every z and a, and the loss."""
    terms = losses.terms_by_z(start.activations[-1], loss_key(request), p="p")
    return f"""\
def forward():
    zs, activations = [], [x]
    for W, b, f in zip(weights, biases, functions):
        zs.append(W @ activations[-1] + b)
        activations.append(f(zs[-1]))
    z, p = zs[-1], activations[-1]
{indented(terms, 4)}\
    return zs, activations, float(terms.{reduction(request)}())
"""


def backward(request: BackpropRequest, start: Network) -> str:
    """``backward(zs, activations)``: the chain rule, from the last layer to the first."""
    output = start.activations[-1]
    share = f" / {start.sizes[-1]}" if reduction(request) == "mean" else ""
    delta = "dL_da * da_dz  # δ = ∂L/∂a · ∂a/∂z"
    if has_matrix(start.activations):
        delta = (
            "dL_da @ da_dz if da_dz.ndim == 2 else dL_da * da_dz  # δ = ∂L/∂a · ∂a/∂z, a matrix of softmax"
        )
    fused = ""
    if (output, request.loss) in losses.FUSED:
        fused = f"""\
        if l == len(weights) - 1:
            delta = (p - y){share}  # {output} and cross-entropy: the slopes cancel
"""
    return f"""\
def backward(zs, activations):
    p = activations[-1]
    dL_da = ({losses.slope(loss_key(request))}){share}
    layers = []
    for l in reversed(range(len(weights))):
        z, a, f = zs[l], activations[l + 1], functions[l]
        da_dz = slopes[f](z, a)
        delta = {delta}
{fused}\
        layers.insert(0, (z, a, dL_da, da_dz, delta))
        dL_da = weights[l].T @ delta  # ∂L/∂a of the layer before
    # ∂L/∂W = δ aᵀ, ∂L/∂b = δ
    deltas = [delta for *_, delta in layers]
    return layers, [np.outer(delta, a) for delta, a in zip(deltas, activations)], deltas
"""


def update(request: BackpropRequest) -> str:
    """``update(t)``, and what the optimizer remembers."""
    who, gradients = "weights + biases", "weight_gradients + bias_gradients"
    if request.freeze_biases:
        who, gradients = "weights", "weight_gradients"
    defaults = create_optimizer(request.optimizer, (1,), **options_of(request)).settings
    rule = Update(request.optimizer, defaults, theta="p", item="[k]")
    loop = f"for k, (p, g) in enumerate(zip({who}, {gradients})):\n{indented(rule.step, 4)}"
    return joined(list_memory(rule, who), f"def update(t):\n{indented(loop, 4)}")


def passes(done: Run) -> str:
    """The passes and the updates up to the one that is shown."""
    return f"""\
for t in range(1, {done.steps + 1} + 1):
    zs, activations, loss = forward()
    layers, weight_gradients, bias_gradients = backward(zs, activations)
    if t <= {done.steps}:
        update(t)
"""


PRINTED = """\
for number, layer in enumerate(layers, 1):
    for name, values in zip(("z", "a", "dL_da", "da_dz", "delta"), layer):
        print(f"layer {number}: {name} = {values.tolist()}")
for l in range(len(weights)):
    print(f"gradients.weights.{l} = {weight_gradients[l].tolist()}")
    print(f"gradients.biases.{l} = {bias_gradients[l].tolist()}")
print(f"loss = {loss}")
"""


def ending(done: Run) -> str:
    """The update that is shown, where it can be."""
    if done.updated is None:
        return DIVERGED
    return f"""\
update({done.steps + 1})
for l in range(len(weights)):
    print(f"updated.weights.{{l}} = {{weights[l].tolist()}}")
    print(f"updated.biases.{{l}} = {{biases[l].tolist()}}")
print(f"loss_after = {{forward()[2]}}")
"""
