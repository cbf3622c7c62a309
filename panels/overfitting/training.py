"""One run, watched: the losses of every epoch, what is drawn of it now and then, its network at the best."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from nn_core import Network, Trainer
from nn_core.activations import FloatArray
from nn_core.datasets import Dataset
from nn_core.trainer.snapshot import EARLY_STOPPED, STOPPED_AT_LIMIT, Snapshot
from panels.overfitting.cures import Cure
from panels.overfitting.request import OverfittingRequest

KEPT = 30
"""So many epochs at most are kept for pictures, closer together at the beginning, where most happens."""

EPOCHS_OF_A_PART = 20
Epochs = npt.NDArray[np.int64]
Part = dict[str, Any]


@dataclass(frozen=True, eq=False)
class Watched:
    """What was seen of one run.

    Attributes
    ----------
    rows : dict of str to FloatArray, shape (epochs + 1,)
        Losses and accuracies by the name of the column; NaN after its end.
    thetas : FloatArray, shape (kept, n_parameters)
    best : FloatArray, shape (n_parameters,)
        θ of the lowest held-out loss.
    best_epoch : int
    stopped_at : int or None
    network : Network
        What it leaves.
    left_epoch : int
        The epoch that this network is of.
    copies : list of FloatArray, shape (samples, 2) each
        The examples as they were last seen, at each kept epoch.
    masks : list of str
        Which hidden units the first example kept ("1"), epoch by epoch; empty without dropout.
    is_cut : bool
        Whether the time limit ended it.
    """

    rows: dict[str, FloatArray]
    thetas: FloatArray
    best: FloatArray
    best_epoch: int
    stopped_at: int | None
    network: Network
    left_epoch: int
    copies: list[FloatArray]
    masks: list[str]
    is_cut: bool


COLUMNS = ("train_loss", "validation_loss", "train_accuracy", "validation_accuracy")


def kept_epochs(epochs: int) -> Epochs:
    """The epochs of which pictures are kept."""
    return np.unique((epochs * np.linspace(0.0, 1.0, KEPT) ** 2).round()).astype(np.int64)


def trainer_of(request: OverfittingRequest, cure: Cure, place: int) -> Trainer:
    """What trains one run."""
    data = request.examples(place, cure)
    return Trainer(
        request.drawn(place, cure),
        data.training.inputs,
        data.training.targets,
        request.spec(place, cure),
        validation=(data.validation.inputs, data.validation.targets),
    )


class Watching:
    """What is written down of a run, epoch by epoch: of θ only what will be drawn, and the best.

    Parameters
    ----------
    request : OverfittingRequest
    cure : Cure
    """

    def __init__(self, request: OverfittingRequest, cure: Cure) -> None:
        self.kept, self.drops = kept_epochs(request.epochs), cure.name == "dropout"
        self.rows = {name: np.full(request.epochs + 1, np.nan) for name in COLUMNS}
        self.thetas: list[FloatArray] = []
        self.copies: list[FloatArray] = []
        self.masks: list[str] = []
        self.last, self.best_epoch = 0, 0
        self.theta = self.best = np.empty(0)

    def see(self, snapshot: Snapshot, trainer: Trainer) -> None:
        """Writes one epoch down."""
        self.last, self.theta = snapshot.epoch, snapshot.parameters
        for name, values in self.rows.items():
            values[self.last] = getattr(snapshot, name)
        losses = self.rows["validation_loss"]
        if self.last == 0 or losses[self.last] < losses[self.best_epoch]:
            self.best_epoch, self.best = self.last, self.theta
        if self.last in self.kept:
            self.thetas.append(self.theta)
            self.copies.append(trainer.latest_inputs)
        if self.drops and self.last:
            self.masks.append(mask_text(trainer.latest_masks))

    def all_thetas(self, left: FloatArray) -> FloatArray:
        """θ at the kept epochs; from the end of the run on, that of the network it leaves."""
        before = len(self.thetas) - int(self.last in self.kept)
        rest = [left] * (len(self.kept) - before)
        return np.stack([*self.thetas[:before], *rest])


def watched(request: OverfittingRequest, cure: Cure) -> Generator[Part, None, Watched]:
    """The shown run of a cure, with an empty part now and then."""
    trainer, seen = trainer_of(request, cure, 0), Watching(request, cure)
    for snapshot in trainer.run():
        seen.see(snapshot, trainer)
        if snapshot.epoch % EPOCHS_OF_A_PART == 0:
            yield {}
    run = trainer.finish(())
    return Watched(
        rows=seen.rows,
        thetas=seen.all_thetas(run.network.parameters),
        best=seen.best,
        best_epoch=seen.best_epoch,
        stopped_at=seen.last if run.status == EARLY_STOPPED else None,
        network=run.network,
        left_epoch=seen.last if run.best_epoch is None else run.best_epoch,
        copies=seen.copies,
        masks=seen.masks,
        is_cut=run.status == STOPPED_AT_LIMIT,
    )


def mask_text(masks: tuple[FloatArray, ...]) -> str:
    """Which units the first example kept, in one row: "1" where a unit stayed, "0" where it was silenced."""
    return "".join("1" if value else "0" for mask in masks for value in mask[0])


def left_by(request: OverfittingRequest, cure: Cure, place: int) -> tuple[Network, bool]:
    """The network that a run of another seed leaves, and whether the time limit ended it."""
    trainer = trainer_of(request, cure, place)
    for _snapshot in trainer.run():
        pass
    run = trainer.finish(())
    return run.network, run.status == STOPPED_AT_LIMIT


def losses_of(network: Network, data: Dataset) -> tuple[FloatArray, npt.NDArray[np.bool_]]:
    """−ln of the probability of the truth, example by example, and whether each is decided right."""
    z = network.forward(data.inputs).layers[-1].z[:, 0]
    y = data.targets[:, 0]
    loss: FloatArray = np.logaddexp(0.0, z) - y * z
    return loss, (z >= 0.0) == (y == 1.0)
