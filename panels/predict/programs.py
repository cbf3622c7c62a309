"""The way of one row through the trained network as whole programs that print every z and a."""

from __future__ import annotations

import numpy as np

from nn_core import Network
from panel_kit.programs.activations import definitions, torch_modules
from panel_kit.programs.data import derived
from panel_kit.programs.layers import SHAPES, rows, torch_model, with_activations
from panel_kit.programs.literals import joined, literal
from panel_kit.programs.program import Part, Program, Programs, program
from panels.predict.asking import rows_of
from panels.predict.request import PredictRequest
from panels.predict.trained import network_of

PRINTED = """\
    print(f"layer {number}: z = {z.tolist()}")
    print(f"layer {number}: a = {a.tolist()}")
"""


def programs(request: PredictRequest) -> Programs:
    """The forward pass of the selected row, from the numbers as they were given, with the trained weights."""
    network = asked_network(request)
    return {"numpy": in_numpy(request, network), "pytorch": in_pytorch(request, network), "sklearn": None}


def asked_network(request: PredictRequest) -> Network:
    """The network that is asked; it is trained, if it is not kept."""
    if request.run_to_train is not None:
        return network_of(request.run_to_train)
    network = request.described.build_for_training()
    return network.with_parameters(np.array(request.parameters[0])) if request.parameters else network


def row_of(request: PredictRequest, array: str) -> str:
    """The lines that make the row what the network gets: as the data have it, then scaled, then derived."""
    found = rows_of(request)
    row = [0.0] * request.n_in if found is None else found[min(request.row, len(found) - 1)].tolist()
    text = f"# The row, as the data have it\nx = {array}([{row!r}])\n"
    scaler = request.run.setup.standardizer if request.run else None
    if scaler is not None:
        mean, std = (f"{array}({literal(values)})" for values in (scaler.mean, scaler.std))
        text += f"# Standardized as in training\nx = (x - {mean}) / {std}\n"
    return text + derived(array, request.derived or (), ["x"])


def in_numpy(request: PredictRequest, network: Network) -> Program:
    """In NumPy."""
    loop = "a = x[0]\nfor number, (W, b, f) in enumerate(layers, 1):\n    z = W @ a + b\n    a = f(z)\n"
    return program(
        "numpy",
        Part("functions", joined(*definitions(network.activations))),
        Part("weights", with_activations(network, "np.array")),
        Part("data", row_of(request, "np.array")),
        Part("loop", loop + PRINTED),
    )


def in_pytorch(request: PredictRequest, network: Network) -> Program:
    """In PyTorch, in float64, printing the same lines."""
    parameters = f"# Each layer: {SHAPES}, b of shape (n_out,).\nparameters = [\n{rows(network)}]\n"
    loop = """\
a = x[0]
with torch.no_grad():
    for number, (W, b) in enumerate(parameters, 1):
        linear, f = model[2 * number - 2], model[2 * number - 1]
        linear.weight.copy_(torch.tensor(W))
        linear.bias.copy_(torch.tensor(b))
        z = linear(a)
        a = f(z)
"""
    printed = "".join(f"    {line}\n" for line in PRINTED.splitlines())
    return program(
        "pytorch",
        Part("weights", joined(torch_modules(network.activations), torch_model(network), parameters)),
        Part("data", row_of(request, "torch.tensor")),
        Part("loop", loop + printed),
    )
