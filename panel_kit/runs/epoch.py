"""One epoch of a run, batch by batch: what the gradient of each handful of examples does to θ.

The run is computed up to the epoch before and goes on from there exactly as it did.
"""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from typing import Annotated

import numpy as np
from pydantic import Field, model_validator
from typing_extensions import Self

from nn_core.activations import FloatArray
from nn_core.trainer import BatchStep, Snapshot
from panel_kit.contract.schema import FieldError, GappyMatrix, GappyVector, integral
from panel_kit.contract.words import signed
from panel_kit.runs.record import trainer_of
from panel_kit.runs.setup import RunRequest
from panel_kit.specs.limits import MAX_EPOCHS

MAX_BATCHES = 500


class EpochFields(RunRequest):
    """A training run, and the epoch of it to look into."""

    epoch: Annotated[int, Field(ge=1, le=MAX_EPOCHS), integral] = Field(
        default=1, description="Which epoch, from 1."
    )

    @model_validator(mode="after")
    def _epoch_is_there(self) -> Self:
        spec, examples = self.setup.spec, self.setup.training.samples
        if self.epoch > spec.epochs:
            message = f"got {self.epoch}, allowed: 1 to {spec.epochs}, the epochs of the run"
            raise FieldError(("epoch",), message)
        batches = -(-examples // min(spec.batch_size or examples, examples))
        most = min(MAX_BATCHES, self.limits.snapshot_numbers // self.setup.network.parameter_count)
        if batches > most:
            message = f"got {spec.batch_size}, which makes {batches} batches, allowed: at most {most} here"
            raise FieldError(("batch_size",), message)
        return self


@dataclass(frozen=True)
class EpochResult:
    """θ before the epoch, and each batch: its rows of ``data``, its loss, its gradient, θ after its step.

    The loss is that of the batch before its step, with dropout where there is any and without penalties; the
    gradient is what the optimizer was given, penalties included. Where the run diverges numbers are null. A
    run that ended before this epoch has no batches.
    """

    epoch: int
    before: GappyVector
    examples: list[list[int]]
    loss: GappyVector
    gradient: GappyMatrix
    parameters: GappyMatrix
    learning_rate: GappyVector
    sentence: str


def run(request: EpochFields) -> Generator[EpochResult | None]:
    """Runs up to the epoch, with a pause after every one, then goes through it step by step."""
    trainer = trainer_of(request.setup)
    for snapshot in trainer.run():
        yield None
        if snapshot.epoch == request.epoch - 1:
            break
    is_there = snapshot.epoch == request.epoch - 1 and not trainer.members.all_ended and not trainer.stopped
    batches = list(trainer.batch_by_batch(snapshot)) if is_there else []
    yield result_of(request, snapshot, batches)


def result_of(request: EpochFields, before: Snapshot, steps: list[BatchStep]) -> EpochResult:
    """What the epoch's steps did."""
    size, rows = request.setup.network.parameter_count, request.setup.split.training_rows
    losses = finite([step.loss for step in steps])
    return EpochResult(
        epoch=request.epoch,
        before=finite(before.parameters),
        examples=[rows[step.examples].tolist() for step in steps],
        loss=losses,
        gradient=finite([step.gradient for step in steps]).reshape(-1, size),
        parameters=finite([step.parameters for step in steps]).reshape(-1, size),
        learning_rate=finite([step.learning_rate for step in steps]),
        sentence=say(request, losses),
    )


def finite(values: object) -> FloatArray:
    """The numbers, NaN for those beyond float64."""
    array = np.asarray(values, dtype=np.float64)
    return np.where(np.isfinite(array), array, np.nan)


def say(request: EpochFields, losses: FloatArray) -> str:
    """How many steps, and how different the batches are."""
    known = losses[np.isfinite(losses)]
    if not known.size:
        return f"The run ended before epoch {request.epoch}."
    steps = "one step" if len(losses) == 1 else f"{len(losses)} steps"
    ends = f"{signed(known.min(), 4)} to {signed(known.max(), 4)}"
    return f"Epoch {request.epoch} takes {steps}; the batches' losses range from {ends}."
