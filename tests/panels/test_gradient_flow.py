"""What reaches each layer: factors by hand, verdicts of both ways, PyTorch's numbers, words that hold."""

import json
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from pydantic import ValidationError

from nn_core.datasets import make_dataset
from panel_kit.contract.words import amount, signed
from panels.gradient_flow import PANEL
from panels.gradient_flow.request import MAX_DEPTH, MAX_WIDTH, WORK, GradientFlowRequest, sample
from panels.gradient_flow.words import times
from tests.every_case import check_every
from tests.panel_kit.programs.running import at
from tests.panels.reading import ask, ask_preset, column, table_of
from tests.panels.states import random_request

GOLDEN = json.loads((Path(__file__).parents[1] / "golden" / "flows.json").read_text("utf-8"))
RNG = np.random.default_rng(4)
DRAWN = [random_request("gradient-flow", RNG) for _ in range(20)]


@cache
def flowed(place):
    """The result of a drawn request."""
    return ask(PANEL, DRAWN[place])


def check_drawn(check):
    """``check(request, result)`` for every drawn request."""
    requests = [GradientFlowRequest.model_validate(each) for each in DRAWN]
    cases = ((str(DRAWN[place])[:150], (request, flowed(place))) for place, request in enumerate(requests))
    check_every(cases, check)


def test_gradients_spreads_and_training_are_those_of_pytorch():
    def agree(case):
        result = ask(PANEL, case["request"])
        for name, value in case["printed"].items():
            np.testing.assert_allclose(at(result, name), value, rtol=1e-9, atol=1e-15, err_msg=name)

    check_every(((str(case["request"]), (case,)) for case in GOLDEN), agree)


def test_ten_sigmoid_layers_lose_three_quarters_of_the_gradient_each():
    # σ′ is at most ¼, and Xavier's weights keep the size: about ×0.25 for each layer on the way back
    bands = ask(PANEL, {"seeds": 20}).bands
    assert 0.23 < np.median(bands.factors) < 0.27
    assert set(bands.verdicts) == {"vanishing"}


def test_the_ratio_of_the_gradients_alone_is_blind():
    # He's weights halved: the signal halves in each of 19 layers, (½)¹⁹ = 1.9·10⁻⁶, the ratio is near 1
    result = ask_preset(PANEL, "ReLU, weights halved")
    assert 0.01 < result.first_last_ratio < 100.0
    assert 1e-8 < result.signal_ratio < 1e-4
    assert result.verdict == "vanishing"
    assert result.evidence.startswith("Forward")


def test_the_ratios_are_those_of_the_layers_shown():
    def hold(request, result):
        gradients = [layer.gradient_norm for layer in result.layers[1:-1]]
        spreads = [layer.activation_std for layer in result.layers[:-1]]
        if result.first_last_ratio is not None:
            assert result.first_last_ratio == pytest.approx(gradients[0] / gradients[-1])
        if result.factor_per_layer is not None:
            assert result.factor_per_layer ** (request.depth - 2) == pytest.approx(result.first_last_ratio)
        if result.signal_ratio is not None:
            assert result.signal_ratio == pytest.approx(spreads[-1] / spreads[0])
        assert (result.verdict == "dead") == (max(layer.gradient_norm for layer in result.layers[:-1]) == 0.0)

    check_drawn(hold)


def test_every_layer_is_there_and_every_activation_is_counted():
    def hold(request, result):
        assert len(result.layers) == request.depth + 1
        for layer, units in zip(result.layers, request.sizes[1:], strict=True):
            histogram = layer.histogram
            assert histogram.counts.sum() == 100 * units
            assert histogram.low - 1e-12 <= layer.activation_mean <= histogram.high + 1e-12
            assert layer.example_spread <= layer.activation_std * (1 + 1e-9) + 1e-12
        assert (result.network is not None) == request.is_plain
        assert (result.kept is not None) == (request.kept is not None)
        assert (result.bands is not None) == (request.seeds > 1)
        assert (result.trained is not None) == (request.train_epochs > 0)

    check_drawn(hold)


def test_the_kept_network_is_the_one_that_would_be_shown_alone():
    def hold(request, result):
        if request.kept is None:
            return
        shared = ("seeds", "train_epochs", "optimizer", "learning_rate")
        asked = request.kept.model_dump() | {name: getattr(request, name) for name in shared}
        alone = ask(PANEL, asked)
        assert result.kept.layers[0].gradient_norm == alone.layers[0].gradient_norm
        assert result.kept.verdict == alone.verdict

    check_drawn(hold)


