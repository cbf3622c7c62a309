"""Backpropagation and one update as programs: NumPy by hand, PyTorch by autograd and ``torch.optim``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nn_core import Network
from nn_core.optimizers import create_optimizer
from panel_kit.programs import losses
from panel_kit.programs.activations import SOURCES, definitions, has_matrix, slope, torch_modules
from panel_kit.programs.layers import weights_and_biases
from panel_kit.programs.literals import indented, joined
from panel_kit.programs.optimizers import Update, list_memory, torch_optimizer
from panel_kit.programs.program import Part, Program, Programs, program
from panels.backprop.run import Run, run

if TYPE_CHECKING:
    from panels.backprop.request import BackpropRequest

DIVERGED = "# The next update would make a parameter larger than a million.\n"


def programs(request: BackpropRequest) -> Programs:
    """The pass and the update in NumPy and in PyTorch."""
    done, start = run(request), request.network.build()
    return {
        "numpy": numpy_program(request, done, start),
        "pytorch": pytorch_program(request, done, start),
        "sklearn": None,
    }


def loss_key(request: BackpropRequest) -> str:
    """Which of the formulas."""
    return "half" if request.half else request.loss


def reduction(request: BackpropRequest) -> str:
    """How the terms are put together; one term alone is its own mean."""
    return "sum" if request.loss in losses.ONE_TERM_AN_EXAMPLE else request.reduction


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
        Part("functions", joined(numpy_forward(request, start), numpy_backward(request, start))),
        Part("functions", numpy_update(request)),
        Part("loop", numpy_passes(done)),
        Part("prints", NUMPY_PRINTED + numpy_end(done)),
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


def numpy_forward(request: BackpropRequest, start: Network) -> str:
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


def numpy_backward(request: BackpropRequest, start: Network) -> str:
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
        dL_da = weights[l].T @ delta  # what the layer before is blamed for
    # ∂L/∂W = δ aᵀ, ∂L/∂b = δ
    deltas = [delta for *_, delta in layers]
    return layers, [np.outer(delta, a) for delta, a in zip(deltas, activations)], deltas
"""


def numpy_update(request: BackpropRequest) -> str:
    """``update(t)``, and what the optimizer remembers."""
    who, gradients = "weights + biases", "weight_gradients + bias_gradients"
    if request.freeze_biases:
        who, gradients = "weights", "weight_gradients"
    defaults = create_optimizer(request.optimizer, (1,)).settings
    update = Update(request.optimizer, defaults, theta="p", item="[k]")
    return joined(
        list_memory(update, who),
        f"def update(t):\n    for k, (p, g) in enumerate(zip({who}, {gradients})):\n{indented(update.step, 8)}",
    )


def numpy_passes(done: Run) -> str:
    """The passes and the updates up to the one that is shown."""
    return f"""\
for t in range(1, {done.steps + 1} + 1):
    zs, activations, loss = forward()
    layers, weight_gradients, bias_gradients = backward(zs, activations)
    if t <= {done.steps}:
        update(t)
"""


NUMPY_PRINTED = """\
for number, layer in enumerate(layers, 1):
    for name, values in zip(("z", "a", "dL_da", "da_dz", "delta"), layer):
        print(f"layer {number}: {name} = {values.tolist()}")
for l in range(len(weights)):
    print(f"gradients.weights.{l} = {weight_gradients[l].tolist()}")
    print(f"gradients.biases.{l} = {bias_gradients[l].tolist()}")
print(f"loss = {loss}")
"""


def numpy_end(done: Run) -> str:
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


def pytorch_program(request: BackpropRequest, done: Run, start: Network) -> Program:
    """The same by automatic differentiation."""
    functions = [torch_loss(request), torch_forward(request, start)]
    return program(
        "pytorch",
        Part("functions", torch_modules(start.activations)),
        Part("weights", torch_given(request, start)),
        Part("functions", joined(*functions)),
        Part("loop", torch_passes(done)),
        Part("prints", torch_printed(start) + (DIVERGED if done.updated is None else TORCH_END)),
    )


def torch_given(request: BackpropRequest, start: Network) -> str:
    """The network, the example and the optimizer."""
    who = "weights" if request.freeze_biases else "[*weights, *biases]"
    return f"""\
{weights_and_biases(start, "torch.tensor", ", requires_grad=True")}\
functions = [{", ".join(SOURCES[name].module for name in start.activations)}]
x = torch.tensor({request.x!r})
y = torch.tensor({request.y!r})
optimizer = {torch_optimizer(request.optimizer, who, repr(request.learning_rate))}
"""


def torch_loss(request: BackpropRequest) -> str:
    """``loss_of(p)``, by the prediction."""
    return f"def loss_of(p):\n    return {losses.torch_terms(loss_key(request))}.{reduction(request)}()\n"


def torch_forward(request: BackpropRequest, start: Network) -> str:
    """``forward()``: every z and a, and the loss, by the logit where output and loss go together."""
    fused = losses.FUSED.get((start.activations[-1], request.loss))
    loss = f"{fused.torch}(z, y, reduction='{reduction(request)}')" if fused else "loss_of(p)"
    return f"""\
def forward():
    zs, activations = [], [x]
    for W, b, f in zip(weights, biases, functions):
        zs.append(W @ activations[-1] + b)
        activations.append(f(zs[-1]))
    z, p = zs[-1], activations[-1]
    loss = {loss}
    return zs, activations[1:], loss
"""


def torch_passes(done: Run) -> str:
    """The passes and the updates up to the one that is shown."""
    return f"""\
for t in range(1, {done.steps + 1} + 1):
    for tensor in [*weights, *biases]:
        tensor.grad = None
    zs, activations, loss = forward()
    for tensor in [*zs, *activations]:
        tensor.retain_grad()
    loss.backward()
    if t <= {done.steps}:
        optimizer.step()
"""


def torch_printed(start: Network) -> str:
    """Every signal of the pass; the slope of each f by itself."""
    slopes = "    slope = torch.autograd.grad(f(at).sum(), at)[0]\n"
    if has_matrix(start.activations):
        slopes = """\
    slope = torch.autograd.functional.jacobian(f, at)
    slope = slope if isinstance(f, nn.Softmax) else slope.diagonal()
"""
    return f"""\
p = activations[-1].detach().requires_grad_()
activations[-1].grad = torch.autograd.grad(loss_of(p), p)[0]
for number, (z, a, f) in enumerate(zip(zs, activations, functions), 1):
    at = z.detach().requires_grad_()
{slopes}\
    for name, values in (("z", z), ("a", a), ("dL_da", a.grad), ("da_dz", slope), ("delta", z.grad)):
        print(f"layer {{number}}: {{name}} = {{values.tolist()}}")
for l in range(len(weights)):
    print(f"gradients.weights.{{l}} = {{weights[l].grad.tolist()}}")
    print(f"gradients.biases.{{l}} = {{biases[l].grad.tolist()}}")
print(f"loss = {{loss.item()}}")
"""


TORCH_END = """\
optimizer.step()
for l in range(len(weights)):
    print(f"updated.weights.{l} = {weights[l].tolist()}")
    print(f"updated.biases.{l} = {biases[l].tolist()}")
print(f"loss_after = {forward()[2].item()}")
"""
