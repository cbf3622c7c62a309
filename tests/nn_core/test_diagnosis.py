"""Diagnosis: runs built to show each problem, healthy runs that show none, and fixes that help."""

from dataclasses import replace

import numpy as np
import pytest

from nn_core import EarlyStopping, Network, Trainer, TrainingSpec
from nn_core.datasets import make_dataset
from nn_core.diagnosis import PROBLEMS, RunRecord, diagnose, record_run
from nn_core.diagnosis.finding import written
from nn_core.diagnosis.progress import hardly_moves, still_falling
from nn_core.diagnosis.record import constant_loss
from nn_core.diagnosis.snapshots import looked_at
from nn_core.errors import ShapeError
from nn_core.losses import get_loss
from tests.nn_core.diagnosis_runs import HEALTHY, SEEDS, SICK, XOR, build, circles, healthy_run, sick_run


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("name", HEALTHY)
def test_a_healthy_run_has_no_findings(name, seed):
    record = healthy_run(name, seed)
    assert record.learned
    assert diagnose(record) == ()


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("name", SICK)
def test_a_run_built_to_show_a_problem_shows_it_first(name, seed):
    problem, field, _ = SICK[name]
    finding = diagnose(sick_run(name, seed))[0]
    assert (finding.problem, finding.fix.field) == (problem, field)
    assert finding.sentence.endswith(".")
    assert finding.fix.sentence.endswith(".")
    assert all(np.isfinite(number) for number in finding.evidence.values())


def test_every_problem_has_a_run_that_shows_it():
    assert {problem for problem, _, _ in SICK.values()} == set(PROBLEMS)


CURES = {
    "optimizer.learning_rate": lambda value: {"learning_rate": value},
    "network.hidden_activation": lambda value: {"hidden_activation": value},
    "network.output_activation": lambda value: {"output_activation": value},
    "network.initializer": lambda value: {"initializer": value, "stretch": 1.0},
    "network.hidden": lambda value: {"sizes": [2, *value, 1]},
    "epochs": lambda value: {"epochs": value},
    "l2": lambda value: {"l2": value},
}


@pytest.mark.parametrize("name", [name for name, (_, field, _) in SICK.items() if field in CURES])
def test_the_fix_lowers_the_loss(name):
    _, _, case = SICK[name]
    for seed in SEEDS:
        record = sick_run(name, seed)
        fix = diagnose(record)[0].fix
        better = build(case, seed, **CURES[fix.field](fix.value))
        assert better.diverged_at is None
        assert better.train_loss[-1] < 0.9 * record.train_loss[-1]


def test_stopping_at_the_epoch_named_would_have_predicted_better():
    for seed in SEEDS:
        record = sick_run("many units on few noisy points", seed)
        evidence = diagnose(record)[0].evidence
        assert record.validation_loss[evidence["best_epoch"]] == evidence["best_validation_loss"]
        assert evidence["best_validation_loss"] == record.validation_loss.min() < record.validation_loss[-1]
        assert evidence["last_train_loss"] < evidence["train_loss_then"]


def test_a_run_that_stopped_early_is_not_told_to_stop_early():
    case = SICK["many units on few noisy points"][2]
    assert diagnose(build(case, 0, early_stopping=EarlyStopping(patience=30))) == ()


def test_a_record_of_few_snapshots_leads_to_the_same_finding():
    # The best epoch is then one of those recorded.
    record = build(SICK["many units on few noisy points"][2], 0, record_every=7)
    (finding,) = diagnose(record)
    assert finding.problem == "overfitting"
    assert finding.evidence["best_epoch"] % 7 == 0
    assert record.loss_epochs[:3].tolist() == [0, 7, 14]


def test_a_record_holds_only_what_was_finite_and_at_most_twenty_snapshots():
    record = sick_run("a rate that leaves the finite numbers", 0)
    assert record.diverged_at is not None
    assert np.isfinite(record.snapshots).all()
    assert np.isfinite(record.train_loss).all()
    long = healthy_run("xor", 0)
    assert len(long.snapshots) == 20
    assert (long.snapshot_epochs[0], long.snapshot_epochs[-1]) == (0, 2000)


def test_a_family_is_refused():
    network = Network.create([2, 3, 1], rng=np.random.default_rng(0))
    family = network.with_parameters(np.stack([network.parameters] * 2))
    spec = TrainingSpec(epochs=2)
    trainer = Trainer(family, *XOR, spec)
    with pytest.raises(ShapeError, match=r"parameters: got \(2, 13\), expected one network, no family"):
        record_run(trainer.finish(tuple(trainer.run())), spec, *XOR)


