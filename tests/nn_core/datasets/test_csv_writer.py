"""Datasets written as CSV: how they look, and that they read back equal."""

import csv
import io
import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nn_core.datasets import Dataset, make_dataset, read_csv, to_csv
from nn_core.datasets.dataset import as_targets
from nn_core.errors import ShapeError

NAMES = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=12).filter(
    lambda name: name.isprintable() and name == name.strip()
)
NUMBERS = st.floats(-1e15, 1e15)


@st.composite
def datasets(draw):
    """Any dataset within the bounds of read_csv."""
    samples, n_in, classes = draw(st.integers(1, 8)), draw(st.integers(1, 4)), draw(st.integers(1, 4))
    names = draw(st.lists(NAMES, min_size=n_in + 1, max_size=n_in + 1, unique=True))
    inputs = draw(
        st.lists(st.lists(NUMBERS, min_size=n_in, max_size=n_in), min_size=samples, max_size=samples)
    )
    numbers = draw(st.lists(NUMBERS, min_size=samples, max_size=samples))
    labels = draw(st.lists(st.integers(0, classes - 1), min_size=samples, max_size=samples))
    class_names = (
        draw(st.lists(NAMES, min_size=classes, max_size=classes, unique=True)) if classes > 1 else ()
    )
    return Dataset(
        task="classification" if classes > 1 else "regression",
        inputs=np.array(inputs),
        targets=as_targets(labels, classes) if classes > 1 else np.array(numbers)[:, np.newaxis],
        input_names=tuple(names[:-1]),
        target_name=names[-1],
        class_names=tuple(class_names),
    )


@given(datasets())
def test_what_is_written_reads_back_equal(dataset):
    again = read_csv(
        to_csv(dataset),
        header=True,
        task=dataset.task,
        class_names=dataset.class_names or None,
        delimiter=",",
        missing=[],
        leave_out=[],
    )
    assert again.inputs.tobytes() == dataset.inputs.tobytes()
    assert again.targets.tobytes() == dataset.targets.tobytes()
    for field in ("task", "input_names", "target_name", "class_names"):
        assert getattr(again, field) == getattr(dataset, field)


@pytest.mark.parametrize("name", ["xor", "blobs", "sine", "moons"])
def test_a_generated_dataset_reads_back_without_being_told_anything(name):
    dataset = make_dataset(name)
    again = read_csv(to_csv(dataset))
    assert again.inputs.tobytes() == dataset.inputs.tobytes()
    assert (again.task, again.input_names) == (dataset.task, dataset.input_names)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_names_with_delimiters_and_formulas_read_back_and_are_no_formulas(delimiter):
    names = ("a;b;c;d", "a;=1+1", 'say "x;y"', "@sum")
    dataset = Dataset(
        task="classification",
        inputs=np.array([[-1.5, 2, 1e-9, 0], [0.1, -2, 3, 1]]),
        targets=np.array([[0.0], [1.0]]),
        input_names=names,
        target_name="kind",
        class_names=("=1+1;-2", "-a"),
    )
    text = to_csv(dataset)
    rows = csv.reader(io.StringIO(text), delimiter=delimiter, strict=False)
    assert not [cell for row in rows for cell in row if re.match(r'["\s]*([=+@]|-(?![0-9]))', cell)]
    again = read_csv(text)
    assert (again.input_names, again.class_names) == (names, dataset.class_names)
    assert again.inputs.tobytes() == dataset.inputs.tobytes()


def test_what_is_written_looks_like_this():
    assert to_csv(make_dataset("and")) == "x1,x2,y\n0,0,0\n0,1,0\n1,0,0\n1,1,1\n"


def test_more_than_one_number_to_predict_cannot_be_written():
    dataset = Dataset(task="regression", inputs=[[1]], targets=[[1, 2]], input_names=("x",))
    with pytest.raises(ShapeError, match=r"targets: got \(1, 2\), expected one column"):
        to_csv(dataset)
