"""What a network of one input represents: built by formula, counted in straight pieces, folded by depth."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nn_core import Network
from nn_core.approximation import (
    BUILT_WITH,
    TARGETS,
    built_network,
    contributions,
    linear_pieces,
    tent,
    tent_network,
    through_points,
    with_spread_kinks,
)
from nn_core.errors import NotFiniteError, RangeError, ShapeError, UnknownNameError

X = np.linspace(-1.0, 1.0, 2001)
SINE = TARGETS["sine"].value


def fit(network, x=X):
    return network.forward(x[:, np.newaxis]).prediction[:, 0]


def rmse(network, target=SINE):
    return float(np.sqrt(np.mean(np.square(fit(network) - target(X)))))


def small(shape, seed):
    """Weights of an eighth each: what is computed with them is exact for a while."""
    return np.random.default_rng(seed).integers(-8, 9, shape) / 8.0


def piecewise(sizes, seed, activation):
    pairs = list(pairwise(sizes))
    weights = [small((n_out, n_in), seed + place) for place, (n_in, n_out) in enumerate(pairs)]
    biases = [small((n_out,), seed + 100 + place) for place, (_, n_out) in enumerate(pairs)]
    return Network.from_weights(weights, biases, [*[activation] * (len(pairs) - 1), "linear"])


def test_two_kinks_make_two_lines_worked_by_hand():
    # f(−1) = 1, f(0) = 0, f(1) = 1: slope −1, then +1, a change of 2 at 0
    network = built_network(np.abs, 2, "relu")
    assert network.weights[1].tolist() == [[-1.0, 2.0]]
    assert [b.tolist() for b in network.biases] == [[1.0, 0.0], [1.0]]
    assert fit(network).tolist() == np.abs(X).tolist()


@pytest.mark.parametrize("units", [1, 2, 7, 16, 60])
def test_built_of_relu_meets_the_target_at_every_kink_and_is_straight_between_them(units):
    at = np.linspace(-1.0, 1.0, units + 1)
    network = built_network(SINE, units, "relu")
    np.testing.assert_allclose(fit(network, at), SINE(at), atol=1e-12)
    np.testing.assert_allclose(fit(network), np.interp(X, at, SINE(at)), atol=1e-12)


def test_four_times_the_kinks_leave_a_sixteenth_of_the_error():
    # Straight lines miss by h²/8 · f″ at most, so the error falls with the square of the width
    coarse, fine = (rmse(built_network(SINE, units, "relu")) for units in (60, 240))
    assert coarse / fine == pytest.approx(16.0, rel=0.01)


@pytest.mark.parametrize("name", TARGETS)
def test_more_units_come_nearer_to_every_target(name):
    target = TARGETS[name].value
    few, many = (rmse(built_network(target, units, "relu"), target) for units in (4, 60))
    assert many < few / 2.0


def test_bumps_of_step_units_are_as_high_as_the_target_in_their_middle():
    # Two bumps, around −½ and ½; at 0 the first has ended and the second begun
    network = built_network(lambda x: x, 4, "step")
    assert fit(network, np.array([-1.0, -0.5, -0.01, 0.01, 0.5, 1.0])).tolist() == [-0.5] * 3 + [0.5] * 3


def test_a_bump_of_two_tanh_units_is_that_of_two_sigmoids():
    both = [fit(built_network(SINE, 20, name, 30.0)) for name in ("sigmoid", "tanh")]
    np.testing.assert_allclose(*both, atol=1e-12)


def test_steeper_bumps_are_not_always_better():
    errors = [rmse(built_network(SINE, 60, "sigmoid", s)) for s in (10.0, 80.0, 10_000.0)]
    assert errors[1] < errors[0] / 3.0
    assert errors[1] < errors[2] / 2.0


def test_of_an_odd_number_the_last_unit_has_no_part():
    odd = built_network(SINE, 5, "sigmoid")
    assert odd.weights[1][0, -1] == 0.0
    assert fit(odd).tolist() == fit(built_network(SINE, 4, "sigmoid")).tolist()
    assert not fit(built_network(SINE, 1, "sigmoid")).any()


@pytest.mark.parametrize("name", BUILT_WITH)
def test_the_contributions_and_the_bias_add_up_to_the_fit(name):
    network = built_network(TARGETS["nielsen"].value, 12, name)
    parts = contributions(network, X)
    assert parts.shape == (12, len(X))
    np.testing.assert_allclose(parts.sum(axis=0) + network.biases[1], fit(network), atol=1e-12)


def test_what_cannot_be_built_is_named():
    with pytest.raises(RangeError, match="units: got 0"):
        built_network(SINE, 0, "relu")
    with pytest.raises(RangeError, match=r"steepness: got 0\.0"):
        built_network(SINE, 4, "sigmoid", 0.0)
    with pytest.raises(UnknownNameError, match=r"'gelu'.*relu, sigmoid, tanh, step"):
        built_network(SINE, 4, "gelu")


def test_points_are_joined_by_straight_lines_and_flat_beyond_their_ends():
    target = through_points([[0.5, 2.0], [-0.5, 0.0]])
    assert target(np.array([-1.0, -0.5, 0.0, 0.25, 0.5, 1.0])).tolist() == [0.0, 0.0, 1.0, 1.5, 2.0, 2.0]


def test_points_that_are_no_function_are_refused():
    with pytest.raises(RangeError, match=r"two with x = 0\.5"):
        through_points([[0.5, 1.0], [0.0, 1.0], [0.5, 2.0]])
    with pytest.raises(ShapeError, match="at least two points"):
        through_points([[0.5, 1.0]])
    with pytest.raises(NotFiniteError):
        through_points([[0.5, np.nan], [1.0, 0.0]])


@pytest.mark.parametrize("depth", [1, 2, 5, 10])
def test_each_layer_of_two_units_doubles_the_pieces_of_the_tent(depth):
    network = tent_network(depth)
    assert network.parameter_count == 6 * depth + 1
    assert fit(network).tolist() == tent(X, depth).tolist()
    pieces = linear_pieces(network, -1.0, 1.0)
    assert pieces.count == 2**depth
    # u runs half as fast as x, and every fold doubles the slope
    assert np.abs(pieces.slopes).tolist() == [2.0**depth / 2.0] * 2**depth


def test_one_hidden_layer_writes_down_the_same_tent_with_as_many_units_as_pieces():
    wide = built_network(lambda x: tent(x, 5), 32, "relu")
    assert wide.parameter_count == 97
    assert linear_pieces(wide, -1.0, 1.0).count == 32
    np.testing.assert_allclose(fit(wide), tent(X, 5), atol=1e-12)


@given(seed=st.integers(0, 10_000), units=st.integers(1, 12))
def test_one_hidden_layer_has_a_piece_more_than_it_bends_in(seed, units):
    network = piecewise([1, units, 1], seed, "relu")
    w, b = network.weights[0][:, 0], network.biases[0]
    changes = {}
    for wj, bj, vj in zip(w, b, network.weights[1][0], strict=True):
        if wj and -1.0 < -bj / wj < 1.0:
            changes[-bj / wj] = changes.get(-bj / wj, 0.0) + vj * abs(wj)  # eighths: exact
    assert linear_pieces(network, -1.0, 1.0).count == 1 + sum(change != 0.0 for change in changes.values())


@given(seed=st.integers(0, 10_000), name=st.sampled_from(["relu", "leaky_relu"]))
def test_the_pieces_of_a_deep_network_are_its_graph(seed, name):
    network = piecewise([1, 5, 4, 3, 1], seed, name)
    pieces = linear_pieces(network, -1.0, 1.0)
    ends, slopes = pieces.ends, pieces.slopes
    assert ends[0] == -1.0
    assert ends[-1] == 1.0
    assert (np.diff(ends) > 0.0).all()
    np.testing.assert_allclose(np.diff(fit(network, ends)), slopes * np.diff(ends), atol=1e-9)
    np.testing.assert_allclose(fit(network), np.interp(X, ends, fit(network, ends)), atol=1e-9)
    assert (np.abs(np.diff(slopes)) > 1e-9 * np.abs(slopes).max()).all()


def test_a_dead_network_is_one_flat_piece():
    dead = Network.from_weights([[[1.0], [-1.0]], [[2.0, 3.0]]], [[-5.0, -5.0], [0.25]], ["relu", "linear"])
    pieces = linear_pieces(dead, -1.0, 1.0)
    assert (pieces.count, pieces.slopes.tolist()) == (1, [0.0])


def test_pieces_that_cannot_be_counted_are_refused():
    with pytest.raises(RangeError, match="sigmoid"):
        linear_pieces(built_network(SINE, 4, "sigmoid"), -1.0, 1.0)
    with pytest.raises(RangeError, match="low below high"):
        linear_pieces(tent_network(1), 1.0, 1.0)
    two_inputs = Network.create([2, 3, 1], rng=np.random.default_rng(0))
    with pytest.raises(ShapeError):
        linear_pieces(two_inputs, -1.0, 1.0)
    with pytest.raises(ShapeError):
        contributions(two_inputs, X)
    with pytest.raises(ShapeError):
        with_spread_kinks(two_inputs, rng=np.random.default_rng(0))
    with pytest.raises(RangeError, match="depth"):
        tent_network(0)


def test_spread_kinks_lie_all_over_the_interval_and_nothing_else_is_changed():
    network = Network.create(
        [1, 200, 1], rng=np.random.default_rng(0), hidden_activation="relu", output_activation="linear"
    )
    spread = with_spread_kinks(network, rng=np.random.default_rng(1))
    at = -spread.biases[0] / spread.weights[0][:, 0]
    assert (np.abs(at) <= 1.0).all()
    assert np.histogram(at, 4, (-1.0, 1.0))[0].min() > 30
    assert [W.tolist() for W in spread.weights] == [W.tolist() for W in network.weights]
    assert spread.biases[1].tolist() == [0.0]
    family = network.with_parameters(np.stack([network.parameters] * 3))
    kinks = with_spread_kinks(family, rng=np.random.default_rng(1)).biases[0]
    assert kinks.shape == (3, 200)
    assert not np.array_equal(kinks[0], kinks[1])
