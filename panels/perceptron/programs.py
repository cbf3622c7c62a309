"""Rosenblatt's rule as a program: the loop is so short that it needs no library."""

from __future__ import annotations

from panels.perceptron.request import PerceptronRequest, examples_of

LOOP = """\
history, seen, converged, epochs = [], {{}}, False, 0
for epoch in range(1, {max_epochs} + 1):
    epochs, wrong, returned = epoch, 0, False
    for i in range(len(X)):
        state = (i, tuple({numbers}), float(b))
        mistakes = sum(error != 0 for error in history)
        if seen.setdefault(state, mistakes) != mistakes:  # the same state, with a mistake between: a cycle
            returned = True
            break
        prediction = 1 if float(X[i] @ w + b) >= 0 else 0
        error = y[i] - prediction
        if error:
            w = w + eta * error * X[i]
            b = b + eta * error
            wrong += 1
        history.append(error)
    if returned:
        break
    if wrong == 0:
        converged = True
        break

print(f"converged = {{converged}}")
print(f"epochs = {{epochs}}")
print(f"mistakes = {{sum(error != 0 for error in history)}}")
print(f"weights = {{w.tolist()}}")
print(f"bias = {{float(b)}}")
"""


def programs(request: PerceptronRequest) -> dict[str, str | None]:
    """The loop on NumPy arrays and on PyTorch tensors."""
    examples = examples_of(request)
    X, y = [list(each.x) for each in examples], [each.y for each in examples]
    numbers = f"eta, b = {request.learning_rate!r}, {request.bias!r}\ny = {y!r}\n"
    numpy = (
        f"import numpy as np\n\nX = np.array({X!r})\nw = np.array({request.weights!r})\n{numbers}\n"
        + LOOP.format(max_epochs=request.max_epochs, numbers="w.tolist()")
    )
    pytorch = (
        "import torch\n\ntorch.set_default_dtype(torch.float64)\n\n"
        f"X = torch.tensor({X!r})\nw = torch.tensor({request.weights!r})\n{numbers}\n"
        + LOOP.format(max_epochs=request.max_epochs, numbers="w.tolist()")
    )
    return {"numpy": numpy, "pytorch": pytorch, "sklearn": None}
