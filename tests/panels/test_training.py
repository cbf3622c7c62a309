"""The training panel: figures, laws of training, and what it says about runs that fail."""

import math

import numpy as np
import orjson
import pytest

from nn_core import Network, train
from nn_core.datasets import make_dataset, split
from panel_kit.runs.changes import changed
from panel_kit.specs.limits import LIMITS
from panels.training.panel import PANEL
from tests.panels.reading import ask, ask_preset, column, table_of
from tests.panels.states import random_request

SGD = {"name": "sgd", "learning_rate": 0.5}
XOR = {"dataset": {"name": "xor"}}


def bytes_of(fields):
    return orjson.dumps(ask(PANEL, fields), option=orjson.OPT_SERIALIZE_NUMPY)


# Figures


def test_before_training_a_network_knows_nothing():
    history = ask(PANEL, {"epochs": 0}).history
    # ln 2, and half of a balanced set
    assert history.train_loss.tolist() == pytest.approx([math.log(2)], abs=1e-15)
    assert f"{history.train_loss[0]:.4f}" == f"{history.validation_loss[0]:.4f}" == "0.6931"
    assert history.train_accuracy.tolist() == history.validation_accuracy.tolist() == [0.5]


@pytest.mark.parametrize("classes", [3, 4])
def test_before_training_several_classes_are_all_as_likely(classes):
    result = ask(PANEL, {"dataset": {"name": "blobs", "classes": classes}, "epochs": 0})
    assert result.history.train_loss[0] == pytest.approx(math.log(classes), abs=1e-15)


def test_the_default_run_closes_the_circle():
    result = ask(PANEL)
    assert result.network.layers == [2, 3, 3, 1]
    assert len(result.data.inputs) == 200
    assert result.data.split.count("validation") == 50
    assert result.history.epoch.tolist() == result.snapshots.epoch.tolist() == list(range(301))
    assert result.final.train_accuracy == 1.0
    assert result.status == "completed"
    assert result.diagnosis == []


def test_the_truth_table_of_xor_is_learned_whole():
    result = ask(PANEL, XOR)
    assert result.data.inputs.tolist() == [[0, 0], [0, 1], [1, 0], [1, 1]]
    assert set(result.data.split) == {"training"}
    assert result.final.validation_loss is None
    assert result.confusion.training.tolist() == [[2, 0], [0, 2]]


TOO_HIGH, REAL = "rate too high", "tumors"


@pytest.mark.parametrize(
    "preset", [preset.name for preset in PANEL.presets if preset.name not in (TOO_HIGH, REAL)]
)
def test_every_preset_learns(preset):
    result = ask_preset(PANEL, preset)
    assert result.final.train_loss < 0.2 * result.history.train_loss[0]
    assert result.final.train_accuracy is None or result.final.train_accuracy >= 0.97


# The numbers are those of the engine, by a way of their own


def test_the_default_run_is_the_engines():
    data = make_dataset("circles", seed=0)
    parts = split(data, 0.25, rng=np.random.default_rng([1, 0]))
    start = Network.create([2, 3, 3, 1], rng=np.random.default_rng(0)).parameters.copy()
    start[-4:] = 0.0
    network = Network.create([2, 3, 3, 1], rng=np.random.default_rng(0)).with_parameters(start)
    run = train(
        network,
        parts.training.inputs,
        parts.training.targets,
        validation=(parts.validation.inputs, parts.validation.targets),
        optimizer="adam",
        learning_rate=0.03,
        epochs=300,
    )
    result = ask(PANEL)
    assert result.history.train_loss.tolist() == run.history.train_loss.tolist()
    assert result.history.validation_loss.tolist() == run.history.validation_loss.tolist()
    assert result.snapshots.parameters.tolist() == [s.parameters.tolist() for s in run.snapshots]


def test_confusion_counts_every_decision_of_every_snapshot():
    result = ask(PANEL, {"dataset": {"name": "blobs"}, "epochs": 40})
    training = np.array(result.data.split) == "training"
    labels = result.data.targets.argmax(axis=1)
    network = Network.create([2, 3, 3, 3], rng=np.random.default_rng(0))
    for row in (0, 7, 40):
        answers = (
            network.with_parameters(result.snapshots.parameters[row]).forward(result.data.inputs).prediction
        )
        taken = answers.argmax(axis=1)
        for part, cube in (
            (training, result.snapshots.confusion),
            (~training, result.snapshots.validation_confusion),
        ):
            counts = [[int(((labels == t) & (taken == d) & part).sum()) for d in range(3)] for t in range(3)]
            assert cube[row].tolist() == counts
    assert result.snapshots.confusion[-1].tolist() == result.confusion.training.tolist()


