"""The learning rate: what the runs are, what is said of them, and what the lesson claims over seeds."""

from dataclasses import replace

import numpy as np
import pytest

from course.panels import all_panels
from course.questions import all_questions
from nn_core import Network, train
from nn_core.datasets import make_dataset
from nn_core.gradient_check import numeric_gradient
from nn_core.losses import get_loss
from panel_kit.runs.request import TrainingRequest
from panel_kit.runs.result import ran_out_of_time
from panels.learning_rate.bands import BANDS, SWEPT
from panels.learning_rate.compute import parts_of
from panels.learning_rate.request import LearningRateRequest
from panels.learning_rate.verdict import Course, evidence, verdict
from tests.panel_kit.programs.running import at
from tests.panel_kit.programs.running import run as printed_by

PANEL = all_panels()["learning-rate"]
pytestmark = pytest.mark.computes


def ask(**fields):
    return PANEL.compute(PANEL.request.model_validate(fields))


def saved(name, **changes):
    return ask(**{**PANEL.saved_states[name].request, **changes})


@pytest.fixture(scope="module")
def three():
    return ask()


@pytest.fixture(scope="module")
def many():
    return saved("seeds")


@pytest.fixture(scope="module")
def edge():
    return saved("edge")


def course(loss, right=None, baseline=1.0):
    loss = np.array(loss, dtype=float)
    return Course(np.arange(len(loss)), loss, None if right is None else np.array(right), baseline, 4)


FALLING = np.linspace(1.0, 0.2, 60)
WORDS = {
    "diverged": course([1.0, 5.0, np.nan, np.nan]),
    "solved": course(FALLING, np.where(np.arange(60) < 50, 0.75, 1.0)),
    "oscillating": course(0.6 + 0.2 * (-1.0) ** np.arange(60), np.full(60, 0.5)),
    "learning": course(FALLING, np.full(60, 0.5)),
    "plateau": course(np.full(60, 0.69), np.full(60, 0.5)),
}


@pytest.mark.parametrize("word", WORDS)
def test_a_verdict_comes_from_the_numbers_of_the_run(word):
    assert verdict(WORDS[word]) == word
    said = {
        "diverged": "epoch 2",
        "solved": "all 4 right from epoch 50 on",
        "oscillating": "rises undo",
        "learning": "in the last third",
        "plateau": "loss 0.690 to 0.690",
    }
    assert said[word] in evidence(WORDS[word], word)


def test_solved_means_solved_to_the_end():
    right = np.where(np.arange(60) < 50, 0.75, 1.0)
    right[-2] = 0.75
    assert verdict(course(FALLING, right)) == "learning"


def test_a_regression_is_solved_when_nine_tenths_of_the_loss_are_gone():
    assert verdict(course(np.linspace(1.0, 0.05, 60))) == "learning"  # not yet over the last tenth
    assert verdict(course(np.full(60, 0.05))) == "solved"


def test_each_run_is_the_one_it_would_be_alone(three):
    data = make_dataset("xor")
    start = LearningRateRequest().setup.network
    for run in three.runs:
        alone = train(
            start, data.inputs, data.targets, loss="bce", learning_rate=run.learning_rate, epochs=40
        )
        # At η = 3 a rounding error grows: the first epochs are compared
        np.testing.assert_allclose(run.loss[:41], alone.history.train_loss, rtol=1e-8)
    assert len({run.loss[0] for run in three.runs}) == 1


def test_the_three_rates_are_too_small_right_and_too_large(three):
    small, right, large = three.runs
    assert right.verdict == "solved"
    assert small.verdict in ("learning", "plateau")
    assert large.verdict != "solved"
    assert right.final_loss < 0.1 < small.final_loss
    assert [run.verdict in three.sentence for run in three.runs] == [True] * 3


