"""The range test as a panel: PyTorch's losses, the words, the spread over seeds, the proof."""

import json
from pathlib import Path

import numpy as np
import pytest
from pydantic import ValidationError

from nn_core.lr_suggestions import RULES, SUGGESTED
from panel_kit.contract.words import signed
from panel_kit.runs.result import ran_out_of_time
from panels.lr_finder import PANEL
from panels.lr_finder.proof import prove, verdict_of
from panels.lr_finder.request import PROOF_SEEDS, WORK, LrFinderRequest
from panels.lr_finder.words import rate_text, say_the_proof
from tests.every_case import check_every
from tests.panel_kit.programs.running import at
from tests.panels.reading import ask, ask_preset, column, table_of

pytestmark = pytest.mark.computes

GOLDEN = json.loads((Path(__file__).parents[1] / "golden" / "range_tests.json").read_text("utf-8"))
CIRCLES = {"dataset": {"name": "circles", "samples": 40, "noise": 0.08}}
SGD = {"optimizer": "sgd", "batch_size": None}


@pytest.fixture(scope="module")
def default():
    return ask(PANEL)


@pytest.fixture(scope="module")
def ten():
    return ask(PANEL, {"seeds": 10})


@pytest.fixture(scope="module")
def proved():
    """On circles, the parts of a proof and the whole."""
    request = LrFinderRequest.model_validate({**CIRCLES, "prove": True})
    parts = [part for part in PANEL.operation.run(request) if part is not None]
    return parts, PANEL.operation.join(parts)


def test_losses_and_suggestions_are_those_of_pytorch():
    def agree(case):
        result = ask(PANEL, case["request"])
        for name, value in case["printed"].items():
            expected, found = (np.asarray(each, dtype=float) for each in (value, at(result, name)))
            np.testing.assert_allclose(found, expected, rtol=1e-9, atol=1e-13, err_msg=name)

    assert sum(case["printed"]["suggestions.valley"] is not None for case in GOLDEN) >= 5
    check_every(((str(case["request"]), (case,)) for case in GOLDEN), agree)


def test_the_rates_grow_by_one_factor_from_the_first_to_the_last():
    result = ask(PANEL, {"low": 0.001, "high": 0.1, "steps": 21})
    assert result.learning_rate[[0, 10, 20]] == pytest.approx([0.001, 0.01, 0.1], rel=1e-12)


def test_the_suggestion_is_that_of_the_rule_it_names(default):
    assert default.suggested_by == SUGGESTED
    assert default.suggestion == getattr(default.suggestions, SUGGESTED)
    for rule in set(RULES) - {"minimum_tenth"}:
        place = getattr(default.places, rule)
        assert default.learning_rate[place] == getattr(default.suggestions, rule)
        assert default.reading[0] <= place < default.reading[1]
    lowest = default.places.minimum_tenth
    assert default.suggestions.minimum_tenth == pytest.approx(default.learning_rate[lowest] / 10.0, rel=1e-12)


def test_the_first_seed_is_the_same_among_ten(default, ten):
    assert np.array_equal(ten.loss, default.loss)
    assert ten.suggestions == default.suggestions
    assert ten.spread.valley[0] == default.suggestion


def test_each_seed_of_ten_is_the_test_of_its_own_seeds(ten):
    # Up to where steps jump about, the suggestion of a seed alone is that among ten
    alone = ask(PANEL, {"network": {"seed": 3}, "seed": 3})
    assert ten.spread.seeds[3] == 3
    assert ten.spread.minimum_tenth[3] == pytest.approx(alone.suggestions.minimum_tenth, rel=1e-6)


def test_ten_seeds_suggest_rates_that_are_far_apart(ten):
    rates = ten.spread.valley[~np.isnan(ten.spread.valley)]
    assert ten.spread.factor.valley == pytest.approx(rates.max() / rates.min(), rel=1e-12)
    assert ten.spread.factor.valley > 10.0
    assert ten.spread.fell == 10
    assert f"suggest {rate_text(rates.min())} to {rate_text(rates.max())}" in ten.sentence


@pytest.mark.parametrize("preset", ["labels shuffled", "all weights zero"])
def test_where_nothing_can_be_learned_nothing_is_suggested_and_nothing_proved(preset):
    (given,) = [each.request for each in PANEL.presets if each.name == preset]
    result = ask(PANEL, {**given, "prove": True})
    assert not result.has_fallen
    assert result.fall <= result.chance_fall
    assert result.suggestion is None
    assert {getattr(result.suggestions, rule) for rule in RULES} == {None}
    assert result.proof == []
    fall, chance = signed(result.fall, 3), signed(result.chance_fall, 3)
    assert result.sentence.startswith("No rate is suggested: ")
    assert f"fell by {fall}, chance may bring {chance}" in result.sentence