def test_accuracy_is_the_diagonal_of_the_confusion():
    result = ask(PANEL)
    shares = result.snapshots.confusion.trace(axis1=1, axis2=2) / 150
    assert shares == pytest.approx(result.history.train_accuracy)


# Laws


@pytest.mark.parametrize("seed", range(5))
def test_the_same_request_gives_the_same_bytes(seed):
    fields = random_request("training", np.random.default_rng(seed))
    assert bytes_of(fields) == bytes_of(fields)


def test_two_half_runs_are_one_run():
    whole = ask(PANEL, {"optimizer": SGD, "epochs": 100})
    half = ask(PANEL, {"optimizer": SGD, "epochs": 50})
    network = {
        "weights": [W.tolist() for W in half.network.weights],
        "biases": [b.tolist() for b in half.network.biases],
    }
    rest = ask(
        PANEL,
        {"optimizer": SGD, "epochs": 50, "network": {**network, "activations": half.network.activations}},
    )
    assert whole.history.train_loss[50:].tolist() == rest.history.train_loss.tolist()
    assert whole.network.weights[0].tolist() == rest.network.weights[0].tolist()


def test_seeds_of_data_of_weights_and_of_chance_are_three():
    changes = [{"dataset": {"seed": 1}}, {"network": {"seed": 1}}, {"seed": 1}]
    plain, data, weights, chance = (ask(PANEL, {"epochs": 2, "batch_size": 30, **c}) for c in [{}, *changes])
    assert (plain.data.inputs != data.data.inputs).any()
    assert (plain.data.inputs == weights.data.inputs).all()
    assert (plain.snapshots.parameters[0] != weights.snapshots.parameters[0]).any()
    assert (plain.snapshots.parameters[0] == chance.snapshots.parameters[0]).all()
    assert plain.data.split != chance.data.split


def norm(result):
    return sum(float((W * W).sum()) for W in result.network.weights)


@pytest.mark.parametrize("price", ["l1", "l2"])
def test_a_higher_price_makes_smaller_weights(price):
    sizes = [norm(ask(PANEL, {"optimizer": SGD, price: value})) for value in (0.0, 0.003, 0.03)]
    assert sizes[0] > sizes[1] > sizes[2]


@pytest.mark.parametrize(
    "nothing",
    [
        {"dropout": 0.0},
        {"l1": 0.0, "l2": 0.0},
        {"schedule": {"name": "constant"}},
        {"schedule": {"name": "step", "gamma": 1.0}},
        {"batch_size": 1000},
        {"optimizer": {"name": "adam", "learning_rate": 0.03, "betas": [0.9, 0.999], "eps": 1e-8}},
        {"network": {"layers": [2, 3, 3, 1], "output_activation": "sigmoid"}},
        {"loss": "bce"},
        {"validation_share": 0.25},
        {"early_stopping": {"patience": 5000}},
    ],
)
def test_what_says_nothing_new_changes_nothing(nothing):
    plain, other = (ask(PANEL, {"epochs": 30, **fields}) for fields in ({}, nothing))
    assert plain.history.train_loss.tolist() == other.history.train_loss.tolist()


def test_what_is_left_out_fits_the_data():
    for data, layers, output, loss in (
        ({"name": "blobs", "classes": 4}, [2, 3, 3, 4], "softmax", "cross_entropy"),
        ({"name": "sine"}, [1, 3, 3, 1], "linear", "mse"),
        (
            {"points": [{"x": [1, 2, 3], "y": 2}, {"x": [0, 0, 1], "y": 0}]},
            [3, 3, 3, 3],
            "softmax",
            "cross_entropy",
        ),
    ):
        request = PANEL.request.model_validate({"dataset": data, "epochs": 1})
        assert (request.network.layers, request.loss) == (layers, loss)
        assert request.network.layer_activations[-1] == output
        assert (
            ask(PANEL, request.model_dump()).history.train_loss[-1]
            == PANEL.compute(request).history.train_loss[-1]
        )


def test_the_settings_say_what_was_left_open():
    fields = {"optimizer": {"name": "sgd", "learning_rate": None}, "schedule": {"name": "step"}}
    settings = ask(PANEL, fields).settings
    nothing = {"momentum": 0.0, "dampening": 0.0, "weight_decay": 0.0, "nesterov": False}
    assert settings.optimizer == {"name": "sgd", "learning_rate": 0.001, **nothing}
    assert settings.schedule == {"name": "step", "step_size": 100, "gamma": 0.1}
    assert (settings.loss, settings.layers, settings.batch_size) == ("bce", [2, 3, 3, 1], 150)