def test_steps_are_named_even_where_the_layer_after_them_learns():
    # Random steps are features that the output can learn from: the loss falls, and their weights never move.
    data = make_dataset("moons", samples=200, seed=0)
    case = SICK["hidden units that are steps"][2] | {"sizes": [2, 60, 1]}
    record = build(case, 0, data=(data.inputs, data.targets))
    assert record.learned
    assert [finding.problem for finding in diagnose(record)] == ["no_slope"]
    first, last = (record.network.with_parameters(theta) for theta in record.snapshots[[0, -1]])
    assert (first.weights[0] == last.weights[0]).all()
    assert (first.weights[1] != last.weights[1]).any()


def test_dead_units_are_counted_by_their_slopes():
    # By hand: with W = −1, b = −1 and x ≥ 0, z < 0 on every example: both units are dead from the start.
    network = Network.from_weights(
        [[[-1.0], [-1.0], [1.0]], [[1.0, 1.0, 1.0]]], [[-1.0, -1.0, 0.5], [0.0]], ["relu", "sigmoid"]
    )
    X, y = np.array([[0.0], [1.0], [2.0]]), np.array([[1.0], [0.0], [1.0]])
    record = RunRecord(
        network=network,
        snapshot_epochs=(0, 5),
        snapshots=np.stack([network.parameters] * 2),
        inputs=X,
        targets=y,
        loss=get_loss("bce"),
        loss_epochs=np.arange(6),
        train_loss=np.full(6, 0.7),
        validation_loss=None,
        learning_rate=0.1,
        epochs=5,
    )
    (finding,) = diagnose(record)
    assert finding.problem == "dead_units"
    assert {key: finding.evidence[key] for key in ("layer", "dead", "units", "since_epoch")} == {
        "layer": 1,
        "dead": 2,
        "units": 3,
        "since_epoch": 0,
    }


def test_the_curvatures_of_a_linear_neuron_are_the_hand_worked_ones():
    # L = mean (w x + b − y)² over x = −2, 2: Hessian 2 · diag(mean x², 1) = diag(8, 2).
    # With w = 1, b = 4, y = 0: gradient (8, 8), so the curvature along it is (8 + 2) / 2 = 5.
    network = Network.from_weights([[[1.0]]], [[4.0]], ["linear"])
    record = record_before_training(network, np.array([[-2.0], [2.0]]), np.zeros((2, 1)))
    np.testing.assert_allclose(record.gradient, [8.0, 8.0], rtol=1e-12)
    np.testing.assert_allclose(record.eigenvalues, [2.0, 8.0], rtol=1e-7)
    assert record.curvature == pytest.approx(5.0, rel=1e-7)
    assert record.sharpness == pytest.approx(8.0, rel=1e-7)


def random_record(examples, sizes):
    """A network before training, with a target that has nothing to do with its inputs."""
    rng = np.random.default_rng(7)
    network = Network.create(sizes, rng=rng, output_activation="linear")
    inputs, targets = (rng.normal(size=(examples, size)) for size in (sizes[0], sizes[-1]))
    return record_before_training(network, inputs, targets)


def record_before_training(network, inputs, targets):
    return RunRecord(
        network=network,
        snapshot_epochs=(0,),
        snapshots=network.parameters[np.newaxis],
        inputs=inputs,
        targets=targets,
        loss=get_loss("mse"),
        loss_epochs=np.arange(1),
        train_loss=np.ones(1),
        validation_loss=None,
        learning_rate=0.1,
        epochs=0,
    )


def test_all_curvatures_are_the_same_however_few_are_worked_out_at_once(monkeypatch):
    together = random_record(50, [2, 5, 4, 1]).eigenvalues
    monkeypatch.setattr("nn_core.diagnosis.record.MEASURED_AT_ONCE", 1)
    np.testing.assert_allclose(random_record(50, [2, 5, 4, 1]).eigenvalues, together, rtol=1e-9, atol=1e-12)


def test_snapshots_tell_the_same_however_few_are_looked_at_at_once(monkeypatch):
    rng = np.random.default_rng(3)
    network = Network.create([2, 5, 4, 1], rng=rng)
    inputs, targets = rng.normal(size=(6, 2)), rng.normal(size=(6, 1))
    asked = (network, rng.normal(size=(7, network.parameter_count)), inputs, targets, get_loss("mse"))
    together = looked_at(*asked)
    monkeypatch.setattr("nn_core.diagnosis.snapshots.MEASURED_AT_ONCE", 1)
    apart = looked_at(*asked)
    np.testing.assert_allclose(apart.gradients, together.gradients, rtol=1e-12)
    assert [each.number for each in together.hidden] == [1, 2]
    for one, other in zip(apart.hidden, together.hidden, strict=True):
        np.testing.assert_allclose(one.slopes, other.slopes, rtol=1e-12)


