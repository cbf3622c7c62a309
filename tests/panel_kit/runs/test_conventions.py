"""How textbooks train: ½ and sums, biases left alone, the order of the table, a goal for the loss."""

from types import SimpleNamespace

import numpy as np
import pytest
from pydantic import ValidationError

from panel_kit.runs.ending import quality_of
from panel_kit.runs.result import Final
from panel_kit.runs.words import explained
from panels.training.panel import PANEL
from tests.panel_kit.programs.running import run
from tests.panels.reading import ask

# Mazur, "A step by step backpropagation example" (2015): 2 inputs, 2 hidden units, 2 outputs, all sigmoid
MAZUR = {
    "dataset": {"csv": "i1,i2,o1,o2\n0.05,0.10,0.01,0.99\n", "target": ["o1", "o2"], "task": "regression"},
    "network": {
        "weights": [[[0.15, 0.20], [0.25, 0.30]], [[0.40, 0.45], [0.50, 0.55]]],
        "biases": [[0.35, 0.35], [0.60, 0.60]],
        "activations": ["sigmoid", "sigmoid"],
    },
    "loss": "mse",
    "half": True,
    "reduction": "sum",
    "optimizer": {"name": "sgd", "learning_rate": 0.5},
    "freeze_biases": True,
    "validation_share": 0,
}
BATCHES = {"dataset": {"samples": 30}, "batch_size": 7, "epochs": 3, "validation_share": 0}


def test_ten_thousand_steps_of_mazurs_example_end_where_he_says():
    result = ask(PANEL, {**MAZUR, "epochs": 10_000})
    assert result.history.train_loss[0] == pytest.approx(0.298371109, abs=1e-9)
    assert result.history.train_loss[1] == pytest.approx(0.291027774, abs=1e-9)
    # His 0.0000351085 is the error of the 10,000th pass, before its update: that of 9,999 updates
    assert result.history.train_loss[9999] == pytest.approx(0.0000351085, abs=5.1e-11)
    assert len(result.history.train_loss) == 10_001
    assert [b.tolist() for b in result.network.biases] == [[0.35, 0.35], [0.60, 0.60]]


def test_a_run_stops_at_its_goal():
    result = ask(PANEL, {**MAZUR, "epochs": 10_000, "loss_goal": 0.001})
    assert (result.status, result.final.train_loss <= 0.001) == ("goal_reached", True)
    assert result.history.train_loss[-2] > 0.001
    assert "reached its goal" in result.sentence


def test_batches_can_keep_the_order_of_the_table():
    kept = ask(PANEL, {**BATCHES, "shuffle": False})
    again = ask(PANEL, {**BATCHES, "shuffle": False, "seed": 5})
    drawn = ask(PANEL, BATCHES)
    assert kept.history.train_loss.tolist() == again.history.train_loss.tolist()
    assert kept.history.train_loss.tolist() != drawn.history.train_loss.tolist()


def test_answers_far_beyond_small_targets_have_no_r2_and_the_run_is_told():
    targets = {"points": [{"x": [i], "y": 1e-3 * i} for i in range(8)], "task": "regression"}
    setup = PANEL.request.model_validate({"dataset": targets, "validation_share": 0}).setup
    far = SimpleNamespace(forward=lambda x: SimpleNamespace(prediction=np.full((len(x), 1), 1e153)))
    found = quality_of(setup, far)
    assert (found["train_r2"], found["train_rmse"]) == (None, pytest.approx(1e153))
    assert explained(Final(0, 1.0, None, None, None, **found)) == " RMSE 1.00·10¹⁵³."
    right = SimpleNamespace(forward=lambda x: SimpleNamespace(prediction=1e-3 * x))
    assert quality_of(setup, right) == {"train_r2": 1.0, "train_rmse": 0.0}


def test_a_sum_is_the_mean_times_the_examples():
    fields = {"dataset": {"name": "sine"}, "epochs": 0, "validation_share": 0}
    plain, whole, half = (
        ask(PANEL, {**fields, **more}).final.train_loss for more in ({}, {"reduction": "sum"}, {"half": True})
    )
    assert whole == pytest.approx(100 * plain)
    assert half == pytest.approx(plain / 2)


@pytest.mark.parametrize(
    "fields",
    [
        {**MAZUR, "epochs": 50},
        {**MAZUR, "epochs": 500, "loss_goal": 0.01},
        {**BATCHES, "shuffle": False},
        {**BATCHES, "reduction": "sum", "optimizer": {"name": "sgd", "learning_rate": 0.01}},
        {**BATCHES, "freeze_biases": True, "optimizer": {"name": "adam"}},
        {"dataset": {"name": "sine"}, "half": True, "epochs": 5, "freeze_biases": True},
    ],
)
def test_the_program_ends_with_the_same_numbers(fields):
    result = ask(PANEL, fields)
    programs = PANEL.programs(PANEL.request.model_validate(fields))
    printed = run(programs["numpy"].text)
    assert printed["final.train_loss"] == pytest.approx(result.final.train_loss, rel=1e-9)
    assert printed["final.epoch"] == result.final.epoch
    np.testing.assert_allclose(printed["network.weights.0"], result.network.weights[0], rtol=1e-9)
    np.testing.assert_allclose(printed["network.biases.0"], result.network.biases[0], rtol=1e-9)
    compile(programs["pytorch"].text, "program", "exec")


def test_a_regression_tells_how_much_it_explains_on_the_scale_of_the_table():
    rows = "".join(f"{i / 10},{100 * (2 + 3 * i / 10) + 0.01}\n" for i in range(20))
    fields = {"csv": f"x,y\n{rows}", "standardize_target": True}
    result = ask(PANEL, {"dataset": fields, "validation_share": 0})
    mse = result.final.train_loss * result.data.target_scaling.std[0] ** 2
    assert result.final.train_rmse == pytest.approx(np.sqrt(mse))
    assert result.final.train_r2 == pytest.approx(1 - result.final.train_loss)
    assert ask(PANEL, {"epochs": 1}).final.train_r2 is None


@pytest.mark.parametrize(
    ("fields", "path"),
    [
        ({"half": True}, ("half",)),
        ({"freeze_biases": True, "optimizer": {"name": "adamw"}}, ("freeze_biases",)),
        (
            {**MAZUR, "dataset": {**MAZUR["dataset"], "csv": "a,b,o1,o2\n1,2,3,4\n"}},
            ("network", "activations"),
        ),
    ],
)
def test_conventions_that_do_not_go_together_are_named(fields, path):
    with pytest.raises(ValidationError) as caught:
        PANEL.request.model_validate(fields)
    cause = caught.value.errors()[0]["ctx"]["error"]
    assert cause.path[: len(path)] == path or cause.path[0] == path[0]
