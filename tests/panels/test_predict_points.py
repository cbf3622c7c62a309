"""Predictions: at points, over grids, for many θ at once; and how exactly the compact maps tell them."""

import base64
import math

import numpy as np
import pytest
from pydantic import ValidationError

from nn_core import Network
from panel_kit.runs.grid_maps import MAX_RESOLUTION
from panels.predict import PANEL as PREDICT
from panels.predict.request import MAX_MEMBERS
from panels.training.panel import PANEL
from tests.panels.reading import ask

OPERATION = PREDICT.operation
WEIGHTS = {"weights": [[[2.0, 0.0]], [[1.0]]], "biases": [[0.0], [0.0]], "activations": ["linear", "linear"]}


def decoded(found, bits):
    """The values that a map tells, by the rule of the documents."""
    codes = np.frombuffer(base64.b64decode(found.codes), {8: "<u1", 16: "<u2"}[bits])
    return found.low + codes * (found.high - found.low) / (2**bits - 1)


def test_a_point_by_hand():
    # σ(2 · 0.5 + 0) = σ(1)
    network = {**WEIGHTS, "activations": ["linear", "sigmoid"]}
    result = ask(OPERATION, {"network": network, "points": [[0.5, 9.0], [-0.5, 9.0]]})
    assert result.predictions[:, 0] == pytest.approx([1 / (1 + math.exp(-1)), 1 / (1 + math.e)], rel=1e-15)
    assert result.decisions == [1, 0]
    assert "0.7311" in result.sentence


def test_a_network_alone_is_asked_at_the_origin_and_a_grid_alone_asks_no_point():
    assert ask(OPERATION, {"network": {}}).predictions.tolist() == [[0.5]]
    assert ask(OPERATION, {"grid": {}}).predictions is None


@pytest.mark.parametrize("bits", [8, 16])
def test_a_grid_is_told_row_by_row_to_half_a_code(bits):
    grid = {"low": -2, "high": 1, "resolution": 7, "bits": bits, "units": True}
    network = {"layers": [2, 4, 3], "output_activation": "tanh", "seed": 5, "zero_output": False}
    result = ask(OPERATION, {"network": network, "grid": grid})
    ticks = np.linspace(-2, 1, 7)
    places = [[x1, x2] for x2 in ticks for x1 in ticks]
    drawn = Network.create([2, 4, 3], rng=np.random.default_rng(5), output_activation="tanh")
    hidden, output = (layer.a for layer in drawn.forward(places).layers)
    for maps, values in ((result.grid.outputs, output), (result.grid.units[0], hidden)):
        assert len(maps) == values.shape[1]
        for found, exact in zip(maps, values.T, strict=True):
            assert (found.low, found.high) == (exact.min(), exact.max())
            assert np.abs(decoded(found, bits) - exact).max() <= 0.51 * np.ptp(exact) / (2**bits - 1)


def test_each_axis_may_have_ends_of_its_own():
    # 2 x₁, at x₁ = 0, 1, 2 for each of x₂ = −300, 0, 300
    network = {**WEIGHTS, "activations": ["linear", "linear"]}
    grid = {"axes": [[0, 2], [-300, 300]], "resolution": 3}
    found = ask(OPERATION, {"network": network, "grid": grid}).grid
    assert decoded(found.outputs[0], 8) == pytest.approx([0, 2, 4] * 3, abs=4 / 510)
    assert (found.axes, found.low, found.high) == ([[0, 2], [-300, 300]], -300, 300)
    # x₂ itself: constant along a row
    upward = {**network, "weights": [[[0.0, 1.0]], [[1.0]]]}
    rows = decoded(ask(OPERATION, {"network": upward, "grid": grid}).grid.outputs[0], 8).reshape(3, 3)
    assert rows.T.tolist() == [[-300, pytest.approx(0, abs=600 / 509), 300]] * 3


def test_a_network_of_one_input_has_a_line_of_values():
    network = {"weights": [[[3.0]]], "biases": [[1.0]], "activations": ["linear"]}
    (line,) = ask(
        OPERATION, {"network": network, "grid": {"low": 0, "high": 2, "resolution": 3}}
    ).grid.outputs
    assert (line.low, line.high) == (1.0, 7.0)
    assert decoded(line, 8) == pytest.approx([1.0, 4.0, 7.0], abs=6 / 510)


