"""Losses: one number that says how wrong a prediction is, and its slope, which says what to do about it.

Training is nothing but lowering this number. Definitions, names and defaults are PyTorch's.
"""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from nn_core.errors import UnknownNameError
from nn_core.losses.distance import MAE, MSE, Huber
from nn_core.losses.likelihood import BCE, BCEWithLogits, CategoricalCrossEntropy, CrossEntropy
from nn_core.losses.loss import Loss

__all__ = [
    "BCE",
    "LOSSES",
    "MAE",
    "MSE",
    "BCEWithLogits",
    "CategoricalCrossEntropy",
    "CrossEntropy",
    "Huber",
    "Loss",
    "as_loss",
    "get_loss",
]

LOSSES: dict[str, type[Loss]] = {
    loss.name: loss for loss in (MSE, MAE, Huber, BCE, BCEWithLogits, CrossEntropy, CategoricalCrossEntropy)
}


def get_loss(name: str, **options: Any) -> Loss:
    """The loss called ``name``.

    Parameters
    ----------
    name : str
        From ``LOSSES``.
    **options
        ``reduction`` ("mean", "sum", "none"), ``half`` of mse, ``delta`` of huber.

    Raises
    ------
    UnknownNameError
        If there is no loss, option or reduction of that name.
    RangeError
        If an option is out of range.
    """
    if name not in LOSSES:
        raise UnknownNameError("loss", name, LOSSES)
    known = [field.name for field in fields(LOSSES[name])]
    for option in options:
        if option not in known:
            raise UnknownNameError(f"option of {name}", option, known)
    return LOSSES[name](**options)


def as_loss(loss: Loss | str) -> Loss:
    """The loss itself, or the one of that name as it is without options."""
    return get_loss(loss) if isinstance(loss, str) else loss
