"""The decision a prediction leads to: one rule, for finished networks and for training alike."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from sklearn.metrics import accuracy_score

from nn_core.activations.smooth import sigmoid
from nn_core.errors import NotFiniteError, RangeError, ShapeError
from nn_core.losses import get_loss
from nn_core.metrics import LOGIT_THRESHOLD, accuracy, decide
from nn_core.trainer.accuracy import Accuracy

FINITE = st.floats(-1e308, 1e308)


def test_a_probability_says_yes_from_one_half_on():
    below = np.nextafter(0.5, 0.0)
    assert decide([[0.0], [below], [0.5], [1.0]]).tolist() == [0, 0, 1, 1]


def test_a_logit_says_yes_from_zero_on():
    assert decide([[-1e-15], [-0.0], [0.0], [3.0]], threshold=LOGIT_THRESHOLD).tolist() == [0, 1, 1, 1]
    assert -1e-15 < LOGIT_THRESHOLD <= 0.0


@given(st.lists(st.floats(-2e-15, 2e-15) | FINITE, min_size=1))
def test_a_logit_says_yes_where_its_probability_does(logits):
    z = np.array(logits)[:, np.newaxis]
    with np.errstate(all="ignore"):
        probabilities = sigmoid(z)
    assert decide(z, threshold=LOGIT_THRESHOLD).tolist() == decide(probabilities).tolist()


def test_another_threshold_moves_the_yes():
    assert decide([[0.2], [0.3], [0.9]], threshold=0.3).tolist() == [0, 1, 1]


def test_several_outputs_decide_for_the_largest_and_of_equal_ones_for_the_first():
    assert decide([[0.1, 0.7, 0.2], [0.4, 0.2, 0.4], [-3.0, -2.0, -1.0]]).tolist() == [1, 0, 2]


def test_the_threshold_means_nothing_to_several_outputs():
    assert decide([[0.1, 0.2]], threshold=0.9).tolist() == [1]


def test_a_family_keeps_its_leading_axes():
    assert decide(np.zeros((5, 4, 3))).shape == (5, 4)
    assert decide([0.3]).shape == ()


def test_targets_of_zeros_and_ones_become_class_numbers():
    assert decide([[0], [1]]).tolist() == [0, 1]
    assert decide(np.eye(4, dtype=int)).tolist() == [0, 1, 2, 3]


def test_accuracy_is_the_share_decided_right():
    # right, wrong, right, right
    assert accuracy([0, 1, 2, 1], [0, 2, 2, 1]) == 0.75


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=1))
def test_accuracy_is_scikit_learns(rows):
    targets, decisions = np.array(rows).T
    assert accuracy(targets, decisions) == accuracy_score(targets, decisions)


@given(arrays(float, (6, 1), elements=FINITE), arrays(float, (6, 1), elements=st.sampled_from([0.0, 1.0])))
def test_training_scores_one_output_as_a_finished_network_is_scored(prediction, targets):
    for loss, threshold in (("bce", 0.5), ("bce_with_logits", LOGIT_THRESHOLD), ("mse", 0.5)):
        score = Accuracy(targets, get_loss(loss))(prediction)
        assert score == accuracy(decide(targets), decide(prediction, threshold=threshold))


@given(arrays(float, (2, 6, 3), elements=FINITE), arrays(int, 6, elements=st.integers(0, 2)))
def test_training_scores_a_family_as_its_members_are_scored(prediction, classes):
    scores = Accuracy(np.eye(3)[classes], get_loss("cross_entropy"))(prediction)
    assert scores.tolist() == [accuracy(classes, decide(member)) for member in prediction]


@pytest.mark.parametrize(
    ("request_", "error", "message"),
    [
        ({"prediction": 0.5}, ShapeError, r"prediction: got \(\), expected \(…, n_out\)"),
        ({"prediction": np.zeros((2, 0))}, ShapeError, r"prediction: got \(2, 0\)"),
        ({"prediction": [[1], [2, 3]]}, ShapeError, "prediction: got rows of unequal length"),
        ({"prediction": [[np.nan]]}, NotFiniteError, "prediction: got nan"),
        ({"prediction": [["yes"]]}, RangeError, "prediction: got values of type"),
        ({"threshold": np.inf}, NotFiniteError, "threshold: got inf"),
        ({"threshold": None}, RangeError, "threshold: got values of type object, expected numbers"),
        ({"threshold": True}, RangeError, "threshold: got values of type bool"),
        ({"threshold": [0.5]}, ShapeError, r"threshold: got \(1,\), expected one number"),
    ],
)
def test_decide_names_the_field_that_is_wrong(request_, error, message):
    with pytest.raises(error, match=message):
        decide(**{"prediction": [[0.5]]} | request_)


@pytest.mark.parametrize(
    ("request_", "error", "message"),
    [
        ({"targets": [[0], [1]]}, ShapeError, r"targets: got \(2, 1\), expected \(batch,\)"),
        ({"targets": []}, ShapeError, r"targets: got \(0,\), expected \(batch,\), at least one example"),
        ({"targets": [0, 0.5]}, RangeError, "targets: got 0.5, expected class numbers from 0"),
        ({"targets": [0, -1]}, RangeError, "targets: got -1.0"),
        ({"targets": [0, 1e300]}, RangeError, r"targets: got 1e\+300"),
        ({"targets": [False, True]}, RangeError, "targets: got values of type bool"),
        ({"targets": [0, np.inf]}, NotFiniteError, "targets: got inf"),
        ({"decisions": [0]}, ShapeError, r"decisions: got \(1,\), expected \(2,\)"),
        ({"decisions": [0, 0.5]}, RangeError, "decisions: got 0.5"),
        ({"decisions": [0, np.nan]}, NotFiniteError, "decisions: got nan"),
    ],
)
def test_accuracy_names_the_field_that_is_wrong(request_, error, message):
    with pytest.raises(error, match=message):
        accuracy(**{"targets": [0, 1], "decisions": [0, 1]} | request_)
