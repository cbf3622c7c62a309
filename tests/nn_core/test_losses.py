"""Losses by hand-worked values, by their limits, and by a second route to the gradient."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nn_core.activations import ACTIVATIONS
from nn_core.errors import NotFiniteError, RangeError, ShapeError, UnknownNameError
from nn_core.losses import LOSSES, CrossEntropy, get_loss
from nn_core.losses.likelihood import one_hot
from nn_core.losses.output import output_of

LN2, LN4 = np.log(2), np.log(4)
HUGE = np.array([[-1e308, 1e308], [1e308, -1e308], [-1e3, 1e3]])
logits = st.floats(-30, 30)


def example(name, rng, shape=(5, 3)):
    """Predictions and targets that the loss is made for."""
    if name in ("bce", "categorical_cross_entropy"):
        prediction = ACTIVATIONS["softmax"](rng.normal(size=shape))
    else:
        prediction = rng.normal(size=shape)
    if "cross_entropy" in name:
        return prediction, ACTIVATIONS["softmax"](rng.normal(size=shape))
    return prediction, rng.uniform(0, 1, shape)


# e = ŷ − y. By hand: mse e²; mae |e|; huber ½ e² or δ (|e| − ½ δ); bce −ln ½ and −ln ¼; on logits the
# same of σ(0) = ½ and σ(−ln 3) = ¼; cross-entropy of the softmax (¼, ¾) of logits (0, ln 3): −ln ¼.
@pytest.mark.parametrize(
    ("name", "options", "prediction", "target", "term", "slope"),
    [
        ("mse", {}, [0.7], [0.9], 0.04, [-0.4]),
        ("mse", {"half": True}, [0.7], [0.9], 0.02, [-0.2]),
        ("mae", {}, [0.7], [0.9], 0.2, [-1.0]),
        ("mae", {}, [0.9], [0.9], 0.0, [0.0]),
        ("huber", {}, [0.5], [0.0], 0.125, [0.5]),
        ("huber", {}, [-3.0], [0.0], 2.5, [-1.0]),
        ("huber", {"delta": 2.0}, [-3.0], [0.0], 4.0, [-2.0]),
        ("bce", {}, [0.5], [1.0], LN2, [-2.0]),
        ("bce", {}, [0.75], [0.0], LN4, [4.0]),
        ("bce_with_logits", {}, [0.0], [1.0], LN2, [-0.5]),
        ("bce_with_logits", {}, [-np.log(3)], [1.0], LN4, [-0.75]),
        ("cross_entropy", {}, [0.0, np.log(3)], [1.0, 0.0], LN4, [-0.75, 0.75]),
        ("categorical_cross_entropy", {}, [0.25, 0.75], [1.0, 0.0], LN4, [-4.0, 0.0]),
    ],
)
def test_term_and_slope_are_the_hand_worked_ones(name, options, prediction, target, term, slope):
    loss = get_loss(name, **options)
    assert loss.value([prediction], [target]) == pytest.approx(term, abs=1e-15)
    assert loss.gradient([prediction], [target])[0].tolist() == pytest.approx(slope, abs=1e-15)


def test_the_course_figures_of_the_loss_lesson():
    # 0.70 − 0.90 = −0.200 → 0.0400; cross-entropy at 99 % right 0.01005, 99 % wrong 4.605
    assert round(get_loss("mse").value([[0.70]], [[0.90]]).item(), 4) == 0.0400
    for name, right, wrong in (
        ("bce", [[0.99]], [[0.01]]),
        ("categorical_cross_entropy", [[0.99, 0.01]], [[0.01, 0.99]]),
    ):
        target = [[1.0]] if name == "bce" else [[1.0, 0.0]]
        assert round(get_loss(name).value(right, target).item(), 5) == 0.01005
        assert round(get_loss(name).value(wrong, target).item(), 3) == 4.605


def test_zero_output_networks_start_at_ln_2():
    y = [[0.0], [1.0]]
    assert round(get_loss("bce").value([[0.5], [0.5]], y).item(), 4) == 0.6931
    assert round(get_loss("bce_with_logits").value([[0.0], [0.0]], y).item(), 4) == 0.6931


@pytest.mark.parametrize("name", LOSSES)
@pytest.mark.parametrize("reduction", ["mean", "sum"])
def test_gradient_agrees_with_central_differences(name, reduction):
    prediction, targets = example(name, np.random.default_rng(1))
    loss, h = get_loss(name, reduction=reduction), 1e-6
    numeric = np.empty(prediction.shape)
    for index in np.ndindex(prediction.shape):
        turn = np.zeros(prediction.shape)
        turn[index] = h
        numeric[index] = (loss.value(prediction + turn, targets) - loss.value(prediction - turn, targets)) / (
            2 * h
        )
    np.testing.assert_allclose(loss.gradient(prediction, targets), numeric, rtol=1e-6, atol=1e-8)


@pytest.mark.parametrize("name", LOSSES)
def test_mean_and_sum_are_those_of_the_terms(name):
    prediction, targets = example(name, np.random.default_rng(2))
    terms = get_loss(name, reduction="none").value(prediction, targets)
    assert terms.shape == ((5,) if "cross_entropy" in name else (5, 3))
    assert get_loss(name, reduction="sum").value(prediction, targets) == pytest.approx(terms.sum(), rel=1e-14)
    assert get_loss(name).value(prediction, targets) == pytest.approx(terms.mean(), rel=1e-14)
    slope = get_loss(name, reduction="none").gradient(prediction, targets)
    np.testing.assert_allclose(get_loss(name).gradient(prediction, targets) * terms.size, slope, rtol=1e-14)


@pytest.mark.parametrize("name", LOSSES)
def test_a_family_has_one_loss_a_member(name):
    rng = np.random.default_rng(3)
    prediction, targets = example(name, rng, (4, 5, 3))
    together = get_loss(name).value(prediction, targets)
    assert together.shape == (4,)
    for index in range(4):
        alone = get_loss(name).value(prediction[index], targets[index])
        assert together[index] == pytest.approx(alone, rel=1e-14)
        gradient = get_loss(name).gradient(prediction, targets)[index]
        assert gradient.tobytes() == get_loss(name).gradient(prediction[index], targets[index]).tobytes()


def test_losses_on_logits_stay_finite_as_far_as_float64_goes():
    for name in ("bce_with_logits", "cross_entropy"):
        for targets in ([[0.0, 1.0]] * 3, [[1.0, 0.0]] * 3):
            value = get_loss(name).value(HUGE, targets)
            assert np.isfinite(value)
            assert value >= 0
            assert np.isfinite(get_loss(name).gradient(HUGE, targets)).all()


def test_losses_of_probabilities_stop_at_a_hundred_where_the_logarithm_has_no_end():
    # −ln 0 would be infinite; as in PyTorch it counts as 100
    assert get_loss("bce").value([[0.0]], [[1.0]]) == pytest.approx(100, rel=1e-15)
    assert get_loss("bce").value([[1.0]], [[0.0]]) == pytest.approx(100, rel=1e-15)
    assert np.isfinite(get_loss("bce").gradient([[0.0]], [[1.0]])).all()
    assert get_loss("categorical_cross_entropy").value([[0.0, 1.0]], [[1.0, 0.0]]) == pytest.approx(100)


@given(st.lists(logits, min_size=1, max_size=5), st.floats(0, 1))
def test_bce_of_the_sigmoid_equals_bce_with_logits(z, y):
    z = np.array(z)[:, np.newaxis]
    targets = np.full_like(z, y)
    p = ACTIVATIONS["sigmoid"](z)
    # p itself is rounded: ln(1 − p) can be off by 1e−16 / (1 − p)
    tolerance = 1e-14 + 1e-15 * float(np.max(1 / (p * (1 - p))))
    np.testing.assert_allclose(
        get_loss("bce").value(p, targets),
        get_loss("bce_with_logits").value(z, targets),
        rtol=0,
        atol=tolerance,
    )


@given(st.lists(logits, min_size=2, max_size=5), st.integers(0, 1), st.floats(-100, 100))
def test_cross_entropy_equals_that_of_the_softmax_and_does_not_feel_a_shift(z, k, shift):
    z = np.array([z])
    value = get_loss("cross_entropy").value(z, [k])
    p = ACTIVATIONS["softmax"](z)
    np.testing.assert_allclose(
        get_loss("categorical_cross_entropy").value(p, [k]), value, rtol=1e-12, atol=1e-14
    )
    np.testing.assert_allclose(get_loss("cross_entropy").value(z + shift, [k]), value, rtol=1e-10, atol=1e-12)


@given(st.floats(-20, 20), st.floats(-20, 20))
def test_huber_is_half_the_square_near_and_the_distance_far(prediction, target):
    huber = get_loss("huber").value([[prediction]], [[target]])
    e = abs(prediction - target)
    assert huber == pytest.approx(0.5 * e * e if e <= 1 else e - 0.5, rel=1e-12, abs=1e-300)


def test_classes_and_their_one_hot_rows_cost_the_same():
    z = np.random.default_rng(4).normal(size=(6, 4))
    classes = np.array([0, 3, 2, 1, 1, 0])
    assert get_loss("cross_entropy").value(z, classes) == get_loss("cross_entropy").value(
        z, one_hot(classes, 4)
    )


PAIRS = [("sigmoid", "bce"), ("softmax", "cross_entropy"), ("softmax", "categorical_cross_entropy")]


@pytest.mark.parametrize(("activation", "name"), PAIRS)
@given(z=st.lists(st.floats(-12, 12), min_size=3, max_size=3), k=st.integers(0, 2))
def test_a_fused_pair_is_the_chain_rule(activation, name, z, k):
    z, y = np.array([z]), np.eye(3)[[k]]
    f = ACTIVATIONS[activation]
    pair = output_of(f, get_loss(name, reduction="sum"))
    a = f(z)
    dL_da, da_dz, chain_rule = pair.at_a.slope(a, y), np.empty(f.slope_shape(z.shape)), np.empty_like(z)
    f.backward(dL_da, z, a, da_dz, chain_rule)
    assert pair.fused
    # The long way loses digits to 1/a: up to 1e−16 · e^24 here
    np.testing.assert_allclose(chain_rule, a - y, rtol=1e-8, atol=1e-10)
    np.testing.assert_allclose(pair.at_z.slope(z, y), a - y, rtol=1e-12, atol=1e-15)
    np.testing.assert_allclose(pair.at_z.terms(z, y), pair.at_a.terms(a, y), rtol=1e-8, atol=1e-9)


def test_linear_with_half_mse_is_fused_and_plain_mse_is_not():
    linear = ACTIVATIONS["linear"]
    assert output_of(linear, get_loss("mse", half=True)).fused
    assert not output_of(linear, get_loss("mse")).fused
    assert not output_of(ACTIVATIONS["sigmoid"], get_loss("bce_with_logits")).fused
    assert not output_of(None, get_loss("mse", half=True)).fused


@pytest.mark.parametrize(
    ("name", "options", "error", "message"),
    [
        ("mean_squared", {}, UnknownNameError, "loss: got 'mean_squared', expected one of mse, mae"),
        ("mse", {"reduction": "max"}, UnknownNameError, "reduction: got 'max'"),
        ("mse", {"delta": 1.0}, UnknownNameError, "option of mse: got 'delta'"),
        ("huber", {"delta": 0.0}, RangeError, "delta of huber: got 0.0"),
        ("huber", {"delta": np.inf}, RangeError, "delta of huber: got inf"),
    ],
)
def test_a_wrong_loss_or_option_is_named(name, options, error, message):
    with pytest.raises(error, match=message):
        get_loss(name, **options)


@pytest.mark.parametrize(
    ("name", "prediction", "targets", "error", "message"),
    [
        ("mse", [0.5], [0.5], ShapeError, r"predictions: got \(1,\), expected \(…, batch, n_out\)"),
        ("mse", [[0.5]], [[0.5, 0.5]], ShapeError, r"targets: got \(1, 2\), expected \(…, 1, 1\)"),
        ("mse", [[0.5]], [0.5], ShapeError, "targets"),
        ("mse", np.zeros((2, 3, 1)), np.zeros((4, 3, 1)), ShapeError, "targets: got"),
        ("mse", [[np.nan]], [[0.5]], NotFiniteError, "predictions: got nan"),
        ("mse", [[0.5]], [[np.inf]], NotFiniteError, "targets: got inf"),
        ("mse", [["0.5"]], [[0.5]], RangeError, "predictions: got values of type"),
        ("mse", [[True]], [[0.5]], RangeError, "predictions: got values of type bool"),
        ("bce", [[1.5]], [[1.0]], RangeError, r"predictions of bce: got 1.5"),
        ("bce", [[0.5]], [[-1.0]], RangeError, r"targets of bce: got -1.0"),
        ("bce_with_logits", [[5.0]], [[2.0]], RangeError, "targets of bce_with_logits: got 2.0"),
        (
            "cross_entropy",
            [[1.0, 2.0]],
            [2],
            RangeError,
            "classes: got 2, expected whole numbers from 0 to 1",
        ),
        ("cross_entropy", [[1.0, 2.0]], [-1], RangeError, "classes: got -1"),
        ("cross_entropy", [[1.0, 2.0]], [[0.5, 0.6]], RangeError, "got a row that adds to 1.1"),
        ("categorical_cross_entropy", [[1.2, 0.0]], [0], RangeError, "predictions of categorical"),
    ],
)
def test_predictions_and_targets_that_do_not_fit_are_refused(name, prediction, targets, error, message):
    with pytest.raises(error, match=message):
        get_loss(name).value(prediction, targets)


def test_no_classes_at_all_are_refused():
    with pytest.raises(ShapeError, match="at least one class"):
        one_hot(np.zeros(0, dtype=int), 3)


def test_every_loss_tells_a_learner_what_it_is():
    for name, loss in LOSSES.items():
        assert loss.name == name
        assert loss.formula
        assert loss.use.endswith(".")
    assert CrossEntropy().reduction == "mean"
