"""What a layer is: something that turns activations into activations, and error signals back.

A layer owns no numbers. Its weights are a window into the network's one parameter vector θ, and what
it computes goes into a trace, which is made once and can be filled again and again. One network's
forward pass fills a fresh trace and freezes it; the trainer refills the same one at every step. So the
code that a learner steps through and the code that trains are the same.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import numpy as np

from nn_core.activations import Activation, FloatArray
from nn_core.initializers import Initializer


class Frozen:
    """A dataclass of arrays that can be made read-only, with everything in it."""

    def freeze(self) -> None:
        """From here on, nothing can be written into it."""
        for value in vars(self).values():
            freeze(value)


def freeze(value: object) -> None:
    """Makes an array, or all arrays in a tuple or a trace, read-only."""
    if isinstance(value, np.ndarray):
        value.flags.writeable = False
    elif isinstance(value, tuple):
        for part in value:
            freeze(part)
    elif isinstance(value, Frozen):
        value.freeze()


@dataclass(frozen=True, eq=False)
class LayerTrace(Frozen):
    """What one layer computed on the way forward, kept for looking at.

    Attributes
    ----------
    z : FloatArray, shape (…, batch, n_out)
        Pre-activations.
    a : FloatArray, shape (…, batch, n_out)
        Activations, f(z).
    """

    z: FloatArray
    a: FloatArray

    def leaves(self) -> Iterator[LayerTrace]:
        """The trace itself, or those of the layers inside."""
        yield self


@dataclass(frozen=True, eq=False)
class LayerBackward(Frozen):
    """What one layer computed on the way back.

    Attributes
    ----------
    dL_da : FloatArray, shape (…, batch, n_out)
        ∂L/∂a, what the layers after it report.
    da_dz : FloatArray, shape (…, batch, n_out)
        ∂a/∂z, the slope of the activation; for softmax the Jacobian, (…, batch, n_out, n_out).
    delta : FloatArray, shape (…, batch, n_out)
        δ = ∂L/∂z, the error signal.
    dL_dx : FloatArray, shape (…, batch, n_in), or None
        ∂L/∂x, what the layer reports to the one before it; None where nobody asks.
    """

    dL_da: FloatArray  # noqa: N815
    da_dz: FloatArray
    delta: FloatArray
    dL_dx: FloatArray | None  # noqa: N815

    def leaves(self) -> Iterator[LayerBackward]:
        """The way back through the layer itself, or through the layers inside."""
        yield self


@dataclass(frozen=True)
class State:
    """θ, and the numbers that are counted but not learned: a network's, or of these a layer's slice.

    Attributes
    ----------
    parameters : FloatArray, shape (…, parameter_count)
    buffers : FloatArray, shape (…, buffer_count)
    fixed_order : bool
        Whether products are summed in one fixed order, which keeps equal units equal to the last bit.
    """

    parameters: FloatArray
    buffers: FloatArray
    fixed_order: bool = False


T = TypeVar("T", bound=LayerTrace)
B = TypeVar("B", bound=LayerBackward)


class Layer(ABC, Generic[T, B]):
    """One step of a network.

    Attributes
    ----------
    n_in, n_out : int
        Inputs and outputs of one example.
    """

    n_in: int
    n_out: int

    @property
    def parameter_count(self) -> int:
        """How many numbers it learns."""
        return 0

    @property
    def buffer_count(self) -> int:
        """How many numbers it keeps count of without learning them."""
        return 0

    @property
    def output_activation(self) -> Activation | None:
        """f, if its last step is a = f(z)."""
        return None

    def leaves(self) -> Iterator[AnyLayer]:
        """The layer itself, or the layers inside it."""
        yield self

    def weight_mask(self) -> FloatArray:
        """1 for each parameter that is the weight of a connection, 0 for others; (parameter_count,)."""
        return np.zeros(self.parameter_count)

    def multiply_adds(self) -> int:
        """Multiplications with addition that one example costs on the way forward."""
        return 0

    def has_equal_units(self, parameters: FloatArray) -> bool:
        """Whether two of its units are equal in all that they have learned, (…, parameter_count)."""
        return False

    def start(self, parameters: FloatArray, draw: Initializer, rng: np.random.Generator) -> None:
        """Fills its slice of θ with the numbers that training starts from."""

    def initial_buffers(self) -> FloatArray:
        """What its counted numbers start from, shape (buffer_count,)."""
        return np.zeros(0)

    @abstractmethod
    def new_trace(self, state: State, shape: tuple[int, ...], training: bool) -> T:
        """Arrays for one forward pass.

        Parameters
        ----------
        state : State
            Its numbers, as views.
        shape : tuple of int
            (…, batch).
        training : bool
            Whether to train or only to predict; dropout and batch normalization differ.
        """

    @abstractmethod
    def new_backward(self, trace: T, gradient: FloatArray, dL_da: FloatArray, dL_dx: FloatArray | None) -> B:
        """Arrays for the way back.

        Parameters
        ----------
        trace : LayerTrace
            Of the forward pass.
        gradient : FloatArray, shape (…, parameter_count)
            Its slice of ∂L/∂θ.
        dL_da : FloatArray, shape (…, batch, n_out)
            Where the layer after it will write.
        dL_dx : FloatArray, shape (…, batch, n_in), or None
            Where it shall write for the layer before it.
        """

    @abstractmethod
    def forward(self, inputs: FloatArray, trace: T) -> FloatArray:
        """From inputs (…, batch, n_in) to a, (…, batch, n_out), filling the trace."""

    @abstractmethod
    def error_signal(self, trace: T, back: B) -> None:
        """δ = ∂L/∂a · ∂a/∂z, from ``back.dL_da``."""

    @abstractmethod
    def gradients(self, inputs: FloatArray, trace: T, back: B) -> None:
        """The gradients of its parameters, from δ and the inputs (…, batch, n_in)."""

    @abstractmethod
    def input_gradient(self, trace: T, back: B, dL_dx: FloatArray) -> None:
        """∂L/∂x, from δ, into ``dL_dx``."""


AnyLayer = Layer[Any, Any]
