"""The split: a partition, in proportion, the same for the same seed."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nn_core.datasets import Dataset, make_dataset, split
from nn_core.datasets.dataset import as_targets
from nn_core.errors import NotFiniteError, RangeError


def dataset_of(counts):
    """A dataset with so many examples of each class, each input its row's number."""
    labels = np.repeat(np.arange(len(counts)), counts)
    return Dataset(
        task="classification",
        inputs=np.arange(float(len(labels)))[:, np.newaxis],
        targets=as_targets(labels, len(counts)),
        input_names=("x",),
        class_names=tuple(map(str, range(len(counts)))),
    )


def parts(dataset, share, seed=0):
    return split(dataset, share, rng=np.random.default_rng(seed))


CLASS_COUNTS = st.lists(st.integers(0, 40), min_size=2, max_size=6).filter(lambda counts: sum(counts) > 1)


# By hand. 10 and 30 at ¼: 2.5 and 7.5 of 10, the first of two equal remainders gets the one left: 3 and 7.
# 1 and 9 at ½: quotas ½ and 4½ of 5, but the only one of class 0 stays: 0 and 5.
@pytest.mark.parametrize(
    ("counts", "share", "held_out"),
    [
        ((10, 30), 0.25, (3, 7)),
        ((1, 9), 0.5, (0, 5)),
        ((20, 30, 50), 0.2, (4, 6, 10)),
        ((2, 2), 0.9, (2, 1)),  # 4 × 0.9 rounds to 4, but one must stay
    ],
)
def test_the_hand_worked_counts(counts, share, held_out):
    assert parts(dataset_of(counts), share).validation.class_counts == held_out


@given(CLASS_COUNTS, st.floats(0.0, 0.9), st.integers(0, 1000))
def test_a_split_is_a_partition_in_the_order_there_was(counts, share, seed):
    dataset = dataset_of(counts)
    result = parts(dataset, share, seed)
    rows = np.concatenate([result.training_rows, result.validation_rows])
    assert sorted(rows.tolist()) == list(range(dataset.samples))
    assert (np.diff(result.training_rows) > 0).all()
    assert (np.diff(result.validation_rows) > 0).all()
    assert result.training.inputs[:, 0].tolist() == result.training_rows.tolist()
    assert result.training.labels.tolist() == dataset.labels[result.training_rows].tolist()
    if result.validation is not None:
        assert result.validation.inputs[:, 0].tolist() == result.validation_rows.tolist()


@given(CLASS_COUNTS, st.floats(0.001, 0.9), st.integers(0, 1000))
def test_the_share_is_kept_in_all_and_in_every_class(counts, share, seed):
    validation = parts(dataset_of(counts), share, seed).validation
    n = sum(counts)
    assert validation.samples == min(max(int(np.floor(n * share + 0.5)), 1), n - 1)
    total_share = validation.samples / n
    if all(count - 1 >= np.ceil(count * total_share) for count in counts if count):
        for held_out, count in zip(validation.class_counts, counts, strict=True):
            assert abs(held_out - count * total_share) < 1.0


@given(CLASS_COUNTS, st.floats(0.0, 0.9), st.integers(0, 1000))
def test_training_sees_every_class_whenever_it_can(counts, share, seed):
    result = parts(dataset_of(counts), share, seed)
    spare = sum(max(count - 1, 0) for count in counts)
    if len(result.validation_rows) <= spare:
        for kept, count in zip(result.training.class_counts, counts, strict=True):
            assert kept >= min(count, 1)


def test_the_rows_held_out_are_chosen_by_chance():
    dataset = dataset_of((50, 50))
    first, same, other = (parts(dataset, 0.2, seed).validation_rows.tolist() for seed in (1, 1, 2))
    assert first == same != other
    often = np.zeros(100)
    for seed in range(400):
        often[parts(dataset, 0.2, seed).validation_rows] += 1
    # 400 × 0.2 = 80 times each, give or take √(400 × 0.2 × 0.8) = 8
    assert np.abs(often - 80.0).max() < 5 * 8


def test_regression_is_split_plainly():
    result = parts(make_dataset("sine", samples=40), 0.25)
    assert (result.training.samples, result.validation.samples) == (30, 10)
    assert result.validation.task == "regression"


def test_a_share_of_0_keeps_all_for_training():
    result = parts(dataset_of((3, 4)), 0.0)
    assert result.validation is None
    assert result.training.samples == 7
    assert result.validation_rows.shape == (0,)


def test_the_rows_are_read_only():
    with pytest.raises(ValueError, match="read-only"):
        parts(dataset_of((3, 4)), 0.5).training_rows[0] = 5


@pytest.mark.parametrize("share", [-0.1, 0.91, 1, None, True, "half"])
def test_a_share_out_of_range_is_refused(share):
    with pytest.raises(RangeError, match=r"^validation_share of split: got .* a number in \[0, 0.9\]"):
        parts(dataset_of((3, 4)), share)


def test_a_share_that_is_no_number_is_refused():
    with pytest.raises(NotFiniteError, match=r"^validation_share of split: got nan"):
        parts(dataset_of((3, 4)), float("nan"))


def test_one_example_cannot_be_split():
    with pytest.raises(RangeError, match="samples: got 1, expected 2 or more, to split them"):
        parts(dataset_of((1, 0)), 0.5)