def test_a_run_that_leaves_the_finite_numbers_says_when():
    result = saved("diverges")
    first, *others = result.runs
    assert first.diverged_at is None
    for run in others:
        assert run.verdict == "diverged"
        assert np.isfinite(run.loss).tolist() == [epoch < run.diverged_at for epoch in range(len(run.loss))]
        assert run.final_loss == run.loss[run.diverged_at - 1]
        assert (run.maps[0] is None, run.maps[-1] is None) == (False, True)


def test_seeds_are_counted_with_their_interval(many):
    for run in many.runs:
        assert [end.seed for end in run.seeds] == list(range(50))
        assert run.solved_share == sum(end.solved for end in run.seeds) / 50
        assert run.interval[0] <= run.solved_share <= run.interval[1]
        assert run.seeds[0].solved == run.solved


def test_another_seed_is_the_run_with_that_seed(many):
    seventh = ask(network={"seed": 7})
    for place in (0, 1):
        assert many.runs[place].seeds[7].final_loss == pytest.approx(seventh.runs[place].final_loss, rel=1e-6)


def test_the_parts_make_up_the_whole_and_the_first_comes_at_once():
    request = LearningRateRequest.model_validate({"epochs": 40, "seeds": 3, "sharpness": True})
    parts = list(parts_of(request))
    assert set(parts[0]) == {"title", "data"}
    shown = next(part for part in parts if "runs" in part)
    assert all(len(run.seeds) == 1 and run.sharpness is None for run in shown["runs"])
    whole = PANEL.operation.join(parts)
    assert all(len(run.seeds) == 3 and run.sharpness is not None for run in whole.runs)


def test_the_sweep_tries_two_rates_for_each_power_of_ten_and_counts_the_bands(many):
    assert [each.learning_rate for each in many.sweep] == list(SWEPT)
    assert (SWEPT[0], SWEPT[-1], len(SWEPT)) == (1e-5, 100.0, 15)
    for band, tested in zip(BANDS, many.bands, strict=True):
        inside = [each for each in many.sweep if band.low <= each.learning_rate <= band.high]
        assert (tested.name, tested.runs) == (band.name, 10 * len(inside))
        assert tested.solved == sum(each.solved for each in inside)
        assert f"{tested.solved} of {tested.runs}" in many.rule


def test_the_rule_of_thumb_fails_for_sgd_on_xor(many):
    _, right, large = many.bands
    assert right.solved == 0 < large.solved


def test_the_rates_that_work_differ_from_network_to_network_as_the_lesson_says():
    def shares(name):
        return {run.learning_rate: run.solved_share for run in saved(name).runs}

    tanh, sigmoid, relu = shares("long"), shares("sigmoid"), shares("relu")
    assert max(tanh[0.01], tanh[10.0], sigmoid[0.1]) <= 0.1
    assert min(tanh[0.1], tanh[1.0], sigmoid[3.0]) >= 0.9
    assert 0.3 <= max(relu.values()) <= 0.65


def test_adam_is_where_the_rule_of_thumb_comes_nearest():
    adam = saved("adam", seeds=20)
    _, right, _ = adam.bands
    assert right.solved > 0.3 * right.runs


def test_the_curvature_follows_the_rate_on_the_sine(edge):
    assert "whole Hessian" in edge.method
    assert 4.0 < edge.start_sharpness < 12.0
    for run in edge.runs:
        assert run.sharpness.limit == 2.0 / run.learning_rate
        assert run.sharpness.stand == "at"
        assert run.sharpness.late == pytest.approx(run.sharpness.limit, rel=0.1)
    assert "(at 2/η = 20.0)" in edge.sentence
    assert edge.sentence.endswith(": the edge of stability.")


@pytest.mark.parametrize("seed", [3, 7])
def test_other_starts_come_to_the_edge_too(seed):
    result = saved("edge", network={**PANEL.saved_states["edge"].request["network"], "seed": seed})
    assert [run.sharpness.stand for run in result.runs] == ["at"] * 3


def test_on_xor_the_curvature_stays_below():
    assert [run.sharpness.stand for run in saved("no-edge").runs] == ["below"] * 3