def test_shuffled_labels_are_the_same_labels_in_another_order():
    true, shuffled = (LrFinderRequest.model_validate({"labels": each}).data for each in ("true", "shuffled"))
    assert np.array_equal(true.inputs, shuffled.inputs)
    assert not np.array_equal(true.targets, shuffled.targets)
    assert true.targets.sum() == shuffled.targets.sum()


def test_the_proof_comes_in_parts_that_make_up_the_whole(proved):
    parts, whole = proved
    grown = [len(part["proof_epoch"]) for part in parts if "proof_epoch" in part]
    assert grown[0] == 0
    assert grown == sorted(set(grown))
    assert len(grown) > 5
    assert parts[-2]["proof_verdict"] is None
    assert whole.proof_epoch[[0, -1]].tolist() == [0, 100]


def test_the_suggested_rate_wins_on_circles(proved):
    _, whole = proved
    assert [run.learning_rate / whole.suggestion for run in whole.proof] == pytest.approx([0.1, 1.0, 10.0])
    for run in whole.proof:
        assert run.losses.shape == (len(whole.proof_epoch), PROOF_SEEDS)
        assert run.losses[0] == pytest.approx(PROOF_SEEDS * [np.log(2.0)], rel=1e-12)
        assert run.loss == pytest.approx(np.median(run.losses, axis=1), rel=1e-12)
    assert whole.proof_verdict.wins == [0, 5, 0]
    assert whole.proof_verdict.won
    assert "Of 5 seeds 5 (57 to 100 %) ended lowest" in whole.sentence


def test_without_batches_ten_times_the_suggestion_wins():
    result = ask(PANEL, {**SGD, "prove": True, "epochs": 200})
    assert result.proof_verdict.wins == [0, 0, 5]
    assert not result.proof_verdict.won


def test_the_verdict_by_hand():
    # Of five seeds the second rate is lowest in three, the third in one; in the fifth all have left
    ends = np.array(
        [[0.6, 0.6, 0.6, 0.6, np.nan], [0.1, 0.2, 0.3, 0.5, np.nan], [0.5, np.nan, 0.4, 0.1, np.nan]]
    )
    verdict = verdict_of(ends)
    assert verdict.wins == [0, 3, 1]
    assert verdict.share == 0.6
    # Middles: 0.6; 0.3; of 0.1, 0.4, 0.5 and two that have left 0.5
    assert verdict.won


def test_the_table_has_the_rules_where_they_point(default):
    table = table_of(PANEL)
    steps, rules = column(table, "step"), column(table, "rules")
    told = dict(zip(steps, rules, strict=True))
    assert "valley" in told[default.places.valley + 1]
    assert "minimum ÷ 10" in told[default.places.minimum_tenth + 1]
    assert len(steps) < 70


def test_rates_are_written_with_two_digits_that_count():
    assert [rate_text(rate) for rate in (0.0001, 0.0474, 0.3, 1.77, 12.3)] == [
        "0.00010", "0.047", "0.30", "1.8", "12",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("fields", "path", "message"),
    [
        ({"low": 1.0, "high": 1.0}, (), "more than low"),
        ({"network": {"layers": [3, 2, 1]}}, (), "the examples lie in a plane"),
        ({"steps": 19}, ("steps",), "greater than or equal to 20"),
        ({"batch_size": 1, "prove": True, "epochs": 500}, (), r"got 500, allowed: at most \d+ with"),
    ],
)  # fmt: skip
def test_what_cannot_be_tested_is_refused(fields, path, message):
    with pytest.raises(ValidationError, match=message) as refused:
        LrFinderRequest.model_validate(fields)
    assert refused.value.errors()[0]["loc"] == path


def test_the_dearest_request_is_as_dear_as_may_be():
    asked = LrFinderRequest.model_validate(PANEL.operation.dearest(7))
    assert 0.9 * WORK < asked.work <= WORK


def test_every_preset_opens(default):
    for preset in PANEL.presets:
        assert ask_preset(PANEL, preset.name).sentence
    assert default.sentence.startswith(f"The valley rule suggests {rate_text(default.suggestion)}: ")


def test_what_the_time_limit_ends_says_so(monkeypatch):
    monkeypatch.setattr("panels.lr_finder.request.SECONDS", 1e-9)
    result = ask(PANEL, {**CIRCLES, "prove": True})
    assert ran_out_of_time(result)
    assert len(result.loss) == 1
    assert result.sentence.startswith("Stopped after 1 of 300 steps, for the time was up.")
    assert result.proof == []
    # The proof has its own time, and may be ended where the test was not
    request = LrFinderRequest.model_validate({**CIRCLES, "prove": True})
    *_, last = prove(request, 0.1)
    assert last["status"] == "stopped_at_limit"
    assert last["proof_epoch"].tolist() == [0, 1]
    assert say_the_proof(last, 100).startswith("Stopped after 1 of 100 epochs of the proof")
