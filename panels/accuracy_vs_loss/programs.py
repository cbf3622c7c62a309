"""The sweep along one weight as programs."""

from __future__ import annotations

from panel_kit.programs.forward import NUMPY_FUNCTIONS, TORCH_MODULES, literal
from panels.accuracy_vs_loss.pretraining import network_of
from panels.accuracy_vs_loss.request import AccuracyVsLossRequest


def programs(request: AccuracyVsLossRequest) -> dict[str, str | None]:
    """The sweep in NumPy and in PyTorch, the weights and examples written out."""
    return {"numpy": numpy_program(request), "pytorch": pytorch_program(request), "sklearn": None}


def here_of(request: AccuracyVsLossRequest) -> float:
    """The present value of the weight."""
    if request.value is not None:
        return request.value
    return float(network_of(request).weights[request.layer][request.unit, request.input])


def numpy_program(request: AccuracyVsLossRequest) -> str:
    """Every value of the weight in turn."""
    network, data = network_of(request), request.dataset.build()
    functions = "\n\n".join(NUMPY_FUNCTIONS[name] for name in dict.fromkeys(network.activations))
    layers = "".join(
        f"    (np.array({literal(W, 4)}), np.array({literal(b)}), {name}),\n"
        for W, b, name in zip(network.weights, network.biases, network.activations, strict=True)
    )
    return f"""\
import numpy as np


{functions}

# Each layer: W of shape (n_out, n_in), b of shape (n_out,), and its activation f.
layers = [
{layers}]
X = np.array({literal(data.inputs)})
y = np.array({literal(data.targets[:, 0])})


def look(value):
    layers[{request.layer}][0][{request.unit}, {request.input}] = value
    a = X
    for W, b, f in layers:
        z = a @ W.T + b
        a = f(z)
    z, p = z[:, 0], a[:, 0]
    # −(y ln p + (1 − y) ln(1 − p)), written by z: so it stays right where p is 0 or 1 to every digit
    loss = np.mean(np.maximum(z, 0) - z * y + np.log1p(np.exp(-np.abs(z))))
    return float(loss), float(np.mean((p >= 0.5) == (y == 1)))


sweep = [look(value) for value in np.linspace({request.low!r}, {request.high!r}, {request.points})]
print(f"loss = {{[loss for loss, _ in sweep]}}")
print(f"accuracy = {{[accuracy for _, accuracy in sweep]}}")
loss_here, accuracy_here = look({here_of(request)!r})
print(f"loss_here = {{loss_here}}")
print(f"accuracy_here = {{accuracy_here}}")
"""


def pytorch_program(request: AccuracyVsLossRequest) -> str:
    """The same; the slope here by automatic differentiation."""
    network, data = network_of(request), request.dataset.build()
    layers = "".join(
        f"    (torch.tensor({literal(W, 4)}), torch.tensor({literal(b)}), nn.{TORCH_MODULES[name]}()),\n"
        for W, b, name in zip(network.weights, network.biases, network.activations, strict=True)
    )
    return f"""\
import torch
from torch import nn

torch.set_default_dtype(torch.float64)

# Each layer: W of shape (n_out, n_in), b of shape (n_out,), and its activation f.
layers = [
{layers}]
X = torch.tensor({literal(data.inputs)})
y = torch.tensor({literal(data.targets[:, 0])})


def look(value):
    layers[{request.layer}][0].data[{request.unit}, {request.input}] = value
    a = X
    for W, b, f in layers:
        z = a @ W.T + b
        a = f(z)
    loss = nn.functional.binary_cross_entropy_with_logits(z[:, 0], y)
    return loss, ((a[:, 0] >= 0.5) == (y == 1)).double().mean().item()


values = torch.linspace({request.low!r}, {request.high!r}, {request.points}).tolist()
sweep = [look(value) for value in values]
print(f"loss = {{[loss.item() for loss, _ in sweep]}}")
print(f"accuracy = {{[accuracy for _, accuracy in sweep]}}")
layers[{request.layer}][0].requires_grad_()
loss_here, accuracy_here = look({here_of(request)!r})
loss_here.backward()
print(f"loss_here = {{loss_here.item()}}")
print(f"accuracy_here = {{accuracy_here}}")
print(f"slope = {{layers[{request.layer}][0].grad[{request.unit}, {request.input}].item()}}")
"""
