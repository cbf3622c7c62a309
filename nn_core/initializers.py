"""Initializers: the weights a network has before it has learned anything.

Equal weights would make every unit of a layer compute the same thing forever, so weights start
random. How wide to draw them depends on the layer: too narrow and the signal fades on its way
through the layers, too wide and it saturates them. Xavier's and Kaiming's rules choose the width
from n_in and n_out so that the signal keeps its size. Definitions and defaults are PyTorch's
(``torch.nn.init``).
"""

from __future__ import annotations

from typing import Protocol

import numpy as np

from nn_core.activations import FloatArray
from nn_core.errors import UnknownNameError

KAIMING_GAIN = float(np.sqrt(2.0))


class Initializer(Protocol):
    """Draws the weights of one layer.

    Parameters
    ----------
    rng : np.random.Generator
        The only source of chance.
    shape : tuple of int
        (…, n_out, n_in): leading axes draw that many layers at once.

    Returns
    -------
    FloatArray
        W of that shape.
    """

    def __call__(self, rng: np.random.Generator, shape: tuple[int, ...]) -> FloatArray: ...


def zeros(rng: np.random.Generator, shape: tuple[int, ...]) -> FloatArray:
    """W = 0: every unit of a layer then learns the same, which is why nobody does this."""
    return np.zeros(shape)


def uniform(
    rng: np.random.Generator, shape: tuple[int, ...], low: float = 0.0, high: float = 1.0
) -> FloatArray:
    """W ~ U(low, high)."""
    return rng.uniform(low, high, shape)


def normal(
    rng: np.random.Generator, shape: tuple[int, ...], mean: float = 0.0, std: float = 1.0
) -> FloatArray:
    """W ~ N(mean, std²): one width for every layer, whatever enters it."""
    return rng.normal(mean, std, shape)


def xavier_uniform(rng: np.random.Generator, shape: tuple[int, ...], gain: float = 1.0) -> FloatArray:
    """W ~ U(−r, r) with r = gain · √(6 / (n_in + n_out)).

    Reference: Glorot and Bengio (2010), equation 16.
    """
    n_out, n_in = shape[-2:]
    r = gain * np.sqrt(6.0 / (n_in + n_out))
    return rng.uniform(-r, r, shape)


def xavier_normal(rng: np.random.Generator, shape: tuple[int, ...], gain: float = 1.0) -> FloatArray:
    """W ~ N(0, s²) with s = gain · √(2 / (n_in + n_out)).

    Reference: Glorot and Bengio (2010), equation 12, for both directions at once.
    """
    n_out, n_in = shape[-2:]
    s = gain * np.sqrt(2.0 / (n_in + n_out))
    return rng.normal(0.0, s, shape)


def kaiming_uniform(
    rng: np.random.Generator, shape: tuple[int, ...], gain: float = KAIMING_GAIN
) -> FloatArray:
    """W ~ U(−r, r) with r = gain · √(3 / n_in); the gain √2 makes up for the half that ReLU cuts.

    Reference: He, Zhang, Ren and Sun (2015), equation 10.
    """
    n_in = shape[-1]
    r = gain * np.sqrt(3.0 / n_in)
    return rng.uniform(-r, r, shape)


def kaiming_normal(
    rng: np.random.Generator, shape: tuple[int, ...], gain: float = KAIMING_GAIN
) -> FloatArray:
    """W ~ N(0, s²) with s = gain / √n_in.

    Reference: He, Zhang, Ren and Sun (2015), equation 10.
    """
    n_in = shape[-1]
    s = gain / np.sqrt(n_in)
    return rng.normal(0.0, s, shape)


INITIALIZERS: dict[str, Initializer] = {
    "zeros": zeros,
    "uniform": uniform,
    "normal": normal,
    "xavier_uniform": xavier_uniform,
    "xavier_normal": xavier_normal,
    "kaiming_uniform": kaiming_uniform,
    "kaiming_normal": kaiming_normal,
}


Drawing = str | Initializer
"""What draws the weights: the name of an initializer, or one."""


def get_initializer(name: Drawing) -> Initializer:
    """The initializer called ``name``, or the one that it is.

    Raises
    ------
    UnknownNameError
        If there is none of that name.
    """
    if not isinstance(name, str):
        return name
    if name not in INITIALIZERS:
        raise UnknownNameError("initializer", name, INITIALIZERS)
    return INITIALIZERS[name]
