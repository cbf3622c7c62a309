"""Optimizers: what to do with a gradient.

Backpropagation only says which way is uphill. An optimizer turns that gradient g into a change Δθ of
all parameters, θ ← θ + Δθ. Plain SGD steps straight downhill; momentum remembers the way it came; the
adaptive ones give each parameter a step size of its own, from how large its gradients have been.

Definitions, option names and defaults are those of ``torch.optim`` (there, η is called ``lr``).
"""

from __future__ import annotations

from typing import Any

from nn_core.errors import UnknownNameError
from nn_core.optimizers.adagrad import Adagrad
from nn_core.optimizers.adam import Adam, AdamW
from nn_core.optimizers.base import Optimizer, OptimizerState
from nn_core.optimizers.rmsprop import RMSprop
from nn_core.optimizers.sgd import SGD

__all__ = [
    "OPTIMIZERS",
    "SGD",
    "Adagrad",
    "Adam",
    "AdamW",
    "Optimizer",
    "OptimizerState",
    "RMSprop",
    "create_optimizer",
]

OPTIMIZERS: dict[str, type[Optimizer]] = {
    optimizer.name: optimizer for optimizer in (SGD, Adagrad, RMSprop, Adam, AdamW)
}
"""Every optimizer by name; each carries its ``options``, ``formula``, ``use`` and ``reference``."""


def create_optimizer(name: str, shape: int | tuple[int, ...], **options: Any) -> Optimizer:
    """The optimizer called ``name``, ready for parameters θ of this shape.

    Parameters
    ----------
    name : str
        From ``OPTIMIZERS``.
    shape : int or tuple of int
        n_parameters, or (…, n_parameters) for a family.
    **options
        ``learning_rate`` (a number, or an array over the leading axes) and the options of its table.

    Raises
    ------
    UnknownNameError
        If there is no optimizer of that name, or it has no option of that name.
    RangeError, NotFiniteError, ShapeError
        If an option is out of range, not finite, or does not fit the leading axes.
    """
    if name not in OPTIMIZERS:
        raise UnknownNameError("optimizer", name, OPTIMIZERS)
    return OPTIMIZERS[name](shape, **options)
