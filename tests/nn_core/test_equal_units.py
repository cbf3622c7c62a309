"""Units that start equal stay equal, to the last bit, whatever the processor: what the training lesson says.

A BLAS may add up two equal columns in different orders. On which processors it does, only
``python3 run.py test --cpus`` shows.
"""

from itertools import pairwise

import numpy as np
import pytest

from nn_core import Network, train
from nn_core.families import as_family
from nn_core.layers.chain import with_its_order
from nn_core.layers.layer import State
from nn_core.layers.products import has_equal_rows, in_order

RNG = np.random.default_rng(5)
X = RNG.normal(size=(53, 2))
Y = (X[:, :1] * X[:, 1:] > 0).astype(float)
ALIKE = 1e-12  # of two orders of the same few terms


def of_equals(*hidden, seed=0, activation="tanh"):
    """A network 2 → hidden → 1 whose hidden layers hold copies of one unit each."""
    rng = np.random.default_rng(seed)
    weights, biases = [], []
    for n_in, n_out in pairwise([2, *hidden, 1]):
        row = rng.normal(size=n_in) if n_in == 2 and not weights else np.full(n_in, rng.normal() / n_in)
        weights.append(np.tile(row, (n_out, 1)))
        biases.append(np.full(n_out, rng.normal()))
    return Network.from_weights(weights, biases, [*[activation] * len(hidden), "sigmoid"])


def from_zero(**options):
    return Network.create(
        [2, 7, 7, 1],
        rng=np.random.default_rng(0),
        initializer="zeros",
        hidden_activation="sigmoid",
        **options,
    )


def assert_equal_units(network):
    """Every unit of a hidden layer has the numbers of the first one, on its way in and out."""
    for W, b in zip(network.weights[:-1], network.biases[:-1], strict=True):
        units = -2 if W.ndim > network.parameters.ndim else -1  # batch normalization has one γ a unit
        assert not np.ptp(W, axis=units).any()
        assert not np.ptp(b, axis=-1).any()
    assert not np.ptp(network.weights[-1], axis=-1).any()


@pytest.mark.parametrize("units", [2, 3, 4, 5, 6, 7, 9, 13, 17, 19])
@pytest.mark.parametrize("batch_size", [None, 1, 7, 16])
def test_equal_units_stay_equal_in_any_number_and_batch(units, batch_size):
    start = of_equals(units, units + 3)
    run = train(start, X, Y, learning_rate=0.5, epochs=5, batch_size=batch_size)
    assert_equal_units(run.network)
    for before, after in zip(start.weights, run.network.weights, strict=True):
        assert (before != after).all()  # all of them have learned


@pytest.mark.parametrize(
    "options",
    [
        {"optimizer": "adam", "learning_rate": 0.05},
        {"optimizer": "rmsprop", "learning_rate": 0.05},
        {"optimizer": "sgd", "learning_rate": 0.3, "optimizer_options": {"momentum": 0.9, "nesterov": True}},
        {
            "learning_rate": 0.3,
            "l1": 1e-3,
            "l2": 1e-2,
            "schedule": "cosine",
            "schedule_options": {"T_max": 9},
        },
    ],
)
@pytest.mark.parametrize("activation", ["tanh", "sigmoid", "relu", "gelu", "silu", "elu"])
def test_equal_units_stay_equal_under_every_optimizer_and_activation(activation, options):
    run = train(of_equals(6, 5, activation=activation), X, Y, epochs=20, batch_size=10, **options)
    assert_equal_units(run.network)


@pytest.mark.parametrize("options", [{}, {"batch_norm": True}, {"residual": True}])
def test_units_that_start_from_zero_stay_equal_in_every_kind_of_layer(options):
    run = train(from_zero(**options), X, Y, learning_rate=0.5, epochs=30, batch_size=9)
    assert_equal_units(run.network)
    assert run.network.weights[-1].all()


def test_equal_units_stay_equal_in_a_family_beside_members_without_any():
    members = [
        of_equals(5, 7),
        of_equals(5, 7, seed=1),
        Network.create([2, 5, 7, 1], rng=np.random.default_rng(2)),
    ]
    run = train(as_family(members), X, Y, learning_rate=0.5, epochs=20, batch_size=10, seed=0)
    for member in range(2):
        assert_equal_units(members[0].with_parameters(run.network.parameters[member]))


def test_one_forward_pass_gives_equal_units_the_same_number():
    for units in range(2, 20):
        trace = of_equals(units, units).forward(X)
        assert all(not np.ptp(layer.a, axis=-1).any() for layer in trace.layers)


def test_a_product_in_order_is_the_product():
    rng = np.random.default_rng(0)
    for shape in ((), (4,), (2, 3)):
        for rows, terms, columns in ((5, 3, 4), (3, 50, 2), (1, 1, 1), (2, 9, 1), (6, 1, 6)):
            A, B = rng.normal(size=(*shape, rows, terms)), rng.normal(size=(*shape, terms, columns))
            out = np.empty((*shape, rows, columns))
            in_order(A, B, out)
            np.testing.assert_allclose(out, A @ B, rtol=ALIKE, atol=ALIKE)
            sums = np.empty((*shape, columns))
            in_order(np.ones(terms), B, sums)
            np.testing.assert_allclose(sums, B.sum(axis=-2), rtol=ALIKE, atol=ALIKE)


def test_equal_columns_and_rows_make_equal_columns_and_rows_of_a_product_in_order():
    rng = np.random.default_rng(0)
    for rows, terms, columns in ((19, 300, 17), (300, 5, 17), (3, 2, 33)):
        A, B = np.tile(rng.normal(size=terms), (rows, 1)), np.tile(rng.normal(size=(terms, 1)), columns)
        out = np.empty((rows, columns))
        in_order(A, B, out)
        assert np.ptp(out) == 0.0


def test_rows_are_equal_with_all_their_weights_and_their_bias():
    W = np.array([[1.0, 2.0], [1.0, 3.0], [0.0, 2.0]])
    assert not has_equal_rows(W, np.zeros(3))
    W[1, 1] = 2.0
    assert has_equal_rows(W, np.zeros(3))
    assert not has_equal_rows(W, np.array([0.0, 1.0, 0.0]))
    family = np.stack([np.arange(6.0).reshape(3, 2), W])
    assert has_equal_rows(family, np.zeros((2, 3)))
    assert not has_equal_rows(family[:1], np.zeros((1, 3)))
    assert not has_equal_rows(W[:1], np.zeros(1))


def is_ordered(network):
    return with_its_order(network.layers, State(network.parameters, network.buffers)).fixed_order


def test_only_a_network_with_equal_hidden_units_pays_for_the_fixed_order():
    drawn = Network.create([2, 3, 3, 3], rng=np.random.default_rng(0))
    assert not is_ordered(drawn)
    silent = drawn.parameters.copy()
    silent[-12:] = 0.0  # the output layer starts at 0: its units are equal, their targets are not
    assert not is_ordered(drawn.with_parameters(silent))
    assert is_ordered(of_equals(3, 3))
    assert is_ordered(from_zero(residual=True))
    assert is_ordered(from_zero(batch_norm=True))
