"""Each field of a training request × each way to get it wrong: refused, pointing at the field."""

import pytest
from pydantic import ValidationError

from panel_kit.specs.data import CSV_LIMITS, MAX_CSV, MAX_EXAMPLES
from panel_kit.specs.limits import MAX_EPOCHS, TABLES
from panels.training.panel import PANEL
from tests.every_case import check_every
from web.edge.problems import invalid

NUMBERS = [True, "1", [], {}, 1e300, -1e300]
WORDS = [None, True, 1, [], {}, "", "SGD", "x" * 5000, "'; drop"]


def at(path, value):
    """A request with the value at ``"dataset.points.0.y"``'s path of objects."""
    *parents, last = path.split(".")
    body = {last: value}
    for parent in reversed(parents):
        body = {parent: body}
    return body


def numbers():
    low_and_high = {
        "validation_share": (-0.01, 0.91),
        "batch_size": (0, MAX_EXAMPLES + 1, 2.5),
        "epochs": (-1, MAX_EPOCHS + 1, 2.5),
        "l1": (-0.1, 10.1),
        "l2": (-0.1, 10.1),
        "dropout": (-0.1, 0.91),
        "seed": (-1, 10_000, 0.5),
        "dataset.samples": (3, MAX_EXAMPLES + 1, 40.5),
        "dataset.noise": (-0.01, 1.01),
        "dataset.seed": (-1, 10_000),
        "dataset.balance": (0.09, 0.91),
        "dataset.factor": (0.09, 0.91),
        "optimizer.learning_rate": (0, -1, 1000.1),
        "optimizer.eps": (0, 1.1),
        "early_stopping.patience": (0, 1.5, MAX_EPOCHS + 1),
        "early_stopping.min_delta": (-1, 10.1),
        "network.seed": (-1, 10_000),
    }
    for path, outside in low_and_high.items():
        for bad in [*NUMBERS, *outside]:
            yield at(path, bad), path
    for path in ("epochs", "l1", "l2", "dropout", "seed", "dataset.seed", "early_stopping.patience"):
        yield at(path, None), path


def words():
    for path in ("loss", "optimizer.name", "schedule.name", "dataset.name", "network.hidden_activation"):
        for bad in WORDS:
            yield at(path, bad), path
    for path in ("dataset", "network", "optimizer", "schedule"):
        for bad in (None, True, 1, "x", []):
            yield at(path, bad), path
        yield at(f"{path}.nonsense", 1), f"{path}.nonsense"
    for bad in (True, 1, "x", []):
        yield at("early_stopping", bad), "early_stopping"
    yield {"nonsense": 1}, "nonsense"


def options_of_another():
    for name, options in {
        "sgd": {"betas": [0.9, 0.99], "alpha": 0.9, "lr_decay": 0.1, "amsgrad": False, "centered": True},
        "adam": {"momentum": 0.9, "nesterov": True, "dampening": 0.1, "initial_accumulator_value": 1.0},
        "adagrad": {"momentum": 0.9, "betas": [0.9, 0.99]},
        "rmsprop": {"dampening": 0.5, "lr_decay": 0.5},
    }.items():
        for option, value in options.items():
            yield {"optimizer": {"name": name, option: value}}, f"optimizer.{option}"
    yield {"optimizer": {"name": "sgd", "nesterov": True}}, "optimizer.nesterov"
    yield {"optimizer": {"betas": [0.9]}}, "optimizer.betas"
    yield {"optimizer": {"betas": [0.9, 1.0]}}, "optimizer.betas"
    for name, options in {
        "constant": {"gamma": 0.5},
        "step": {"T_max": 10},
        "cosine": {"gamma": 0.5},
        "one_cycle": {"patience": 3},
        "reduce_on_plateau": {"total_steps": 3},
    }.items():
        for option, value in options.items():
            yield {"schedule": {"name": name, option: value}}, f"schedule.{option}"
    yield {"schedule": {"name": "one_cycle", "total_steps": 299}}, "schedule.total_steps"
    cycled = {"name": "one_cycle", "cycle_momentum": True}
    yield {"schedule": cycled, "optimizer": {"name": "adagrad"}}, "schedule.cycle_momentum"
    for name, option, value in (("moons", "factor", 0.5), ("circles", "turns", 1.0), ("xor", "classes", 3)):
        yield {"dataset": {"name": name, option: value}}, f"dataset.{option}"
    for name, samples in (("circles", 9), ("sine", 4)):
        yield {"dataset": {"name": name, "samples": samples}}, "dataset.samples"
    yield {"dataset": {"name": "circles", "noise": 0.6}}, "dataset.noise"
    yield {"dataset": {"name": "blobs", "classes": 5}}, "dataset.classes"


def disagreements():
    for name, task in (("sine", "classification"), ("circles", "regression")):
        yield {"dataset": {"name": name, "task": task}}, "dataset.task"
    for given in ({}, {"points": [{"x": [0.0], "y": 1}]}):
        yield {"dataset": {**given, "target": "y"}}, "dataset.target"
    yield {"network": {"layers": [3, 3, 1]}}, "network.layers.0"
    yield {"network": {"layers": [2, 3, 2]}}, "network.layers.2"
    yield {"dataset": {"name": "blobs"}, "network": {"layers": [2, 3, 1]}}, "network.layers.2"
    yield {"loss": "cross_entropy"}, "loss"
    yield {"dataset": {"name": "sine"}, "loss": "bce"}, "loss"
    yield {"dataset": {"name": "blobs"}, "loss": "bce"}, "loss"
    yield {"loss": "bce", "network": {"output_activation": "tanh"}}, "network.output_activation"
    yield {"loss": "mse", "network": {"output_activation": "softmax"}}, "network.output_activation"
    yield (
        {"dataset": {"name": "sine"}, "network": {"output_activation": "sigmoid"}},
        "network.output_activation",
    )
    softmax = {"layers": [2, 3, 1], "activations": ["softmax", "sigmoid"]}
    yield {"network": softmax}, "network.activations.0"
    weights = {"weights": [[[1.0, 1.0, 1.0]]], "biases": [[0.0]], "activations": ["sigmoid"]}
    yield {"network": weights}, "network.layers.0"


