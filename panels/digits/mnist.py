"""MNIST's digits, where the server was given a folder with its files: python3 run.py --mnist FOLDER.

Some of them, so that a run costs no more than on the digits that come along, and in the same form, so that
the same network reads them, and what is drawn.
"""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from nn_core.datasets import Dataset, load_digits, load_mnist
from nn_core.datasets.dataset import as_targets
from nn_core.datasets.mnist import find
from nn_core.digits import reduced
from nn_core.errors import FormatError, NudgeError, RangeError

FOLDER = "NUDGE_MNIST"
"""The name in the environment of the folder with the four files."""
OF_TRAINING, OF_TEST = 1347, 450
"""At most so many images are taken, the first ones of either file."""
LEAST = 20
"""So many there have to be in either file."""
SOURCE = (
    "LeCun, Cortes and Burges (1998), The MNIST Database of Handwritten Digits, made from databases of NIST; "
    "CC BY-SA 3.0, as the documentation of Keras says: the first images of the training file and of the test "
    "file, each brought to 8 × 8 pixels as a drawing is"
)


@dataclass(frozen=True, eq=False)
class Chosen:
    """The digits that are used; those of the test file, by other writers, from ``of_training`` on.

    ``checksum`` is the SHA-256 of the file with the training images.
    """

    data: Dataset
    of_training: int
    checksum: str


def folder() -> str | None:
    """Where the files are, if the server was given any."""
    return os.environ.get(FOLDER) or None


def mnist() -> Chosen:
    """The digits of the server's folder; raises a ``NudgeError`` where there are none."""
    place = folder()
    if place is None:
        raise FormatError("MNIST", "no folder", "python3 run.py --mnist FOLDER, which starts Nudge with one")
    return chosen_of(place)


@lru_cache(maxsize=1)
def chosen_of(place: str) -> Chosen:
    """The first digits of both files."""
    files = load_mnist(place)
    train, test = files.train_images[:OF_TRAINING], files.test_images[:OF_TEST]
    for name, images in (("train-images", train), ("t10k-images", test)):
        if len(images) < LEAST:
            raise RangeError(name, f"{len(images)} images", f"{LEAST} or more")
    labels = np.concatenate([files.train_labels[:OF_TRAINING], files.test_labels[:OF_TEST]])
    like = load_digits()
    data = Dataset(
        task="classification",
        inputs=np.concatenate([reduced(train), reduced(test)]),
        targets=as_targets(labels, len(like.class_names)),
        input_names=like.input_names,
        class_names=like.class_names,
    )
    return Chosen(data, len(train), checksum_of(place))


def checksum_of(place: str) -> str:
    """SHA-256 of the file with the training images, as it lies there."""
    path = find(Path(place), "train-images", "idx3")
    return hashlib.sha256(path.read_bytes()).hexdigest()


def use_mnist(place: str) -> str | None:
    """Have this process and those that it starts use a folder; say what is wrong with it, if anything is."""
    problem = problem_with(place)
    if problem is None:
        os.environ[FOLDER] = str(Path(place).resolve())
    return problem and f"--mnist: {problem}"


def problem_with(place: str) -> str | None:
    """What is wrong with a folder, in a sentence; None where it will do."""
    if not Path(place).is_dir():
        return f"there is no folder {place}"
    try:
        chosen_of(place)
    except NudgeError as error:
        return f"the folder {place} will not do: {error}"
    return None
