"""The data that come along are scikit-learn's copies to the last digit, and nothing else passes for them."""

import gzip
import hashlib
from dataclasses import fields

import numpy as np
import pytest
import sklearn.datasets

from nn_core.datasets import Dataset, bundled, load_breast_cancer, load_digits, read_csv
from nn_core.errors import FormatError
from tests.golden.data_files_make import TEXTS


def test_the_digits_are_scikit_learns():
    ours, theirs = load_digits(), sklearn.datasets.load_digits()
    assert ours.inputs.shape == (1797, 64)
    assert ours.inputs.tobytes() == theirs.data.astype(np.float64).tobytes()
    assert ours.labels.tolist() == theirs.target.tolist()
    assert ours.targets.shape == (1797, 10)
    assert ours.class_names == tuple("0123456789")
    assert ours.input_names == tuple(theirs.feature_names)


def test_the_tumors_are_scikit_learns_with_malignant_as_class_1():
    ours, theirs = load_breast_cancer(), sklearn.datasets.load_breast_cancer()
    assert ours.inputs.shape == (569, 30)
    assert ours.inputs.tobytes() == theirs.data.astype(np.float64).tobytes()
    assert ours.targets.shape == (569, 1)
    assert ours.labels.tolist() == (1 - theirs.target).tolist()
    assert ours.class_names == ("benign", "malignant") == tuple(theirs.target_names[::-1])
    assert ours.input_names == tuple(theirs.feature_names)
    assert ours.class_counts == (357, 212)


@pytest.mark.parametrize(
    ("name", "load"), list(zip(bundled.CHECKSUMS, (load_digits, load_breast_cancer), strict=True))
)
def test_the_reader_of_tables_reads_the_same(name, load):
    text = gzip.decompress((bundled.FOLDER / name).read_bytes()).decode("ascii")
    names = load().class_names
    read, loaded = read_csv(text, class_names=None if names[0] == "0" else names), load()
    for field in fields(Dataset):
        assert np.array_equal(getattr(read, field.name), getattr(loaded, field.name)), field.name


@pytest.mark.parametrize("name", bundled.CHECKSUMS)
def test_the_files_are_what_their_script_makes(name):
    text = gzip.decompress((bundled.FOLDER / name).read_bytes())
    assert text == TEXTS[name]().encode("ascii")
    assert hashlib.sha256(text).hexdigest() == bundled.CHECKSUMS[name]
    assert (bundled.FOLDER / name).stat().st_size < 60_000


def test_the_readme_gives_checksums_and_sources():
    readme = (bundled.FOLDER / "README.md").read_text("utf-8")
    expected = [
        *bundled.CHECKSUMS,
        *bundled.CHECKSUMS.values(),
        "10.24432/C50P49",
        "10.24432/C5DW2B",
        "CC BY 4.0",
    ]
    assert [word for word in expected if word not in readme] == []


OTHER = gzip.compress(b"a,b\n1,2\n", mtime=0)  # the names of the tests are the same at every start


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (OTHER, "got a text with the SHA-256 .*, expected 592cc047d0a1"),
        (b"a,b\n1,2\n", "got a file that cannot be read .*, expected a gzip file in"),
        (OTHER[:-9], "got a file that cannot be read"),
        (OTHER[:10] + b"\xff" * 20, "got a file that cannot be read"),
        (None, "got a file that cannot be read .FileNotFoundError"),
    ],
)
def test_another_file_is_refused(tmp_path, monkeypatch, content, message):
    monkeypatch.setattr(bundled, "FOLDER", tmp_path)
    if content is not None:
        (tmp_path / "digits.csv.gz").write_bytes(content)
    with pytest.raises(FormatError, match=f"^digits.csv.gz: {message}"):
        bundled.load("digits.csv.gz", tuple("0123456789"))
