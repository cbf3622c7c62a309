"""Families: trained together, every member does what it would have done alone."""

import numpy as np
import pytest

from nn_core import EarlyStopping, Network, Trainer, TrainingSpec, train
from nn_core.errors import RangeError, ShapeError
from nn_core.families import as_family, members_of

RNG = np.random.default_rng(0)
X = RNG.normal(size=(23, 2))
Y = (X[:, :1] * X[:, 1:] > 0).astype(float)
HELD_OUT = (X[:9] + 0.3, Y[:9])
SEEDS = range(6)
# Alone and in a family, BLAS adds up in other orders, and on some processors by where in memory a member
# begins; twelve epochs of Adam make 1e−11 of that. Another order of examples or another mask makes 1e−3.
ROUNDING = {"rtol": 1e-10, "atol": 1e-12}


def net(seed, **options):
    return Network.create([2, 4, 4, 1], rng=np.random.default_rng(seed), **options)


def together_and_alone(layers, options, rates):
    """The run of a family and those of its members."""
    networks = [net(seed, **layers) for seed in SEEDS]
    family = train(
        as_family(networks), X, Y, validation=HELD_OUT, learning_rate=rates, seed=list(SEEDS), **options
    )
    alone = [
        train(network, X, Y, validation=HELD_OUT, learning_rate=float(rate), seed=seed, **options)
        for network, rate, seed in zip(networks, rates, SEEDS, strict=True)
    ]
    return family, alone


CASES = {
    "full batch": ({}, {}),
    "batches": ({}, {"batch_size": 5}),
    "adam": ({}, {"batch_size": 5, "optimizer": "adam"}),
    "dropout": ({"dropout": 0.3}, {"batch_size": 5}),
    "batch normalization and residual": ({"batch_norm": True, "residual": True}, {"batch_size": 7}),
    "penalties and a schedule": (
        {},
        {"l1": 1e-3, "l2": 0.01, "schedule": "cosine", "schedule_options": {"T_max": 9}},
    ),
    "plateau": ({}, {"schedule": "reduce_on_plateau", "schedule_options": {"patience": 1, "factor": 0.5}}),
}


@pytest.mark.parametrize("case", CASES)
def test_a_family_of_seeds_and_rates_trains_as_its_members_do_one_by_one(case):
    layers, options = CASES[case]
    rates = np.geomspace(0.01, 0.3, len(SEEDS))
    family, alone = together_and_alone(layers, {"epochs": 12, **options}, rates)
    assert family.status == ["completed"] * len(SEEDS)
    for index, run in enumerate(alone):
        for ours, theirs in zip(family.snapshots, run.snapshots, strict=True):
            np.testing.assert_allclose(ours.parameters[index], theirs.parameters, **ROUNDING)
        history, single = family.history, run.history
        np.testing.assert_allclose(history.train_loss[:, index], single.train_loss, **ROUNDING)
        np.testing.assert_allclose(history.validation_loss[:, index], single.validation_loss, **ROUNDING)
        assert history.train_accuracy[:, index].tolist() == single.train_accuracy.tolist()
        np.testing.assert_allclose(history.learning_rate[:, index], single.learning_rate, rtol=1e-15)


def test_each_member_stops_early_by_itself_and_keeps_its_best():
    options = {"epochs": 60, "optimizer": "adam", "early_stopping": EarlyStopping(3)}
    family, alone = together_and_alone({}, options, np.geomspace(0.01, 0.5, len(SEEDS)))
    assert family.status == [run.status for run in alone]
    assert family.best_epoch == [run.best_epoch for run in alone]
    ends = [len(run.snapshots) for run in alone]
    assert len(set(ends)) > 1
    for index, run in enumerate(alone):
        member = family.network.parameters[index]
        np.testing.assert_allclose(member, run.network.parameters, **ROUNDING)
        losses = family.history.train_loss[:, index]
        np.testing.assert_allclose(losses[: ends[index]], run.history.train_loss, **ROUNDING)
        assert np.isnan(losses[ends[index] :]).all()


def test_a_member_that_diverges_leaves_the_others_undisturbed():
    networks = [net(seed, output_activation="linear", hidden_activation="relu") for seed in range(3)]
    rates = np.array([0.01, 1e4, 0.02])
    options = {"loss": "mse", "epochs": 40}
    family = train(as_family(networks), X, Y, learning_rate=rates, **options)
    alone = [
        train(network, X, Y, learning_rate=float(rate), **options)
        for network, rate in zip(networks, rates, strict=True)
    ]
    assert family.status == ["completed", "diverged", "completed"]
    assert family.diverged_at == [None, alone[1].diverged_at, None]
    for index in (0, 2):
        member = family.network.parameters[index]
        np.testing.assert_allclose(member, alone[index].network.parameters, **ROUNDING)
    columns = family.history.columns()["train_loss"]
    assert columns[alone[1].diverged_at][1] is None
    assert columns[-1][0] is not None
    np.testing.assert_allclose(family.network.parameters[1], alone[1].network.parameters, **ROUNDING)


def test_a_family_continues_from_a_snapshot_in_which_members_have_ended():
    networks = as_family(
        [net(seed, output_activation="linear", hidden_activation="relu") for seed in range(3)]
    )
    spec = TrainingSpec(
        loss="mse", learning_rate=np.array([0.01, 1e4, 0.3]), epochs=30, batch_size=5, seed=[4, 5, 6],
        early_stopping=EarlyStopping(2),
    )  # fmt: skip
    trainer = Trainer(networks, X, Y, spec)
    whole = trainer.finish(tuple(trainer.run()))
    again = Trainer(networks, X, Y, spec)
    rest = again.finish(tuple(again.run(whole.snapshots[-3])))
    assert rest.status == whole.status
    assert rest.diverged_at == whole.diverged_at
    assert rest.network.parameters.tobytes() == whole.network.parameters.tobytes()
    assert rest.snapshots[-1].parameters.tobytes() == whole.snapshots[-1].parameters.tobytes()


def test_members_with_one_seed_for_all_see_the_same_order():
    twins = as_family([net(1, dropout=0.4), net(1, dropout=0.4)])
    last = train(twins, X, Y, learning_rate=0.2, epochs=4, batch_size=5, seed=9).network.parameters
    np.testing.assert_allclose(last[0], last[1], **ROUNDING)
    alone = train(net(1, dropout=0.4), X, Y, learning_rate=0.2, epochs=4, batch_size=5, seed=9)
    np.testing.assert_allclose(last[0], alone.network.parameters, **ROUNDING)


def test_a_family_falls_apart_into_its_members():
    networks = [net(seed, batch_norm=True) for seed in range(3)]
    again = members_of(as_family(networks))
    for ours, theirs in zip(again, networks, strict=True):
        assert ours.parameters.tobytes() == theirs.parameters.tobytes()
        assert ours.buffers.tobytes() == theirs.buffers.tobytes()


def test_what_is_no_family_is_refused():
    with pytest.raises(RangeError, match="networks: got 0"):
        as_family([])
    other = Network.create([2, 3, 1], rng=np.random.default_rng(0))
    with pytest.raises(ShapeError, match="layers of network 2"):
        as_family([net(0), other])
    with pytest.raises(ShapeError, match="members"):
        members_of(net(0))
    with pytest.raises(ShapeError, match="seed: got 3 seeds"):
        train(as_family([net(0), net(1)]), X, Y, seed=[1, 2, 3])
    with pytest.raises(ShapeError, match="learning_rate of sgd"):
        train(as_family([net(0), net(1)]), X, Y, learning_rate=[0.1, 0.2, 0.3])
