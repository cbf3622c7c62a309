"""Every fix that is offered helps, and no verdict says more than what holds ten times longer."""

import re
from unittest.mock import patch

import numpy as np
import pytest

from panel_kit.runs import tries
from panel_kit.runs.cost import WORK_A_SECOND
from panel_kit.runs.tries import MOST_WORK, TOO_DEAR
from panels.training.panel import PANEL
from panels.training.saved_states import SAVED_STATES
from tests.panels.reading import ask, without_fixes

CHUNKS, RUNS = 8, 32
SHAPES = ("circles", "moons", "quadrants", "linear", "spirals", "xor", "blobs")
CURVES = ("sine", "step", "quadratic")
ABSOLUTE = re.compile(r"\b(cannot|never|no direction|forever|for ever|impossible|no better|by heart)\b")


def drawn(rng):
    """A run of any kind: data, their scale, network, rate, length."""
    is_curve = rng.random() < 0.3
    name = str(rng.choice(CURVES if is_curve else SHAPES))
    data = PANEL.request.model_validate(
        {"dataset": {"name": name, "samples": 24, "noise": 0.1}}
    ).dataset.dataset
    scale, shift = 10 ** rng.choice([0.0, 0.0, 0.0, -3.0, 2.0]), rng.choice([0.0, 0.0, 3.0])
    size = 10 ** rng.choice([0.0, 0.0, 1.0, 3.0]) if is_curve else 1.0
    targets = (size * data.targets[:, 0]).tolist() if is_curve else data.labels.tolist()
    inputs = (scale * (data.inputs + shift)).tolist()
    task = "regression" if is_curve else "classification"
    return {
        "dataset": {"points": [{"x": x, "y": y} for x, y in zip(inputs, targets, strict=True)], "task": task},
        "network": {
            "hidden": rng.integers(1, 7, size=rng.integers(0, 3)).tolist(),
            "hidden_activation": str(rng.choice(["tanh", "relu", "sigmoid", "linear", "elu", "step"])),
            "initializer": str(rng.choice(["xavier_uniform", "kaiming_uniform", "uniform", "zeros"])),
            "zero_output": bool(rng.random() < 0.5),
            "seed": int(rng.integers(1000)),
        },
        "optimizer": {
            "name": str(rng.choice(["sgd", "adam", "rmsprop"])),
            "learning_rate": float(f"{10 ** rng.uniform(-4, 1.5):.3g}"),
        },
        "l2": float(rng.choice([0.0, 0.0, 0.0, 0.3])),
        "epochs": int(rng.integers(20, 60)),
    }


def applied(fields, change):
    """The request with the change put in path by path, as a page does it."""
    asked = PANEL.request.model_validate(fields).model_dump(mode="json")
    for path, value in change.items():
        *parents, last = path.split(".")
        inside = asked
        for parent in parents:
            inside = inside[parent]
        inside[last] = value
    return asked


def loss_of(result, problem):
    """The loss that a fix is to lower, targets on the scale of the table; infinite where there is none."""
    final = result.final
    loss = final.validation_loss if problem == "overfitting" else final.train_loss
    scaling = result.data.target_scaling
    factor = 1.0 if scaling is None else float(scaling.std[0]) ** 2
    return np.inf if loss is None or result.status == "diverged" else factor * loss


def check_first_fix(fields):
    """Whether a fix was offered; it must change the request, be allowed, and lower the loss."""
    before = ask(PANEL, fields)
    if not before.diagnosis:
        return False
    finding = before.diagnosis[0]
    fix = finding.fix
    assert fix.sentence != TOO_DEAR
    if fix.change is None:
        assert (fix.field, fix.loss_after) == ("", None)
        assert "Tried:" in fix.sentence or "No change" in fix.sentence
        return False
    asked = applied(fields, fix.change)
    assert asked != PANEL.request.model_validate(fields).model_dump(mode="json")
    with without_fixes():
        after = ask(PANEL, asked)
    part = "validation" if finding.problem == "overfitting" else "train"
    goal = min(loss_of(before, finding.problem), getattr(before.history, f"{part}_loss")[0])
    assert loss_of(after, finding.problem) < goal
    assert loss_of(after, finding.problem) == pytest.approx(fix.loss_after, rel=1e-9)
    return True


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_the_first_fix_of_a_drawn_run_helps(chunk):
    rng = np.random.default_rng(chunk)
    helped = sum(check_first_fix(drawn(rng)) for _ in range(RUNS))
    assert helped >= RUNS // 3


@pytest.mark.parametrize("name", [name for name, state in SAVED_STATES.items() if state.request])
def test_the_first_fix_of_a_run_of_the_lesson_helps(name):
    fields = dict(SAVED_STATES[name].request)
    if PANEL.request.model_validate(fields).setup.work < MOST_WORK // 3:
        check_first_fix(fields)


def test_no_finding_uses_up_the_tries_of_the_next():
    # Neither scale is mended by one change here, and a smaller step alone makes it worse
    points = [
        {"x": [100 * np.sin(3 * i), 1e-4 * np.cos(2 * i)], "y": [9 * np.sin(i) + 50, 9 * np.cos(i) + 50]}
        for i in range(40)
    ]
    found = ask(
        PANEL,
        {
            "dataset": {"points": points, "task": "regression"},
            "network": {"hidden": [1], "hidden_activation": "softplus", "initializer": "zeros"},
            "optimizer": {"name": "sgd", "learning_rate": 16},
            "reduction": "sum",
            "freeze_biases": True,
            "epochs": 24,
        },
    ).diagnosis
    assert [finding.problem for finding in found] == ["unscaled_inputs", "unscaled_target", "divergence"]
    for finding in found:
        assert finding.fix.tried
        assert finding.fix.change is None or finding.fix.loss_after < 1e5


