"""Real data that come with the engine: handwritten digits and tumors. See nn_core/data/README.md.

Both are small enough to be learned in seconds, and known so well that results can be compared.
"""

from __future__ import annotations

import gzip
import hashlib
import zlib
from functools import cache
from pathlib import Path

import numpy as np

from nn_core.datasets.dataset import Dataset, as_targets
from nn_core.errors import FormatError

FOLDER = Path(__file__).resolve().parent.parent / "data"

CHECKSUMS = {
    "digits.csv.gz": "592cc047d0a1cc7fdef9fd724514209dcb45a80aa147dc3ab375e3e1a9a380f4",
    "breast_cancer.csv.gz": "7e115a871fc47b0002ff74842ddb6b61b08baf51b137f171c34af4d053c0b081",
}
"""SHA-256 of each text as it is when unpacked."""


@cache
def load_digits() -> Dataset:
    """Handwritten digits: 1,797 images of 8 × 8 pixels, ten classes.

    Inputs are the pixels row by row, (1797, 64), whole numbers from 0 (paper) to 16 (ink); targets have one
    column for each of the digits 0 to 9.

    Raises
    ------
    FormatError
        The file is not there, or not the one that belongs there.

    Reference: Alpaydin and Kaynak (1998), Optical Recognition of Handwritten Digits.
    """
    return load("digits.csv.gz", tuple("0123456789"))


@cache
def load_breast_cancer() -> Dataset:
    """Tumors of the breast: 569 of them, 30 measurements of the cells of each, benign or malignant.

    **Class 1 is malignant**, what a test looks for: 212 of the 569; scikit-learn counts the other way round.
    Inputs, (569, 30), are of very different size, and ``Standardizer`` brings them together. Targets are one
    column.

    Raises
    ------
    FormatError
        The file is not there, or not the one that belongs there.

    Reference: Wolberg, Mangasarian, Street and Street (1995), Breast Cancer Wisconsin (Diagnostic).
    """
    return load("breast_cancer.csv.gz", ("benign", "malignant"))


def load(name: str, class_names: tuple[str, ...]) -> Dataset:
    """The dataset of one of the files, if its text has the right checksum.

    Its last column is the class, in words or as its number. Every server reads these files when it starts:
    what is known to the last byte needs none of the care, or the time, that a table from elsewhere gets.
    """
    try:
        text = gzip.decompress((FOLDER / name).read_bytes())
    except (OSError, EOFError, zlib.error) as error:
        came = f"a file that cannot be read ({type(error).__name__})"
        raise FormatError(name, came, "a gzip file in nn_core/data") from error
    checksum = hashlib.sha256(text).hexdigest()
    if checksum != CHECKSUMS[name]:
        raise FormatError(name, f"a text with the SHA-256 {checksum}", CHECKSUMS[name])
    heading, *lines = text.decode("ascii").splitlines()
    rows = [line.rpartition(",") for line in lines]
    *input_names, target_name = heading.split(",")
    return Dataset(
        task="classification",
        inputs=np.loadtxt([numbers for numbers, _, _ in rows], delimiter=",", ndmin=2),
        targets=as_targets([class_names.index(word) for _, _, word in rows], len(class_names)),
        input_names=tuple(input_names),
        target_name=target_name,
        class_names=class_names,
    )
