"""MNIST: 70,000 handwritten digits of 28 × 28 pixels, for those who have its four files.

They do not come along: they are large. Whatever keeps to their names and format, as Fashion-MNIST does,
can be read as well.

Reference: LeCun, Bottou, Bengio and Haffner (1998).
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from nn_core.datasets.dataset import Dataset, as_targets
from nn_core.datasets.idx import read_idx
from nn_core.errors import FormatError, RangeError, ShapeError

Bytes = npt.NDArray[np.uint8]

SIDE = 28
PIXELS = tuple(f"pixel_{row}_{column}" for row in range(SIDE) for column in range(SIDE))
DIGITS = tuple("0123456789")


@dataclass(frozen=True, eq=False)
class Mnist:
    """What is in the four files. Arrays are read-only.

    Attributes
    ----------
    train_images, test_images : array of uint8, shape (samples, 28, 28)
        0 (paper) to 255 (ink).
    train_labels, test_labels : array of uint8, shape (samples,)
        0 to 9.
    """

    train_images: Bytes
    train_labels: Bytes
    test_images: Bytes
    test_labels: Bytes

    def training(self, samples: int | None = None) -> Dataset:
        """The first so many images to learn from, or all (380 MB): inputs (samples, 784) from 0 to 255."""
        return as_dataset(self.train_images, self.train_labels, samples)

    def test(self, samples: int | None = None) -> Dataset:
        """The first so many images to test on, or all."""
        return as_dataset(self.test_images, self.test_labels, samples)


def load_mnist(folder: str | Path) -> Mnist:
    """The MNIST files of a folder.

    Parameters
    ----------
    folder : str or Path
        Holds ``train-images-idx3-ubyte``, ``train-labels-idx1-ubyte``, ``t10k-images-idx3-ubyte`` and
        ``t10k-labels-idx1-ubyte``, each so or with ``.idx`` for ``-idx``, plain or with ``.gz`` at its end.

    Raises
    ------
    FormatError, ShapeError, RangeError
        Naming the file, and what was expected of it.
    """
    arrays: list[Bytes] = []
    for part in ("train", "t10k"):
        images = find(Path(folder), f"{part}-images", "idx3")
        labels = find(Path(folder), f"{part}-labels", "idx1")
        arrays += [read_images(images), read_labels(labels)]
        counts = len(arrays[-2]), len(arrays[-1])
        if counts[0] != counts[1]:
            raise ShapeError(
                labels.name, f"{counts[1]} labels", f"{counts[0]}, one for each of {images.name}"
            )
    return Mnist(*arrays)


def find(folder: Path, stem: str, kind: str) -> Path:
    """The file, under whichever of its names it goes."""
    names = [f"{stem}{sign}{kind}-ubyte{end}" for sign in "-." for end in ("", ".gz")]
    for name in names:
        if (folder / name).is_file():
            return folder / name
    raise FormatError(stem, "no such file in the folder", f"one of {', '.join(names)}")


def read_images(path: Path) -> Bytes:
    """Images of 28 × 28 bytes, at least one."""
    images = read_idx(path)
    if images.dtype != np.uint8:
        raise FormatError(path.name, f"numbers of type {images.dtype}", "unsigned bytes")
    if images.ndim != 3 or images.shape[1:] != (SIDE, SIDE) or not len(images):
        raise ShapeError(path.name, images.shape, f"(samples, {SIDE}, {SIDE}), at least 1")
    return images


def read_labels(path: Path) -> Bytes:
    """Labels of 0 to 9."""
    labels = read_idx(path)
    if labels.dtype != np.uint8:
        raise FormatError(path.name, f"numbers of type {labels.dtype}", "unsigned bytes")
    if labels.ndim != 1:
        raise ShapeError(path.name, labels.shape, "(samples,)")
    if labels.size and labels.max() > 9:
        raise RangeError(path.name, f"the label {labels.max()}", "0 to 9")
    return labels


def as_dataset(images: Bytes, labels: Bytes, samples: int | None) -> Dataset:
    """The first images, one a row."""
    count = len(images) if samples is None else samples
    if isinstance(count, bool) or not isinstance(count, int) or not 1 <= count <= len(images):
        raise RangeError("samples", repr(samples), f"1 to {len(images)}, or None for all")
    return Dataset(
        task="classification",
        inputs=images[:count].reshape(count, SIDE * SIDE),  # type: ignore[arg-type]
        targets=as_targets(labels[:count], len(DIGITS)),
        input_names=PIXELS,
        class_names=DIGITS,
    )
