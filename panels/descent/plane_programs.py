"""A network's loss over a plane as programs write it: where its run ended, two directions, the examples."""

from __future__ import annotations

from itertools import pairwise

from nn_core.surfaces.run_plane import RunPlane
from panel_kit.programs.activations import SOURCES, definitions, has_matrix, torch_modules
from panel_kit.programs.literals import indented, joined, literal
from panel_kit.programs.losses import FUSED, terms_by_z
from panel_kit.programs.numpy_run import THROUGH
from panels.descent.network_plane import LOSS
from panels.descent.request import DescentRequest

OUTPUT = "sigmoid"
FORWARD = """\
def layers_of(theta):
    parameters, layers = end + theta @ directions, []
    for n_out, n_in in shapes:
        W, b, parameters = np.split(parameters, [n_out * n_in, n_out * n_in + n_out])
        layers.append((W.reshape(n_out, n_in), b))
    return layers


def forward(layers):  # every z and a; a[0] are the inputs
    z, a = [], [X]
    for (W, b), function in zip(layers, activations):
        z.append(a[-1] @ W.T + b)
        a.append(function(z[-1]))
    return z, a
"""


def numbers(request: DescentRequest, plane: RunPlane, array: str) -> str:
    """The plane and the examples; ``array`` is what makes an array of a list."""
    data = request.plane.dataset.build()
    shapes = [(n_out, n_in) for n_in, n_out in pairwise(request.network.layers)]
    return (
        f"X = {array}({literal(data.inputs)})\ny = {array}({literal(data.targets)})\n"
        "# All parameters at the end of the network's run, layer by layer, W row by row and then b;\n"
        "# and the two directions through them. theta = (x, y) is a place in their plane.\n"
        f"end = {array}({literal(plane.origin)})\ndirections = {array}({literal(plane.directions)})\n"
        f"shapes = {shapes!r}  # of W, (n_out, n_in)\n"
    )


def numpy_surface(request: DescentRequest, plane: RunPlane) -> str:
    """The loss and, by backpropagation, its slopes along the two directions."""
    activations = request.network.layer_activations
    hidden = activations[:-1]
    value = f"""\
def f(theta):
    z, a = (each[-1] for each in forward(layers_of(theta)))
{indented(terms_by_z(OUTPUT, LOSS, p="a"), 4)}    return terms.mean()
"""
    lists = f"activations = [{', '.join(activations)}]\n"
    lists += f"slopes = [{', '.join(f'{name}_slope' for name in hidden)}]\n" if hidden else ""
    return joined(
        numbers(request, plane, "np.array"),
        *definitions(activations, hidden),
        THROUGH if has_matrix(hidden) else "",
        lists,
        FORWARD,
        value,
        gradient(hidden),
    )


def gradient(hidden: list[str]) -> str:
    """The slopes of a network with these hidden activations, layer by layer from the last back."""
    slope = "slopes[number - 1](z[number - 1])"
    through = f"through({slope}, dL_da)" if has_matrix(hidden) else f"dL_da * {slope}"
    before = f"""\
        if number > 0:
            dL_da = delta @ layers[number][0]
            delta = {through}
"""
    return f"""\
def gradient(theta):
    layers = layers_of(theta)
    z, a = forward(layers)
    delta, parts = (a[-1] - y) / len(y), []
    for number in reversed(range(len(layers))):
        parts = [(delta.T @ a[number]).ravel(), delta.sum(axis=0), *parts]
{before if hidden else ""}    return directions @ np.concatenate(parts)
"""


def pytorch_surface(request: DescentRequest, plane: RunPlane) -> str:
    """The loss; its slopes are PyTorch's matter."""
    activations = request.network.layer_activations
    modules = "".join(f"    {SOURCES[name].module},\n" for name in activations[:-1])
    forward = f"""\
def f(theta):
    parameters, a = end + theta @ directions, X
    for (n_out, n_in), function in zip(shapes, activations):
        W, b, parameters = parameters.tensor_split([n_out * n_in, n_out * n_in + n_out])
        z = a @ W.reshape(n_out, n_in).T + b
        a = function(z)
    return {FUSED[OUTPUT, LOSS].torch}(z, y)
"""
    return joined(
        numbers(request, plane, "torch.tensor"),
        torch_modules(activations),
        "# Those of the hidden layers: the loss takes the last z\n"
        f"activations = [\n{modules}    {SOURCES['linear'].module},\n]\n",
        forward,
    )
