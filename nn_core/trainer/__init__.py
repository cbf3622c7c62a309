"""The trainer: the learning loop (forward, loss, backward, update) over epochs and batches.

``train`` runs it to the end. ``Trainer.run`` hands out snapshots on the way, and goes on from any of them.
"""

from __future__ import annotations

from dataclasses import fields
from typing import Any

import numpy.typing as npt

from nn_core.errors import UnknownNameError
from nn_core.network import Network
from nn_core.trainer.cost import Cost, cost
from nn_core.trainer.snapshot import History, Snapshot, TrainingRun
from nn_core.trainer.spec import EarlyStopping, TrainingSpec
from nn_core.trainer.step import BatchStep
from nn_core.trainer.trainer import Trainer

__all__ = [
    "BatchStep",
    "Cost",
    "EarlyStopping",
    "History",
    "Snapshot",
    "Trainer",
    "TrainingRun",
    "TrainingSpec",
    "cost",
    "train",
]


def train(
    network: Network,
    inputs: npt.ArrayLike,
    targets: npt.ArrayLike,
    *,
    validation: tuple[npt.ArrayLike, npt.ArrayLike] | None = None,
    **options: Any,
) -> TrainingRun:
    """Trains a network to the end.

    Parameters
    ----------
    network : Network
        Where to start; it is not changed.
    inputs : array, shape (n, n_in)
    targets : array, shape (n, n_out)
        For cross-entropy also classes, whole numbers of shape (n,).
    validation : tuple of (inputs, targets), optional
        Data to watch, not to learn from.
    **options
        The fields of ``TrainingSpec``: ``loss``, ``optimizer``, ``learning_rate``, ``epochs``, …

    Returns
    -------
    TrainingRun
        The trained network, the history and every snapshot.

    Raises
    ------
    ShapeError, RangeError, NotFiniteError, UnknownNameError
        If data, network and options do not fit each other.
    """
    known = [field.name for field in fields(TrainingSpec)]
    for name in options:
        if name not in known:
            raise UnknownNameError("option of train", name, known)
    trainer = Trainer(network, inputs, targets, TrainingSpec(**options), validation=validation)
    return trainer.finish(tuple(trainer.run()))
