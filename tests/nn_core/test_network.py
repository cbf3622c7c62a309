"""A network's forward pass, against numbers worked out by hand."""

import numpy as np
import pytest

from nn_core import Network
from nn_core.errors import NotFiniteError, RangeError, ShapeError, UnknownNameError


def test_forward_matches_a_two_layer_network_worked_by_hand():
    # h1 = 1×2 + 2×1 + 0.5 = 4.5, h2 = −1×2 + 0×1 − 1 = −3 → ReLU 4.5, 0; ŷ = 2×4.5 + 7×0 − 1 = 8
    network = Network.from_weights(
        weights=[[[1, 2], [-1, 0]], [[2, 7]]], biases=[[0.5, -1], [-1]], activations=["relu", "linear"]
    )
    trace = network.forward([[2, 1]])
    assert trace.layers[0].z.tolist() == [[4.5, -3.0]]
    assert trace.layers[0].a.tolist() == [[4.5, 0.0]]
    assert trace.prediction.tolist() == [[8.0]]


def test_forward_of_one_sigmoid_neuron_is_the_course_example():
    # 0.50 × 0.80 + 0.20 = 0.60; σ(0.6) = 1 / (1 + e^−0.6) = 0.645656…
    network = Network.from_weights([[[0.8]]], [[0.2]], ["sigmoid"])
    trace = network.forward([[0.5]])
    assert trace.layers[0].z.item() == pytest.approx(0.6, abs=1e-15)
    assert round(trace.prediction.item(), 4) == 0.6457


def test_a_tanh_network_without_biases_is_point_symmetric():
    rng = np.random.default_rng(7)
    network = Network.create([2, 3, 3, 1], rng=rng)
    x = rng.uniform(-2, 2, (50, 2))
    np.testing.assert_allclose(
        network.forward(-x).prediction, 1 - network.forward(x).prediction, rtol=0, atol=1e-15
    )


def test_the_default_network_has_25_parameters_that_weights_and_biases_view():
    network = Network.create([2, 3, 3, 1], rng=np.random.default_rng(0))
    assert network.parameter_count == 2 * 3 + 3 + 3 * 3 + 3 + 3 * 1 + 1 == 25
    assert [W.shape for W in network.weights] == [(3, 2), (3, 3), (1, 3)]
    for view in (*network.weights, *network.biases):
        assert np.shares_memory(view, network.parameters)
    assert network.parameters[:6].tolist() == network.weights[0].ravel().tolist()


def test_a_family_computes_what_its_members_compute_one_by_one():
    rng = np.random.default_rng(3)
    one = Network.create([2, 5, 4, 2], hidden_activation="relu", rng=rng)
    family = one.with_parameters(rng.normal(size=(6, one.parameter_count)))
    x = rng.normal(size=(9, 2))
    together = family.forward(x)
    assert together.prediction.shape == (6, 9, 2)
    for index in range(6):
        alone = one.with_parameters(family.parameters[index]).forward(x)
        for layer, whole in zip(alone.layers, together.layers, strict=True):
            np.testing.assert_allclose(whole.z[index], layer.z, rtol=1e-12, atol=1e-14)


def test_the_trace_and_the_parameters_are_frozen():
    network = Network.create([2, 3, 1], rng=np.random.default_rng(0))
    trace = network.forward([[1, 2]])
    for array in (network.parameters, network.weights[0], trace.layers[0].z, trace.layers[0].a):
        with pytest.raises(ValueError, match="read-only"):
            array[...] = 0


def test_from_weights_rebuilds_a_network_exactly():
    network = Network.create([4, 16, 8, 1], rng=np.random.default_rng(5))
    again = Network.from_weights(network.weights, network.biases, network.activations)
    assert again.sizes == [4, 16, 8, 1]
    assert again.parameters.tobytes() == network.parameters.tobytes()


@pytest.mark.parametrize(
    ("weights", "biases", "message"),
    [
        ([[[1, 2]], [[1, 2]]], [[0], [0]], r"weights of layer 2: got \(1, 2\), expected \(n_out, 1\)"),
        ([[[1, 2]]], [[0, 0]], r"biases of layer 1: got \(2,\), expected \(1,\)"),
        ([[1, 2]], [[0]], r"weights of layer 1: got \(2,\)"),
        ([[[1, 2], [3]]], [[0]], r"weights of layer 1: got rows of unequal length"),
        ([[[1]]], [], r"layers: got 1 weights, 0 biases"),
    ],
)
def test_a_wrong_shape_names_the_layer_what_came_and_what_was_expected(weights, biases, message):
    with pytest.raises(ShapeError, match=message):
        Network.from_weights(weights, biases, ["linear"] * len(weights))


def test_inputs_of_the_wrong_width_are_refused_by_name():
    network = Network.create([2, 1], rng=np.random.default_rng(0))
    with pytest.raises(ShapeError, match=r"inputs of layer 1: got \(1, 3\), expected \(…, batch, 2\)"):
        network.forward([[1, 2, 3]])


def test_a_nan_is_refused_where_it_stands():
    with pytest.raises(NotFiniteError, match="weights of layer 1: got nan"):
        Network.from_weights([[[float("nan")]]], [[0]], ["linear"])


def test_too_few_layers_and_empty_layers_are_refused():
    for sizes in ([3], [2, 0, 1]):
        with pytest.raises(RangeError, match="layers"):
            Network.create(sizes, rng=np.random.default_rng(0))


def test_an_unknown_name_lists_the_known_ones():
    with pytest.raises(UnknownNameError, match="activation: got 'tann', expected one of linear, sigmoid"):
        Network.create([2, 1], output_activation="tann", rng=np.random.default_rng(0))
    with pytest.raises(UnknownNameError, match="initializer: got 'he'"):
        Network.create([2, 1], initializer="he", rng=np.random.default_rng(0))
