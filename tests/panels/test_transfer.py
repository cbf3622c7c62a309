"""Transfer: where it fails and where it helps, what stays frozen, the digits of both tasks, words."""

import numpy as np
import pytest
from pydantic import ValidationError

from nn_core import Trainer
from nn_core.metrics.mean_interval import mean_interval
from nn_core.pauses import without_pauses
from panel_kit.contract.words import percent
from panels.transfer import PANEL
from panels.transfer.compute import KEPT, NAMES, both_starts, difference_of, source_of
from panels.transfer.request import TransferRequest
from panels.transfer.tasks import MAX_EXAMPLES, classes_of, tasks_of
from tests.panels.reading import ask, column, table_of

pytestmark = pytest.mark.computes

SMALL = {"seeds": 2, "epochs": 6, "hidden": 6, "examples": 5}
PRESETS = ("new_digits", "odd_even")


@pytest.fixture(scope="module")
def measured():
    """Both pairs of tasks from twenty examples of each class, three seeds, each line by its name."""
    asked = {"seeds": 3, "examples": 20}
    results = {preset: ask(PANEL, {**asked, "preset": preset}) for preset in PRESETS}
    return {preset: {line.name: line for line in each.lines} for preset, each in results.items()}


@pytest.fixture(scope="module")
def small():
    return ask(PANEL, SMALL)


def test_features_of_0_to_4_lose_to_learning_from_scratch_and_even_to_random_ones(measured):
    lines = measured["new_digits"]
    assert lines["frozen"].against.verdict == "lower"
    assert (lines["frozen"].means < lines["random_frozen"].means).all()
    assert (lines["frozen"].means < lines["scratch"].means - 0.03).all()
    # Fine-tuning gets over it and gains nothing
    assert np.abs(lines["fine_tuned"].means - lines["scratch"].means).max() < 0.06
    assert lines["frozen"].epochs_needed is None


def test_features_of_ten_digits_help_to_tell_odd_from_even_from_few_examples(measured):
    lines = measured["odd_even"]
    assert lines["frozen"].against.mean > 0.01
    # From five of each class on, where chance counts for less
    assert (lines["frozen"].means > lines["random_frozen"].means)[2:].all()
    assert (lines["frozen"].means > lines["scratch"].means)[2:].all()
    # With fifty of each, fine-tuning has caught up
    assert lines["fine_tuned"].means[-1] > lines["frozen"].means[-1] - 0.015
    # Ten of each with them are worth twenty or more without, and are learned in a fraction of the epochs
    assert lines["frozen"].means[3] > lines["scratch"].means[4] - 0.03
    assert lines["frozen"].epochs_needed <= 20


@pytest.mark.parametrize("seed", [0, 100, 200])
def test_frozen_features_are_there_in_few_epochs_and_learning_from_scratch_in_twenty_or_so(seed):
    result = ask(PANEL, {**PANEL.saved_states["odd"].request, "seed": seed})
    lines = {line.name: line for line in result.lines}
    assert lines["frozen"].epochs_needed <= 10
    scratch = np.asarray(lines["scratch"].curve)
    assert 10 <= result.epochs[np.flatnonzero(scratch >= scratch[-1] - 0.01)[0]] <= 30


@pytest.mark.parametrize("preset", PRESETS)
def test_no_digit_is_asked_about_that_was_learned_from(preset):
    tasks, (of_source, of_target) = tasks_of(preset, 3), classes_of(preset)
    parts = (tasks.source, tasks.source_new, tasks.target, tasks.target_new)
    rows = [{row.tobytes() for row in part.inputs} for part in parts]
    # Two of the 1,797 digits may be alike to the last pixel
    assert sum(map(len, rows)) - len(set.union(*rows)) <= 2
    assert sum(len(part.labels) for part in parts) == 1797
    assert set(tasks.source.labels) == set(range(of_source))
    assert np.bincount(tasks.target.labels).tolist() == [MAX_EXAMPLES] * of_target
    few = tasks.few(3)
    assert few.labels.tolist() == sorted([*range(of_target)] * 3)
    assert np.array_equal(few.targets.argmax(axis=1), few.labels)


