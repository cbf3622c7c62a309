"""The trainer: what a run records, how it ends, and that it goes on from anywhere exactly as it did."""

import hashlib
from itertools import islice, pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nn_core import EarlyStopping, Network, Trainer, TrainingSpec, train
from nn_core.errors import NotFiniteError, RangeError, ShapeError, UnknownNameError
from nn_core.families import as_family
from nn_core.losses import get_loss
from nn_core.regularization import weight_mask
from nn_core.trainer import cost

XOR = ([[0, 0], [0, 1], [1, 0], [1, 1]], [[0], [1], [1], [0]])


def rings(n=60, seed=0, noise=0.1):
    """An inner and an outer ring."""
    rng = np.random.default_rng(seed)
    angle, inner = rng.uniform(0, 2 * np.pi, n), np.arange(n) % 2
    points = np.where(inner, 0.5, 1.0) * np.stack([np.cos(angle), np.sin(angle)])
    return points.T + noise * rng.normal(size=(n, 2)), inner[:, np.newaxis]


def net(sizes=(2, 4, 1), seed=0, **options):
    return Network.create(list(sizes), rng=np.random.default_rng(seed), **options)


def finished(network, data, validation=None, clock=None, **options):
    """A run to its end."""
    extras = {} if clock is None else {"clock": clock}
    trainer = Trainer(network, *data, TrainingSpec(**options), validation=validation, **extras)
    return trainer.finish(tuple(trainer.run()))


def digest(run):
    """All numbers of a run."""
    parts = [*(snapshot.parameters for snapshot in run.snapshots), run.history.train_loss]
    return hashlib.sha256(b"".join(np.ascontiguousarray(part).tobytes() for part in parts)).hexdigest()


def test_one_step_is_the_course_example():
    # w = 0.3, b = 0.1, x = 2 → 0.70, target 0.90; one step at η = 0.01 → 0.308, 0.104, loss 0.0400 → 0.0324
    neuron = Network.from_weights([[[0.3]]], [[0.1]], ["linear"])
    run = train(neuron, [[2.0]], [[0.9]], loss="mse", learning_rate=0.01, epochs=1)
    assert [round(value, 3) for value in run.network.parameters.tolist()] == [0.308, 0.104]
    assert [round(value, 4) for value in run.history.train_loss.tolist()] == [0.0400, 0.0324]


def test_a_run_learns_xor_and_records_it_from_before_training():
    run = train(net((2, 4, 1)), *XOR, learning_rate=0.5, epochs=3000)
    assert run.status == "completed"
    assert run.history.epoch.tolist() == list(range(3001))
    assert run.history.train_accuracy[-1] == 1.0
    assert run.history.train_loss[-1] < 0.05
    assert run.network.forward(XOR[0]).prediction.round().tolist() == [[0], [1], [1], [0]]
    assert [snapshot.epoch for snapshot in run.snapshots] == list(range(3001))
    assert run.network.parameters.tobytes() == run.snapshots[-1].parameters.tobytes()


def test_before_training_an_undecided_network_has_loss_ln_2_and_half_of_a_balanced_set_right():
    undecided = net(initializer="zeros")
    history = train(undecided, *rings(), epochs=0).history
    assert round(history.train_loss[0], 4) == 0.6931
    assert history.train_accuracy[0] == 0.5


def test_full_batch_training_is_gradient_descent_step_by_step():
    network, (x, y) = net(), rings()
    run = train(network, x, y, learning_rate=0.3, epochs=5)
    for snapshot in run.snapshots[1:]:
        back = network.backward(network.forward(x), y, "bce")
        network = network.with_parameters(network.parameters - 0.3 * back.gradient)
        np.testing.assert_allclose(snapshot.parameters, network.parameters, rtol=1e-13, atol=1e-16)
        np.testing.assert_allclose(snapshot.gradient, back.gradient, rtol=1e-12, atol=1e-16)


