"""The sweep along one weight as programs."""

from __future__ import annotations

from panel_kit.programs.activations import definitions, torch_modules
from panel_kit.programs.layers import with_activations
from panel_kit.programs.literals import joined, literal
from panel_kit.programs.losses import FUSED
from panel_kit.programs.program import Part, Program, Programs, program
from panels.accuracy_vs_loss.pretraining import network_of
from panels.accuracy_vs_loss.request import AccuracyVsLossRequest

BCE = FUSED["sigmoid", "bce"]
FORWARD = """\
    a = X
    for W, b, f in layers:
        z = a @ W.T + b
        a = f(z)
"""


def programs(request: AccuracyVsLossRequest) -> Programs:
    """The sweep in NumPy and in PyTorch, the weights and examples written out."""
    return {"numpy": numpy_program(request), "pytorch": pytorch_program(request), "sklearn": None}


def here_of(request: AccuracyVsLossRequest) -> float:
    """The present value of the weight."""
    if request.value is not None:
        return request.value
    return float(network_of(request).weights[request.layer][request.unit, request.input])


def activations_of(request: AccuracyVsLossRequest) -> list[str]:
    """The activation of each layer."""
    return request.network.layer_activations


def numbers_of(request: AccuracyVsLossRequest, array: str) -> Part:
    """The layers and the examples; ``array`` is what makes an array of a list."""
    data = request.dataset.build()
    examples = f"X = {array}({literal(data.inputs)})\ny = {array}({literal(data.targets[:, 0])})\n"
    return Part("weights", with_activations(network_of(request), array) + examples)


def numpy_program(request: AccuracyVsLossRequest) -> Program:
    """Every value of the weight in turn."""
    evaluate = f"""\
def evaluate(value):
    layers[{request.layer}][0][{request.unit}, {request.input}] = value
{FORWARD}    z, p = z[:, 0], a[:, 0]
    # {BCE.remark}, written by z: so it stays right where p is 0 or 1 to every digit
    loss = np.mean({BCE.terms})
    return float(loss), float(np.mean((p >= 0.5) == (y == 1)))
"""
    sweep = f"""\
sweep = [evaluate(value) for value in np.linspace({request.low!r}, {request.high!r}, {request.points})]
print(f"loss = {{[loss for loss, _ in sweep]}}")
print(f"accuracy = {{[accuracy for _, accuracy in sweep]}}")
loss_here, accuracy_here = evaluate({here_of(request)!r})
print(f"loss_here = {{loss_here}}")
print(f"accuracy_here = {{accuracy_here}}")
"""
    return program(
        "numpy",
        Part("functions", joined(*definitions(activations_of(request)))),
        numbers_of(request, "np.array"),
        Part("functions", evaluate),
        Part("loop", sweep),
    )


def pytorch_program(request: AccuracyVsLossRequest) -> Program:
    """The same; the slope here by automatic differentiation."""
    evaluate = f"""\
def evaluate(value):
    layers[{request.layer}][0].data[{request.unit}, {request.input}] = value
{FORWARD}    loss = {BCE.torch}(z[:, 0], y)
    return loss, ((a[:, 0] >= 0.5) == (y == 1)).double().mean().item()
"""
    sweep = f"""\
values = torch.linspace({request.low!r}, {request.high!r}, {request.points}).tolist()
sweep = [evaluate(value) for value in values]
print(f"loss = {{[loss.item() for loss, _ in sweep]}}")
print(f"accuracy = {{[accuracy for _, accuracy in sweep]}}")
layers[{request.layer}][0].requires_grad_()
loss_here, accuracy_here = evaluate({here_of(request)!r})
loss_here.backward()
print(f"loss_here = {{loss_here.item()}}")
print(f"accuracy_here = {{accuracy_here}}")
print(f"slope = {{layers[{request.layer}][0].grad[{request.unit}, {request.input}].item()}}")
"""
    return program(
        "pytorch",
        Part("functions", torch_modules(activations_of(request))),
        numbers_of(request, "torch.tensor"),
        Part("functions", evaluate),
        Part("loop", sweep),
    )
