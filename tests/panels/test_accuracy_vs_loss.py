"""Accuracy against loss: the sweep is the network run at every weight, and only the loss has a slope."""

import math

import numpy as np
import pytest
from pydantic import ValidationError

from nn_core import Network
from nn_core.losses import BCEWithLogits
from panel_kit.contract.words import short, signed
from panels.accuracy_vs_loss.panel import PANEL, RESOLUTION
from tests.panels.reading import ask, ask_preset, column, numbers_said, table_of
from tests.panels.states import random_request

STEP = 1e-5


def drawn(seed, count=12):
    rng = np.random.default_rng(seed)
    return [random_request("accuracy-vs-loss", rng) for _ in range(count)]


def network_with(result, fields, value):
    """The network of the result with the one weight set, built anew from its numbers."""
    request = PANEL.request.model_validate(fields)
    weights = [W.copy() for W in result.network.weights]
    weights[request.layer][request.unit, request.input] = value
    return Network.from_weights(weights, result.network.biases, result.network.activations)


def judged(result, fields, value):
    """Loss and accuracy at that weight, by running the network alone."""
    trace = network_with(result, fields, value).forward(result.examples.inputs)
    targets = result.examples.targets
    loss = float(BCEWithLogits().value(trace.layers[-1].z, targets[:, None]))
    return loss, float(np.mean((trace.prediction[:, 0] >= 0.5) == (targets == 1)))


def test_one_neuron_costs_what_was_worked_by_hand():
    network = {"weights": [[[2.0, 0.0]]], "biases": [[0.0]], "activations": ["sigmoid"]}
    fields = {"network": network, "layer": 0, "unit": 0, "input": 0, "value": 0.0}
    result = ask(PANEL, fields)
    # With both weights 0 every answer is ½: −ln ½ = 0.6931, and σ(0) ≥ ½ decides for class 1 everywhere.
    assert signed(result.loss_here, 4) == "0.6931"
    assert result.loss_here == pytest.approx(math.log(2), rel=1e-14)
    assert result.accuracy_here == np.mean(result.examples.targets == 1)
    # ∂L/∂w = mean of (½ − y) x₁
    expected = np.mean((0.5 - result.examples.targets) * result.examples.inputs[:, 0])
    assert result.slope == pytest.approx(expected, rel=1e-12)


@pytest.mark.parametrize("fields", drawn(1))
def test_the_sweep_is_the_network_run_at_every_weight(fields):
    result = ask(PANEL, fields)
    assert (result.weight[0], result.weight[-1]) == (fields["low"], fields["high"])
    assert len(result.weight) == fields.get("points", 161)
    for place in np.linspace(0, len(result.weight) - 1, 9).astype(int):
        loss, accuracy = judged(result, fields, result.weight[place])
        assert result.loss[place] == pytest.approx(loss, rel=1e-9, abs=1e-12)
        assert result.accuracy[place] == accuracy


@pytest.mark.parametrize("fields", drawn(2, 25))
def test_here_is_the_network_run_at_the_present_weight(fields):
    result = ask(PANEL, fields)
    request = PANEL.request.model_validate(fields)
    assert result.here == result.network.weights[request.layer][request.unit, request.input]
    assert request.value in (None, result.here)
    loss, accuracy = judged(result, fields, result.here)
    assert result.loss_here == pytest.approx(loss, rel=1e-9, abs=1e-12)
    assert result.accuracy_here == accuracy
    wrong = len(result.examples.wrong) / len(result.examples.targets)
    assert 1 - wrong == pytest.approx(accuracy, abs=1e-12)


def test_the_loss_goes_on_growing_where_every_probability_is_0_or_1_to_the_last_digit():
    # σ(z ± 1000) is 1 or 0; each example of the wrong class costs about 1000.
    network = {"weights": [[[0.0, 0.0]]], "biases": [[1000.0]], "activations": ["sigmoid"]}
    result = ask(PANEL, {"network": network, "layer": 0, "input": 0, "value": 6.0})
    share = np.mean(result.examples.targets == 0)
    assert result.loss_here == result.loss[-1] == pytest.approx(1000 * share, rel=0.01)
    assert result.slope == pytest.approx((result.loss[-1] - result.loss[-2]) / (12 / 160), rel=1e-6)


@pytest.mark.parametrize("fields", drawn(3, 25))
def test_the_slope_is_the_central_difference_of_the_loss(fields):
    result = ask(PANEL, fields)
    above, here, below = (judged(result, fields, result.here + step)[0] for step in (STEP, 0.0, -STEP))
    left, right = (here - below) / STEP, (above - here) / STEP
    low, high = sorted([left, right])
    # Between the slopes on both sides: they are one, unless a ReLU has its kink right here.
    slack = 1e-4 * (1 + abs(low) + abs(high))
    assert low - slack <= result.slope <= high + slack


@pytest.mark.parametrize("fields", drawn(4))
def test_jumps_are_the_places_where_the_accuracy_changes(fields):
    result = ask(PANEL, fields)
    assert result.jumps == sum(a != b for a, b in zip(result.accuracy[:-1], result.accuracy[1:], strict=True))
    # A jump is at least one whole example.
    sizes = np.abs(np.diff(result.accuracy)) * len(result.examples.targets)
    np.testing.assert_allclose(sizes, sizes.round(), atol=1e-9)


