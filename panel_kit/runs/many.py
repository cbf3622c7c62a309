"""Many runs at once: networks of one architecture on the same data, trained together as a family.

They differ in their first weights, and if asked for in their learning rates. Each is the run it would be
alone; together they take a fraction of the time.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import dataclass, replace
from math import ceil
from typing import Any

import numpy as np
import numpy.typing as npt

from nn_core import Network
from nn_core.activations import FloatArray
from nn_core.datasets import Dataset
from nn_core.diagnosis.record import constant_loss
from nn_core.families import as_family
from nn_core.layers.layer import State
from nn_core.trainer import Trainer, TrainingSpec, cost
from nn_core.trainer.evaluation import Evaluation
from panel_kit.contract.schema import Counts, FieldError, GappyMatrix, GappyVector
from panel_kit.runs.rules import check_work
from panel_kit.runs.setup import RunRequest, Setup

MOST_ROWS = 100
MAX_ANSWERS = 2_500_000
BYTES_OF_AN_ANSWER = 20 * 8


@dataclass(frozen=True)
class ManyRuns:
    """How each of them fared.

    ``train_loss[row][member]`` and ``validation_loss`` are the losses of at most 102 epochs; NaN where a
    member has no number (any more). The ``final`` ones are those of the network that each leaves.
    """

    status: list[str]
    epoch: Counts
    train_loss: GappyMatrix
    validation_loss: GappyMatrix | None
    final_loss: GappyVector
    final_accuracy: GappyVector | None


def train_many(
    setup: Setup, networks: Sequence[Network], spec: TrainingSpec
) -> Generator[None, None, ManyRuns]:
    """Trains them all, with a pause after every epoch that is looked at; returns how they fared.

    Parameters
    ----------
    setup : Setup
        The data of all of them.
    networks : sequence of Network
        Before training, of one architecture.
    spec : TrainingSpec
        Of one run; its learning rate may be one for each network.
    """
    spec = replace(spec, record_every=max(1, ceil(spec.epochs / MOST_ROWS)))
    data, held_out = setup.training, setup.validation
    validation = (held_out.inputs, held_out.targets) if held_out else None
    trainer = Trainer(as_family(networks), data.inputs, data.targets, spec, validation=validation)
    rows = []
    for snapshot in trainer.run():
        rows.append((snapshot.epoch, snapshot.train_loss, snapshot.validation_loss))
        yield
    epochs, losses, held_out_losses = zip(*rows, strict=True)
    run = trainer.finish(())
    loss, accuracy = measured(setup, run.network)
    return ManyRuns(
        status=run.status,
        epoch=np.array(epochs),
        train_loss=np.stack(losses),
        validation_loss=np.stack(held_out_losses) if setup.validation else None,
        final_loss=loss,
        final_accuracy=accuracy,
    )


def train_family(
    networks: Sequence[Network], data: Dataset, spec: TrainingSpec
) -> Generator[dict[str, Any], None, tuple[Network, int | None]]:
    """Trains them on the same examples with an empty part at every snapshot; for what they are at the end.

    Parameters
    ----------
    networks : sequence of Network
        Before training, of one architecture.
    data : Dataset
    spec : TrainingSpec

    Returns
    -------
    Network, int or None
        The family, and the epoch in which the time limit ended it, if it did.
    """
    trainer = Trainer(as_family(networks), data.inputs, data.targets, spec)
    last, losses = 0, np.zeros(len(networks))
    for snapshot in trainer.run():
        last, losses = snapshot.epoch, np.asarray(snapshot.train_loss)
        yield {}
    ended = last if is_cut(last, spec.epochs, losses) else None
    return trainer.finish(()).network, ended


def is_cut(reached: int, wanted: int, losses: FloatArray) -> bool:
    """Whether the time limit ended them; where all have left the numbers, nothing is left to train.

    Parameters
    ----------
    reached, wanted : int
        The last epoch there is, and the one that was to be.
    losses : FloatArray
        Of that epoch, of all of them.
    """
    return reached < wanted and bool(np.isfinite(losses).any())


def measured(setup: Setup, family: Network) -> tuple[FloatArray, FloatArray | None]:
    """Loss and accuracy of each member on the training examples, (members,)."""
    data = setup.training
    state = State(family.parameters.copy(), family.buffers.copy())
    with np.errstate(all="ignore"):
        return Evaluation(family.layers, state, setup.spec.create_loss(), data.inputs, data.targets).measure()


def reached(setup: Setup, runs: ManyRuns, goal: float) -> npt.NDArray[np.bool_]:
    """Whose final network reached the goal, (members,).

    Parameters
    ----------
    setup : Setup
    runs : ManyRuns
    goal : float
        A share of the training examples to decide right; for regression, the share of the loss of the best
        constant answer that is to be gone.
    """
    if runs.final_accuracy is not None and setup.data.task != "regression":
        return runs.final_accuracy >= goal
    baseline = constant_loss(setup.spec.create_loss(), setup.training.targets)
    return runs.final_loss <= (1.0 - goal) * baseline


def check_many(request: RunRequest, count: int, field: str) -> None:
    """Raises FieldError where so many runs would take too much work or memory; ``field`` says how many."""
    setup, held_out = request.setup, request.setup.validation
    family = setup.network.with_parameters(np.zeros((count, setup.network.parameter_count)))
    price = cost(family, setup.spec, setup.training.samples, held_out.samples if held_out else 0)
    check_work(setup.spec.epochs, price.work, request.limits.work)
    answers = answers_of(setup, count)
    if answers > MAX_ANSWERS:
        message = (
            f"got {count}, which makes {answers} answers of units to examples at once, "
            f"allowed: {MAX_ANSWERS}. Fewer seeds, examples or units need less memory"
        )
        raise FieldError((field,), message)


def answers_of(setup: Setup, count: int) -> int:
    """The answer of every unit of so many networks to every example: what is held at once."""
    return count * sum(setup.network.sizes) * setup.data.samples


def megabytes_of(setup: Setup, count: int) -> float:
    """What so many networks take together, besides what one run takes.

    Eight bytes for each answer, up to twenty times over: z, a, what activations keep, gradients, masks.
    """
    return BYTES_OF_AN_ANSWER * answers_of(setup, count) / 1e6
