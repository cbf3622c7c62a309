"""Overfitting: how both losses go, what each cure does, what is measured without it, and words that hold."""

from dataclasses import replace

import numpy as np
import pytest
from pydantic import ValidationError

from nn_core.metrics.mean_interval import mean_interval
from nn_core.pauses import without_pauses
from panels.overfitting import PANEL
from panels.overfitting.cures import CURE_NAMES, PLAIN, Strengths
from panels.overfitting.request import LIMITS, OverfittingRequest
from panels.overfitting.training import left_by, losses_of, watched
from tests.panels.reading import ask, ask_preset, numbers_said, table_of

pytestmark = pytest.mark.computes

SMALL = {"network": {"layers": [2, 8, 6, 1]}, "dataset": {"samples": 12}, "epochs": 40}


def cures(*names, **fields):
    return {**SMALL, "cures": [{"name": name} for name in names], **fields}


def seen(request, place):
    """What is seen of one run, its pauses left out."""
    return without_pauses(watched(request, request.cures[place]))


@pytest.fixture(scope="module")
def whole():
    return ask(PANEL)


def test_the_training_loss_falls_while_the_held_out_loss_falls_and_rises_again(whole):
    plain = whole.runs[0]
    assert plain.cure == PLAIN
    assert plain.final.train_loss < 0.05
    assert plain.final.validation_loss > 2 * plain.validation_loss.min()
    assert plain.validation_loss[plain.best_epoch] == plain.validation_loss.min()
    for run in whole.runs[1:]:
        assert run.final.validation_loss < 0.7 * plain.final.validation_loss, run.cure
        assert run.train_loss[0] == pytest.approx(plain.train_loss[0])  # the same first weights


def test_hardly_a_decision_changes_while_the_wrong_ones_get_far_more_expensive(whole):
    best, end = whole.runs[0].wrong
    assert abs(best.count - end.count) <= 3
    assert end.mean_loss > 3 * best.mean_loss
    assert best.epoch == whole.runs[0].best_epoch
    assert best.of == len(whole.data.validation_targets)


def test_loss_and_accuracy_are_measured_with_nothing_silenced_and_nothing_moved():
    request = OverfittingRequest.model_validate(cures("dropout", "jitter"))
    plain = request.drawn(0, request.cures[0])
    for place, cure in enumerate(request.cures):
        run = seen(request, place)
        data = request.examples(0, cure)
        for theta, epoch in zip(run.thetas, ask(PANEL, cures("dropout", "jitter")).kept, strict=True):
            for part, name in ((data.training, "train"), (data.validation, "validation")):
                loss, right = losses_of(plain.with_parameters(theta), part)
                assert run.rows[f"{name}_loss"][epoch] == pytest.approx(loss.mean(), rel=1e-12)
                assert run.rows[f"{name}_accuracy"][epoch] == right.mean()


def test_early_stopping_goes_back_to_its_best_weights():
    asked = cures("early_stopping", epochs=300, learning_rate=0.05)
    asked["cures"][0]["amount"] = 4
    result = ask(PANEL, asked)
    plain, run = result.runs
    assert run.stopped_at == run.best_epoch + 4
    assert run.final.epoch == run.best_epoch
    assert run.final.validation_loss == pytest.approx(run.validation_loss[run.best_epoch])
    assert np.isnan(run.train_loss[run.stopped_at + 1 :]).all()
    until = slice(0, run.stopped_at + 1)
    np.testing.assert_array_equal(run.validation_loss[until], plain.validation_loss[until])
    # Where it has stopped, the plane is that of the weights it left
    request = OverfittingRequest.model_validate(asked)
    course = seen(request, 1)
    after = np.flatnonzero(result.kept >= run.stopped_at)
    for place in after:
        np.testing.assert_array_equal(course.thetas[place], course.best)
    assert len({run.maps[place].codes for place in after}) == 1


