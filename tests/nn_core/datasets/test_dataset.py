"""The dataset value: what it holds, that nothing can change it, and what it refuses."""

import numpy as np
import pytest

from nn_core.datasets.dataset import Dataset, as_targets, is_name
from nn_core.errors import NotFiniteError, RangeError, ShapeError, UnknownNameError

TWO = {
    "task": "classification",
    "inputs": [[0.0, 1.0], [2.0, 3.0], [4.0, 5.0]],
    "targets": [[0.0], [1.0], [1.0]],
    "input_names": ("a", "b"),
    "class_names": ("no", "yes"),
}
THREE = TWO | {"targets": np.eye(3)[[2, 0, 2]], "class_names": ("red", "green", "blue")}
NUMBERS = TWO | {"task": "regression", "targets": [[0.5], [1.5], [-2.0]], "class_names": ()}


def test_labels_are_the_numbers_of_the_classes():
    assert Dataset(**TWO).labels.tolist() == [0, 1, 1]
    assert Dataset(**THREE).labels.tolist() == [2, 0, 2]
    assert Dataset(**TWO).class_counts == (1, 2)
    assert Dataset(**THREE).class_counts == (1, 0, 2)


def test_labels_of_regression_are_refused():
    with pytest.raises(RangeError, match="task: got 'regression', expected classification"):
        _ = Dataset(**NUMBERS).labels


def test_it_is_a_frozen_copy():
    inputs = np.ones((3, 2))
    dataset = Dataset(**TWO | {"inputs": inputs})
    inputs[:] = 5.0
    assert dataset.inputs.tolist() == [[1.0, 1.0]] * 3
    for array in (dataset.inputs, dataset.targets):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 5.0
    with pytest.raises(AttributeError):
        dataset.inputs = inputs


def test_rows_are_taken_in_their_order():
    taken = Dataset(**THREE).take([2, 0])
    assert taken.inputs.tolist() == [[4.0, 5.0], [0.0, 1.0]]
    assert taken.labels.tolist() == [2, 2]
    assert taken.class_names == ("red", "green", "blue")
    assert taken.samples == 2


@pytest.mark.parametrize("rows", [[], [3], [-1], [0.5], [[0]], 0, [True, False, True], ["a"], None])
def test_places_that_are_not_there_are_refused(rows):
    with pytest.raises(RangeError, match=r"^rows: got .* a list of whole numbers in \[0, 3\)"):
        Dataset(**TWO).take(rows)


def test_two_classes_are_one_column_and_more_are_one_column_each():
    assert as_targets([0, 1, 1], 2).tolist() == [[0.0], [1.0], [1.0]]
    assert as_targets([2, 0], 3).tolist() == [[0.0, 0.0, 1.0], [1.0, 0.0, 0.0]]


@pytest.mark.parametrize(
    ("base", "change", "error", "message"),
    [
        (TWO, {"task": "clustering"}, UnknownNameError, "task: got 'clustering', expected one of class"),
        (TWO, {"inputs": [1.0, 2.0, 3.0]}, ShapeError, r"inputs: got \(3,\), expected \(samples, n_in\)"),
        (TWO, {"inputs": np.zeros((0, 2))}, ShapeError, r"inputs: got \(0, 2\)"),
        (TWO, {"inputs": [[1, 2], [3, np.nan], [4, 5]]}, NotFiniteError, "inputs: got nan"),
        (TWO, {"targets": [[0.0], [1.0]]}, ShapeError, r"targets: got \(2, 1\), expected \(3, n_out\)"),
        (TWO, {"targets": [[0], [1], [2]]}, RangeError, "targets: got 2.0, expected 0 or 1"),
        (TWO, {"targets": np.eye(3)}, ShapeError, "targets: got 3 columns, expected 1 column for 2"),
        (TWO, {"input_names": ("a",)}, ShapeError, "input_names: got 1 names, expected 2"),
        (TWO, {"input_names": ("a", "a")}, RangeError, "input_names: got 'a' twice"),
        (TWO, {"input_names": ("a", "")}, RangeError, "input_names: got '', expected 1 to 100 printable"),
        (TWO, {"input_names": ("a", "b\n")}, RangeError, "input_names"),
        (TWO, {"input_names": ("a", 3)}, RangeError, "input_names: got 3"),
        (TWO, {"target_name": " y"}, RangeError, "target_name: got ' y'"),
        (TWO, {"target_name": "a"}, RangeError, "target_name: got 'a' twice, expected names that differ"),
        (TWO, {"class_names": ("yes", "yes")}, RangeError, "class_names: got 'yes' twice"),
        (TWO, {"class_names": ("yes",)}, ShapeError, "class_names: got 1 names, expected 2 or more"),
        (THREE, {"targets": np.ones((3, 3))}, RangeError, "targets: got a row without exactly one 1"),
        (NUMBERS, {"class_names": ("a", "b")}, ShapeError, "class_names: got 2 names, expected none"),
    ],
)
def test_what_does_not_fit_is_refused(base, change, error, message):
    with pytest.raises(error, match=message):
        Dataset(**base | change)


@pytest.mark.parametrize(
    "name", ["Ω≈ç", "مرحبا", "क्‍ष", "می‌خواهم", "👩‍🔬", "🏳️‍🌈", "=1+1", "<b>", "a b", "x" * 100]
)
def test_a_name_is_what_can_be_read_in_any_script(name):
    assert is_name(name)


@pytest.mark.parametrize(
    "name",
    ["", "\u200d", "a\u202eb", "a\u2066b", "a\u200bb", "a\x00", "a\x1b[0m", "a\ue000", "a\ud800", "x" * 101],
)
def test_what_cannot_be_seen_or_turns_other_letters_round_is_no_name(name):
    assert not is_name(name)
