"""A network: layers in a row, each reading what the one before it wrote.

All weights and biases live in one flat vector θ, layer by layer, W row by row and then b, the
order of PyTorch's ``parameters_to_vector``. ``weights`` and ``biases`` are views of it. A network
is a value: training does not change it but yields others (``with_parameters``).

Written over leading axes: with θ of shape (family, n_parameters) the same lines compute a whole
family of networks of one architecture at once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from nn_core.activations import FloatArray, get_activation
from nn_core.errors import NotFiniteError, RangeError, ShapeError
from nn_core.initializers import get_initializer
from nn_core.layers import Dense, LayerTrace


@dataclass(frozen=True, eq=False)
class ForwardTrace:
    """Everything a forward pass computed.

    Attributes
    ----------
    inputs : FloatArray, shape (…, batch, n_in)
        a⁽⁰⁾ = x, one row per example.
    layers : tuple of LayerTrace
        z and a of each layer, first hidden layer first.
    """

    inputs: FloatArray
    layers: tuple[LayerTrace, ...]

    @property
    def prediction(self) -> FloatArray:
        """ŷ, the last layer's activation, shape (…, batch, n_out)."""
        return self.layers[-1].a


@dataclass(frozen=True, eq=False)
class Network:
    """Dense layers and the vector θ of all their parameters.

    Attributes
    ----------
    layers : tuple of Dense
        From the first hidden layer to the output.
    parameters : FloatArray, shape (…, n_parameters)
        θ, read-only.
    """

    layers: tuple[Dense, ...]
    parameters: FloatArray

    def __post_init__(self) -> None:
        expected = parameter_count(self.layers)
        if self.parameters.shape[-1:] != (expected,):
            raise ShapeError("parameters", self.parameters.shape, f"(…, {expected})")
        self.parameters.flags.writeable = False

    @classmethod
    def create(
        cls,
        sizes: Sequence[int],
        *,
        rng: np.random.Generator,
        hidden_activation: str = "tanh",
        output_activation: str = "sigmoid",
        initializer: str = "xavier_uniform",
    ) -> Network:
        """A network with freshly drawn weights and zero biases.

        Parameters
        ----------
        sizes : sequence of int
            Inputs, hidden units layer by layer, outputs: ``[2, 3, 3, 1]``. At least two.
        rng : np.random.Generator
            Draws the weights, layer by layer.
        hidden_activation, output_activation, initializer : str
            Names from ``ACTIVATIONS`` and ``INITIALIZERS``.

        Raises
        ------
        RangeError
            Fewer than two sizes, or one below 1.
        UnknownNameError
            A name that does not exist.
        """
        check_sizes(sizes)
        hidden = [hidden_activation] * (len(sizes) - 2)
        layers = make_layers(sizes, [*hidden, output_activation])
        draw = get_initializer(initializer)
        parameters = np.zeros(parameter_count(layers))
        for layer, stretch in stretches(layers, parameters):
            W, _ = layer.views(stretch)
            W[...] = draw(rng, W.shape)
        return cls(layers, parameters)

    @classmethod
    def from_weights(
        cls,
        weights: Sequence[npt.ArrayLike],
        biases: Sequence[npt.ArrayLike],
        activations: Sequence[str],
    ) -> Network:
        """A network with exactly these numbers.

        Parameters
        ----------
        weights : sequence of array, each (n_out, n_in)
            ``weights[l][j][i]`` runs from unit i to unit j.
        biases : sequence of array, each (n_out,)
        activations : sequence of str
            One name per layer.

        Raises
        ------
        ShapeError
            Naming the layer, the shape that came and the one expected.
        NotFiniteError
            Naming the layer that holds a NaN or an infinity.
        """
        W = [as_finite(f"weights of layer {index}", w) for index, w in enumerate(weights, 1)]
        b = [as_finite(f"biases of layer {index}", v) for index, v in enumerate(biases, 1)]
        check_shapes(W, b, activations)
        sizes = [W[0].shape[1], *(w.shape[0] for w in W)]
        layers = make_layers(sizes, activations)
        parameters = np.concatenate([part.ravel() for pair in zip(W, b, strict=True) for part in pair])
        return cls(layers, parameters)

    @property
    def sizes(self) -> list[int]:
        """Inputs and units, layer by layer."""
        return [self.layers[0].n_in, *(layer.n_out for layer in self.layers)]

    @property
    def activations(self) -> list[str]:
        """The name of each layer's activation."""
        return [layer.activation.name for layer in self.layers]

    @property
    def parameter_count(self) -> int:
        """How many weights and biases there are: the length of θ."""
        return int(self.parameters.shape[-1])

    @cached_property
    def weights(self) -> tuple[FloatArray, ...]:
        """W of each layer, (…, n_out, n_in), views of θ."""
        return tuple(W for W, _ in self._views)

    @cached_property
    def biases(self) -> tuple[FloatArray, ...]:
        """b of each layer, (…, n_out), views of θ."""
        return tuple(b for _, b in self._views)

    @cached_property
    def _views(self) -> tuple[tuple[FloatArray, FloatArray], ...]:
        return tuple(layer.views(stretch) for layer, stretch in stretches(self.layers, self.parameters))

    def with_parameters(self, parameters: FloatArray) -> Network:
        """The same architecture with another θ, of shape (…, n_parameters)."""
        return Network(self.layers, np.array(parameters, dtype=np.float64))

    def forward(self, inputs: npt.ArrayLike) -> ForwardTrace:
        """Runs the inputs through every layer.

        Parameters
        ----------
        inputs : array, shape (…, batch, n_in)
            One row per example.

        Returns
        -------
        ForwardTrace
            Every z and a, layer by layer.

        Raises
        ------
        ShapeError
            If the inputs do not have n_in columns.
        NotFiniteError
            If they hold a NaN or an infinity.
        """
        a = as_finite("inputs", inputs)
        if a.ndim < 2 or a.shape[-1] != self.layers[0].n_in:
            raise ShapeError("inputs of layer 1", a.shape, f"(…, batch, {self.layers[0].n_in})")
        first, traces = a, []
        for layer, (W, b) in zip(self.layers, self._views, strict=True):
            trace = layer.forward(W, b, a)
            traces.append(trace)
            a = trace.a
        return ForwardTrace(first, tuple(traces))