def test_masks_silence_the_share_that_was_asked_for_and_are_drawn_anew_in_every_step():
    asked = cures("dropout", epochs=60)
    masks = ask(PANEL, asked).runs[1].masks
    assert len(masks) == 60
    assert {len(mask) for mask in masks} == {8 + 6}
    silenced = np.mean([letter == "0" for mask in masks for letter in mask])
    assert silenced == pytest.approx(0.3, abs=0.06)
    assert len(set(masks)) > 40
    # As the generator draws them: for all 12 examples, layer by layer; shown is the first
    rng = np.random.default_rng(0)
    first = [rng.random((12, units)) >= 0.3 for units in (8, 6)]
    assert masks[0] == "".join("1" if stays else "0" for layer in first for stays in layer[0])


def test_copies_are_the_examples_moved_by_the_deviation_that_was_asked_for():
    result = ask(PANEL, cures("jitter", dataset={"samples": 100}))
    run = result.runs[1]
    moved = np.array(run.copies) - result.data.inputs
    assert not moved[0].any()  # before training nothing has moved
    assert moved[1:].std() == pytest.approx(0.3, rel=0.1)
    assert result.runs[0].copies is None


def test_more_data_adds_to_the_few_and_leaves_the_held_out_ones_alone():
    request = OverfittingRequest.model_validate(cures("more_data"))
    few, many = (request.examples(0, cure) for cure in request.cures)
    assert many.training.samples == 5 * few.training.samples
    np.testing.assert_array_equal(many.training.inputs[:12], few.training.inputs)
    for part in ("validation", "new"):
        np.testing.assert_array_equal(getattr(many, part).inputs, getattr(few, part).inputs)
    every = np.concatenate([many.training.inputs, few.validation.inputs, few.new.inputs])
    assert len(np.unique(every, axis=0)) == len(every)  # nothing is in two of them


def test_prices_bring_weights_near_to_0_and_l1_most_of_them():
    plain, first, second = ask_preset(PANEL, "L1 and L2").runs
    assert (first.cure, second.cure) == ("l1", "l2")
    assert plain.small_share < 0.1 < second.small_share < first.small_share
    assert second.weight_norm < plain.weight_norm


def test_a_cure_of_no_strength_is_the_plain_run():
    asked = {**SMALL, "cures": [{"name": name, "amount": amount} for name, amount in NOTHING.items()]}
    plain, *others = ask(PANEL, asked).runs
    for run in others:
        np.testing.assert_allclose(run.validation_loss, plain.validation_loss, rtol=1e-9)


NOTHING = {"dropout": 0, "jitter": 0, "more_data": 1}


def test_stronger_is_further_from_the_examples():
    for name, amounts in {"l2": (0.001, 0.3), "jitter": (0.05, 1.0), "dropout": (0.05, 0.8)}.items():
        weak, strong = (
            ask(PANEL, {**SMALL, "epochs": 200, "cures": [{"name": name, "amount": amount}]}).runs[1]
            for amount in amounts
        )
        assert strong.final.train_loss > weak.final.train_loss, name


def test_over_seeds_each_cure_is_beside_the_plain_run_of_the_same_seed():
    asked = cures("l2", "early_stopping", seeds=4)
    result = ask(PANEL, asked)
    request = OverfittingRequest.model_validate(asked)
    for run, cure, over in zip(result.runs, request.cures, result.compared, strict=True):
        networks = [left_by(request, cure, place)[0] for place in range(4)]
        losses = [
            losses_of(network, request.examples(place, cure).new)[0].mean()
            for place, network in enumerate(networks)
        ]
        np.testing.assert_allclose(over.new_loss, losses, rtol=1e-9)
        expected = mean_interval(losses)
        assert over.mean == pytest.approx(expected.mean)
        assert run.interval == pytest.approx([max(0.0, expected.low), expected.high])
    plain, *others = result.compared
    assert plain.verdict is plain.difference is None
    for over in others:
        expected = mean_interval(np.array(over.new_loss) - plain.new_loss)
        assert over.difference == pytest.approx(expected.mean)
        assert over.verdict == {1: "higher", -1: "lower", 0: "not told apart"}[expected.sign]