@pytest.mark.parametrize("say", [hardly_moves, still_falling])
def test_a_share_of_the_loss_says_of_what(say):
    sentence = say(random_record(50, [2, 5, 4, 1]), {"loss_share": 0.6, "fall_in_last_third": 0.12}).sentence
    assert "of what the best constant answer costs is left, and 12" in sentence
    assert "% of that cost went in the last third of the epochs" in sentence


@pytest.mark.parametrize(("examples", "sizes"), [(5, [2, 100, 1]), (5000, [2, 20, 1])])
def test_where_it_would_take_long_no_curvatures_are_measured_and_none_are_spoken_of(examples, sizes):
    record = random_record(examples, sizes)
    assert record.eigenvalues is None
    finding = hardly_moves(record, {"loss_share": 1.0, "fall_in_last_third": 0.0})
    assert "curves up" not in finding.sentence
    assert "nothing measured here tells" in finding.sentence


def test_curvatures_are_measured_however_large_the_weights_and_left_out_where_there_are_none():
    # The squared error of a linear neuron curves alike everywhere
    plain = random_record(5, [2, 1])
    with np.errstate(all="ignore"):  # the squares do not fit, the slopes do
        for size in (1e160, 1e300):
            far = replace(plain, snapshots=np.full((1, 3), size))
            np.testing.assert_allclose(far.eigenvalues, plain.eigenvalues, rtol=1e-6)
        assert replace(plain, snapshots=np.full((1, 3), 1.7e308)).eigenvalues is None


# By hand: bce of half ones ln 2; of 1 in 4, −¼ ln ¼ − ¾ ln ¾; mse of 0, 2 about 1: 1;
# mae of 0, 0, 3 about 0: 1; three equal classes ln 3.
@pytest.mark.parametrize(
    ("loss", "targets", "value"),
    [
        ("bce", [[0.0], [1.0]], np.log(2.0)),
        ("bce_with_logits", [[0.0], [0.0], [0.0], [1.0]], -0.25 * np.log(0.25) - 0.75 * np.log(0.75)),
        ("mse", [[0.0], [2.0]], 1.0),
        ("mae", [[0.0], [0.0], [3.0]], 1.0),
        ("cross_entropy", np.eye(3), np.log(3.0)),
    ],
)
def test_the_baseline_is_the_best_constant_prediction(loss, targets, value):
    assert constant_loss(get_loss(loss), np.array(targets)) == pytest.approx(value, rel=1e-12)


def test_a_finding_is_frozen():
    finding = diagnose(sick_run("equal first weights", 0))[0]
    with pytest.raises(TypeError):
        finding.evidence["loss_share"] = 0.0
    with pytest.raises(AttributeError):
        finding.problem = "none"


def test_a_history_of_every_epoch_beside_a_few_snapshots_is_read_as_the_whole_run():
    data = circles(80, 0)
    network = Network.create([2, 4, 1], rng=np.random.default_rng(0))
    spec = TrainingSpec(learning_rate=0.01, epochs=60)
    trainer = Trainer(network, *data, spec)
    whole = trainer.finish(tuple(trainer.run()))
    some = replace(whole, snapshots=whole.snapshots[::20])
    thin, full = record_run(some, spec, *data, history=whole.history), record_run(whole, spec, *data)
    assert thin.train_loss.tolist() == full.train_loss.tolist()
    assert thin.snapshot_epochs == (0, 20, 40, 60)


def test_a_start_at_zero_of_the_output_layer_does_not_look_like_a_vanishing_gradient():
    data = circles(80, 0)
    start = Network.create([2, 4, 4, 1], rng=np.random.default_rng(0))
    theta = start.parameters.copy()
    theta[-5:-1] = 0.0
    for network, epochs in ((start.with_parameters(theta), 40), (start, 40)):
        spec = TrainingSpec(learning_rate=0.001, epochs=epochs)
        trainer = Trainer(network, *data, spec)
        record = record_run(trainer.finish(tuple(trainer.run())), spec, *data)
        assert 0.05 < record.gradient_flow < 20.0


@pytest.mark.parametrize(
    ("value", "words"),
    [(57412.0, "57400"), (0.031, "0.031"), (2.5132e7, "2.51·10⁷"), (-3.21e-5, "−3.21·10⁻⁵"), (0.0, "0")],
)
def test_a_number_in_a_sentence_is_written_as_people_write_it(value, words):
    assert written(value) == words
