"""What a network of given sizes holds and what it computes, layer by layer: nothing but arithmetic.

Every unit has a weight for each number that enters it and one bias of its own. A fully connected layer with
n_in inputs and n_out units has n_in · n_out weights and n_out biases, and an example costs it one
multiplication with addition for each weight. The additions of the biases are not counted; others do count
them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from nn_core.architecture import check_sizes

BYTES_OF_A_FLOAT32 = 4
"""What frameworks usually store a parameter in; the engine itself computes with 8 bytes each."""


@dataclass(frozen=True)
class LayerCount:
    """One fully connected layer by its numbers.

    Attributes
    ----------
    inputs, outputs : int
        n_in and n_out.
    """

    inputs: int
    outputs: int

    @property
    def weights(self) -> int:
        """n_in · n_out, also the multiplications with addition that an example costs."""
        return self.inputs * self.outputs

    @property
    def biases(self) -> int:
        """n_out."""
        return self.outputs

    @property
    def parameters(self) -> int:
        """n_in · n_out + n_out."""
        return self.weights + self.biases


def layer_counts(sizes: Sequence[int]) -> tuple[LayerCount, ...]:
    """Each layer after the inputs.

    Parameters
    ----------
    sizes : sequence of int
        Inputs, hidden units layer by layer, outputs.

    Raises
    ------
    RangeError
        Fewer than two sizes, or one below 1.
    """
    check_sizes(sizes)
    return tuple(LayerCount(n_in, n_out) for n_in, n_out in pairwise(sizes))


def parameter_count(sizes: Sequence[int]) -> int:
    """Weights and biases of all layers: P = Σ (n_in · n_out + n_out)."""
    return sum(layer.parameters for layer in layer_counts(sizes))


def start_of_layer(sizes: Sequence[int], layer: int) -> int:
    """Where the parameters of a layer, counted from 0, begin in θ."""
    return sum(each.parameters for each in layer_counts(sizes)[:layer])


def multiply_adds(sizes: Sequence[int]) -> int:
    """Multiplications with addition for one example: Σ n_in · n_out."""
    return sum(layer.weights for layer in layer_counts(sizes))
