"""The NumPy program's network: first weights, the way forward, the loss, the way back."""

from __future__ import annotations

from panel_kit.programs.forward import literal
from panel_kit.programs.numpy_functions import FUSED, LOSSES, functions
from panel_kit.programs.parts import (
    cycle_functions,
    drops,
    first_weights,
    has_accuracy,
    indented,
    rate_function,
)
from panel_kit.runs.request import TrainingRequest


def start(request: TrainingRequest) -> str:
    """The first weights, and θ with its windows."""
    layers = "".join(
        f"    (np.array({literal(W, 4)}), np.array({literal(b)})),\n" for W, b in first_weights(request)
    )
    return f"""
# Before training: W of shape (n_out, n_in) and b of shape (n_out,) of each layer, all in one vector
first = [
{layers}]
theta = np.concatenate([part.ravel() for layer in first for part in layer])


def layers_of(vector):  # W and b of each layer, as windows into the vector
    layers, place = [], 0
    for W, b in first:
        middle, end = place + W.size, place + W.size + b.size
        layers.append((vector[place:middle].reshape(W.shape), vector[middle:end]))
        place = end
    return layers


layers = layers_of(theta)
gradient = np.zeros_like(theta)
gradients = layers_of(gradient)

"""


def definitions(request: TrainingRequest) -> str:
    """Activations, the way forward, the loss, the way back, the schedule."""
    *hidden, output = request.network.layer_activations
    value, delta = LOSSES[request.loss]
    slopes = f"slopes = [{', '.join(f'{name}_slope' for name in hidden)}]\n" if hidden else ""
    return f"""{functions(hidden, output, request.loss in FUSED)}

{forward(request)}

def loss_of(z, a, y):
{indented(value, 4)}

def delta_of(z, a, y):  # ∂L/∂z of the last layer
{indented(delta.replace("{slope}", f"{output}_slope"), 4)}

{accuracy(request)}{backward(request)}

activations = [{", ".join([*hidden, output])}]
{slopes}{cycle_functions(request)}{rate_function(request)}
"""


def forward(request: TrainingRequest) -> str:
    """``forward(x)``, with masks where there is dropout."""
    if not drops(request):
        return """\
def forward(x):  # every z and a; a[0] is the input
    z, a = [], [x]
    for (W, b), f in zip(layers, activations):
        z.append(np.dot(a[-1], W.T) + b)
        a.append(f(z[-1]))
    return z, a
"""
    return """\
def forward(x, masks=()):  # every z and a; a[0] is the input
    z, a = [], [x]
    for number, ((W, b), f) in enumerate(zip(layers, activations)):
        z.append(np.dot(a[-1], W.T) + b)
        a.append(f(z[-1]))
        if number < len(masks):
            a[-1] = a[-1] * masks[number]
    return z, a
"""


def backward(request: TrainingRequest) -> str:
    """``backward(x, y)``, which fills the gradients."""
    masks, masked = (", masks", " * masks[number - 1]") if drops(request) else ("", "")
    price = f"""\
    for (dW, _), (W, _) in zip(gradients, layers):
        dW += {request.l1!r} * np.sign(W) + {request.l2!r} * W
"""
    before = f"""\
        if number > 0:
            dL_da = np.dot(delta, layers[number][0]){masked}
            delta = dL_da * slopes[number - 1](z[number - 1])
"""
    return f"""\
def backward(x, y{masks}):
    z, a = forward(x{masks})
    delta = delta_of(z[-1], a[-1], y)
    for number in reversed(range(len(layers))):
        dW, db = gradients[number]
        dW[...] = np.dot(delta.T, a[number])
        db[...] = np.dot(np.ones(len(delta)), delta)
{before if len(request.network.layers) > 2 else ""}{price if request.l1 or request.l2 else ""}"""


def accuracy(request: TrainingRequest) -> str:
    """``accuracy_of(z, a, y)``, the share decided right."""
    if not has_accuracy(request):
        return ""
    right = "(a >= 0.5) == (y == 1)"
    if request.setup.training.targets.shape[1] > 1:
        right = "a.argmax(axis=1) == y.argmax(axis=1)"
    elif request.loss == "bce":
        right = "(z >= 0) == (y == 1)"  # a ≥ ½
    return f"def accuracy_of(z, a, y):\n    return float(np.mean({right}))\n\n\n"