def test_a_csv_text_is_learned_as_the_same_points_are():
    text = "a,b,kind\n0,0,no\n0,1,yes\n1,0,yes\n1,1,no\n"
    by_text = ask(PANEL, {"dataset": {"csv": text}})
    assert by_text.data.class_names == ["no", "yes"]
    assert by_text.data.input_names == ["a", "b"]
    assert by_text.history.train_loss.tolist() == ask(PANEL, XOR).history.train_loss.tolist()


def test_standardized_inputs_have_mean_0_and_deviation_1_over_the_training_examples():
    result = ask(PANEL, {"dataset": {"name": "moons", "standardize": True}, "epochs": 1})
    training = result.data.inputs[np.array(result.data.split) == "training"]
    assert training.mean(axis=0) == pytest.approx([0, 0], abs=1e-12)
    assert training.std(axis=0) == pytest.approx([1, 1], abs=1e-12)
    raw = ask(PANEL, {"dataset": {"name": "moons"}, "epochs": 1})
    mean, std = result.data.scaling.mean, result.data.scaling.std
    assert raw.data.inputs == pytest.approx(result.data.inputs * std + mean)
    assert result.data.low == pytest.approx((raw.data.low - mean) / std)


# Time


def test_long_runs_keep_a_bounded_number_of_snapshots_and_every_row():
    for fields in ({"epochs": 5000}, {"epochs": 600, "network": {"layers": [2, 16, 16, 16, 1]}}):
        result = ask(PANEL, {**fields, **XOR})
        epochs = result.snapshots.epoch
        assert len(result.history.epoch) == fields["epochs"] + 1
        assert len(epochs) <= LIMITS.snapshots + 2
        size = result.network.parameter_count
        assert result.snapshots.parameters.size <= LIMITS.snapshot_numbers + 2 * size
        assert (epochs[0], epochs[-1]) == (0, fields["epochs"])
        assert len(set(np.diff(epochs)[:-1])) == 1


def test_a_5000_epoch_run_stays_small():
    assert len(bytes_of({"epochs": 5000})) < 1_000_000


def test_the_last_snapshot_is_the_network_that_the_run_leaves():
    result = ask(PANEL, {"epochs": 777})
    theta = np.concatenate(
        [np.append(W.ravel(), b) for W, b in zip(result.network.weights, result.network.biases, strict=True)]
    )
    assert result.snapshots.parameters[-1].tolist() == theta.tolist()


def test_early_stopping_gives_the_best_network_back():
    result = ask(PANEL, {"early_stopping": {"patience": 10}, "epochs": 1000, "dataset": {"noise": 0.2}})
    history = result.history
    assert result.status == "early_stopped"
    assert history.epoch[-1] == result.best_epoch + 10
    assert result.final.epoch == result.best_epoch == int(np.argmin(history.validation_loss))
    assert result.final.validation_loss == history.validation_loss.min()
    assert f"epoch {result.best_epoch}" in result.sentence


def test_a_run_that_diverges_ends_with_gaps_and_a_finding():
    fields = {
        "dataset": {"name": "sine"},
        "network": {"hidden_activation": "relu"},
        "optimizer": {**SGD, "learning_rate": 900},
    }
    result = ask(PANEL, fields)
    assert result.status == "diverged"
    assert np.isnan(result.history.train_loss[result.diverged_at])
    assert np.isfinite(result.history.train_loss[: result.diverged_at]).all()
    assert [finding.problem for finding in result.diagnosis] == ["divergence"]
    assert np.isfinite(result.network.weights[0]).all()
    assert f"epoch {result.diverged_at}" in result.sentence


def test_a_network_that_overflows_before_the_first_step_is_a_result_too():
    network = {
        "weights": [[[1e300]], [[1e300]]],
        "biases": [[0.0], [0.0]],
        "activations": ["linear", "linear"],
    }
    result = ask(PANEL, {"dataset": {"name": "sine"}, "network": network})
    assert (result.status, result.diverged_at, result.final.train_loss) == ("diverged", 0, None)
    assert b"NaN" not in bytes_of({"dataset": {"name": "sine"}, "network": network})


# Diagnosis

