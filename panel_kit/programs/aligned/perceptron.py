"""Rosenblatt's rule, the oldest learning program: four lines in a loop, and no gradient."""

from __future__ import annotations

from panel_kit.programs.program import Part, Programs, program

DATA = """\
X = {array}([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
y = [0, 0, 0, 1]  # and
"""
NETWORK = """\
w, b = {array}([0.0, 0.0]), 0.0
eta = 1.0
"""
LOOP = """\
for epoch in range(1, 50 + 1):
    mistakes = 0
    for x, t in zip(X, y):
        p = 1 if float(x @ w) + b >= 0 else 0
        error = t - p
        w = w + eta * error * x
        b = b + eta * error
        mistakes += abs(error)
    if mistakes == 0:
        break
print(f"epochs = {epoch}")
print(f"weights = {w.tolist()}")
print(f"bias = {b}")
"""


def perceptron_programs() -> Programs:
    """On NumPy arrays and on PyTorch tensors, the same lines."""

    def of(array: str) -> list[Part]:
        return [
            Part("data", DATA.format(array=array)),
            Part("weights", NETWORK.format(array=array)),
            Part("loop", LOOP),
        ]

    return {
        "numpy": program("numpy", *of("np.array")),
        "pytorch": program("pytorch", *of("torch.tensor")),
        "sklearn": None,
    }