def make_layers(sizes: Sequence[int], activations: Sequence[str]) -> tuple[Dense, ...]:
    """One dense layer between each pair of neighbors in ``sizes``."""
    return tuple(
        Dense(n_in, n_out, get_activation(name))
        for (n_in, n_out), name in zip(pairwise(sizes), activations, strict=True)
    )


def parameter_count(layers: Sequence[Dense]) -> int:
    """How many numbers θ holds for these layers."""
    return sum(layer.parameter_count for layer in layers)


def stretches(layers: Sequence[Dense], parameters: FloatArray) -> Iterator[tuple[Dense, FloatArray]]:
    """Each layer with its stretch of θ, as a view of shape (…, layer.parameter_count)."""
    start = 0
    for layer in layers:
        end = start + layer.parameter_count
        yield layer, parameters[..., start:end]
        start = end


def as_finite(field: str, values: npt.ArrayLike) -> FloatArray:
    """The values as a float64 array of their own; NotFiniteError if one is a NaN or an infinity."""
    try:
        array = np.array(values, dtype=np.float64)
    except ValueError as error:
        raise ShapeError(field, "rows of unequal length", "a rectangular array") from error
    if not np.isfinite(array).all():
        raise NotFiniteError(field, array[~np.isfinite(array)].flat[0], "finite numbers only")
    return array


def check_sizes(sizes: Sequence[int]) -> None:
    """Raises RangeError unless there are at least an input and an output layer, of 1 unit or more."""
    if len(sizes) < 2:
        raise RangeError("layers", list(sizes), "at least two sizes: inputs and outputs")
    if min(sizes) < 1:
        raise RangeError("layers", list(sizes), "sizes of 1 or more")


def check_shapes(weights: list[FloatArray], biases: list[FloatArray], activations: Sequence[str]) -> None:
    """Raises ShapeError where a layer does not fit the one before it, or its own biases."""
    if not weights or not len(weights) == len(biases) == len(activations):
        came = f"{len(weights)} weights, {len(biases)} biases, {len(activations)} activations"
        raise ShapeError("layers", came, "as many of each, at least one")
    n_in = weights[0].shape[-1] if weights[0].ndim else 0
    for number, (W, b) in enumerate(zip(weights, biases, strict=True), 1):
        if W.ndim != 2 or W.shape[1] != n_in or 0 in W.shape:
            raise ShapeError(f"weights of layer {number}", W.shape, f"(n_out, {n_in or 'n_in'})")
        if b.shape != (W.shape[0],):
            raise ShapeError(f"biases of layer {number}", b.shape, f"({W.shape[0]},)")
        n_in = W.shape[0]