def test_every_example_is_seen_once_an_epoch_and_the_last_batch_may_be_smaller():
    # One linear weight, no bias gradient needed: with sum-reduced MAE and targets far above, each example
    # adds its input to the weight, whatever the order: 7 examples in batches of 3, 3 and 1
    x = np.arange(1.0, 8.0)[:, np.newaxis]
    neuron = Network.from_weights([[[0.0]]], [[0.0]], ["linear"])
    loss = get_loss("mae", reduction="sum")
    run = train(neuron, x, np.full((7, 1), 1e6), loss=loss, learning_rate=1.0, epochs=2, batch_size=3)
    assert [snapshot.parameters.tolist() for snapshot in run.snapshots] == [[0, 0], [28, 7], [56, 14]]


def test_the_order_of_examples_changes_from_epoch_to_epoch_and_with_the_seed():
    data, first = rings(), net()
    runs = [train(first, *data, learning_rate=0.3, epochs=3, batch_size=7, seed=seed) for seed in (1, 1, 2)]
    assert digest(runs[0]) == digest(runs[1])
    assert digest(runs[0]) != digest(runs[2])
    steps = np.diff([snapshot.parameters for snapshot in runs[0].snapshots], axis=0)
    assert not np.allclose(steps[0], steps[1], rtol=1e-3)


@pytest.mark.parametrize("batch_size", [None, 60, 100])
def test_a_batch_of_everything_is_the_same_however_it_is_asked_for(batch_size):
    whole = train(net(), *rings(), learning_rate=0.3, epochs=4)
    assert digest(train(net(), *rings(), learning_rate=0.3, epochs=4, batch_size=batch_size)) == digest(whole)


@given(st.permutations(range(12)))
@settings(max_examples=20, deadline=None)
def test_permuting_a_full_batch_changes_nothing_beyond_rounding(order):
    x, y = rings(12)
    straight = train(net(), x, y, learning_rate=0.5, epochs=20)
    mixed = train(net(), x[list(order)], y[list(order)], learning_rate=0.5, epochs=20)
    np.testing.assert_allclose(mixed.network.parameters, straight.network.parameters, rtol=1e-10, atol=1e-13)


def test_the_same_seed_gives_the_same_bytes_a_hundred_times():
    def once():
        network = net((2, 3, 3, 1), dropout=0.2)
        return digest(train(network, *rings(20), optimizer="adam", epochs=3, batch_size=6, seed=11))

    assert len({once() for _ in range(100)}) == 1


CONTINUED = {
    "plain": ({}, {}),
    "batches with momentum": ({}, {"batch_size": 7, "optimizer_options": {"momentum": 0.9}}),
    "adam with a cosine": (
        {},
        {"optimizer": "adam", "batch_size": 7, "schedule": "cosine", "schedule_options": {"T_max": 9}},
    ),
    "dropout": ({"dropout": 0.3}, {"batch_size": 7, "l1": 1e-3}),
    "batch normalization": ({"batch_norm": True}, {"batch_size": 10, "optimizer": "rmsprop", "l2": 0.01}),
    "plateau": ({}, {"schedule": "reduce_on_plateau", "schedule_options": {"patience": 1}, "batch_size": 7}),
    "early stopping": ({}, {"early_stopping": EarlyStopping(4), "batch_size": 3}),
    "a rate for each batch": (
        {},
        {
            "schedule": "exponential",
            "schedule_options": {"gamma": 0.99},
            "schedule_by": "batch",
            "batch_size": 7,
        },
    ),
}


