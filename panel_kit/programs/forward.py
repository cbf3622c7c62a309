"""The forward pass of one example as whole programs that print every z and a."""

from __future__ import annotations

from collections.abc import Sequence

from nn_core import Network
from panel_kit.programs.activations import definitions, torch_modules
from panel_kit.programs.layers import SHAPES, rows, torch_model, with_activations
from panel_kit.programs.literals import joined, literal
from panel_kit.programs.program import Part, Program, program


def numpy_forward(network: Network, x: Sequence[float]) -> Program:
    """The forward pass of one example in NumPy."""
    return program(
        "numpy",
        Part("functions", joined(*definitions(network.activations))),
        Part("weights", with_activations(network, "np.array")),
        Part(
            "loop",
            f"""\
a = np.array({literal(list(x))})
for number, (W, b, f) in enumerate(layers, 1):
    z = W @ a + b
    a = f(z)
    print(f"layer {{number}}: z = {{z.tolist()}}")
    print(f"layer {{number}}: a = {{a.tolist()}}")
print(f"prediction = {{a.tolist()}}")
""",
        ),
    )


def pytorch_forward(network: Network, x: Sequence[float]) -> Program:
    """The same in PyTorch, in float64, printing the same lines."""
    parameters = f"""\
# Each layer: {SHAPES}, b of shape (n_out,).
parameters = [
{rows(network)}]
"""
    return program(
        "pytorch",
        Part("weights", joined(torch_modules(network.activations), torch_model(network), parameters)),
        Part(
            "loop",
            f"""\
a = torch.tensor({literal(list(x))})
with torch.no_grad():
    for number, (W, b) in enumerate(parameters, 1):
        linear, f = model[2 * number - 2], model[2 * number - 1]
        linear.weight.copy_(torch.tensor(W))
        linear.bias.copy_(torch.tensor(b))
        z = linear(a)
        a = f(z)
        print(f"layer {{number}}: z = {{z.tolist()}}")
        print(f"layer {{number}}: a = {{a.tolist()}}")
print(f"prediction = {{a.tolist()}}")
""",
        ),
    )