def points():
    good = {"x": [0.0, 0.0], "y": 0}
    for bad in [*NUMBERS[:4], None, 1e10]:
        yield {"dataset": {"points": [{"x": [bad, 0.0], "y": 0}]}}, "dataset.points.0.x.0"
        yield {"dataset": {"points": [good, {"x": [0.0, 0.0], "y": bad}]}}, "dataset.points.1.y"
    yield {"dataset": {"points": []}}, "dataset.points"
    yield {"dataset": {"points": [good] * (MAX_EXAMPLES + 1)}}, "dataset.points"
    yield {"dataset": {"points": [good, {"x": [0.0], "y": 0}]}}, "dataset.points.1.x"
    yield {"dataset": {"points": [good, {"x": [0.0] * (TABLES.inputs + 1), "y": 0}]}}, "dataset.points.1.x"
    yield {"dataset": {"points": [{"x": [0.0], "y": 0.5}]}}, "dataset.points.0.y"
    yield {"dataset": {"points": [{"x": [0.0], "y": -1}]}}, "dataset.points.0.y"
    yield {"dataset": {"points": [{"x": [0.0], "y": 2}], "classes": 2}}, "dataset.points.0.y"
    yield {"dataset": {"points": [{"x": [0.0]}]}}, "dataset.points.0.y"
    yield {"dataset": {"points": [good], "csv": "a,b\n1,2"}}, "dataset.csv"
    yield {"dataset": {"points": [good]}, "validation_share": 0.5}, "validation_share"


def tables():
    for text in ("", "a,b\n1", "a,b\n1,x\n2,y\n1.2.3,x", "1,2\n3", 'a,"b\n1,2', "a,b\n1,\x00", "a,,b\n1,2,3"):
        yield {"dataset": {"csv": text}}, "dataset.csv"
    yield {"dataset": {"csv": "0,1\n" * (MAX_EXAMPLES + 1)}}, "dataset.csv"
    yield {"dataset": {"csv": " " * (MAX_CSV + 1)}}, "dataset.csv"
    yield {"dataset": {"csv": ",".join("0" * (CSV_LIMITS.columns + 1))}}, "dataset.csv"
    yield {"dataset": {"csv": "a,b\n1,2\n2,3", "target": "c"}}, "dataset.target"
    yield {"dataset": {"csv": "a,b\n1,2\n2,3", "task": "guessing"}}, "dataset.task"


FAMILIES = [numbers, words, options_of_another, disagreements, points, tables]


def test_there_are_as_many_cases_as_it_takes_to_mean_something():
    assert sum(len(list(family())) for family in FAMILIES) >= 280


@pytest.mark.parametrize("family", FAMILIES)
def test_a_bad_field_is_named_with_what_came_and_what_is_allowed(family):
    def refused(body, path):
        with pytest.raises(ValidationError) as caught:
            PANEL.request.model_validate(body)
        errors = invalid(caught.value).body["errors"]
        assert "/" + path.replace(".", "/") in [error["pointer"] for error in errors]
        assert all("allowed: " in error["message"] for error in errors)

    check_every(((f"{case[1]}: {str(case[0])[:200]}", case) for case in family()), refused)


def test_a_mistake_in_a_table_is_named_with_line_and_column():
    with pytest.raises(ValidationError) as caught:
        PANEL.request.model_validate({"dataset": {"csv": "a,b,y\n1,2,no\n1,two,yes\n"}})
    assert "line 3, column 2 (b): got 'two'" in invalid(caught.value).body["detail"]


@pytest.mark.parametrize(
    "body",
    [
        {"epochs": MAX_EPOCHS},
        {"epochs": 0},
        {"batch_size": MAX_EXAMPLES, "epochs": 1},
        {"dataset": {"samples": MAX_EXAMPLES}, "epochs": 1},
        {"dataset": {"csv": "0,1\n0,0\n" * (MAX_EXAMPLES // 2)}, "epochs": 1},
        {"dataset": {"points": [{"x": [0.0] * 16, "y": 9}] * MAX_EXAMPLES}, "epochs": 1},
        {"network": {"layers": [2, 16, 16, 16, 16, 1]}, "epochs": 1},
        {"schedule": {"name": "one_cycle", "total_steps": 300}},
        {"optimizer": {"learning_rate": None}},
        {"seed": 9999, "dropout": 0.9, "l1": 10, "l2": 10, "validation_share": 0.9},
    ],
)
def test_the_limits_themselves_are_allowed(body):
    PANEL.request.model_validate(body)


def test_a_run_that_costs_too_much_is_refused_with_what_would_fit():
    body = {"epochs": 5000, "batch_size": 1, "dataset": {"samples": 100}}
    with pytest.raises(ValidationError) as caught:
        PANEL.request.model_validate(body)
    message = invalid(caught.value).body["errors"][0]["message"]
    assert message.startswith("got 5000, which would cost")
    fits = int(message.split("about ")[1].split()[0])
    PANEL.request.model_validate({**body, "epochs": fits})
    with pytest.raises(ValidationError):
        PANEL.request.model_validate({**body, "epochs": fits + 10})
