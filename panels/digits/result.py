"""What comes of a run on digits."""

from __future__ import annotations

import base64
from dataclasses import dataclass

import numpy as np

from nn_core.datasets.bundled import CHECKSUMS
from nn_core.digits import INK
from panel_kit.contract.schema import CountMatrix
from panel_kit.runs.beginning import settings_of
from panel_kit.runs.result import Part, TrainingResult
from panels.digits.data import SOURCE, digits, held_out_stretches
from panels.digits.mnist import SOURCE as SOURCE_OF_MNIST
from panels.digits.mnist import mnist
from panels.digits.request import DigitsRequest


@dataclass(frozen=True)
class DigitsData:
    """The digits in the order of their file.

    ``pixels`` in base64, a byte from 0 to 16 each, 64 for a digit; ``labels`` what each is, ``split`` whether
    it is for ``"training"`` or ``"validation"``. ``stretches`` are the first row and the one after the last
    of each stretch held out, empty where digits are drawn at random; ``checksum`` is the SHA-256 of the file.
    """

    task: str
    class_names: list[str]
    pixels: str
    labels: list[int]
    split: list[str]
    stretches: list[tuple[int, int]]
    source: str
    checksum: str


@dataclass(frozen=True)
class MistakeResult:
    """A held-out digit by its row in the file, what it is, what it was taken for, and −ln p of the truth."""

    index: int
    truth: int
    said: int
    loss: float


@dataclass(frozen=True)
class AccuracyResult:
    """How well digits are read on the same splits: ``accuracies`` and their mean with its interval."""

    held_out_accuracy: float
    accuracies: list[float]
    interval: tuple[float, float]


@dataclass(frozen=True)
class BesideResult(AccuracyResult):
    """Another network."""

    name: str
    parameter_count: int


@dataclass(frozen=True)
class DigitsResult(TrainingResult):
    """A run on digits, and how well it reads those held out.

    ``held_out_accuracy`` is the mean of ``accuracies``, one of each split; ``interval`` is its 95 % interval,
    Student's over several splits, Wilson's of one. ``confusion[t][d]`` held-out digits t were taken for d,
    ``mistakes`` are those taken for another, the largest loss first; both of the first split. ``beside`` is
    softmax regression on the same splits; ``moved`` is the network itself on the held-out digits moved by one
    pixel, the mean of four directions.
    """

    data: DigitsData  # type: ignore[assignment]
    confusion: CountMatrix  # type: ignore[assignment]
    held_out_accuracy: float
    accuracies: list[float]
    interval: tuple[float, float]
    mistakes: list[MistakeResult]
    beside: BesideResult
    moved: AccuracyResult


def beginning(request: DigitsRequest) -> Part:
    """The digits as they were written, and what the run is made of."""
    data, is_mnist = digits(request.images), request.images == "mnist"
    held_out = set(request.setup.split.validation_rows.tolist())
    shown = DigitsData(
        task=data.task,
        class_names=list(data.class_names),
        pixels=base64.b64encode((INK * data.inputs).astype(np.uint8).tobytes()).decode("ascii"),
        labels=data.labels.tolist(),
        split=["validation" if row in held_out else "training" for row in range(data.samples)],
        stretches=held_out_stretches(held_out, request.images) if request.split == "new_writers" else [],
        source=SOURCE_OF_MNIST if is_mnist else SOURCE,
        checksum=mnist().checksum if is_mnist else CHECKSUMS["digits.csv.gz"],
    )
    return {"data": shown, "settings": settings_of(request.setup)}