def test_frozen_features_stay_to_the_last_bit_and_both_networks_have_the_same_output_layer():
    request = TransferRequest(**SMALL)
    source = without_pauses(source_of(request, 0))
    start = both_starts(request, 0, source)
    features = start.layers[0].parameter_count
    assert np.array_equal(start.parameters[0, :features], source.parameters[:features])
    assert np.array_equal(start.parameters[0, features:], start.parameters[1, features:])
    few = request.tasks(0).few(5)
    for is_frozen in (True, False):
        trainer = Trainer(start, few.inputs, few.targets, request.target_spec(is_frozen))
        left = trainer.finish(tuple(trainer.run())).network.parameters
        assert np.array_equal(left[:, :features], start.parameters[:, :features]) == is_frozen
        assert not np.array_equal(left[:, features:], start.parameters[:, features:])


def test_before_the_first_step_lines_with_the_same_features_are_equal():
    lines = {line.name: line for line in ask(PANEL, {**SMALL, "epochs": 0}).lines}
    assert np.array_equal(lines["scratch"].accuracy, lines["random_frozen"].accuracy)
    assert np.array_equal(lines["fine_tuned"].accuracy, lines["frozen"].accuracy)


def test_means_intervals_and_differences_are_students_seed_by_seed(small):
    scratch = small.lines[NAMES.index("scratch")]
    for line in small.lines:
        expected = mean_interval(line.accuracy)
        assert line.mean == pytest.approx(expected.mean)
        assert line.interval == pytest.approx(expected.within(0.0, 1.0))
        assert line.means[small.place] == line.mean
        assert line.curve[-1] == pytest.approx(line.mean)
        if line is not scratch:
            difference = mean_interval(line.accuracy - scratch.accuracy)
            assert (line.against.low, line.against.high) == pytest.approx((difference.low, difference.high))


def test_verdicts_of_differences_by_hand():
    # Of 0.1, 0.2: mean 0.15, s / √2 = 0.05, t(1) = 12.706: 0.15 ± 0.635
    assert difference_of(np.array([0.1, 0.2])).verdict == "not told apart"
    assert difference_of(np.array([0.1, 0.1001])).verdict == "higher"
    assert difference_of(np.array([-0.1, -0.1001])).verdict == "lower"
    alone = difference_of(np.array([0.3]))
    assert (alone.low, alone.verdict) == (None, None)


def test_one_seed_has_no_interval_and_is_the_first_of_several(small):
    one = ask(PANEL, {**SMALL, "seeds": 1})
    for line, of_both in zip(one.lines, small.lines, strict=True):
        assert line.interval is None
        assert line.intervals is None
        assert line.accuracy[0] == of_both.accuracy[0]


def test_another_number_of_examples_joins_the_places_and_only_it_is_computed(small):
    before = len(KEPT._results)
    result = ask(PANEL, {**SMALL, "examples": 7})
    assert len(KEPT._results) - before <= 2
    assert result.counts.tolist() == [1, 2, 5, 7, 10, 20, 50]
    assert result.counts[result.place] == 7
    others = np.delete(result.lines[0].means, result.place)
    assert np.array_equal(others, small.lines[0].means)


def test_the_answer_grows_seed_by_seed():
    parts = [part for part in PANEL.operation.run(TransferRequest(**SMALL)) if "lines" in part]
    assert [part["seeds"] for part in parts] == [[0], [0, 1]]


def test_the_sentence_tells_every_line_of_the_result(small):
    assert "From 5 of each class, two seeds" in small.sentence
    scratch, *others = small.lines
    assert f"{scratch.label} {percent(scratch.mean)} %" in small.sentence
    for line in others:
        assert f"{line.label} {percent(line.against.mean)} ({percent(line.against.low)} to" in small.sentence


def test_the_table_has_every_place(small):
    table = table_of(PANEL, SMALL)
    assert column(table, "examples of each class") == small.counts.tolist()
    for line in small.lines:
        assert column(table, line.label) == line.means.tolist()


@pytest.mark.parametrize(
    ("fields", "path"),
    [({"examples": 51}, "examples"), ({"preset": "cats"}, "preset"), ({"epochs": 201}, "epochs")],
)
def test_what_cannot_be_asked_is_named(fields, path):
    with pytest.raises(ValidationError) as caught:
        TransferRequest.model_validate(fields)
    assert caught.value.errors()[0]["loc"] == (path,)