@pytest.mark.parametrize("case", CONTINUED)
def test_a_run_continues_from_any_snapshot_exactly_as_it_did(case):
    layers, options = CONTINUED[case]
    options = {"learning_rate": 0.2, "epochs": 12, **options}
    network, data, validation = net(**layers), rings(), rings(20, seed=1, noise=0.3)
    whole = finished(network, data, validation, **options)
    for start in (0, 1, 5, len(whole.snapshots) - 2):
        trainer = Trainer(network, *data, TrainingSpec(**options), validation=validation)
        rest = trainer.finish(tuple(trainer.run(whole.snapshots[start])))
        for ours, theirs in zip(rest.snapshots, whole.snapshots[start + 1 :], strict=True):
            assert ours.parameters.tobytes() == theirs.parameters.tobytes()
            assert ours.buffers.tobytes() == theirs.buffers.tobytes()
            assert ours.gradient.tobytes() == theirs.gradient.tobytes()
            assert (ours.train_loss, ours.validation_loss) == (theirs.train_loss, theirs.validation_loss)
            assert ours.learning_rate == theirs.learning_rate
        assert (rest.status, rest.best_epoch) == (whole.status, whole.best_epoch)
        assert rest.network.parameters.tobytes() == whole.network.parameters.tobytes()


def test_two_half_runs_are_one_run():
    options = {"optimizer": "adam", "learning_rate": 0.05, "batch_size": 7}
    whole = finished(net(), rings(), epochs=10, **options)
    half = finished(net(), rings(), epochs=5, **options)
    trainer = Trainer(net(), *rings(), TrainingSpec(epochs=10, **options))
    second = trainer.finish(tuple(trainer.run(half.snapshots[-1])))
    assert second.network.parameters.tobytes() == whole.network.parameters.tobytes()


def test_dropout_of_zero_is_no_dropout_and_a_constant_schedule_is_none():
    plain = digest(train(net(), *rings(), learning_rate=0.3, epochs=5, batch_size=7))
    without = net(dropout=0.0)
    assert digest(train(without, *rings(), learning_rate=0.3, epochs=5, batch_size=7)) == plain
    flat = {"schedule": "exponential", "schedule_options": {"gamma": 1.0}}
    assert digest(train(net(), *rings(), learning_rate=0.3, epochs=5, batch_size=7, **flat)) == plain


@given(st.integers(0, 30))
@settings(max_examples=15, deadline=None)
def test_more_l2_leaves_smaller_weights(seed):
    network = net(seed=seed)
    mask = weight_mask(network.layers)
    sizes = []
    for l2 in (0.0, 0.01, 0.1, 1.0):
        theta = train(
            network, *rings(), learning_rate=0.2, epochs=200, l2=l2, record_every=200
        ).network.parameters
        sizes.append(np.linalg.norm(theta * mask))
    assert sizes == sorted(sizes, reverse=True)


def test_l1_brings_weights_of_useless_inputs_to_zero():
    rng = np.random.default_rng(3)
    x = rng.normal(size=(80, 4))
    y = x[:, :1] * 2.0  # only the first input matters
    network = net((4, 1), output_activation="linear")
    plain = train(network, x, y, loss="mse", learning_rate=0.01, epochs=400)
    lasso = train(network, x, y, loss="mse", learning_rate=0.01, epochs=400, l1=0.1)
    assert np.abs(lasso.network.weights[0][0, 1:]).max() < 0.002  # it jitters by η λ around 0
    assert lasso.network.weights[0][0, 0] < plain.network.weights[0][0, 0]


def test_the_l2_of_the_loss_is_the_weight_decay_of_sgd_but_for_the_biases():
    zero_biases = {"learning_rate": 0.1, "epochs": 1}
    by_loss = train(net(), *rings(), l2=0.3, **zero_biases).network
    by_decay = train(net(), *rings(), optimizer_options={"weight_decay": 0.3}, **zero_biases).network
    # biases start at 0, so after one step decay has not touched them either
    np.testing.assert_allclose(by_loss.parameters, by_decay.parameters, rtol=1e-13, atol=1e-16)


def test_the_losses_reported_do_not_contain_the_penalty():
    run = train(net(), *rings(), l1=5.0, l2=5.0, epochs=0)
    assert run.history.train_loss[0] == train(net(), *rings(), epochs=0).history.train_loss[0]