def test_a_seed_of_the_band_is_that_seed_alone():
    band = ask(PANEL, {"seeds": 3, "seed": 7, "activation": "relu"}).bands
    alone = [ask(PANEL, {"seed": seed, "activation": "relu"}) for seed in (7, 8, 9)]
    assert band.verdicts == [each.verdict for each in alone]
    np.testing.assert_allclose(band.factors, [each.factor_per_layer for each in alone])
    first = [each.layers[0].gradient_norm for each in alone]
    ends = (band.gradient_norm.low[0], band.gradient_norm.middle[0], band.gradient_norm.high[0])
    np.testing.assert_allclose(ends, sorted(first))


def test_the_network_that_is_answered_gives_the_gradients_that_are_shown():
    result = ask(PANEL, {"depth": 3, "width": 4})
    weights = [np.array(W) for W in result.network.weights]
    relative = [
        layer.gradient_norm / np.linalg.norm(W) for layer, W in zip(result.layers, weights, strict=True)
    ]
    np.testing.assert_allclose([layer.relative_gradient for layer in result.layers], relative)
    data = make_dataset("moons", samples=100, noise=0.1, seed=0)
    np.testing.assert_allclose(result.sample.inputs, (data.inputs - data.inputs.mean(0)) / data.inputs.std(0))
    np.testing.assert_array_equal(result.sample.targets, data.targets[:, 0])


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"initializer": "zeros", "activation": "tanh"}, "all weights are 0"),
        ({"activation": "step"}, "the step has no slope"),
    ],
)
def test_a_dead_network_says_why(fields, words):
    result = ask(PANEL, fields)
    assert result.verdict == "dead"
    assert words in result.sentence
    assert result.first_last_ratio is None


def test_narrow_relu_networks_are_born_dead_now_and_then():
    bands = ask_preset(PANEL, "4 units").bands
    assert 0.0 < bands.dead_low <= bands.dead == bands.verdicts.count("dead") / 50 <= bands.dead_high < 1.0
    dead = bands.verdicts.index("dead")
    sentence = ask(PANEL, {**PANEL.saved_states["narrow"].request, "seeds": 1, "seed": dead}).sentence
    assert "every unit is off for every example" in sentence


def test_training_that_leaves_the_numbers_is_a_result():
    steps = {"optimizer": "sgd", "learning_rate": 1000.0, "train_epochs": 30}
    result = ask(PANEL, {"activation": "relu", "initializer": "normal", "std": 3.0, **steps})
    run = result.trained
    assert 0 < run.diverged_at <= 30
    assert np.isnan(run.loss[run.diverged_at :]).all()
    assert np.isfinite(run.loss[: run.diverged_at]).all()
    assert not run.learned
    assert f"In epoch {run.diverged_at} of the training it left" in result.sentence


def test_the_words_follow_the_numbers():
    def hold(request, result):
        assert result.verdict in result.sentence
        if result.factor_per_layer is not None and result.verdict != "dead":
            assert signed(result.factor_per_layer) in result.evidence
        if result.signal_ratio is not None and result.verdict != "dead":
            assert times(result.signal_ratio) in result.evidence
        if result.trained and result.trained.diverged_at is None:
            assert amount(result.trained.loss[-1]) in result.sentence
            assert ("has not learned" in result.sentence) != result.trained.learned
        if result.kept:
            assert f"{result.kept.title}, {result.kept.verdict}" in result.sentence

    check_drawn(hold)


def test_the_table_holds_every_layer_and_the_kept_ones():
    table = table_of(PANEL, {"depth": 4, "kept": {"depth": 2}})
    assert column(table, "layer") == ["hidden 1", "hidden 2", "hidden 3", "hidden 4", "output"]
    kept = column(table, "kept: ‖∂L/∂W‖")
    assert [each is None for each in kept] == [False, False, True, True, False]


def test_what_costs_too_much_is_refused_with_what_fits():
    deepest = {"depth": MAX_DEPTH, "width": MAX_WIDTH}
    with pytest.raises(ValidationError, match="allowed: at most") as refused:
        GradientFlowRequest.model_validate({**deepest, "train_epochs": 200, "seeds": 10})
    epochs = int(str(refused.value).split("at most ")[1].split(" ")[0])
    fits = GradientFlowRequest.model_validate({**deepest, "train_epochs": epochs, "seeds": 10})
    assert fits.work <= WORK < fits.work * (epochs + 2) / (epochs + 1)


