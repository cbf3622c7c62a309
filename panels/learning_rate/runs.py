"""The runs of all rates: the shown ones epoch by epoch, those of other seeds, rates all along the axis."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import dataclass, replace
from math import ceil
from typing import Any

import numpy as np
import numpy.typing as npt

from nn_core import Network
from nn_core.activations import FloatArray
from nn_core.diagnosis.record import constant_loss
from nn_core.families import as_family
from nn_core.trainer import Snapshot, Trainer
from panel_kit.runs.many import MOST_ROWS, is_cut
from panels.learning_rate.request import KEPT, LearningRateRequest
from panels.learning_rate.verdict import Course

Part = dict[str, Any]
Epochs = npt.NDArray[np.int64]
Pauses = Generator[Part, None, "Trained"]
EPOCHS_OF_A_PART = 20


@dataclass(frozen=True, eq=False)
class Trained:
    """A family of runs.

    Attributes
    ----------
    epoch : array, shape (rows,)
    loss : FloatArray, shape (rows, members)
        NaN where there is no number.
    right : FloatArray or None, shape (rows, members)
        Shares decided right; None for a regression.
    kept : array, shape (kept,)
        Epochs of which there is θ.
    parameters : FloatArray, shape (kept, members, n_parameters)
        NaN where a member has diverged.
    network : Network
        The family, for its layers.
    baseline : float
    examples : int
    """

    epoch: Epochs
    loss: FloatArray
    right: FloatArray | None
    kept: Epochs
    parameters: FloatArray
    network: Network
    baseline: float
    examples: int

    def is_cut(self, epochs: int) -> bool:
        """Whether the time limit ended them before so many epochs."""
        return is_cut(int(self.epoch[-1]), epochs, self.loss[-1])

    def course(self, member: int) -> Course:
        """One member by its numbers."""
        right = None if self.right is None else self.right[:, member]
        return Course(self.epoch, self.loss[:, member], right, self.baseline, self.examples)


def kept_epochs(epochs: int) -> Epochs:
    """The epochs of which pictures are kept."""
    return np.unique(np.linspace(0, epochs, KEPT).round()).astype(np.int64)


def last_third(kept: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """Of what was kept, what comes last."""
    return kept[-max(1, KEPT // 3) :]


def trained(
    request: LearningRateRequest, networks: Sequence[Network], rates: Sequence[float], every: int
) -> Pauses:
    """Trains each network at its rate, all as one family, with an empty part now and then.

    Parameters
    ----------
    request : LearningRateRequest
    networks : sequence of Network
        Before training.
    rates : sequence of float
        One for each.
    every : int
        Every how many epochs the loss is written down; with 1 θ is kept now and then.
    """
    setup, wanted = request.setup, set(kept_epochs(request.epochs).tolist())
    options = {**setup.spec.optimizer_options, "learning_rate": np.array(rates)}
    spec = replace(setup.spec, optimizer_options=options, record_every=every)
    data, family = setup.training, as_family(networks)
    rows: list[Snapshot] = []
    kept: list[Snapshot] = []
    for snapshot in Trainer(family, data.inputs, data.targets, spec).run():
        rows.append(snapshot)
        kept += [snapshot] if every == 1 and snapshot.epoch in wanted else []
        if every > 1 or snapshot.epoch % EPOCHS_OF_A_PART == 0:
            yield {}
    has_classes = setup.data.task != "regression"
    shape = (len(kept), len(networks), family.parameter_count)
    return Trained(
        epoch=np.array([row.epoch for row in rows]),
        loss=np.stack([row.train_loss for row in rows]),
        right=np.array([row.train_accuracy for row in rows]) if has_classes else None,
        kept=np.array([row.epoch for row in kept], dtype=np.int64),
        parameters=np.array([row.parameters for row in kept]).reshape(shape),
        network=family,
        baseline=constant_loss(spec.create_loss(), data.targets),
        examples=data.samples,
    )


def rows_apart(epochs: int) -> int:
    """How far apart the losses of other seeds are written down."""
    return max(1, ceil(epochs / MOST_ROWS))