def test_validation_is_measured_on_its_own_data_and_changes_nothing():
    data, held_out = rings(), rings(20, seed=1)
    plain = train(net(), *data, learning_rate=0.3, epochs=6, batch_size=7)
    watched = train(net(), *data, validation=held_out, learning_rate=0.3, epochs=6, batch_size=7)
    assert digest(watched) == digest(plain)
    last = watched.network
    loss = last.backward(last.forward(held_out[0]), held_out[1], "bce").loss
    assert watched.history.validation_loss[-1] == pytest.approx(float(loss), rel=1e-13)
    right = (last.forward(held_out[0]).prediction >= 0.5) == held_out[1]
    assert watched.history.validation_accuracy[-1] == right.mean()
    assert plain.snapshots[-1].validation_loss is None
    assert plain.history.columns()["validation_loss"] == [None] * 7


def test_accuracy_of_several_classes_counts_the_largest_and_of_quantities_there_is_none():
    three = net((2, 3), output_activation="softmax")
    x, classes = [[3.0, 0.0], [0.0, 3.0], [1.0, 1.0]], np.array([0, 1, 2])
    expected = (three.forward(x).prediction.argmax(axis=1) == classes).mean()
    assert train(three, x, classes, loss="cross_entropy", epochs=0).history.train_accuracy[0] == expected
    assert train(net(), x, [[0.2], [0.7], [1.5]], loss="mse", epochs=0).snapshots[0].train_accuracy is None
    logit = net((2, 1), output_activation="linear").with_parameters([1.0, -1.0, 0.0])
    right = train(logit, [[2, 1], [1, 2]], [[1], [0]], loss="bce_with_logits", epochs=0)
    assert right.history.train_accuracy[0] == 1.0


def test_early_stopping_waits_as_long_as_its_patience_and_restores_the_best():
    data, held_out = rings(24, noise=0.4), rings(60, seed=1, noise=0.4)
    options = {"optimizer": "adam", "learning_rate": 0.05, "epochs": 600}
    run = train(net((2, 30, 1)), *data, validation=held_out, early_stopping=EarlyStopping(15), **options)
    losses = run.history.validation_loss
    assert run.status == "early_stopped"
    assert run.best_epoch == int(np.argmin(losses))
    assert len(losses) == run.best_epoch + 15 + 1
    assert run.network.parameters.tobytes() == run.snapshots[run.best_epoch].parameters.tobytes()


def test_early_stopping_counts_only_improvements_beyond_min_delta():
    # The loss falls by less than 0.1 an epoch, so with min_delta = 0.1 nothing ever counts as better
    run = train(net(), *rings(), learning_rate=0.1, early_stopping=EarlyStopping(3, min_delta=0.1))
    assert (run.status, run.best_epoch, len(run.snapshots)) == ("early_stopped", 0, 4)


def test_divergence_is_a_result_that_names_its_epoch_and_holds_no_numbers_from_there_on():
    x, y = rings()
    network = net(output_activation="linear", hidden_activation="relu")
    run = train(network, x, y, loss="mse", learning_rate=1e3, epochs=500, early_stopping=None)
    assert run.status == "diverged"
    assert run.diverged_at == len(run.snapshots) - 1 < 500
    columns = run.history.columns()
    assert columns["train_loss"][-1] is None
    assert None not in columns["train_loss"][:-1]
    assert columns["epoch"][-1] == run.diverged_at
    assert np.isnan(run.snapshots[-1].parameters).all()
    assert np.isfinite(run.network.parameters).all()


def test_a_run_that_is_out_of_time_stops_after_the_epoch_and_can_go_on():
    ticks = iter(range(100))  # one for an epoch's training and one for measuring after it
    options = {"learning_rate": 0.3, "epochs": 20, "batch_size": 7}
    run = finished(net(), rings(), clock=lambda: float(next(ticks)), time_limit=9.0, **options)
    assert (run.status, run.snapshots[-1].epoch) == ("stopped_at_limit", 5)
    trainer = Trainer(net(), *rings(), TrainingSpec(**options))
    rest = trainer.finish(tuple(trainer.run(run.snapshots[-1])))
    assert digest(rest) == digest_tail(finished(net(), rings(), **options), 6)


