"""The ROC curve: by hand, by scikit-learn, by its laws; ties cross a threshold together."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from sklearn import metrics as sklearn_metrics

from nn_core.errors import NotFiniteError, RangeError, ShapeError
from nn_core.metrics import auc, confusion_matrix, decide, roc_curve

# Few different scores: most examples are tied with another
TIED = st.lists(st.tuples(st.integers(0, 1), st.integers(-2, 2)), min_size=2, max_size=30)
ANY = st.lists(st.tuples(st.integers(0, 1), st.floats(-1e300, 1e300)), min_size=2, max_size=30)


def both_classes(rows):
    """Targets and scores, of both classes."""
    targets, scores = [target for target, _ in rows], [score for _, score in rows]
    assume(0 < sum(targets) < len(targets))
    return targets, scores


def pairs_in_order(targets, scores):
    """P(s₁ > s₀) + ½ P(s₁ = s₀) as it is defined: every yes beside every no."""
    yes = [score for target, score in zip(targets, scores, strict=True) if target]
    no = [score for target, score in zip(targets, scores, strict=True) if not target]
    won = sum(2 * (a > b) + (a == b) for a in yes for b in no)
    return Fraction(won, 2 * len(yes) * len(no))


def test_the_hand_worked_curve():
    # falling: 0.8 yes | 0.4 no | 0.35 yes | 0.1 no. Of the 4 pairs only (0.35, 0.4) is the wrong way round.
    curve = roc_curve([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8])
    assert curve.thresholds == (None, 0.8, 0.4, 0.35, 0.1)
    assert curve.true_positive_rate.tolist() == [0.0, 0.5, 0.5, 1.0, 1.0]
    assert curve.false_positive_rate.tolist() == [0.0, 0.0, 0.5, 0.5, 1.0]
    assert curve.auc == 0.75


def test_tied_scores_are_one_step_of_the_curve():
    # 0.9 yes | 0.5 yes and no together | 0.1 no. Pairs: 1, 1, ½, 1 of 4.
    curve = roc_curve([1, 1, 0, 0], [0.9, 0.5, 0.5, 0.1])
    assert curve.thresholds == (None, 0.9, 0.5, 0.1)
    assert curve.true_positive_rate.tolist() == [0.0, 0.5, 1.0, 1.0]
    assert curve.false_positive_rate.tolist() == [0.0, 0.0, 0.5, 1.0]
    assert curve.auc == 0.875


@pytest.mark.parametrize(
    ("scores", "area"), [([0, 0, 0, 0], 0.5), ([0, 0, 1, 1], 1.0), ([1, 1, 0, 0], 0.0), ([0, 1, 0, 1], 0.5)]
)
def test_guessing_has_one_half_and_a_perfect_order_has_one(scores, area):
    assert auc([0, 0, 1, 1], scores) == area


@pytest.mark.parametrize("target", [0, 1])
def test_one_class_alone_has_no_curve(target):
    assert roc_curve([target] * 3, [0.1, 0.2, 0.3]) is None
    assert auc([target] * 3, [0.1, 0.2, 0.3]) is None


@pytest.mark.parametrize("rows", [TIED, ANY])
def test_it_is_scikit_learns(rows):
    @given(rows)
    def same(rows):
        targets, scores = both_classes(rows)
        curve = roc_curve(targets, scores)
        false, true, thresholds = sklearn_metrics.roc_curve(targets, scores, drop_intermediate=False)
        assert curve.thresholds == (None, *thresholds[1:].tolist())
        assert curve.false_positive_rate.tolist() == false.tolist()
        assert curve.true_positive_rate.tolist() == true.tolist()
        assert curve.auc == pytest.approx(sklearn_metrics.roc_auc_score(targets, scores), rel=1e-14)

    same()


@given(TIED)
def test_the_area_is_the_share_of_pairs_in_order_to_the_last_bit(rows):
    targets, scores = both_classes(rows)
    assert auc(targets, scores) == float(pairs_in_order(targets, scores))


@given(TIED)
def test_reversed_scores_have_the_rest_of_the_area(rows):
    targets, scores = both_classes(rows)
    reversed_area = auc(targets, [-score for score in scores])
    assert reversed_area == pytest.approx(1.0 - auc(targets, scores), abs=1e-15)


@given(TIED)
def test_exchanging_the_classes_leaves_the_rest_of_the_area(rows):
    targets, scores = both_classes(rows)
    assert auc([1 - target for target in targets], scores) == pytest.approx(
        1.0 - auc(targets, scores), abs=1e-15
    )


@given(TIED, st.randoms())
def test_the_order_of_the_examples_does_not_matter(rows, random):
    one, other = (roc_curve(*both_classes(each)) for each in (rows, random.sample(rows, len(rows))))
    assert one.thresholds == other.thresholds
    assert one.true_positive_rate.tolist() == other.true_positive_rate.tolist()
    assert one.false_positive_rate.tolist() == other.false_positive_rate.tolist()
    assert one.auc == other.auc


@given(TIED)
def test_only_the_order_of_the_scores_matters(rows):
    targets, scores = both_classes(rows)
    assert auc(targets, scores) == auc(targets, [float(np.exp(3.0 * score)) for score in scores])


@given(TIED)
def test_every_point_is_the_confusion_matrix_at_its_threshold(rows):
    targets, scores = both_classes(rows)
    curve = roc_curve(targets, scores)
    points = zip(curve.thresholds, curve.false_positive_rate, curve.true_positive_rate, strict=True)
    for threshold, false_positive_rate, true_positive_rate in list(points)[1:]:
        decisions = decide(np.array(scores)[:, np.newaxis], threshold=threshold)
        counts = confusion_matrix(targets, decisions).against_rest()
        assert counts.sensitivity == true_positive_rate
        assert counts.specificity == pytest.approx(1.0 - false_positive_rate, abs=1e-15)


def test_the_curve_is_frozen():
    curve = roc_curve([0, 1], [0.1, 0.9])
    for rate in (curve.false_positive_rate, curve.true_positive_rate):
        with pytest.raises(ValueError, match="read-only"):
            rate[0] = 0.5


@pytest.mark.parametrize("function", [roc_curve, auc])
@pytest.mark.parametrize(
    ("request_", "error", "message"),
    [
        ({"targets": []}, ShapeError, r"targets: got \(0,\), expected \(batch,\)"),
        ({"targets": [[0], [1]]}, ShapeError, r"targets: got \(2, 1\)"),
        ({"targets": [0, 2]}, RangeError, "targets: got 2.0, expected class numbers from 0 to 1"),
        ({"targets": [0, np.nan]}, NotFiniteError, "targets: got nan"),
        ({"scores": [0.5]}, ShapeError, r"scores: got \(1,\), expected \(2,\)"),
        ({"scores": [[0.5], [0.6]]}, ShapeError, r"scores: got \(2, 1\)"),
        ({"scores": [0.5, np.inf]}, NotFiniteError, "scores: got inf"),
        ({"scores": [0.5, None]}, RangeError, "scores: got values of type object"),
    ],
)
def test_bad_requests_name_the_field(function, request_, error, message):
    with pytest.raises(error, match=message):
        function(**{"targets": [0, 1], "scores": [0.1, 0.9]} | request_)
