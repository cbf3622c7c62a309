"""What of θ moves, where a part of it is to stay as it is.

A network that has learned one task can lend its first layers to another: they are frozen, and only what comes
after them learns. What is frozen has a gradient of 0, and so no optimizer moves it.

Reference: Yosinski, Clune, Bengio and Lipson (2014), How transferable are features in deep neural networks?
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from nn_core.activations import FloatArray
from nn_core.errors import RangeError
from nn_core.layers import AnyLayer
from nn_core.regularization import weight_mask
from nn_core.trainer.spec import TrainingSpec


def moving_mask(layers: Sequence[AnyLayer], spec: TrainingSpec) -> FloatArray | None:
    """1 for each element of θ that training moves, 0 for what is frozen; None where all of it moves.

    Parameters
    ----------
    layers : sequence of layers
    spec : TrainingSpec
        Says of biases, and of whole layers, whether they stay.

    Returns
    -------
    FloatArray, shape (n_parameters,), or None

    Raises
    ------
    RangeError
        There is no such layer to freeze, or none is left that moves.
    """
    if not (spec.freeze_biases or spec.frozen_layers):
        return None
    frozen = checked_layers(spec.frozen_layers, len(layers))
    counts = [layer.parameter_count for layer in layers]
    mask = np.repeat([float(number not in frozen) for number in range(len(layers))], counts)
    return mask * weight_mask(layers) if spec.freeze_biases else mask


def checked_layers(frozen: Sequence[int], count: int) -> set[int]:
    """The layers to freeze, if they are layers of the network and leave one to learn."""
    for number in frozen:
        if isinstance(number, bool) or not isinstance(number, int) or not 0 <= number < count:
            raise RangeError("frozen_layers", repr(number), f"the number of a layer, 0 to {count - 1}")
    chosen = set(frozen)
    if len(chosen) == count:
        raise RangeError("frozen_layers", tuple(frozen), "fewer layers than there are: one at least learns")
    return chosen
