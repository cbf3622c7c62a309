"""Layers, one by one, against numbers worked out by hand."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nn_core import Network
from nn_core.activations import ACTIVATIONS
from nn_core.errors import RangeError, ShapeError
from nn_core.layers import BatchNorm, Dense, Dropout, Residual
from nn_core.layers.batch_norm import BatchNormTrace

LINEAR, TANH = ACTIVATIONS["linear"], ACTIVATIONS["tanh"]


def network_of(*layers):
    return Network.from_layers(layers, rng=np.random.default_rng(0))


def test_batch_normalization_brings_a_batch_to_mean_zero_and_variance_one():
    # Column 1: 1, 3 → μ = 2, σ² = 1 → ∓1 / √(1 + 1e−5). Column 2: 0, 8 → μ = 4, σ² = 16.
    trace = network_of(BatchNorm(2, LINEAR)).forward([[1.0, 0.0], [3.0, 8.0]], training=True)
    layer = trace.layers[0]
    assert isinstance(layer, BatchNormTrace)
    assert layer.mean.tolist() == [[2.0, 4.0]]
    assert layer.variance.tolist() == [[1.0, 16.0]]
    one, four = 1 / np.sqrt(1 + 1e-5), 4 / np.sqrt(16 + 1e-5)
    np.testing.assert_allclose(trace.prediction, [[-one, -four], [one, four]], rtol=1e-15)


def test_gamma_and_beta_choose_deviation_and_mean():
    network = network_of(BatchNorm(1, LINEAR)).with_parameters([3.0, -1.0])
    one = 1 / np.sqrt(1 + 1e-5)
    prediction = network.forward([[1.0], [3.0]], training=True).prediction
    np.testing.assert_allclose(prediction, [[-1 - 3 * one], [-1 + 3 * one]], rtol=1e-15)


def test_predicting_normalizes_by_the_running_numbers_and_not_by_the_batch():
    layer = BatchNorm(1, LINEAR)
    network = Network((layer,), np.array([2.0, 0.5]), np.array([10.0, 4.0]))  # μ = 10, σ² = 4
    prediction = network.forward([[12.0], [12.0], [6.0]]).prediction
    # 2 · (12 − 10) / √4.00001 + 0.5
    deviation = np.sqrt(4 + 1e-5)
    np.testing.assert_allclose(prediction[:, 0], 2 * np.array([2, 2, -4]) / deviation + 0.5, rtol=1e-15)


def test_running_numbers_move_a_tenth_of_the_way_with_the_unbiased_variance():
    layer = BatchNorm(1, LINEAR)
    trace = network_of(layer).forward([[1.0], [3.0]], training=True).layers[0]
    mean, variance = layer.moved(trace)
    # mean: 0 + 0.1 · 2; variance: 1 + 0.1 · (2 − 1), the unbiased variance of 1, 3 being 2
    assert mean.item() == pytest.approx(0.2, abs=1e-15)
    assert variance.item() == pytest.approx(1.1, abs=1e-15)


def test_batch_normalization_of_one_example_is_refused_when_training():
    network = network_of(Dense(2, 3, LINEAR), BatchNorm(3, TANH))
    with pytest.raises(RangeError, match="batch of batch normalization: got 1, expected 2 examples or more"):
        network.forward([[1.0, 2.0]], training=True)
    assert network.forward([[1.0, 2.0]]).prediction.shape == (1, 3)


def test_dropout_silences_its_share_and_makes_up_for_it():
    network = network_of(Dropout(50, 0.2))
    trace = network.forward(np.ones((400, 50)), training=True, rng=np.random.default_rng(1))
    assert set(np.unique(trace.prediction)) == {0.0, 1.25}  # 1 / (1 − 0.2)
    # 20,000 draws: the share's standard error is √(0.2 · 0.8 / 20000) = 0.0028
    assert abs((trace.prediction == 0).mean() - 0.2) < 0.012
    assert trace.masks[0].tobytes() == trace.prediction.tobytes()


def test_dropout_does_nothing_when_predicting_and_nothing_at_zero():
    x = np.random.default_rng(2).normal(size=(6, 4))
    assert network_of(Dropout(4, 0.9)).forward(x).prediction.tobytes() == x.tobytes()
    never = network_of(Dropout(4, 0.0)).forward(x, training=True, rng=np.random.default_rng(3))
    assert never.prediction.tobytes() == x.tobytes()


def test_dropout_sends_blame_only_to_the_units_that_spoke():
    network = network_of(Dropout(4, 0.5), Dense(4, 1, LINEAR))
    trace = network.forward(np.ones((8, 4)), training=True, rng=np.random.default_rng(4))
    back = network.backward(trace, np.zeros((8, 1)), "mse")
    assert ((back.layers[0].delta == 0) == (trace.masks[0] == 0)).all()


def test_the_masks_of_a_trace_repeat_its_pass():
    network = Network.create([3, 5, 1], dropout=0.5, rng=np.random.default_rng(5))
    x = np.random.default_rng(6).normal(size=(7, 3))
    first = network.forward(x, training=True, rng=np.random.default_rng(7))
    again = network.forward(x, training=True, masks=first.masks)
    assert again.prediction.tobytes() == first.prediction.tobytes()


def test_dropout_without_a_generator_or_masks_cannot_train():
    network = network_of(Dropout(2, 0.5))
    with pytest.raises(RangeError, match="rng: got None"):
        network.forward([[1.0, 2.0]], training=True)
    with pytest.raises(ShapeError, match="masks: got 0 masks, expected 1"):
        network.forward([[1.0, 2.0]], training=True, masks=[])


@pytest.mark.parametrize("p", [-0.1, 1.0, 1.5])
def test_a_share_of_dropout_outside_its_range_is_refused(p):
    with pytest.raises(RangeError, match=r"dropout: got .*, expected a probability in \[0, 1\)"):
        Dropout(3, p)


def test_a_residual_connection_adds_its_input():
    # F(x) = tanh(0 · x + 0) = 0, so a = x
    inside = Dense(2, 2, TANH)
    network = network_of(Residual((inside,))).with_parameters(np.zeros(6))
    assert network.forward([[3.0, -4.0]]).prediction.tolist() == [[3.0, -4.0]]
    # F(x) = 2x, so a = 3x
    doubling = network_of(Residual((Dense(1, 1, LINEAR),))).with_parameters([2.0, 0.0])
    trace = doubling.forward([[5.0]])
    assert trace.layers[0].z.tolist() == [[10.0]]
    assert trace.prediction.tolist() == [[15.0]]


def test_a_residual_connection_keeps_the_gradient_alive_where_its_inside_is_dead():
    dead = Residual((Dense(1, 1, ACTIVATIONS["step"]),))
    network = network_of(Dense(1, 1, LINEAR), dead, dead, dead)
    back = network.backward(network.forward([[1.0]]), [[0.0]], "mse")
    assert back.layers[0].dL_da.tobytes() == back.layers[-1].dL_da.tobytes()
    assert back.weights[0].item() != 0.0


def test_a_residual_connection_must_end_as_wide_as_it_begins():
    with pytest.raises(ShapeError, match="residual: got 2 inputs and 3 outputs"):
        Residual((Dense(2, 3, TANH),))


def test_layers_that_do_not_fit_are_named():
    with pytest.raises(ShapeError, match="inputs of layer 2: got 3, expected 4"):
        network_of(Dense(2, 3, TANH), Dense(4, 1, TANH))
    with pytest.raises(RangeError, match="layers: got 0"):
        Network((), np.zeros(0))


@given(st.permutations(range(5)))
def test_permuting_a_batch_permutes_what_batch_normalization_makes_of_it(order):
    network = Network.create([2, 4, 1], batch_norm=True, rng=np.random.default_rng(8))
    x = np.random.default_rng(9).normal(size=(5, 2))
    straight = network.forward(x, training=True).prediction[list(order)]
    np.testing.assert_allclose(
        network.forward(x[list(order)], training=True).prediction, straight, rtol=1e-13
    )


def test_create_places_normalization_before_the_activation_and_dropout_after_it():
    network = Network.create(
        [2, 4, 4, 1], batch_norm=True, dropout=0.1, residual=True, rng=np.random.default_rng(10)
    )
    kinds = [type(layer).__name__ for layer in network.layers]
    assert kinds == ["Dense", "BatchNorm", "Dropout", "Residual", "Dropout", "Dense"]
    assert [type(leaf).__name__ for leaf in network.leaves][3:5] == ["Dense", "BatchNorm"]
    assert network.activations == ["linear", "tanh", "linear", "tanh", "sigmoid"]
    assert network.sizes == [2, 4, 4, 1]
    # dense 2·4 + 4 and 4·4 + 4 and 4 + 1, normalization 2 · (4 + 4)
    assert network.parameter_count == 12 + 20 + 5 + 16
    assert network.buffers.tolist() == [0.0] * 4 + [1.0] * 4 + [0.0] * 4 + [1.0] * 4
    assert [W.shape for W in network.weights] == [(4, 2), (4,), (4, 4), (4,), (1, 4)]