def test_the_sample_is_standardized_and_balanced():
    inputs, targets = sample()
    np.testing.assert_allclose([*inputs.mean(axis=0), *inputs.std(axis=0)], [0, 0, 1, 1], atol=1e-12)
    assert targets.sum() == 50


def test_a_training_is_shown_at_one_time_from_before_to_after():
    result = ask(PANEL, {"train_epochs": 12, "seeds": 2, "width": 4, "activation": "tanh"})
    run = result.trained
    assert [each.epoch for each in run.snapshots] == [0, 2, 5, 7, 10, 12]
    assert run.snapshots[0].layers[3].gradient_norm == result.layers[3].gradient_norm
    for each in run.snapshots:
        sizes = [layer.gradient_norm for layer in each.layers]
        np.testing.assert_allclose(sizes, run.gradient_norm[each.epoch])
    assert run.snapshots[-1].layers[3].weight_norm != result.layers[3].weight_norm


def test_gradients_of_one_size_after_a_training_are_explained_where_their_cause_is_there():
    result = ask(PANEL, {"train_epochs": 100})
    layers = result.trained.snapshots[-1].layers
    sizes = [layer.gradient_norm for layer in layers[:-1]]
    assert max(sizes) < 10.0 * min(sizes)
    assert abs(layers[-1].activation_mean - 0.5) < 0.01
    assert f"of one size, {amount(min(sizes))} to {amount(max(sizes))}" in result.sentence
    assert "of one size" not in ask(PANEL, {"train_epochs": 60, "activation": "tanh"}).sentence
    assert "of one size" not in ask(PANEL, {"train_epochs": 1}).sentence


def test_what_learned_means_is_said_and_whether_the_verdict_agrees():
    learned = ask(PANEL, {**HE, "seed": 3, "train_epochs": 100})
    other = ask(PANEL, {**HE, "train_epochs": 100})
    assert "it has learned (learned means below 0.347, half of ln 2), in agreement" in learned.sentence
    assert "has not learned (learned means below 0.347, half of ln 2), contrary to" in other.sentence


def test_the_way_that_the_verdict_rests_on_is_told_first():
    for name, way in (("ReLU, weights halved", "forward"), ("sigmoid", "back")):
        result = ask_preset(PANEL, name)
        assert result.way == way
        assert result.evidence.startswith(way.capitalize())


def test_numbers_are_no_more_exact_than_they_can_be_read():
    assert [times(each) for each in (192086.251, 3e7, 12.34, 0.5, 6.3e-7)] == [
        *("192086", "3.00·10⁷", "12.3", "0.500", "6.3·10⁻⁷")
    ]


TRAINED = {"train_epochs": 100, "seeds": 20}
HE = {"activation": "relu", "initializer": "kaiming_uniform"}


@pytest.mark.computes
@pytest.mark.parametrize(
    ("fields", "low", "high"),
    [
        ({}, 0.0, 0.0),
        ({"activation": "tanh"}, 0.5, 0.75),
        ({"activation": "relu"}, 0.5, 0.8),
        (HE, 0.85, 1.0),
    ],
    ids=str,
)
def test_as_many_of_the_seeds_learn_as_the_lesson_says(fields, low, high):
    assert low <= ask(PANEL, {**TRAINED, **fields}).trained.share <= high


@pytest.mark.computes
def test_with_adam_batch_normalization_alone_does_harm_and_with_both_cures_all_learn():
    states = {name: dict(PANEL.saved_states[name].request) for name in ("adam", "adam-normalized", "both")}
    assert {state["seeds"] for state in states.values()} == {5}
    plain, normalized = (ask(PANEL, states[name]).trained for name in ("adam", "adam-normalized"))
    assert plain.middle_loss < 0.001 < normalized.middle_loss < 0.01
    assert max(plain.final_losses) > max(normalized.final_losses)
    for optimizer in ({}, {"optimizer": "adam", "learning_rate": 0.01}):
        assert max(ask(PANEL, {**states["both"], **optimizer}).trained.final_losses) < 0.003


def test_a_link_draws_as_many_seeds_as_its_sentence_speaks_of():
    seeds = {name: state.request.get("seeds", 1) for name, state in PANEL.saved_states.items()}
    of_twenty = ("sigmoid", "tanh", "relu-xavier", "relu-he")
    assert {seeds[name] for name in of_twenty} == {20}
    assert {seeds[name] for name in ("adam", "adam-normalized", "both")} == {5}
    assert seeds["narrow"] == 50