def test_many_parameters_answer_as_each_alone():
    run = ask(PANEL, {"epochs": 3, "dataset": {"name": "xor"}})
    request = {"points": [[0, 0], [0, 1]], "grid": {"resolution": 5}}
    theta = run.snapshots.parameters.tolist()
    together = ask(OPERATION, {**request, "parameters": theta}).members
    assert len(together) == 4
    last = ask(
        OPERATION,
        {
            **request,
            "network": {
                "weights": [W.tolist() for W in run.network.weights],
                "biases": [b.tolist() for b in run.network.biases],
            },
        },
    )
    assert together[-1].predictions.tolist() == last.predictions.tolist()
    assert together[-1].grid == last.grid
    assert together[0].predictions.tolist() == [[0.5], [0.5]]


def test_a_run_beyond_float64_answers_null_and_not_nan():
    network = {
        "weights": [[[1e300, 1e300]], [[1e300]]],
        "biases": [[0.0], [0.0]],
        "activations": ["linear", "linear"],
    }
    result = ask(OPERATION, {"network": network, "points": [[1e5, 1e5]], "grid": {"resolution": 2}})
    assert np.isnan(result.predictions).all()
    (found,) = result.grid.outputs
    assert np.isfinite([found.low, found.high]).all()


BAD = [
    ({"points": [[0.0]]}, ("points", 0)),
    ({"points": []}, ("points",)),
    ({"points": [[1e10, 0.0]]}, ("points", 0, 0)),
    ({"parameters": [[0.0] * 24]}, ("parameters", 0)),
    ({"parameters": [[0.0] * 25] * (MAX_MEMBERS + 1)}, ("parameters",)),
    ({"grid": {"resolution": 1}}, ("grid", "resolution")),
    ({"grid": {"resolution": MAX_RESOLUTION + 1}}, ("grid", "resolution")),
    ({"grid": {"bits": 12}}, ("grid", "bits")),
    ({"grid": {"low": 1.0, "high": 1.0}}, ("grid", "high")),
    ({"grid": {}, "network": {"layers": [3, 1]}}, ("grid",)),
    ({"grid": {"axes": [[0, 1]]}}, ("grid", "axes")),
    ({"grid": {"axes": [[0, 1], [2, 2]]}}, ("grid", "axes", 1, 1)),
    ({"grid": {"axes": [[0, 1], [2, 3]], "high": 4}}, ("grid", "high")),
    ({"grid": {"resolution": 128}, "parameters": [[0.0] * 25] * 64}, ("grid", "resolution")),
]


@pytest.mark.parametrize(("fields", "path"), BAD)
def test_what_does_not_fit_is_named(fields, path):
    with pytest.raises(ValidationError) as caught:
        OPERATION.request.model_validate(fields)
    found = caught.value.errors()[0]
    cause = found.get("ctx", {}).get("error")
    assert (*found["loc"], *getattr(cause, "path", ())) == path


STEEP = {"weights": [[[1e300]], [[1e10]]], "hidden_activation": "linear", "output_activation": "linear"}


def test_what_is_beyond_all_numbers_is_told_as_such():
    result = ask(OPERATION, {"network": STEEP, "points": [[-1], [0], [1]], "grid": {"low": -1, "high": 1}})
    assert np.isnan(result.predictions).tolist() == [[True], [False], [True]]
    assert result.decisions == [None, 0, None]
    assert result.sentence == "At (−1.00) the network answers no number."
    (field,) = result.grid.outputs
    assert (field.low, field.high, field.gaps) == (-1e300, 1e300, 48)


def test_a_map_of_large_numbers_has_no_gaps():
    result = ask(OPERATION, {"network": STEEP, "grid": {"low": -1e-20, "high": 1e-20, "resolution": 2}})
    (field,) = result.grid.outputs
    assert field.gaps == 0
    np.testing.assert_allclose([field.low, field.high], [-1e290, 1e290])


def test_hidden_sizes_stand_for_the_layers_between_the_ends():
    by_layers = ask(OPERATION, {"network": {"layers": [2, 4, 1]}, "points": [[1, 1]]})
    by_hidden = ask(OPERATION, {"network": {"hidden": [4]}, "points": [[1, 1]]})
    assert by_hidden.predictions.tolist() == by_layers.predictions.tolist()
    assert ask(OPERATION, {"network": {"hidden": [4]}, "parameters": [[0.0] * 17]}).members[0].decisions == [
        1
    ]
    with pytest.raises(ValidationError, match=r"got \[4\], allowed: \[3\]"):
        ask(OPERATION, {"network": {"hidden": [4], "layers": [2, 3, 1]}})
