"""Rosenblatt's rule as a program: the loop is so short that it needs no library."""

from __future__ import annotations

from panel_kit.programs.program import Part, Programs, program
from panels.perceptron.request import PerceptronRequest

LOOP = """\
history, seen, converged, epochs = [], {{}}, False, 0
for epoch in range(1, {max_epochs} + 1):
    epochs, wrong, returned = epoch, 0, False
    for i in range(len(X)):
        state = (i, tuple(w.tolist()), float(b))
        mistakes = sum(error != 0 for error in history)
        if seen.setdefault(state, mistakes) != mistakes:  # the same state, with a mistake between: a cycle
            returned = True
            break
        prediction = 1 if float(X[i] @ w + b) {fires} 0 else {low}
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
"""
PRINTED = """\
print(f"converged = {converged}")
print(f"epochs = {epochs}")
print(f"mistakes = {sum(error != 0 for error in history)}")
print(f"weights = {w.tolist()}")
print(f"bias = {float(b)}")
"""


def programs(request: PerceptronRequest) -> Programs:
    """The loop on NumPy arrays and on PyTorch tensors."""
    fires = ">=" if request.fires_at_zero else ">"
    loop = LOOP.format(max_epochs=request.max_epochs, fires=fires, low=request.low)
    parts = [Part("loop", loop), Part("prints", PRINTED)]
    return {
        "numpy": program("numpy", start_of(request, "np.array"), *parts),
        "pytorch": program("pytorch", start_of(request, "torch.tensor"), *parts),
        "sklearn": None,
    }


def start_of(request: PerceptronRequest, array: str) -> Part:
    """The examples and the first weights; ``array`` is what makes an array of a list."""
    examples = request.points
    X, y = [list(each.x) for each in examples], [each.y for each in examples]
    return Part(
        "data",
        f"X = {array}({X!r})\nw = {array}({request.weights!r})\n"
        f"eta, b = {request.learning_rate!r}, {request.bias!r}\ny = {y!r}\n",
    )
