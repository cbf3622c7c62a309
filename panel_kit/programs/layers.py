"""The layers of a network as programs write them: every weight and bias with every digit."""

from __future__ import annotations

from itertools import pairwise

from nn_core import Network
from panel_kit.programs.activations import SOURCES
from panel_kit.programs.literals import literal

SHAPES = "W of shape (n_out, n_in)"


def with_activations(network: Network, array: str) -> str:
    """``layers``: W, b and f of each layer; ``array`` is what makes an array of a list."""
    of_numpy = array.startswith("np.")
    functions = [name if of_numpy else SOURCES[name].module for name in network.activations]
    return f"""\
# Each layer: {SHAPES}, b of shape (n_out,), and its activation f.
layers = [
{rows(network, array, functions)}]
"""


def rows(network: Network, array: str = "", functions: list[str] | None = None) -> str:
    """A line (W, b) or (W, b, f) for each layer; without ``array`` W and b stay lists."""
    ends = [f", {function}" for function in functions] if functions else [""] * len(network.weights)
    return "".join(
        f"    ({called(array, literal(W, 4))}, {called(array, literal(b))}{end}),\n"
        for W, b, end in zip(network.weights, network.biases, ends, strict=True)
    )


def called(array: str, values: str) -> str:
    """The values, made an array."""
    return f"{array}({values})" if array else values


def first_weights(network: Network, array: str = "", remark: str = "") -> str:
    """``first``: W and b of each layer before training."""
    return f"""\
# Before training: {SHAPES} and b of shape (n_out,) of each layer{remark}
first = [
{rows(network, array)}]
"""


def weights_and_biases(network: Network, array: str, end: str = "") -> str:
    """``weights`` and ``biases``, each a list of arrays; ``end`` is a further argument of each."""
    weights = "".join(f"    {array}({literal(W, 4)}{end}),\n" for W in network.weights)
    biases = "".join(f"    {array}({literal(b)}{end}),\n" for b in network.biases)
    head = f"# Each layer: {SHAPES}, b of shape (n_out,)."
    return f"{head}\nweights = [\n{weights}]\nbiases = [\n{biases}]\n"


def torch_model(network: Network, dropout: bool = False, by_logit: bool = False) -> str:
    """``model``: a linear module and an activation for each layer.

    With ``dropout`` a module called so follows each hidden layer; ``by_logit`` leaves the last activation to
    the loss.
    """
    last = len(network.activations) - 1
    lines = ""
    for place, (n_in, n_out) in enumerate(pairwise(network.sizes)):
        lines += f"    nn.Linear({n_in}, {n_out}),\n"
        if place < last or not by_logit:
            lines += f"    {SOURCES[network.activations[place]].module},\n"
        if place < last and dropout:
            lines += "    Dropout(),\n"
    return f"model = nn.Sequential(\n{lines})\n"