def test_the_sharpness_is_that_of_central_differences():
    result = ask(epochs=30, sharpness=True, network={"zero_output": False})
    data, request = (
        make_dataset("xor"),
        LearningRateRequest.model_validate({"network": {"zero_output": False}}),
    )
    network = train(
        request.setup.network, data.inputs, data.targets, loss="bce", learning_rate=0.5, epochs=30
    ).network
    theta, h = network.parameters, 1e-4

    def gradient(at):
        turned: Network = network.with_parameters(at)
        return numeric_gradient(turned, data.inputs, data.targets, get_loss("bce"), h)

    turns = h * np.eye(len(theta))
    H = np.array([(gradient(theta + turn) - gradient(theta - turn)) / (2 * h) for turn in turns])
    largest = np.linalg.eigvalsh(0.5 * (H + H.T))[-1]
    assert result.runs[1].sharpness.value[-1] == pytest.approx(largest, abs=1e-4)


def test_only_plain_gradient_descent_has_a_limit():
    result = ask(optimizer="adam", epochs=20, sharpness=True)
    assert result.rate_limit is None
    assert all(run.sharpness.limit is None and run.sharpness.stand is None for run in result.runs)
    assert "no limit for this optimizer" in result.sentence


def test_a_plane_of_one_input_is_a_curve():
    result = saved("edge", epochs=10, sharpness=False)
    assert result.data.resolution == 61
    assert len(result.runs[0].maps) == len(result.kept)


@pytest.mark.parametrize(
    ("fields", "where"),
    [
        ({"rates": [0.1]}, "rates"),
        ({"rates": [0.1] * 6}, "rates"),
        ({"rates": [0.1, 1e-6]}, "rates"),
        ({"loss": "cross_entropy"}, "loss"),
        ({"network": {"layers": [3, 1]}}, "network"),
        ({"network": {"layers": [2, 1], "weights": [[[1.0, 1.0]]]}, "seeds": 2}, "seeds"),
        (
            {"dataset": {"name": "moons"}, "network": {"hidden": [16, 16]}, "seeds": 50, "epochs": 5000},
            "epochs",
        ),
    ],
)
def test_what_cannot_be_trained_is_refused_by_its_field(fields, where):
    with pytest.raises(ValueError, match=where):
        PANEL.request.model_validate(fields)


def test_runs_that_the_time_limit_ends_say_so_and_settle_nothing_for_long(monkeypatch):
    monkeypatch.setattr(TrainingRequest, "limits", replace(TrainingRequest.limits, seconds=1e-9))
    asked = {"network": {"seed": 4321}}  # nobody else has asked for it, so nothing is kept of it
    result = ask(**asked)
    assert result.status == "stopped_at_limit"
    assert ran_out_of_time(result)
    assert result.sentence.startswith(f"Stopped after {len(result.runs[0].loss) - 1} of 500 epochs")
    question = all_questions()["draw-three-rates"]
    assert len(question.decide(result).drawing.y) == len(result.runs[0].loss)
    monkeypatch.undo()
    # What the sweep had no time for is not kept for those who come later
    assert ask(**asked).sweep != result.sweep
    assert ask(rates=[50.0, 100.0], epochs=60).status == "completed"


def test_the_numpy_program_prints_the_sharpness_of_the_page():
    request = LearningRateRequest(epochs=30, sharpness=True)
    result = PANEL.compute(request)
    lines = printed_by(PANEL.programs(request)["numpy"].text)
    assert lines["start_sharpness"] == pytest.approx(result.start_sharpness, rel=1e-9)
    for place in range(3):
        name = f"runs.{place}.sharpness.late"
        assert lines[name] == pytest.approx(at(result, name), rel=1e-9)


def test_a_program_leaves_the_curvature_of_kinks_to_pytorch():
    programs = PANEL.programs(LearningRateRequest.model_validate({"network": {"hidden_activation": "relu"}}))
    assert "sharpness" not in programs["numpy"].text
    assert "start_sharpness = " in programs["pytorch"].text
