"""Backpropagation and one update in PyTorch, by autograd and ``torch.optim``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nn_core import Network
from panel_kit.programs import losses
from panel_kit.programs.activations import SOURCES, has_matrix, torch_modules
from panel_kit.programs.layers import weights_and_biases
from panel_kit.programs.literals import joined
from panel_kit.programs.optimizers import torch_optimizer
from panel_kit.programs.program import Part, Program, program
from panels.backprop.program_parts import DIVERGED, loss_key, reduction
from panels.backprop.run import Run, options_of

if TYPE_CHECKING:
    from panels.backprop.request import BackpropRequest


def pytorch_program(request: BackpropRequest, done: Run, start: Network) -> Program:
    """The same by automatic differentiation."""
    functions = [loss(request), forward(request, start)]
    return program(
        "pytorch",
        Part("functions", torch_modules(start.activations)),
        Part("weights", given(request, start)),
        Part("functions", joined(*functions)),
        Part("loop", passes(done)),
        Part("prints", printed(start) + (DIVERGED if done.updated is None else UPDATED)),
    )


def given(request: BackpropRequest, start: Network) -> str:
    """The network, the example and the optimizer."""
    who = "weights" if request.freeze_biases else "[*weights, *biases]"
    return f"""\
{weights_and_biases(start, "torch.tensor", ", requires_grad=True")}\
functions = [{", ".join(SOURCES[name].module for name in start.activations)}]
x = torch.tensor({request.x!r})
y = torch.tensor({request.y!r})
optimizer = {torch_optimizer(request.optimizer, who, repr(request.learning_rate), **options_of(request))}
"""


def loss(request: BackpropRequest) -> str:
    """``loss_of(p)``, by the prediction."""
    return f"def loss_of(p):\n    return {losses.torch_terms(loss_key(request))}.{reduction(request)}()\n"


def forward(request: BackpropRequest, start: Network) -> str:
    """``forward()``: every z and a, and the loss, by the logit where output and loss go together."""
    fused = losses.FUSED.get((start.activations[-1], request.loss))
    computed = f"{fused.torch}(z, y, reduction='{reduction(request)}')" if fused else "loss_of(p)"
    return f"""\
def forward():
    zs, activations = [], [x]
    for W, b, f in zip(weights, biases, functions):
        zs.append(W @ activations[-1] + b)
        activations.append(f(zs[-1]))
    z, p = zs[-1], activations[-1]
    loss = {computed}
    return zs, activations[1:], loss
"""


def passes(done: Run) -> str:
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


def printed(start: Network) -> str:
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


UPDATED = """\
optimizer.step()
for l in range(len(weights)):
    print(f"updated.weights.{l} = {weights[l].tolist()}")
    print(f"updated.biases.{l} = {biases[l].tolist()}")
print(f"loss_after = {forward()[2].item()}")
"""
