"""Batches: the data in portions, each with a pass of its size that is filled again and again."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from nn_core.activations import FloatArray
from nn_core.layers import AnyLayer, BatchNorm
from nn_core.layers.batch_norm import BatchNormTrace
from nn_core.layers.layer import State
from nn_core.losses import Loss
from nn_core.losses.output import Output, output_of
from nn_core.network import Network
from nn_core.passes import BackwardPass, ForwardPass

IntArray = npt.NDArray[np.int64]
Generators = Sequence[np.random.Generator]


class TrainingPass:
    """Forward and back, for training batches of one size.

    Parameters
    ----------
    layers : tuple of Layer
    state : State
        θ and running numbers, which change under its hands.
    gradient : FloatArray, shape (…, n_parameters)
        Where it leaves ∂L/∂θ.
    shape : tuple of int
        (…, batch).
    output : Output
    """

    def __init__(
        self,
        layers: tuple[AnyLayer, ...],
        state: State,
        gradient: FloatArray,
        shape: tuple[int, ...],
        output: Output,
    ) -> None:
        self.output = output
        self.forward_pass = ForwardPass(layers, state, shape, training=True)
        self.back = BackwardPass(layers, self.forward_pass.traces, output, gradient)
        self.dropouts = self.forward_pass.dropouts()
        leaves = [leaf for layer in layers for leaf in layer.leaves()]
        traces = [leaf for trace in self.forward_pass.traces for leaf in trace.leaves()]
        self.norms = [
            (leaf, trace)
            for leaf, trace in zip(leaves, traces, strict=True)
            if isinstance(leaf, BatchNorm) and isinstance(trace, BatchNormTrace)
        ]
        self.forward, self.backward = self.forward_pass.forward, self.back.backward

    def draw_masks(self, generators: Generators) -> None:
        """New masks for dropout: from one generator for all, or from each member's own for its own."""
        for layer, mask in self.dropouts:
            if len(generators) == 1:
                drawn = mask.reshape(-1, *mask.shape[-2:])
                layer.draw(generators[0], drawn[0])
                drawn[1:] = drawn[0]
            else:
                for rng, member in zip(generators, mask, strict=True):
                    layer.draw(rng, member)

    def loss(self, targets: FloatArray) -> FloatArray:
        """L of the latest forward pass, shape (…)."""
        return self.forward_pass.loss(self.output, targets)

    def remember(self) -> None:
        """Moves the running numbers of batch normalization."""
        for layer, trace in self.norms:
            layer.remember(trace)


class Epoch:
    """Once through the training data, in batches.

    Parameters
    ----------
    network : Network
    state : State
        θ and running numbers, shape (…, n).
    gradient : FloatArray, shape (…, n_parameters)
    loss : Loss
    inputs : FloatArray, shape (n, n_in)
    targets : FloatArray, shape (n, n_out)
    batch_size : int or None
        None for all at once.
    orders : int
        1 where all members see the examples in the same order, else how many orders there are.
    shuffle : bool
        Whether the order is drawn anew for each epoch.
    jitter : float
        Standard deviation of the noise that each epoch adds to the inputs anew.

    Attributes
    ----------
    order : IntArray, shape (n,) or (orders, n)
        Which rows of the data stand where.
    batches : list of (TrainingPass, inputs, targets)
        The arrays are views, (batch, n_in) and (batch, n_out), with a leading axis if there are several
        orders; ``draw`` writes them anew. Two passes at most: the last batch may be smaller.

    Raises
    ------
    RangeError
        If batch normalization would meet a batch of one example.
    """

    def __init__(
        self,
        network: Network,
        state: State,
        gradient: FloatArray,
        loss: Loss,
        inputs: FloatArray,
        targets: FloatArray,
        batch_size: int | None,
        orders: int,
        shuffle: bool = True,
        jitter: float = 0.0,
    ) -> None:
        n = len(inputs)
        size = min(batch_size or n, n)
        self.data, self.shuffles, self.jitter = (inputs, targets), shuffle and size < n, jitter
        copies = (orders,) if self.differs and orders > 1 else ()
        self.size = size
        self.order = np.broadcast_to(np.arange(n), (*copies, n)).copy()
        self.inputs = np.broadcast_to(inputs, (*copies, *inputs.shape)).copy()
        self.targets = np.broadcast_to(targets, (*copies, *targets.shape)).copy()
        output = output_of(network.layers[-1].output_activation, loss)
        family = gradient.shape[:-1]
        passes = {
            length: TrainingPass(network.layers, state, gradient, (*family, length), output)
            for length in {size, n % size or size}
        }
        self.batches = [
            (passes[min(size, n - start)], *self.rows(start, start + size)) for start in range(0, n, size)
        ]

    def rows(self, start: int, end: int) -> tuple[FloatArray, FloatArray]:
        """Inputs and targets from one row to another, as views."""
        return self.inputs[..., start:end, :], self.targets[..., start:end, :]

    def examples(self, number: int) -> IntArray:
        """The rows of the data that a batch holds, (batch,) or (orders, batch)."""
        rows: IntArray = self.order[..., number * self.size : (number + 1) * self.size].copy()
        return rows

    @property
    def differs(self) -> bool:
        """Whether an epoch has other numbers, or the same in another order, than the one before."""
        return self.shuffles or self.jitter > 0.0

    @property
    def drops(self) -> bool:
        """Whether there is dropout."""
        return bool(self.batches[0][0].dropouts)

    @property
    def is_random(self) -> bool:
        """Whether anything in an epoch is left to chance."""
        return self.differs or self.drops

    @property
    def reusable_pass(self) -> ForwardPass | None:
        """The training pass itself, where it is what an evaluation would do; else None."""
        first = self.batches[0][0]
        whole = len(self.batches) == 1
        return first.forward_pass if whole and not self.is_random and not first.norms else None

    def draw(self, generators: Generators) -> None:
        """A new order of the examples and new noise on them: one for all members, or each member's own."""
        if not self.differs:
            return
        if len(generators) == 1:
            self.redraw(generators[0], self.order, self.inputs, self.targets)
            return
        for rng, *arrays in zip(generators, self.order, self.inputs, self.targets, strict=True):
            self.redraw(rng, *arrays)

    def redraw(
        self, rng: np.random.Generator, order: IntArray, inputs: FloatArray, targets: FloatArray
    ) -> None:
        """Writes the rows of the data in a random order, jittered."""
        if self.shuffles:
            order[...] = rng.permutation(len(order))
        # "clip" lets NumPy write straight into the array; every index is in range anyway
        np.take(self.data[0], order, axis=0, out=inputs, mode="clip")
        np.take(self.data[1], order, axis=0, out=targets, mode="clip")
        if self.jitter:
            inputs += self.jitter * rng.standard_normal(inputs.shape)