def test_only_its_own_computing_counts_against_the_time_of_a_run():
    now = [0.0]

    def clock():
        now[0] += 0.1
        return now[0]

    spec = TrainingSpec(learning_rate=0.3, epochs=8, time_limit=5.0)
    run = []
    for snapshot in Trainer(net(), *rings(), spec, clock=clock).run():
        run.append(snapshot.epoch)
        now[0] += 100.0  # whoever reads it does something else, and so do the others
    assert run == list(range(9))


def digest_tail(run, start):
    """The digest of a run from a snapshot on."""
    return digest(type(run)(run.snapshots[start:], run.network, run.status, None, None))


def test_recording_less_often_keeps_every_nth_snapshot_and_the_last():
    options = {"learning_rate": 0.3, "epochs": 11, "batch_size": 7}
    every, third = train(net(), *rings(), **options), train(net(), *rings(), record_every=3, **options)
    assert third.history.epoch.tolist() == [0, 3, 6, 9, 11]
    assert third.network.parameters.tobytes() == every.network.parameters.tobytes()
    assert third.history.train_loss[1] == every.history.train_loss[3]


def test_the_learning_rate_of_a_snapshot_is_that_of_the_epoch_that_led_to_it():
    options = {"schedule": "step", "schedule_options": {"step_size": 2, "gamma": 0.5}}
    run = train(net(), *rings(), learning_rate=0.8, epochs=5, **options)
    assert run.history.learning_rate.tolist() == [0.8, 0.8, 0.8, 0.4, 0.4, 0.2]


def test_a_schedule_by_batch_moves_on_with_every_step():
    options = {"schedule": "exponential", "schedule_options": {"gamma": 0.5}, "schedule_by": "batch"}
    run = train(net(), *rings(12), learning_rate=0.8, epochs=2, batch_size=4, **options)
    # the rate that stands after 3 and after 6 steps
    assert run.history.learning_rate.tolist() == [0.8, 0.1, 0.0125]


def test_one_cycle_moves_the_momentum_too():
    options = {"schedule": "one_cycle", "schedule_options": {"total_steps": 6}}
    momentum = {"optimizer_options": {"momentum": 0.9}}
    run = train(net(), *rings(), learning_rate=0.3, epochs=5, **options, **momentum)
    settings = [snapshot.continuation.optimizer.settings["momentum"] for snapshot in run.snapshots]
    assert settings[0] == 0.95
    assert min(settings) == pytest.approx(0.85, abs=0.01)


def test_gradient_norms_are_one_for_each_layer_that_learns():
    network = net((2, 4, 4, 1), batch_norm=True, dropout=0.2, residual=True)
    snapshot = train(network, *rings(), epochs=1).snapshots[-1]
    assert snapshot.gradient_norms.shape == (5,)  # dense, norm, dense, norm, dense
    assert snapshot.gradient_norms[0] == pytest.approx(np.linalg.norm(snapshot.gradient[:12]), rel=1e-14)
    total = np.linalg.norm(snapshot.gradient)
    assert np.linalg.norm(snapshot.gradient_norms) == pytest.approx(total, rel=1e-14)


def test_running_numbers_of_batch_normalization_are_learned_on_the_way_and_kept():
    x, y = rings()
    x = x + 10.0
    run = train(net(batch_norm=True), x, y, learning_rate=0.1, epochs=30, batch_size=10)
    assert not np.array_equal(run.snapshots[-1].buffers, run.snapshots[0].buffers)
    last = run.network
    assert last.buffers.tobytes() == run.snapshots[-1].buffers.tobytes()
    loss = last.backward(last.forward(x), y, "bce").loss
    assert run.history.train_loss[-1] == pytest.approx(float(loss), rel=1e-13)


