"""Margins: where a decision changes, told evenly, and how near a boundary drawn from them comes."""

import numpy as np
import pytest

from nn_core.activations import ACTIVATIONS
from nn_core.metrics.decision import PROBABILITY_THRESHOLD, decided
from panel_kit.runs.margins import RISING, margins
from panels.predict import PANEL as PREDICT
from panels.training.panel import PANEL
from tests.panels.reading import ask
from tests.panels.test_predict_points import decoded

RUNS = {
    "circles": {},
    "quadrants": {"dataset": {"name": "quadrants"}},
    "moons": {"dataset": {"name": "moons"}, "network": {"hidden": [8, 8]}},
    "ReLU": {"network": {"hidden_activation": "relu"}},
}
RESOLUTION = 48
FINE = 4 * (RESOLUTION - 1) + 1  # four steps for one of the grid that is drawn from


def test_a_margin_by_hand():
    z = np.array([[2.0], [-1.0], [0.0]])
    assert margins(z, z, "sigmoid").tolist() == z.tolist()
    assert margins(z, z, "linear").ravel().tolist() == [1.5, -1.5, -0.5]  # over one half
    of_three = np.array([[1.0, 4.0, 2.0]])
    assert margins(of_three, of_three, "softmax").tolist() == [[-3.0, 2.0, -2.0]]


@pytest.mark.parametrize("activation", ["sigmoid", "tanh", "linear", "relu", "softmax"])
def test_a_margin_has_the_sign_of_the_decision(activation):
    z = np.random.default_rng(3).normal(size=(500, 3 if activation == "softmax" else 1))
    a = ACTIVATIONS[activation](z)
    found = margins(z, a, activation)
    classes = decided(a, PROBABILITY_THRESHOLD).astype(int)
    expected = np.eye(3, dtype=bool)[classes] if activation == "softmax" else classes[:, None] == 1
    assert np.array_equal(found >= 0, expected)
    assert (activation in RISING) == (activation not in {"linear", "relu"})


def crossings(values, ticks):
    """Where a map crosses 0 along the lines of its grid, straight from one value to the next."""
    found = []
    for axis in (0, 1):
        along = values.swapaxes(0, axis)
        row, column = np.nonzero((along[:-1] >= 0) != (along[1:] >= 0))
        here, there = along[row, column], along[row + 1, column]
        at = ticks[row] + here / (here - there) * (ticks[1] - ticks[0])
        found.append(np.column_stack([ticks[column], at] if axis == 0 else [at, ticks[column]]))
    return np.concatenate(found)


def maps_of(run, theta, resolution):
    """The map of the answer and that of its margin, as the page gets them, less what they cross."""
    grid = {"low": -1.5, "high": 1.5, "resolution": resolution, "margins": True}
    settings = {"layers": run.settings.layers, "activations": run.settings.activations}
    (member,) = ask(PREDICT.operation, {"network": settings, "parameters": [theta], "grid": grid}).members
    shape = (resolution, resolution)
    answer, margin = decoded(member.grid.outputs[0], 8), decoded(member.grid.margins[0], 16)
    return answer.reshape(shape) - PROBABILITY_THRESHOLD, margin.reshape(shape)


@pytest.mark.parametrize("name", RUNS)
def test_a_boundary_lies_where_a_grid_four_times_as_fine_has_it(name):
    run = ask(PANEL, RUNS[name])
    theta = run.snapshots.parameters[-1].tolist()
    network = PANEL.operation.request.model_validate(RUNS[name]).setup.network.with_parameters(
        np.array(theta)
    )
    fine = np.linspace(-1.5, 1.5, FINE)
    z = network.forward(np.stack(np.meshgrid(fine, fine), axis=-1).reshape(-1, 2)).layers[-1].z
    true = crossings(z.reshape(FINE, FINE), fine)
    ticks = np.linspace(-1.5, 1.5, RESOLUTION)
    answer, margin = (crossings(each, ticks) for each in maps_of(run, theta, RESOLUTION))
    cell = ticks[1] - ticks[0]
    away = [
        np.linalg.norm(each[:, None] - true[None], axis=-1).min(axis=1) / cell for each in (answer, margin)
    ]
    assert len(margin) > 40
    assert np.median(away[1]) < 0.03  # of a cell, which is about eight pixels
    assert away[1].max() < 0.25
    assert np.median(away[1]) < 0.6 * np.median(away[0])