def test_another_seed_is_the_run_that_its_seeds_open():
    request = OverfittingRequest.model_validate(cures("dropout", seeds=3))
    own = OverfittingRequest.model_validate(
        cures("dropout", seed=2, dataset={"samples": 12, "seed": 4}, network={**SMALL["network"], "seed": 2})
    )
    theirs, _ = left_by(request, request.cures[1], 2)
    np.testing.assert_array_equal(theirs.parameters, seen(own, 1).network.parameters)


def test_the_cures_are_better_than_the_plain_run_by_more_than_chance():
    strong = {"cures": [{"name": name} for name in ("l1", "l2", "jitter", "early_stopping")], "seeds": 5}
    result = ask(PANEL, strong)
    assert [over.verdict for over in result.compared[1:]] == ["lower"] * 4
    for over in result.compared[1:]:
        assert f"{CURE_NAMES[over.cure]} {over.mean:.2f}" in result.sentence


def test_a_stream_tells_the_shown_runs_first_and_then_seed_by_seed():
    request = OverfittingRequest.model_validate(cures("l2", seeds=3))
    parts = [part for part in PANEL.operation.run(request) if part]
    counts = [len(part["compared"][0].new_loss) for part in parts if "compared" in part]
    assert counts == [1, 2, 3]
    assert "runs" in parts[1]
    assert parts[-1]["runs"][0].interval is not None


def test_the_plain_run_comes_first_and_each_cure_once():
    assert [run.cure for run in ask(PANEL, cures()).runs] == [PLAIN]
    named = OverfittingRequest.model_validate(cures("l2", "none"))
    assert [cure.name for cure in named.cures] == [PLAIN, "l2"]
    assert named.cures[1].amount == Strengths().l2


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (["l2", "l2"], "each cure once"),
        (["l1", "l2", "dropout", "jitter", "early_stopping"], "at most 4"),
    ],
)
def test_cures_that_cannot_be_tried_are_named(wrong, said):
    with pytest.raises(ValidationError, match=said):
        OverfittingRequest.model_validate(cures(*wrong))


@pytest.mark.parametrize(
    ("name", "amount"),
    [("none", 1), ("l1", 11), ("dropout", 1.0), ("jitter", 6), ("early_stopping", 0.5), ("more_data", 11)],
)
def test_a_strength_out_of_its_bounds_is_named(name, amount):
    with pytest.raises(ValidationError, match="allowed"):
        OverfittingRequest.model_validate({"cures": [{"name": name, "amount": amount}]})


def test_more_seeds_and_epochs_than_may_be_computed_are_refused_before_anything_is():
    with pytest.raises(ValidationError, match="allowed: at most"):
        OverfittingRequest.model_validate({"seeds": 20, "epochs": 1000, "dataset": {"samples": 300}})


def test_runs_that_the_time_limit_ends_say_so_and_are_not_kept(monkeypatch):
    asked = cures("l2", network={**SMALL["network"], "seed": 4321})
    with monkeypatch.context() as patch:
        patch.setattr("panels.overfitting.request.LIMITS", replace(LIMITS, seconds=1e-9))
        result = ask(PANEL, asked)
    assert result.status == "stopped_at_limit"
    assert "of 40 epochs" in result.sentence
    assert ask(PANEL, asked).status == "completed"


def test_sentence_and_table_say_what_the_runs_say(whole):
    plain, *others = whole.runs
    lowest = plain.validation_loss[plain.best_epoch]
    said = [plain.final.train_loss, plain.final.validation_loss, lowest]
    said += [run.final.validation_loss for run in others]
    assert numbers_said(whole.sentence) == [f"{value:.2f}" for value in said]
    table = table_of(PANEL, cures("l2"))
    runs = ask(PANEL, cures("l2")).runs
    first = [loss for run in runs for loss in (run.train_loss[0], run.validation_loss[0])]
    assert table.rows[0] == [0, *first]
