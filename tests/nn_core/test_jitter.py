"""Jitter: every epoch sees the examples a little moved, and what is measured is not."""

import numpy as np
import pytest

from nn_core import Network, Trainer, TrainingSpec, train
from nn_core.architecture import make_layers
from nn_core.errors import RangeError
from nn_core.families import as_family

RNG = np.random.default_rng(0)
X = RNG.normal(size=(40, 2))
Y = (X[:, :1] + 0.5 * X[:, 1:] > 0).astype(float)


def network(seed=1):
    return Network.create([2, 5, 1], rng=np.random.default_rng(seed))


def parameters(**options):
    return train(network(), X, Y, epochs=10, learning_rate=0.3, **options).network.parameters


@pytest.mark.parametrize("batch_size", [None, 7])
def test_the_same_seed_moves_them_alike_and_no_jitter_is_none(batch_size):
    jittered = parameters(batch_size=batch_size, jitter=0.2, seed=3)
    assert np.array_equal(jittered, parameters(batch_size=batch_size, jitter=0.2, seed=3))
    assert not np.array_equal(jittered, parameters(batch_size=batch_size, jitter=0.2, seed=4))
    plain = parameters(batch_size=batch_size, seed=3)
    assert np.array_equal(plain, parameters(batch_size=batch_size, jitter=0.0, seed=3))
    assert not np.array_equal(plain, jittered)


def test_losses_are_measured_on_the_examples_as_they_are():
    held_out = (X[:10], Y[:10])
    run = train(network(), X, Y, epochs=5, jitter=0.5, validation=held_out, seed=1)
    for snapshot in run.snapshots:
        there = network().with_parameters(snapshot.parameters)
        z = there.forward(X).layers[-1].z
        loss = np.mean(np.logaddexp(0, z) - Y * z)
        assert snapshot.train_loss == pytest.approx(loss, rel=1e-12)
    assert run.history.validation_loss[-1] != run.history.train_loss[-1]


def test_a_run_goes_on_from_any_snapshot_exactly_as_it_did():
    spec = TrainingSpec(epochs=8, jitter=0.3, batch_size=9, seed=2)
    whole = tuple(Trainer(network(), X, Y, spec).run())
    rest = tuple(Trainer(network(), X, Y, spec).run(whole[3]))
    assert rest[-1].parameters.tobytes() == whole[-1].parameters.tobytes()


def test_each_member_of_a_family_has_noise_of_its_own_as_it_has_alone():
    spec = TrainingSpec(epochs=6, jitter=0.3, learning_rate=0.2, seed=[5, 6])
    family = tuple(Trainer(as_family([network(1), network(2)]), X, Y, spec).run())[-1].parameters
    for member, (start, seed) in enumerate(((1, 5), (2, 6))):
        alone = train(network(start), X, Y, epochs=6, jitter=0.3, learning_rate=0.2, seed=seed)
        np.testing.assert_allclose(family[member], alone.network.parameters, rtol=1e-10)


def test_for_a_linear_neuron_jitter_is_a_price_on_the_weights():
    # Bishop (1995): E ‖(X + σN) w − y‖² / n = ‖X w − y‖² / n + σ² ‖w‖², so w → (XᵀX/n + σ² I)⁻¹ Xᵀy/n
    rng = np.random.default_rng(9)
    x = rng.normal(size=(200, 2))
    y = x @ [[1.0], [-2.0]]
    start = Network.from_weights([[[0.0, 0.0]]], [[0.0]], ["linear"])
    run = train(
        start, x, y, loss="mse", learning_rate=0.02, epochs=4000, jitter=1.0, freeze_biases=True,
        record_every=4,
    )  # fmt: skip
    late = np.mean([snapshot.parameters[:2] for snapshot in run.snapshots[250:]], axis=0)
    price = np.linalg.solve(x.T @ x / 200 + np.eye(2), x.T @ y / 200).ravel()
    # Two hundred examples, 3,000 epochs of noise: the mean strays by some thousandths
    np.testing.assert_allclose(late, price, atol=0.03)
    assert np.linalg.norm(late) < 0.7 * np.hypot(1, 2)


@pytest.mark.parametrize("jitter", [-0.1, np.inf, np.nan])
def test_what_is_no_deviation_is_named(jitter):
    with pytest.raises(RangeError, match="jitter"):
        TrainingSpec(jitter=jitter)


def test_what_the_latest_epoch_saw_can_be_looked_at():
    trainer = Trainer(network(), X, Y, TrainingSpec(epochs=3, jitter=0.2, seed=4))
    seen = [(snapshot.epoch, trainer.latest_inputs) for snapshot in trainer.run()]
    rng = np.random.default_rng(4)
    assert np.array_equal(seen[0][1], X)  # before training nothing has moved
    for _epoch, inputs in seen[1:]:
        np.testing.assert_array_equal(inputs, X + 0.2 * rng.standard_normal(X.shape))
    assert trainer.latest_masks == ()


def test_the_masks_of_the_latest_step_can_be_looked_at():
    layers = make_layers([2, 5, 1], ["tanh", "sigmoid"], dropout=0.25)
    start = Network(layers, network().parameters.copy())
    trainer = Trainer(start, X, Y, TrainingSpec(epochs=2, seed=7))
    rng = np.random.default_rng(7)
    for snapshot in trainer.run():
        (mask,) = trainer.latest_masks
        drawn = (rng.random((40, 5)) >= 0.25) / 0.75 if snapshot.epoch else np.ones((40, 5))
        np.testing.assert_array_equal(mask, drawn)