def test_training_changes_neither_the_network_nor_the_data():
    network, (x, y) = net(), rings()
    before = network.parameters.tobytes(), x.tobytes(), y.tobytes()
    train(network, x, y, learning_rate=0.5, epochs=3, batch_size=7)
    assert (network.parameters.tobytes(), x.tobytes(), y.tobytes()) == before


def test_snapshots_are_frozen():
    snapshot = train(net(), *rings(), epochs=1).snapshots[-1]
    for array in (snapshot.parameters, snapshot.gradient, snapshot.buffers):
        with pytest.raises(ValueError, match="read-only"):
            array[...] = 0


def test_a_snapshot_can_be_taken_before_the_run_has_ended():
    run = Trainer(net(), *rings(), TrainingSpec(epochs=1000)).run()
    assert [next(run).epoch for _ in range(3)] == [0, 1, 2]
    # and whoever looks at it still sees floating-point errors
    with pytest.raises(FloatingPointError):
        np.float64(1e308) * np.float64(10)


@pytest.mark.parametrize(
    ("options", "error", "message"),
    [
        ({"epochs": -1}, RangeError, "epochs: got -1, expected a whole number of 0 or more"),
        ({"epochs": 1.5}, RangeError, "epochs: got 1.5"),
        ({"epochs": True}, RangeError, "epochs: got True"),
        ({"batch_size": 0}, RangeError, "batch_size: got 0"),
        ({"record_every": 0}, RangeError, "record_every: got 0"),
        ({"time_limit": 0.0}, RangeError, "time_limit: got 0.0"),
        ({"l2": -1.0}, RangeError, "l2: got -1.0"),
        ({"seed": -3}, RangeError, "seed: got -3"),
        ({"seed": [1, 2]}, ShapeError, "seed: got 2 seeds"),
        ({"loss": "rmse"}, UnknownNameError, "loss: got 'rmse'"),
        ({"loss": get_loss("mse", reduction="none")}, RangeError, "reduction: got none"),
        ({"lr": 0.1}, UnknownNameError, "option of train: got 'lr', expected one of loss, optimizer"),
        (
            {"learning_rate": 0.1, "optimizer_options": {"learning_rate": 0.2}},
            RangeError,
            "learning_rate: got two of them",
        ),
        ({"optimizer": "lion"}, UnknownNameError, "optimizer: got 'lion'"),
        ({"optimizer_options": {"betas": (0.9, 0.99)}}, UnknownNameError, "option of sgd: got 'betas'"),
        ({"learning_rate": -0.1}, RangeError, "learning_rate of sgd: got -0.1"),
        ({"schedule": "linear"}, UnknownNameError, "schedule: got 'linear'"),
        ({"schedule_by": "step"}, UnknownNameError, "schedule_by: got 'step'"),
        ({"schedule": "reduce_on_plateau", "schedule_by": "batch"}, RangeError, "schedule_by: got batch"),
    ],
)
def test_a_wrong_option_is_refused_by_name(options, error, message):
    with pytest.raises(error, match=message):
        train(net(), *XOR, **options)


@pytest.mark.parametrize(
    ("inputs", "targets", "error", "message"),
    [
        ([[0, 0, 0]], [[1]], ShapeError, r"inputs: got \(1, 3\), expected \(n, 2\)"),
        (np.zeros((0, 2)), np.zeros((0, 1)), ShapeError, r"inputs: got \(0, 2\)"),
        ([[0, float("nan")]], [[1]], NotFiniteError, "inputs: got nan"),
        ([[0, 0]], [[1], [0]], ShapeError, r"targets: got \(2, 1\)"),
        ([[0, 0]], [[2]], RangeError, "targets of bce: got 2.0"),
        (np.zeros((3, 1, 2)), np.zeros((3, 1, 1)), ShapeError, "inputs: got"),
    ],
)
def test_data_that_does_not_fit_is_refused_by_name(inputs, targets, error, message):
    with pytest.raises(error, match=message):
        train(net(), inputs, targets)
    with pytest.raises(error, match="validation " + message if "inputs" in message else message):
        train(net(), *XOR, validation=(inputs, targets))