FAILING = {
    "divergence": {
        "dataset": {"name": "sine"},
        "network": {"hidden_activation": "relu"},
        "optimizer": {**SGD, "learning_rate": 900},
    },
    "plateau": {"optimizer": {**SGD, "learning_rate": 0.001}},
    "plateau of zeros": {"network": {"initializer": "zeros"}},
    "underfitting": {"epochs": 25},
    "overfitting": {
        "dataset": {"noise": 0.3, "samples": 60},
        "network": {"layers": [2, 16, 16, 1]},
        "epochs": 800,
    },
}


@pytest.mark.parametrize("name", FAILING)
def test_each_finding_has_a_change_that_the_api_accepts_and_that_helps(name):
    before = ask(PANEL, FAILING[name])
    finding = before.diagnosis[0]
    assert finding.problem == name.split()[0]
    fields = PANEL.request.model_validate(FAILING[name]).model_dump(mode="json")
    assert finding.fix.change
    for path, value in finding.fix.change.items():
        *parents, last = path.split(".")
        inside = fields
        for parent in parents:
            inside = inside[parent]
        inside[last] = value
    after = ask(PANEL, fields)
    if name == "overfitting":
        assert after.final.validation_loss < before.final.validation_loss
    else:
        assert after.final.train_loss < (before.final.train_loss or np.inf)


@pytest.mark.parametrize("seed", range(6))
def test_every_change_that_is_offered_is_accepted_and_changes_something(seed):
    rng, offered = np.random.default_rng(seed), 0
    for _ in range(12):
        fields = random_request("training", rng)
        fields["optimizer"]["learning_rate"] = float(10 ** rng.uniform(-3, 2))
        request = PANEL.request.model_validate(fields)
        for finding in PANEL.compute(request).diagnosis:
            if finding.fix.change is None:
                continue
            other = PANEL.request.model_validate(changed(request, finding.fix.change))
            assert other.model_dump() != request.model_dump()
            offered += 1
    assert offered >= 3


@pytest.mark.parametrize("seed", range(20))
def test_a_request_with_every_field_named_is_the_same_request(seed):
    request = PANEL.request.model_validate(random_request("training", np.random.default_rng(seed)))
    again = PANEL.request.model_validate(request.model_dump(mode="json"))
    assert again.model_dump() == request.model_dump()
    assert again.setup.network.parameters.tobytes() == request.setup.network.parameters.tobytes()


def test_a_start_at_zero_is_not_taken_for_a_vanishing_gradient():
    finding = ask(PANEL, {"optimizer": {**SGD, "learning_rate": 0.001}}).diagnosis[0]
    assert finding.fix.field == "optimizer.learning_rate"


# Page and table


def test_the_table_holds_the_first_the_last_and_some_between():
    shown = table_of(PANEL, {"epochs": 500})
    epochs = column(shown, "epoch")
    assert (epochs[0], epochs[-1]) == (0, 500)
    assert len(epochs) <= 62
    losses = ask(PANEL, {"epochs": 500}).history.train_loss
    assert column(shown, "training loss") == losses[epochs].tolist()


def test_a_page_opens_before_training():
    opened = ask(PANEL, PANEL.opening({"epochs": 4000, "batch_size": 20}))
    assert opened.history.epoch.tolist() == [0]
    assert opened.sentence.startswith("Not trained yet.")


def test_the_rate_is_too_high_for_almost_all_first_weights_and_a_tenth_of_it_is_not():
    (preset,) = [preset.request for preset in PANEL.presets if preset.name == TOO_HIGH]
    # Of 60 seeds 58 or 59 oscillated, by the processor: so wild a run may settle by luck. Here are 20
    unsettled = []
    for seed in range(20):
        result = ask(PANEL, {**preset, "network": {"seed": seed}})
        is_found = "oscillation" in [finding.problem for finding in result.diagnosis]
        rises = (np.diff(result.history.train_loss[-150:]) > 0).mean()
        unsettled.append(bool(is_found and rises > 0.2))
    assert unsettled[0]  # what the preset opens with
    assert sum(unsettled) >= 18, unsettled
    lower = ask(PANEL, {"optimizer": {**preset["optimizer"], "learning_rate": 1.0}})
    assert lower.final.train_loss < 0.1


def test_two_measurements_tell_most_tumors_apart():
    result = ask_preset(PANEL, REAL)
    assert result.settings.parameter_count == 25
    assert result.history.train_loss[0] == pytest.approx(math.log(2))
    assert result.final.train_loss < 0.5 * math.log(2)
    assert min(result.final.train_accuracy, result.final.validation_accuracy) > 0.85
