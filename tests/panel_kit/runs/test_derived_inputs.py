"""Derived inputs: x₁², x₁x₂, sin x₁ and the like in place of x₁ and x₂."""

import numpy as np
import pytest
from pydantic import ValidationError

from nn_core.datasets import DERIVED
from panels.predict import PANEL as PREDICT
from panels.training.panel import PANEL
from tests.panel_kit.programs.running import run
from tests.panels.reading import ask
from tests.panels.test_predict_points import decoded

SQUARES = {"dataset": {"features": ["x1_squared", "x2_squared"]}, "network": {"hidden": []}, "epochs": 100}
ALL = {"dataset": {"name": "spirals", "features": list(DERIVED)}, "network": {"hidden": [3]}, "epochs": 20}


def test_circles_are_a_line_in_squares():
    plain = ask(PANEL, {"network": {"hidden": []}, "epochs": 100})
    squares = ask(PANEL, SQUARES)
    assert squares.settings.layers == [2, 1]
    assert plain.final.train_accuracy < 0.7 < 0.95 < squares.final.train_accuracy
    assert squares.data.feature_names == ["x₁²", "x₂²"]
    assert squares.data.inputs.tolist() == plain.data.inputs.tolist()


def test_each_input_is_its_function():
    x1, x2 = ask(PANEL, ALL).data.inputs.T
    inputs = PANEL.request.model_validate({**ALL, "validation_share": 0}).setup.training.inputs
    np.testing.assert_array_equal(inputs, np.column_stack(
        [x1, x2, x1**2, x2**2, x1 * x2, np.sin(x1), np.sin(x2)]
    ))  # fmt: skip


@pytest.mark.parametrize("fields", [SQUARES, ALL, {**ALL, "batch_size": 10}])
@pytest.mark.parametrize("standardize", [False, True])
def test_the_programs_end_with_the_same_numbers(fields, standardize):
    fields = {**fields, "dataset": {**fields["dataset"], "standardize": standardize}}
    result = ask(PANEL, fields)
    programs = PANEL.programs(PANEL.request.model_validate(fields))
    printed = run(programs["numpy"].text)
    assert printed["final.train_loss"] == pytest.approx(result.final.train_loss, rel=1e-9)
    assert printed["final.validation_loss"] == pytest.approx(result.final.validation_loss, rel=1e-9)
    compile(programs["pytorch"].text, "program", "exec")
    assert "torch.sin(x1)" in programs["pytorch"].text or fields["network"]["hidden"] == []


def test_the_program_of_scikit_learn_ends_with_the_same_loss():
    fields = {**SQUARES, "network": {"hidden": [3]}, "optimizer": {"name": "sgd", "learning_rate": 0.3}}
    fields["validation_share"] = 0
    result = ask(PANEL, fields)
    printed = run(PANEL.programs(PANEL.request.model_validate(fields))["sklearn"].text)
    assert printed["final.train_loss"] == pytest.approx(result.final.train_loss, rel=1e-6)


def network_of(result):
    network = result.network
    return {
        "weights": [W.tolist() for W in network.weights],
        "biases": [b.tolist() for b in network.biases],
        "activations": network.activations,
    }


def test_predictions_take_points_of_the_plane_and_map_the_inputs():
    result = ask(PANEL, SQUARES)
    asked = {"network": network_of(result), "features": SQUARES["dataset"]["features"]}
    points = result.data.inputs[:3].tolist()
    grid = {"low": -1, "high": 1, "resolution": 5, "bits": 16, "units": True}
    answer = ask(PREDICT.operation, {**asked, "points": points, "grid": grid})
    z = np.square(points) @ result.network.weights[0].T + result.network.biases[0]
    np.testing.assert_allclose(answer.predictions, 1 / (1 + np.exp(-z)), rtol=1e-12)
    first, second = answer.grid.inputs
    ticks = np.linspace(-1, 1, 5) ** 2
    np.testing.assert_allclose(decoded(first, 16).reshape(5, 5), np.tile(ticks, (5, 1)), atol=1e-4)
    np.testing.assert_allclose(decoded(second, 16).reshape(5, 5), np.tile(ticks, (5, 1)).T, atol=1e-4)


@pytest.mark.parametrize(
    ("fields", "path", "words"),
    [
        ({"dataset": {"name": "sine", "features": ["x1"]}}, ("features",), "there are 1"),
        ({"dataset": {"features": ["x1", "x1"]}}, ("features",), "'x1' twice"),
        ({"dataset": {"features": ["x1"]}, "network": {"layers": [2, 1]}}, ("network", "layers", 0), ""),
    ],
)
def test_what_does_not_fit_is_named(fields, path, words):
    with pytest.raises(ValidationError) as caught:
        PANEL.request.model_validate(fields)
    cause = caught.value.errors()[0]["ctx"]["error"]
    assert cause.path == path
    assert words in str(cause)
