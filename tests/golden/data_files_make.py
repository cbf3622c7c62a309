"""Makes the data files of nn_core/data from scikit-learn's copies of them.

    pip install scikit-learn==1.9.1
    python tests/golden/data_files_make.py

The texts are the same to the byte wherever this runs, and so are their checksums, which
nn_core/data/README.md gives; how a zlib packs them may differ.
"""

import gzip
import hashlib
from pathlib import Path

from sklearn.datasets import load_breast_cancer, load_digits

FOLDER = Path(__file__).resolve().parents[2] / "nn_core" / "data"


def digits_text():
    """One digit a row: 64 pixels of 0 to 16, row by row, and the digit."""
    digits = load_digits()
    rows = ([f"{pixel:.0f}" for pixel in image] for image in digits.data)
    return as_csv([*digits.feature_names, "digit"], rows, map(str, digits.target))


def breast_cancer_text():
    """One tumor a row: 30 measurements in their shortest exact decimals, and the diagnosis."""
    tumors = load_breast_cancer()
    rows = ([repr(value) for value in row] for row in tumors.data.tolist())
    return as_csv([*tumors.feature_names, "diagnosis"], rows, tumors.target_names[tumors.target])


def as_csv(header, rows, targets):
    """A header and the rows, each with its target last."""
    lines = [header, *([*row, target] for row, target in zip(rows, targets, strict=True))]
    return "".join(",".join(line) + "\n" for line in lines)


TEXTS = {"digits.csv.gz": digits_text, "breast_cancer.csv.gz": breast_cancer_text}


def main():
    """Writes both files."""
    for name, make in TEXTS.items():
        text = make().encode("ascii")
        # No name and no time inside, so that the same text packs to the same file
        packed = gzip.compress(text, compresslevel=9, mtime=0)
        (FOLDER / name).write_bytes(packed)
        print(name, len(packed), "bytes, SHA-256 of the text", hashlib.sha256(text).hexdigest())


if __name__ == "__main__":
    main()
