"""Rosenblatt's rule, the oldest learning program: four lines in a loop, and no gradient."""

from __future__ import annotations

from panel_kit.programs.aligned.steps import Column, Columns

DATA = """\
X = {array}([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
y = [0, 0, 0, 1]  # and
"""
NETWORK = """\
w, b = {array}([0.0, 0.0]), 0.0
eta = 1.0
"""
STEPS: Column = {
    "loop": """\
for epoch in range(1, 50 + 1):
    mistakes = 0
    for x, t in zip(X, y):
""",
    "forward": "        p = 1 if float(x @ w) + b >= 0 else 0\n",
    "loss": "        error = t - p\n",
    "update": """\
        w = w + eta * error * x
        b = b + eta * error
        mistakes += abs(error)
""",
    "print": """\
    if mistakes == 0:
        break
print(f"epochs = {epoch}")
print(f"weights = {w.tolist()}")
print(f"bias = {b}")
""",
}


def perceptron_columns() -> Columns:
    """On NumPy arrays and on PyTorch tensors, the same lines."""

    def of(array: str) -> Column:
        return {"data": DATA.format(array=array), "network": NETWORK.format(array=array), **STEPS}

    return {"numpy": of("np.array"), "pytorch": of("torch.tensor"), "sklearn": None}