@pytest.mark.parametrize("patience", [0, -1, 2.0])
def test_an_impatient_early_stopping_is_refused(patience):
    with pytest.raises(RangeError, match="patience of early_stopping"):
        EarlyStopping(patience)
    with pytest.raises(RangeError, match="min_delta of early_stopping: got -1"):
        EarlyStopping(3, min_delta=-1.0)


def test_batch_normalization_refuses_a_last_batch_of_one_before_it_starts():
    with pytest.raises(RangeError, match="batch of batch normalization: got 1"):
        train(net(batch_norm=True), *rings(21), batch_size=10)


def test_cost_counts_what_the_layers_multiply():
    network, spec = net((2, 3, 3, 1)), TrainingSpec(epochs=10, batch_size=30)
    # 2·3 + 3·3 + 3·1 = 18 multiply-adds an example; 10 epochs of 100 examples, forward and twice back;
    # 12 looks at 100 + 50 examples at most; 4 steps an epoch
    bill = cost(network, spec, 100, 50)
    assert bill.multiply_adds == 18 * (3 * 100 * 10 + 150 * 12)
    assert bill.steps == 40
    assert bill.work == bill.multiply_adds + 20_000 * 40


def test_going_back_forgets_the_forward_pass_of_where_it_was():
    trainer = Trainer(net(), *rings(30), TrainingSpec(learning_rate=0.5, epochs=5))
    snapshots = list(trainer.run())
    (step,) = trainer.batch_by_batch(snapshots[1])
    assert step.parameters.tobytes() == snapshots[2].parameters.tobytes()
    assert list(trainer.run(snapshots[1]))[-1].parameters.tobytes() == snapshots[-1].parameters.tobytes()


def test_an_epoch_step_by_step_is_the_epoch_of_the_run():
    cosine = {"schedule": "cosine", "schedule_options": {"T_max": 4}}
    spec = TrainingSpec(optimizer="adam", learning_rate=0.03, batch_size=25, epochs=4, seed=3, **cosine)
    trainer = Trainer(net(dropout=0.2), *rings(60), spec)
    snapshots = list(trainer.run())
    for before, after in pairwise(snapshots):
        steps = list(trainer.batch_by_batch(before))
        assert [len(step.examples) for step in steps] == [25, 25, 10]
        assert sorted(np.concatenate([step.examples for step in steps])) == list(range(60))
        assert steps[-1].parameters.tobytes() == after.parameters.tobytes()
        assert steps[-1].gradient.tobytes() == after.gradient.tobytes()
        assert steps[-1].learning_rate == after.learning_rate


def test_the_steps_of_a_family_know_each_members_order():
    family = as_family([net(seed=1), net(seed=2)])
    trainer = Trainer(family, *rings(20), TrainingSpec(batch_size=8, epochs=1, seed=[5, 6]))
    (start,) = islice(trainer.run(), 1)
    steps = list(trainer.batch_by_batch(start))
    assert [step.examples.shape for step in steps] == [(2, 8), (2, 8), (2, 4)]
    orders = np.concatenate([step.examples for step in steps], axis=1)
    assert [order.tolist() for order in orders] == [
        np.random.default_rng(seed).permutation(20).tolist() for seed in (5, 6)
    ]


def test_the_decisions_of_the_latest_look_are_kept():
    inputs, targets = rings(40)
    trainer = Trainer(net(), inputs, targets, TrainingSpec(learning_rate=1.0, epochs=30))
    *_, last = trainer.run()
    yes = last.network.forward(inputs).prediction[:, 0] >= 0.5
    assert trainer.train.decisions.tolist() == yes.tolist()
    assert (yes == targets[:, 0]).mean() == last.train_accuracy
