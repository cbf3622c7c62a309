"""The confusion matrix and its rates: by hand, by scikit-learn, and where they are 0/0."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn import metrics as sklearn_metrics

from nn_core.errors import NotFiniteError, RangeError, ShapeError
from nn_core.metrics import BinaryCounts, accuracy, confusion_matrix, macro_average

ROWS = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=1, max_size=30)
BINARY = st.lists(st.tuples(st.integers(0, 1), st.integers(0, 1)), min_size=1, max_size=30)


def test_the_hand_worked_matrix_of_two_classes():
    #            decided 0   1
    # truth 0            3   1      specificity 3/4
    # truth 1            2   4      sensitivity 4/6, precision 4/5, F1 = 2·4 / (2·4 + 1 + 2) = 8/11
    matrix = confusion_matrix([0, 0, 0, 0, 1, 1, 1, 1, 1, 1], [0, 0, 0, 1, 0, 0, 1, 1, 1, 1])
    assert matrix.counts.tolist() == [[3, 1], [2, 4]]
    assert matrix.accuracy == 0.7
    counts = matrix.against_rest()
    assert counts == BinaryCounts(true_positives=4, false_positives=1, false_negatives=2, true_negatives=3)
    assert counts.sensitivity == counts.recall == 4 / 6
    assert counts.specificity == 0.75
    assert counts.precision == 0.8
    assert counts.f1 == 8 / 11
    assert counts.accuracy == 0.7


def test_the_hand_worked_matrix_of_three_classes():
    #            decided 0   1   2
    # truth 0            2   1   0      class 0: TP 2, FP 1, FN 1, TN 3
    # truth 1            0   1   1      class 1: TP 1, FP 1, FN 1, TN 4
    # truth 2            1   0   1      class 2: TP 1, FP 1, FN 1, TN 4
    matrix = confusion_matrix([0, 0, 0, 1, 1, 2, 2], [0, 0, 1, 1, 2, 0, 2], classes=3)
    assert matrix.counts.tolist() == [[2, 1, 0], [0, 1, 1], [1, 0, 1]]
    assert matrix.per_class == (BinaryCounts(2, 1, 1, 3), BinaryCounts(1, 1, 1, 4), BinaryCounts(1, 1, 1, 4))
    # recall 2/3, 1/2, 1/2: mean 5/9
    assert macro_average(counts.recall for counts in matrix.per_class) == pytest.approx(5 / 9, rel=1e-15)


def test_either_class_can_be_the_yes():
    matrix = confusion_matrix([0, 0, 1], [0, 1, 1])
    no, yes = matrix.per_class
    assert (no.sensitivity, no.specificity) == (yes.specificity, yes.sensitivity) == (0.5, 1.0)


def test_a_class_that_does_not_occur_has_its_row_and_column():
    assert confusion_matrix([0], [0], classes=3).counts.tolist() == [[1, 0, 0], [0, 0, 0], [0, 0, 0]]


@pytest.mark.parametrize(
    ("counts", "none", "numbers"),
    [
        (BinaryCounts(0, 0, 0, 5), {"sensitivity", "recall", "precision", "f1"}, {"specificity": 1.0}),
        (BinaryCounts(5, 0, 0, 0), {"specificity"}, {"sensitivity": 1.0, "precision": 1.0, "f1": 1.0}),
        (BinaryCounts(0, 0, 3, 2), {"precision"}, {"sensitivity": 0.0, "f1": 0.0, "specificity": 1.0}),
        (BinaryCounts(0, 3, 0, 2), {"sensitivity", "recall"}, {"precision": 0.0, "f1": 0.0}),
        (
            BinaryCounts(0, 0, 0, 0),
            {"sensitivity", "recall", "specificity", "precision", "f1", "accuracy"},
            {},
        ),
    ],
)
def test_a_share_of_nothing_is_none(counts, none, numbers):
    names = ("sensitivity", "recall", "specificity", "precision", "f1", "accuracy")
    assert {name for name in names if getattr(counts, name) is None} == none
    assert {name: getattr(counts, name) for name in numbers} == numbers


def test_a_macro_average_is_over_the_classes_that_have_the_rate():
    assert macro_average([1.0, None, 0.5]) == 0.75
    assert macro_average([None, None]) is None
    assert macro_average([]) is None


@given(ROWS)
def test_several_classes_are_scikit_learns(rows):
    targets, decisions = np.array(rows).T
    matrix = confusion_matrix(targets, decisions, classes=4)
    labels = range(4)
    expected = sklearn_metrics.confusion_matrix(targets, decisions, labels=labels)
    assert matrix.counts.tolist() == expected.tolist()
    assert matrix.accuracy == accuracy(targets, decisions)
    per_class = sklearn_metrics.precision_recall_fscore_support(
        targets, decisions, labels=labels, zero_division=np.nan
    )
    for name, values in zip(("precision", "recall", "f1"), per_class, strict=False):
        ours = [getattr(counts, name) for counts in matrix.per_class]
        wanted = [None if np.isnan(value) else pytest.approx(value, rel=1e-15) for value in values]
        assert ours == wanted
        defined = values[~np.isnan(values)]
        assert macro_average(ours) == pytest.approx(defined.mean(), rel=1e-14)


@given(BINARY)
def test_two_classes_are_scikit_learns(rows):
    targets, decisions = np.array(rows).T
    counts = confusion_matrix(targets, decisions).against_rest()
    tn, fp, fn, tp = sklearn_metrics.confusion_matrix(targets, decisions, labels=[0, 1]).ravel()
    assert counts == BinaryCounts(tp, fp, fn, tn)


@given(ROWS, st.randoms())
def test_the_order_of_the_examples_does_not_matter(rows, random):
    shuffled = random.sample(rows, len(rows))
    one, other = (confusion_matrix(*np.array(each).T, classes=4) for each in (rows, shuffled))
    assert one.counts.tolist() == other.counts.tolist()


@given(ROWS)
def test_exchanging_truth_and_decision_exchanges_precision_and_recall(rows):
    targets, decisions = np.array(rows).T
    one = confusion_matrix(targets, decisions, classes=4).per_class
    other = confusion_matrix(decisions, targets, classes=4).per_class
    assert [(a.precision, a.recall, a.f1) for a in one] == [(b.recall, b.precision, b.f1) for b in other]


def test_the_matrix_is_frozen():
    matrix = confusion_matrix([0, 1], [0, 1])
    with pytest.raises(ValueError, match="read-only"):
        matrix.counts[0, 0] = 7
    with pytest.raises(AttributeError):
        matrix.counts = matrix.counts


@pytest.mark.parametrize(
    ("request_", "error", "message"),
    [
        ({"targets": [[0, 1]]}, ShapeError, r"targets: got \(1, 2\), expected \(batch,\)"),
        ({"targets": []}, ShapeError, r"targets: got \(0,\)"),
        ({"targets": [0, 2]}, RangeError, "targets: got 2.0, expected class numbers from 0 to 1"),
        ({"targets": [0, 0.5]}, RangeError, "targets: got 0.5"),
        ({"targets": [0, np.nan]}, NotFiniteError, "targets: got nan"),
        ({"decisions": [0, 1, 1]}, ShapeError, r"decisions: got \(3,\), expected \(2,\)"),
        ({"decisions": [-1, 0]}, RangeError, "decisions: got -1.0"),
        ({"decisions": ["0", "1"]}, RangeError, "decisions: got values of type"),
        ({"classes": 1}, RangeError, "classes: got 1, expected a whole number from 2 to 1000"),
        ({"classes": 10**9}, RangeError, "classes: got 1000000000"),
        ({"classes": 2.0}, RangeError, "classes: got 2.0"),
        ({"classes": True}, RangeError, "classes: got True"),
        ({"classes": None}, RangeError, "classes: got None"),
    ],
)
def test_bad_requests_name_the_field(request_, error, message):
    with pytest.raises(error, match=message):
        confusion_matrix(**{"targets": [0, 1], "decisions": [0, 1]} | request_)


@pytest.mark.parametrize("positive", [-1, 2, 0.5, True, None])
def test_the_yes_must_be_one_of_the_classes(positive):
    with pytest.raises(RangeError, match=r"positive: got .*, expected a whole number from 0 to 1"):
        confusion_matrix([0, 1], [0, 1]).against_rest(positive)
