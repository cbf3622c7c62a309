"""Backpropagation: worked examples to the last digit, and laws over random networks."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from panel_kit.contract.words import signed
from panels.backprop.panel import PANEL
from panels.backprop.request import MAX_SIZES, MAX_UNITS
from panels.backprop.run import LARGEST_PARAMETER
from tests.panels.reading import ask, ask_preset, column, numbers_said, table_of
from tests.panels.states import random_request

MAZUR = "Mazur’s 2→2→2"


def test_mazurs_example_has_his_numbers():
    result = ask_preset(PANEL, MAZUR)
    # E = ½ (0.01 − 0.7514)² + ½ (0.99 − 0.7729)²
    assert round(result.loss, 9) == 0.298371109
    assert [round(each, 9) for each in result.prediction] == [0.751365070, 0.772928465]
    assert round(result.gradients.weights[1][0, 0], 9) == 0.082167041
    w1, w2 = result.updated.weights
    assert [round(w, 8) for w in w2.ravel()] == [0.35891648, 0.40866619, 0.51130127, 0.56137012]
    assert [round(w, 8) for w in w1.ravel()] == [0.14978072, 0.19956143, 0.24975114, 0.29950229]
    assert [b.tolist() for b in result.updated.biases] == [[0.35, 0.35], [0.60, 0.60]]
    assert round(result.loss_after, 9) == 0.291027774


def test_the_linear_neuron_goes_from_0_0400_to_0_0324():
    # z = 0.3 · 2 + 0.1 = 0.7; ∂L/∂a = 2 (0.7 − 0.9) = −0.4; ∂L/∂w = −0.4 · 2 = −0.8; ∂L/∂b = −0.4
    # w = 0.3 + 0.01 · 0.8 = 0.308; b = 0.1 + 0.01 · 0.4 = 0.104; 0.616 + 0.104 = 0.72; 0.18² = 0.0324
    result = ask_preset(PANEL, "0.0324")
    assert result.prediction == pytest.approx([0.70])
    assert result.loss == pytest.approx(0.04)
    assert result.gradients.weights[0].tolist() == [[pytest.approx(-0.8)]]
    assert result.gradients.biases[0] == pytest.approx([-0.4])
    assert result.updated.weights[0].tolist() == [[pytest.approx(0.308)]]
    assert result.updated.biases[0] == pytest.approx([0.104])
    assert result.loss_after == pytest.approx(0.0324)


def test_the_chain_is_the_product_of_its_factors():
    # a₁ = tanh(0.7), ŷ = σ(−1.2 a₁ + 0.3); δ₂ = 2 (ŷ − 1) ŷ (1 − ŷ); δ₁ = −1.2 δ₂ (1 − a₁²); ∂L/∂w₁ = δ₁ · 1
    result = ask_preset(PANEL, "1→1→1 chain")
    a1 = np.tanh(0.7)
    y_hat = 1 / (1 + np.exp(1.2 * a1 - 0.3))
    delta2 = 2 * (y_hat - 1) * y_hat * (1 - y_hat)
    delta1 = -1.2 * delta2 * (1 - a1**2)
    assert [layer.delta[0] for layer in result.layers] == pytest.approx([delta1, delta2])
    assert [g[0, 0] for g in result.gradients.weights] == pytest.approx([delta1, delta2 * a1])


def test_a_dead_relu_gets_no_gradient_and_is_left_as_it_is():
    result = ask_preset(PANEL, "a ReLU that is off")
    assert result.layers[0].z[1] < 0
    assert result.layers[0].delta[1] == 0
    assert result.gradients.weights[0][1].tolist() == [0, 0]
    assert result.updated.weights[0][1].tolist() == [-0.8, 0.3]


def test_with_cross_entropy_the_error_signal_is_the_error():
    result = ask_preset(PANEL, "cross-entropy")
    assert result.layers[-1].delta.tolist() == result.errors.tolist()


def test_a_second_step_and_a_tenth_go_on_where_the_first_ended():
    fields = {"optimizer": "adam", "learning_rate": 0.05}
    runs = [ask(PANEL, {**fields, "steps": steps}) for steps in range(11)]
    for before, after in pairwise(runs):
        for one, other in zip(before.updated.weights, after.network.weights, strict=True):
            assert one.tolist() == other.tolist()
        assert before.loss_after == after.loss
    assert runs[10].losses == [*(each.loss for each in runs), runs[10].loss_after]
    assert runs[10].losses == sorted(runs[10].losses, reverse=True)


def test_an_update_that_passes_a_million_is_reported_and_holds_nothing_after():
    fields = {
        "network": {"output_activation": "linear", "weights": [[[100.0]], [[100.0]]]},
        "x": [10.0],
        "learning_rate": 10.0,
    }
    result = ask(PANEL, {**fields, "network": {**fields["network"], "hidden_activation": "linear"}})
    assert result.diverged_at == 1
    assert (result.updated, result.changes, result.loss_after) == (None, None, None)
    assert result.loss > 1e6
    assert "diverges" in result.sentence


def test_a_later_divergence_keeps_the_last_numbers_before_it():
    fields = {
        "network": {"output_activation": "linear", "weights": [[[3.0]]], "biases": [[0.0]]},
        "x": [10.0],
        "learning_rate": 0.5,
        "steps": 10,
    }
    # each update multiplies the error by 1 − 2 · 0.5 · (10² + 1) = −100
    result = ask(PANEL, fields)
    assert result.diverged_at == result.steps + 1 < 11
    assert abs(result.network.weights[0][0, 0]) <= LARGEST_PARAMETER
    assert len(result.losses) == result.steps + 1


def states(count, seed=0):
    rng = np.random.default_rng(seed)
    return [random_request("backprop", rng) for _ in range(count)]


STATES = states(60)


@pytest.mark.parametrize("fields", STATES)
def test_every_number_follows_from_the_one_before_it(fields):
    result = ask(PANEL, fields)
    a = [result.x, *(layer.a for layer in result.layers)]
    fused = fields["loss"] in ("bce", "cross_entropy")
    for at, layer in enumerate(result.layers):
        W, b = result.network.weights[at], result.network.biases[at]
        np.testing.assert_allclose(layer.z, W @ a[at] + b, rtol=1e-9, atol=1e-9)
        last = at == len(result.layers) - 1
        if not (fused and last):  # a saturated sigmoid loses the digits that the short way keeps
            # a softmax has a Jacobian, row i for ∂aᵢ, whose sums cancel; others a slope for each unit
            is_matrix = layer.da_dz.ndim == 2
            through = layer.dL_da @ layer.da_dz if is_matrix else layer.dL_da * layer.da_dz
            least = 1e-12 * np.abs(layer.dL_da).max() if is_matrix else 1e-300
            np.testing.assert_allclose(layer.delta, through, rtol=1e-12, atol=least)
        if not last:
            back = result.network.weights[at + 1].T @ result.layers[at + 1].delta
            np.testing.assert_allclose(layer.dL_da, back, rtol=1e-9, atol=1e-9)
        np.testing.assert_allclose(result.gradients.weights[at], np.outer(layer.delta, a[at]), rtol=1e-12)
        np.testing.assert_allclose(result.gradients.biases[at], layer.delta, rtol=1e-12)
    np.testing.assert_allclose(result.errors, result.prediction - result.y)
    is_mean = fields["reduction"] == "mean" and fields["loss"] != "cross_entropy"  # one term an example
    share = len(result.y) if is_mean else 1
    assert result.terms.sum() / share == pytest.approx(result.loss, rel=1e-12)


@pytest.mark.parametrize("fields", STATES)
def test_an_update_is_the_old_value_and_the_change(fields):
    result = ask(PANEL, fields)
    if result.updated is None:
        assert result.diverged_at
        return
    for kind in ("weights", "biases"):
        homes = (getattr(home, kind) for home in (result.network, result.changes, result.updated))
        for before, change, after in zip(*homes, strict=True):
            np.testing.assert_allclose(before + change, after, rtol=1e-12, atol=1e-12)
    if fields["freeze_biases"]:
        assert all(not change.any() for change in result.changes.biases)
    if fields["optimizer"] == "sgd":
        for g, change in zip(result.gradients.weights, result.changes.weights, strict=True):
            np.testing.assert_allclose(change, -fields["learning_rate"] * g, rtol=1e-6, atol=1e-10)


def smooth_states(count):
    rng, found = np.random.default_rng(8), []
    while len(found) < count:
        sizes = [int(n) for n in rng.integers(1, 9, rng.integers(2, 6))]
        names = [str(name) for name in rng.choice(["tanh", "sigmoid", "linear"], len(sizes) - 1)]
        x, y = rng.uniform(-1, 1, sizes[0]), rng.uniform(-1, 1, sizes[-1])
        network = {"layers": sizes, "activations": names, "seed": int(rng.integers(9999))}
        found.append({"network": network, "x": x.round(3).tolist(), "y": y.round(3).tolist()})
    return found


@pytest.mark.parametrize("fields", smooth_states(40))
def test_turning_any_parameter_a_little_changes_the_loss_by_its_gradient(fields):
    """The second route: no calculus, two more forward passes for each parameter, through the panel itself."""
    result, h = ask(PANEL, fields), 1e-5
    assert result.gradient_check.max_relative_error < 1e-4
    spec = {"activations": result.network.activations}
    theta = [*result.network.weights, *result.network.biases]
    for number, gradient in enumerate([*result.gradients.weights, *result.gradients.biases]):
        spot = tuple(axis // 2 for axis in gradient.shape)
        ends = []
        for turn in (h, -h):
            turned = [part.copy() for part in theta]
            turned[number][spot] += turn
            half = len(turned) // 2
            weights, biases = ([part.tolist() for part in side] for side in (turned[:half], turned[half:]))
            network = {**spec, "weights": weights, "biases": biases}
            ends.append(ask(PANEL, {**fields, "network": network}).loss)
        assert gradient[spot] == pytest.approx((ends[0] - ends[1]) / (2 * h), abs=1e-9, rel=1e-5)
        kind, place = ("weights", number) if number < half else ("biases", number - half)
        numeric = getattr(result.gradient_check.numeric, kind)[place]
        np.testing.assert_allclose(numeric, gradient, rtol=1e-5, atol=1e-9)


@given(rate=st.floats(0.0001, 0.01), seed=st.integers(0, 9999))
@settings(max_examples=60)
def test_a_small_step_downhill_lowers_the_loss(rate, seed):
    result = ask(PANEL, {"network": {"seed": seed}, "learning_rate": rate})
    assert result.loss_after < result.loss


def test_the_walk_goes_forward_to_the_loss_back_unit_by_unit_and_ends_with_the_update():
    walk = ask(PANEL).walk
    stages = [(step.stage, step.layer, step.unit) for step in walk]
    there = [*(("forward", layer, None) for layer in (1, 2, 3)), ("loss", None, None)]
    back = [("backward", layer, unit) for layer, units in ((3, 1), (2, 3), (1, 3)) for unit in range(units)]
    assert stages == [*there, *back, ("update", None, None)]
    for step in walk:
        assert step.sentence.startswith(step.stage.capitalize())


def test_the_longest_walk_there_is_can_stand_in_an_address():
    largest = {"network": {"layers": [1, *[MAX_UNITS] * (MAX_SIZES - 1)]}}
    steps = len(ask(PANEL, largest).walk)
    assert PANEL.view.model_validate({"step": steps - 1}).step == steps - 1


@pytest.mark.parametrize("fields", [{}, *(dict(preset.request) for preset in PANEL.presets)])
def test_words_say_the_numbers_of_the_result(fields):
    result = ask(PANEL, fields)
    said = numbers_said(result.sentence)
    ends = [signed(result.loss, 4), signed(result.loss_after, 4)]
    assert [*map(signed, result.prediction), *map(signed, result.y), ends[0]] == said[: 2 * len(result.y) + 1]
    assert said[-1] == ends[1]
    largest = max(np.abs(g).max() for g in result.gradients.weights)
    assert signed(largest, 4) in result.sentence.replace("−", "")
    for step in result.walk:
        if step.stage == "backward":
            delta = result.layers[step.layer - 1].delta[step.unit]
            assert numbers_said(step.sentence) == [signed(delta, 4)]


def test_the_table_holds_every_number():
    result, table = ask(PANEL), table_of(PANEL)
    gradients = [each for each in column(table, "gradient") if each is not None]
    assert len(gradients) == result.network.parameter_count == 25
    pairs = zip(result.gradients.weights, result.gradients.biases, strict=True)
    flat = np.concatenate([np.column_stack(pair).ravel() for pair in pairs])
    assert gradients == flat.tolist()
    deltas = [each for each in column(table, "δ") if each is not None]
    assert deltas == [each for layer in result.layers for each in layer.delta]


def test_where_all_inputs_are_zero_the_biases_learn():
    network = {"layers": [2, 1], "weights": [[[0.5, -0.5]]], "biases": [[0]]}
    result = ask(PANEL, {"network": network, "x": [0, 0], "y": [1]})
    assert result.gradients.biases[0].tolist() == [-0.25]
    assert "No weight has a gradient; only biases do, the largest of them −0.2500." in result.sentence


def test_a_kink_is_named():
    assert "at a kink" in ask(PANEL, {"network": {"hidden_activation": "relu"}, "x": [0, 0]}).sentence
    assert "at a kink" not in ask(PANEL, {"network": {"hidden_activation": "relu"}, "x": [1, 0.5]}).sentence


def test_momentum_remembers_the_steps_before():
    # m₁ = g₁; m₂ = 0.9 m₁ + g₂; w ← w − 0.1 m, one linear neuron worked through by hand
    fields = {
        "network": {"layers": [1, 1], "activations": ["linear"], "weights": [[[0.5]]], "biases": [[0.0]]},
        "x": [1.0],
        "y": [1.0],
        "momentum": 0.9,
        "freeze_biases": True,
    }
    w, m, before = 0.5, 0.0, []
    for steps in range(4):
        result = ask(PANEL, {**fields, "steps": steps})
        g = 2 * (w - 1.0)
        assert result.memory_before["momentum_buffer"].weights[0].tolist() == [[pytest.approx(m)]]
        m = 0.9 * m + g
        assert result.memory["momentum_buffer"].weights[0].tolist() == [[pytest.approx(m)]]
        w -= 0.1 * m
        assert result.updated.weights[0].tolist() == [[pytest.approx(w)]]
        before.append(result.sentence)
    assert "SGD with momentum" in before[0]
    assert ask(PANEL, {**fields, "momentum": 0.0}).memory == {}


def test_adams_memory_is_shown_and_momentum_is_none_of_its_options():
    result = ask(PANEL, {"optimizer": "adam", "steps": 1})
    first = ask(PANEL, {"optimizer": "adam"})
    for layer, gradient in enumerate(result.gradients.weights):
        expected = 0.9 * 0.1 * first.gradients.weights[layer] + 0.1 * gradient
        np.testing.assert_allclose(result.memory["exp_avg"].weights[layer], expected, rtol=1e-12)
    with pytest.raises(ValidationError) as refused:
        PANEL.request.model_validate({"optimizer": "adam", "momentum": 0.5})
    assert refused.value.errors()[0]["ctx"]["error"].path == ("momentum",)


@pytest.mark.parametrize(("weight", "is_cut"), [(-5.0, True), (-1.0, False)])
def test_a_slope_that_is_cut_off_is_named(weight, is_cut):
    network = {"layers": [1, 1], "weights": [[[weight]]], "biases": [[0]]}
    result = ask(PANEL, {"network": network, "x": [10], "y": [1], "loss": "bce"})
    [layer] = result.layers
    assert result.slope_is_cut is is_cut
    assert ("cut off" in result.sentence) is is_cut
    # What is not said to be cut multiplies
    assert is_cut or layer.dL_da[0] * layer.da_dz[0] == pytest.approx(layer.delta[0])
    assert layer.delta[0] == pytest.approx(1 / (1 + np.exp(-10 * weight)) - 1)