def test_the_price_of_a_run_counts_the_fixes_that_it_may_try():
    fields = {"dataset": {"name": "spirals"}, "network": {"hidden": [2]}, "epochs": 100}
    request = PANEL.request.model_validate(fields)
    tried = []
    with patch.object(tries, "trained", side_effect=counting(tried)):
        ask(PANEL, fields)
    assert len(tried) >= 2
    extra = PANEL.operation.cost(request).extra
    assert sum(setup.work for setup in tried) / WORK_A_SECOND <= 1.5 * extra
    assert PANEL.operation.cost(request).most == PANEL.operation.cost(request).seconds + extra
    dear = PANEL.request.model_validate({"epochs": 10_000})
    assert PANEL.operation.cost(dear).extra == MOST_WORK / WORK_A_SECOND


def counting(tried):
    """Trains as ever, and keeps what was trained."""
    really = tries.trained

    def trained(setup):
        tried.append(setup)
        return (yield from really(setup))

    return trained


# What a table with unscaled columns and a small network ask for


def table(rows):
    return "a,b,y\n" + "".join(f"{a},{b},{int(a + b > 130)}\n" for a, b in rows)


PAIRS = [
    (34, 78), (30, 44), (36, 73), (60, 86), (79, 75), (45, 56), (61, 97), (75, 47), (76, 87), (84, 43),
    (95, 38), (75, 31), (82, 76), (69, 98), (40, 76), (54, 89), (53, 46), (39, 42), (67, 92), (71, 66),
]  # fmt: skip


def test_inputs_of_thirty_to_a_hundred_are_to_be_standardized():
    result = ask(PANEL, {"dataset": {"csv": table(PAIRS)}})
    finding = result.diagnosis[0]
    assert (finding.problem, finding.fix.change) == ("unscaled_inputs", {"dataset.standardize": True})
    assert result.final.train_loss > 0.69
    assert finding.fix.loss_after < 0.01


@pytest.mark.parametrize("size", [10, 1000])
def test_a_target_of_ten_or_a_thousand_is_to_be_standardized(size):
    rows = "".join(f"{i / 10},{size * (2 + 3 * i / 10) + 0.01}\n" for i in range(20))
    finding = ask(PANEL, {"dataset": {"csv": f"x,y\n{rows}"}}).diagnosis[0]
    assert (finding.problem, finding.fix.change) == ("unscaled_target", {"dataset.standardize_target": True})
    assert finding.fix.loss_after < 0.01 * finding.fix.loss_before


@pytest.mark.parametrize("network", [{"hidden": [2]}, {"layers": [2, 2, 1]}])
def test_a_small_network_gets_a_change_however_it_was_asked_for(network):
    finding = ask(PANEL, {"dataset": {"name": "spirals"}, "network": network}).diagnosis[0]
    assert finding.problem == "underfitting"
    assert finding.fix.change


def test_a_run_that_is_too_dear_to_be_repeated_is_told_so():
    fields = {
        "dataset": {"name": "spirals", "samples": 1000, "noise": 0.4},
        "network": {"hidden": [16, 16], "hidden_activation": "linear"},
        "batch_size": 10,
        "epochs": 200,
    }
    fix = ask(PANEL, fields).diagnosis[0].fix
    assert (fix.tried, fix.loss_after) == (False, None)
    assert fix.sentence.endswith(TOO_DEAR)


# Verdicts, held against the same run ten times as long


@pytest.mark.parametrize("chunk", range(6))
def test_no_verdict_is_refuted_by_the_same_run_ten_times_as_long(chunk):
    rng, verdicts = np.random.default_rng(100 + chunk), 0
    for _ in range(30):
        fields = drawn(rng)
        with without_fixes():
            short = ask(PANEL, fields)
        verdicts += bool(short.diagnosis)
        for finding in short.diagnosis:
            assert not ABSOLUTE.search(finding.sentence), finding.sentence
        if {"dead_units", "no_slope"} & {finding.problem for finding in short.diagnosis} or any(
            "hold the same weights" in finding.sentence for finding in short.diagnosis
        ):
            with without_fixes():
                long = ask(PANEL, {**fields, "epochs": 10 * fields["epochs"]})
            check_lasts(fields, short, long)
    assert verdicts >= 15


def check_lasts(fields, short, long):
    """What a verdict says of the time to come is so in the longer run."""
    for finding in short.diagnosis:
        if finding.problem == "no_slope":
            count = int(finding.evidence["layers_without_gradient"])
            plain = fields["l2"] == 0.0
            for before, after in zip(
                short.network.weights[:count], long.network.weights[:count], strict=True
            ):
                assert not plain or before.tobytes() == after.tobytes()
        if "hold the same weights" in finding.sentence:
            assert any(len(W) > 1 and not np.ptp(W, axis=0).any() for W in long.network.weights[:-1])
        if "no gradient brings them back" in finding.sentence and fields["optimizer"]["name"] == "sgd":
            dead = int(finding.evidence["dead"])
            assert fields["l2"] > 0.0 or dead_of_first_layer(long) >= dead


def dead_of_first_layer(result):
    """How many units of the first hidden layer give 0 for every training example."""
    rows = [row for row, part in enumerate(result.data.split) if part == "training"]
    z = result.data.inputs[rows] @ result.network.weights[0].T + result.network.biases[0]
    return int((z <= 0).all(axis=0).sum())
