"""Whether the parts of a network that a request gives agree with each other.

Raises FieldError, which names the field, what came and what is allowed.
"""

from collections.abc import Sequence
from typing import Protocol

from nn_core.layer_counts import parameter_count
from panel_kit.contract.schema import FieldError
from panel_kit.specs.limits import Limits

NAMED = ("hidden_activation", "output_activation")


class Described(Protocol):
    """What a request says of a network; NetworkSpec is one."""

    @property
    def limits(self) -> Limits:
        """The bounds of the panel."""

    @property
    def layers(self) -> Sequence[int]:
        """Inputs, hidden units layer by layer, outputs."""

    @property
    def weights(self) -> Sequence[Sequence[Sequence[float]]] | None:
        """Unit i → unit j of layer l: weights[l][j][i], where they are given."""

    @property
    def biases(self) -> Sequence[Sequence[float]] | None:
        """Of unit j of layer l: biases[l][j], where they are given."""

    @property
    def parameter_count(self) -> int | None:
        """How many there should be."""

    @property
    def activations(self) -> Sequence[str] | None:
        """One per layer, where they are given so."""

    @property
    def model_fields_set(self) -> set[str]:
        """The fields that came."""


class ToldApart(Protocol):
    """The sizes of a network and the activation of each layer after the input."""

    @property
    def layers(self) -> Sequence[int]:
        """Inputs, hidden units layer by layer, outputs."""

    @property
    def layer_activations(self) -> Sequence[str]:
        """One a layer."""


def check_sizes(network: Described) -> None:
    """Inputs, hidden units and outputs, each within the panel's own bound."""
    limits, last = network.limits, len(network.layers) - 1
    for place, size in enumerate(network.layers):
        what, most = ("hidden units", limits.units)
        if place in (0, last):
            what, most = ("inputs", limits.inputs) if place == 0 else ("outputs", limits.outputs)
        if size > most:
            path = ("layers", place) if network.weights is None else ("weights", max(0, place - 1))
            raise FieldError(path, f"got {size} {what}, allowed: at most {most}")


def check_weights(network: Described, sizes: list[int]) -> None:
    """Every row as long as its layer has inputs; the sizes those of ``layers`` where both came."""
    for layer, (matrix, n_in) in enumerate(zip(network.weights or [], sizes, strict=False)):
        for unit, row in enumerate(matrix):
            if len(row) != n_in:
                message = f"got {len(row)} weights, allowed: {n_in}, one for each input of layer {layer + 1}"
                raise FieldError(("weights", layer, unit), message)
    if "layers" in network.model_fields_set and network.layers != sizes:
        message = f"got {network.layers}, allowed: {sizes}, the sizes of the weights given"
        raise FieldError(("layers",), message)


def check_biases(network: Described) -> None:
    """A row of biases for each layer, a bias for each unit of it."""
    if network.biases is None:
        return
    units = network.layers[1:]
    if len(network.biases) != len(units):
        raise FieldError(("biases",), f"got {len(network.biases)} layers of biases, allowed: {len(units)}")
    for layer, (row, n_out) in enumerate(zip(network.biases, units, strict=True)):
        if len(row) != n_out:
            message = f"got {len(row)} biases, allowed: {n_out}, one for each unit of layer {layer + 1}"
            raise FieldError(("biases", layer), message)


def check_activations(network: Described) -> None:
    """One activation a layer, not at odds with hidden_activation and output_activation."""
    if network.activations is None:
        return
    layers = len(network.layers) - 1
    if len(network.activations) != layers:
        message = f"got {len(network.activations)} activations, allowed: {layers}, one a layer"
        raise FieldError(("activations",), message)
    for field, names in zip(NAMED, (network.activations[:-1], network.activations[-1:]), strict=True):
        said = getattr(network, field)
        if field in network.model_fields_set and any(name != said for name in names):
            raise FieldError((field,), f"got {said!r}, allowed: what activations says, {list(names)}")


def check_count(network: Described) -> None:
    """As many parameters as there should be."""
    own = parameter_count(network.layers)
    if network.parameter_count not in (None, own):
        message = f"got {network.parameter_count}, allowed: {own}, the parameters of {network.layers}"
        raise FieldError(("parameter_count",), message)


def check_for_the_plane(network: ToldApart) -> None:
    """Two inputs, and one output that is a probability: it tells two classes of the plane apart."""
    sizes, output = network.layers, network.layer_activations[-1]
    if sizes[0] != 2:
        raise FieldError(
            ("network", "layers", 0), f"got {sizes[0]}, allowed: 2, for the examples lie in a plane"
        )
    if sizes[-1] != 1:
        raise FieldError(("network", "layers", len(sizes) - 1), f"got {sizes[-1]}, allowed: 1")
    if output != "sigmoid":
        message = f"got {output!r}, allowed: 'sigmoid', a probability"
        raise FieldError(("network", "output_activation"), message)
