"""Frozen layers: they stay to the last bit, the others learn as if they stood alone behind them."""

import numpy as np
import pytest

from nn_core import Network, Trainer, TrainingSpec, train
from nn_core.errors import RangeError
from nn_core.families import as_family

RNG = np.random.default_rng(0)
X = RNG.normal(size=(30, 3))
Y = (X[:, :1] * X[:, 1:2] > 0).astype(float)


def network(seed=1):
    return Network.create([3, 6, 4, 1], rng=np.random.default_rng(seed))


@pytest.mark.parametrize("optimizer", ["sgd", "adagrad", "rmsprop", "adam", "adamw"])
@pytest.mark.parametrize("frozen", [(0,), (1,), (0, 1), (2,)])
def test_frozen_layers_stay_to_the_last_bit_and_the_others_move(optimizer, frozen):
    start = network()
    options = {"weight_decay": 0.0} if optimizer == "adamw" else {}
    run = train(
        start, X, Y, optimizer=optimizer, optimizer_options=options, batch_size=7, epochs=20, l2=0.01,
        frozen_layers=frozen,
    )  # fmt: skip
    for number in range(3):
        stayed = np.array_equal(run.network.weights[number], start.weights[number])
        stayed_biases = np.array_equal(run.network.biases[number], start.biases[number])
        assert (stayed, stayed_biases) == ((number in frozen,) * 2)


def test_the_rest_learns_as_it_would_alone_from_what_the_frozen_layers_make_of_the_inputs():
    start = network()
    whole = train(start, X, Y, learning_rate=0.3, epochs=50, frozen_layers=(0, 1))
    features = start.forward(X).layers[1].a
    alone = Network.from_weights([start.weights[2]], [start.biases[2]], ["sigmoid"])
    rest = train(alone, features, Y, learning_rate=0.3, epochs=50)
    np.testing.assert_allclose(whole.network.weights[2], rest.network.weights[0], rtol=1e-10)
    np.testing.assert_allclose(whole.history.train_loss, rest.history.train_loss, rtol=1e-10)


def test_frozen_biases_and_frozen_layers_go_together():
    start = network()
    run = train(start, X, Y, learning_rate=0.3, epochs=5, frozen_layers=(0,), freeze_biases=True)
    assert np.array_equal(run.network.weights[0], start.weights[0])
    assert not np.array_equal(run.network.weights[1], start.weights[1])
    assert all(np.array_equal(b, before) for b, before in zip(run.network.biases, start.biases, strict=True))


def test_a_family_freezes_the_layers_of_every_member_each_at_its_own_rate():
    rates = np.array([0.1, 0.5])
    spec = TrainingSpec(learning_rate=rates, epochs=10, frozen_layers=(0,))
    family = tuple(Trainer(as_family([network(1), network(2)]), X, Y, spec).run())[-1].parameters
    for member, rate in enumerate(rates):
        alone = train(network(member + 1), X, Y, learning_rate=float(rate), epochs=10, frozen_layers=(0,))
        np.testing.assert_allclose(family[member], alone.network.parameters, rtol=1e-10)


@pytest.mark.parametrize("frozen", [(3,), (-1,), (0, 1, 2), (True,), (0.0,)])
def test_what_cannot_be_frozen_is_named(frozen):
    with pytest.raises(RangeError, match="frozen_layers"):
        train(network(), X, Y, epochs=1, frozen_layers=frozen)


def test_weight_decay_would_move_what_is_frozen():
    with pytest.raises(RangeError, match="frozen_layers"):
        TrainingSpec(optimizer="adamw", frozen_layers=(0,))