@pytest.mark.parametrize("fields", drawn(5))
def test_a_network_given_is_left_alone_and_a_drawn_one_is_trained(fields):
    network = fields["network"]
    if "weights" in network:
        trained = ask(PANEL, {**fields, "pretrain": 50}).network
        assert [W.tolist() for W in trained.weights] == [
            W.tolist() for W in ask(PANEL, {**fields, "pretrain": 0}).network.weights
        ]
    else:
        untrained = ask(PANEL, {**fields, "pretrain": 0, "value": None}).network
        built = PANEL.request.model_validate(fields).network.build()
        # as drawn, but for the one weight where it was set
        request = PANEL.request.model_validate(fields)
        expected = [W.copy() for W in built.weights]
        expected[request.layer][request.unit, request.input] = untrained.weights[request.layer][
            request.unit, request.input
        ]
        assert [W.tolist() for W in untrained.weights] == [W.tolist() for W in expected]


def test_training_before_lowers_the_loss():
    trained, untrained = ask(PANEL), ask_preset(PANEL, "untrained")
    assert trained.loss_here < untrained.loss_here
    assert trained.accuracy_here > untrained.accuracy_here


@pytest.mark.parametrize("name", ["circles", "two sides", "moons", "untrained"])
def test_in_every_preset_the_loss_moves_and_the_accuracy_hardly_ever(name):
    result = ask_preset(PANEL, name)
    assert (np.diff(result.loss) != 0).all()
    assert result.jumps < len(result.weight) / 3
    assert result.slope != 0
    # Both curves have something to show.
    assert np.ptp(result.loss) > 0.05
    assert result.jumps >= 1


def test_presets_show_what_they_are_called():
    defaults = PANEL.request.model_validate({})
    assert defaults.dataset.name == "circles"
    two_sides = ask_preset(PANEL, "two sides")
    assert (two_sides.network.layers, two_sides.accuracy_here > 0.85) == ([2, 1], True)
    moons = ask_preset(PANEL, "moons")
    assert (moons.network.layers, moons.accuracy_here > 0.75) == ([2, 4, 1], True)
    assert {preset.name for preset in PANEL.presets} == {"circles", "two sides", "moons", "untrained"}


@pytest.mark.parametrize("fields", drawn(6, 6))
def test_the_grid_is_the_network_over_a_plane_that_holds_the_examples(fields):
    result = ask(PANEL, fields)
    grid, X = result.grid, result.examples.inputs
    assert grid.low <= X.min()
    assert X.max() <= grid.high
    ticks = np.linspace(grid.low, grid.high, RESOLUTION)
    network = network_with(result, fields, result.here)
    for row, place in ((0, 0), (3, 30), (32, 16)):
        prediction = network.forward(np.array([[ticks[place], ticks[row]]])).prediction[0, 0]
        assert grid.values[row * RESOLUTION + place] == pytest.approx(prediction, abs=5.1e-5)


@pytest.mark.parametrize("fields", drawn(7))
def test_the_sentence_says_the_numbers_of_the_result(fields):
    result = ask(PANEL, fields)
    flat = signed(100 * (1 - result.jumps / (len(result.weight) - 1)), 0)
    slope = [signed(result.slope, 4)] if result.slope else []
    percent = signed(100 * result.accuracy_here, 1)
    here, sweep = result.sentence.split(" While ")
    assert numbers_said(here) == [signed(result.loss_here, 4), percent, *slope]
    low, high = short(result.weight[0]), short(result.weight[-1])
    assert (
        sweep == f"this weight goes from {low} to {high}, {flat} % of the steps leave the accuracy as it is."
    )
    if result.slope:
        way = "smaller" if result.slope > 0 else "larger"
        assert f"a {way} weight would be better" in result.sentence
    else:
        assert "the loss is flat" in result.sentence


@pytest.mark.parametrize("fields", [{"points": 11}, {"points": 401}, *drawn(8, 8)])
def test_the_table_holds_here_and_the_sweep_from_end_to_end(fields):
    result, table = ask(PANEL, fields), table_of(PANEL, fields)
    assert table.rows[0] == ["here", result.here, result.loss_here, result.accuracy_here]
    sweep = set(zip(result.weight, result.loss, result.accuracy, strict=True))
    rows = [tuple(row[1:]) for row in table.rows[1:]]
    assert set(rows) <= sweep
    assert [column(table, "weight")[place] for place in (1, -1)] == [result.weight[0], result.weight[-1]]
    assert len(rows) == min(len(result.weight), 41)


@pytest.mark.parametrize(
    ("fields", "place"),
    [
        ({"network": {"layers": [3, 3, 1]}}, ("network", "layers", 0)),
        ({"network": {"layers": [2, 3, 2]}}, ("network", "layers", 2)),
        ({"network": {"output_activation": "tanh"}}, ("network", "output_activation")),
        ({"layer": 3}, ("layer",)),
        ({"layer": 0, "unit": 3}, ("unit",)),
        ({"layer": 0, "input": 2}, ("input",)),
        ({"low": 1.0, "high": 1.0}, ("high",)),
        ({"low": 2.0, "high": 1.0}, ("high",)),
        ({"points": 10}, ("points",)),
        ({"pretrain": 501}, ("pretrain",)),
        ({"dataset": {"name": "sine"}}, ("dataset", "name")),
        ({"dataset": {"samples": 301}}, ("dataset", "samples")),
        ({"value": 10.5}, ("value",)),
    ],
)
def test_what_has_no_such_weight_is_refused_at_its_field(fields, place):
    with pytest.raises(ValidationError) as refused:
        ask(PANEL, fields)
    error = refused.value.errors()[0]
    blamed = error.get("ctx", {}).get("error")
    assert (*error["loc"], *(blamed.path if blamed else ())) == place
