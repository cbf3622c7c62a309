"""A network: layers in a row, each reading what the one before it wrote.

All weights and biases live in one flat vector θ, layer by layer, W row by row and then b, the order of
PyTorch's ``parameters_to_vector``. ``weights`` and ``biases`` are views of it. A network is a value: training
does not change it but yields others (``with_parameters``). With θ of shape (family, n_parameters) the same
lines compute a whole family of networks of one architecture at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import numpy.typing as npt

from nn_core.activations import FloatArray
from nn_core.architecture import layers_from_weights, make_layers
from nn_core.arrays import as_finite, leading_axes
from nn_core.errors import RangeError, ShapeError
from nn_core.initializers import Drawing, get_initializer
from nn_core.layers import AnyLayer, BatchNorm, Dense, chain
from nn_core.layers.layer import State
from nn_core.losses import Loss, as_loss
from nn_core.losses.output import output_of
from nn_core.passes import PlainForward, backward_trace, forward_trace
from nn_core.traces import BackwardTrace, ForwardTrace


@dataclass(frozen=True, eq=False)
class Network:
    """Layers and the vector θ of all their parameters.

    Attributes
    ----------
    layers : tuple of Layer
        From the first hidden layer to the output.
    parameters : FloatArray, shape (…, n_parameters)
        θ, read-only.
    buffers : FloatArray, shape (…, n_buffers)
        Numbers that are counted but not learned, read-only: the running means and variances of batch
        normalization. Left out, they start from 0 and 1.
    """

    layers: tuple[AnyLayer, ...]
    parameters: FloatArray
    buffers: FloatArray = field(default_factory=lambda: np.zeros(0))

    def __post_init__(self) -> None:
        chain.check_layers(self.layers)
        expected = chain.parameter_count(self.layers)
        if self.parameters.shape[-1:] != (expected,):
            raise ShapeError("parameters", self.parameters.shape, f"(…, {expected})")
        family = self.parameters.shape[:-1]
        if not self.buffers.size:
            object.__setattr__(self, "buffers", chain.initial_buffers(self.layers, family))
        if self.buffers.shape != (*family, chain.buffer_count(self.layers)):
            raise ShapeError("buffers", self.buffers.shape, f"(…, {chain.buffer_count(self.layers)})")
        self.parameters.flags.writeable = False
        self.buffers.flags.writeable = False

    @classmethod
    def create(
        cls,
        sizes: Sequence[int],
        *,
        rng: np.random.Generator,
        hidden_activation: str = "tanh",
        output_activation: str = "sigmoid",
        initializer: str = "xavier_uniform",
        batch_norm: bool = False,
        dropout: float = 0.0,
        residual: bool = False,
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
        batch_norm, dropout, residual
            What the hidden layers have besides; see ``make_layers``.

        Raises
        ------
        RangeError, UnknownNameError
            A size or share out of range, a name that does not exist.
        """
        activations = [*[hidden_activation] * (len(sizes) - 2), output_activation]
        layers = make_layers(sizes, activations, batch_norm=batch_norm, dropout=dropout, residual=residual)
        return cls.from_layers(layers, rng=rng, initializer=initializer)

    @classmethod
    def from_layers(
        cls, layers: Sequence[AnyLayer], *, rng: np.random.Generator, initializer: Drawing = "xavier_uniform"
    ) -> Network:
        """A network of any layers that fit, with freshly drawn weights, zero biases, γ = 1 and β = 0."""
        leaves = [leaf for layer in layers for leaf in layer.leaves()]
        parameters = np.zeros(chain.parameter_count(leaves))
        for leaf, part in chain.slices(leaves, State(parameters, np.zeros(chain.buffer_count(leaves)))):
            leaf.start(part.parameters, get_initializer(initializer), rng)
        return cls(tuple(layers), parameters)

    @classmethod
    def from_weights(
        cls,
        weights: Sequence[npt.ArrayLike],
        biases: Sequence[npt.ArrayLike],
        activations: Sequence[str],
    ) -> Network:
        """A network of dense layers with exactly these numbers.

        Parameters
        ----------
        weights : sequence of array, each (n_out, n_in)
            ``weights[l][j][i]`` runs from unit i to unit j.
        biases : sequence of array, each (n_out,)
        activations : sequence of str
            One name per layer.

        Raises
        ------
        ShapeError, NotFiniteError
            Naming the layer, what came and what was expected.
        """
        return cls(*layers_from_weights(weights, biases, activations))

    @cached_property
    def sizes(self) -> list[int]:
        """Inputs and units, dense layer by dense layer."""
        return [self.layers[0].n_in, *(leaf.n_out for leaf in self.leaves if isinstance(leaf, Dense))]

    @cached_property
    def activations(self) -> list[str]:
        """The name of each layer's activation, of the layers that have one."""
        return [leaf.output_activation.name for leaf in self.leaves if leaf.output_activation]

    @property
    def parameter_count(self) -> int:
        """How many weights and biases there are: the length of θ."""
        return int(self.parameters.shape[-1])

    @cached_property
    def leaves(self) -> tuple[AnyLayer, ...]:
        """The layers, with those inside residual connections in their place."""
        return tuple(leaf for layer in self.layers for leaf in layer.leaves())

    @cached_property
    def weights(self) -> tuple[FloatArray, ...]:
        """W of each dense layer, (…, n_out, n_in), and γ of each batch normalization; views of θ."""
        return tuple(weights for weights, _ in self._views)

    @cached_property
    def biases(self) -> tuple[FloatArray, ...]:
        """b of each dense layer, (…, n_out), and β of each batch normalization; views of θ."""
        return tuple(biases for _, biases in self._views)

    @cached_property
    def _views(self) -> tuple[tuple[FloatArray, FloatArray], ...]:
        parts = chain.slices(self.leaves, State(self.parameters, self.buffers))
        with_views = ((leaf, part) for leaf, part in parts if isinstance(leaf, Dense | BatchNorm))
        return tuple(leaf.views(part.parameters) for leaf, part in with_views)

    def with_parameters(self, parameters: FloatArray) -> Network:
        """The same architecture with another θ, of shape (…, n_parameters), and the same buffers."""
        theta = np.array(parameters, dtype=np.float64)
        family = (*theta.shape[:-1], self.buffers.shape[-1])
        return Network(self.layers, theta, np.broadcast_to(self.buffers, family).copy())

    def forward(
        self,
        inputs: npt.ArrayLike,
        *,
        training: bool = False,
        rng: np.random.Generator | None = None,
        masks: Sequence[FloatArray] | None = None,
    ) -> ForwardTrace:
        """Runs the inputs through every layer.

        Parameters
        ----------
        inputs : array, shape (…, batch, n_in)
            One row per example.
        training : bool
            Whether dropout silences units and batch normalization looks at this batch.
        rng : np.random.Generator, optional
            Draws the masks of dropout when training.
        masks : sequence of FloatArray, optional
            The masks to use instead, those of an earlier trace: ``trace.masks``.

        Returns
        -------
        ForwardTrace
            Every z and a, layer by layer.

        Raises
        ------
        ShapeError, NotFiniteError, RangeError
            If the inputs do not fit or are not finite, or dropout has neither rng nor masks.
        """
        x = as_finite("inputs", inputs)
        if x.ndim < 2 or x.shape[-1] != self.layers[0].n_in:
            raise ShapeError("inputs of layer 1", x.shape, f"(…, batch, {self.layers[0].n_in})")
        family = leading_axes("inputs", x.shape[:-2], self.parameters.shape[:-1])
        if self._plain is not None:
            return self._plain.trace(x, (*family, x.shape[-2]))
        state = State(self.parameters, self.buffers)
        return forward_trace(self.layers, state, x, family, training, rng, masks)

    @cached_property
    def _plain(self) -> PlainForward | None:
        """The short way forward, where there are dense layers only."""
        if not all(isinstance(layer, Dense) for layer in self.layers):
            return None
        return PlainForward(self.layers, State(self.parameters, self.buffers))

    def backward(self, trace: ForwardTrace, targets: npt.ArrayLike, loss: Loss | str) -> BackwardTrace:
        """Backpropagation: how the loss changes with every z, weight and bias.

        It computes gradients only. What to do with them is the optimizer's business.

        Parameters
        ----------
        trace : ForwardTrace
            Of this network.
        targets : array, shape (…, batch, n_out)
            For cross-entropy also classes, whole numbers of shape (…, batch).
        loss : Loss or str
            With reduction "mean" or "sum".

        Returns
        -------
        BackwardTrace
            The loss, dL_da, da_dz and delta of each layer, and the gradient of θ.

        Raises
        ------
        ShapeError, RangeError, NotFiniteError, UnknownNameError
            If the targets do not fit the prediction or the loss, or there is no such loss.
        """
        loss = as_loss(loss)
        if loss.reduction == "none":
            raise RangeError("reduction", "none", "mean or sum: a gradient is that of one number")
        y = loss.as_targets(targets, trace.prediction.shape)
        return backward_trace(self.layers, trace, y, output_of(self.layers[-1].output_activation, loss))
