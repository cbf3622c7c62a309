"""The table of networks beside other learners is the one that was measured, and what is said of it holds."""

import json
from pathlib import Path

import numpy as np

from bench.networks_beside_others import LESSON, NOTE, OTHERS, SPLITS, TARGET, accuracies, lesson_table, table
from nn_core.metrics import mean_interval

MEASURED = json.loads(TARGET.read_text("utf-8"))
PAGE = Path(__file__).resolve().parents[1].joinpath("docs", "networks_beside_others.md").read_text("utf-8")


def ahead(name, learner):
    """1 where a learner is ahead of the network, −1 where it is behind, 0 where neither can be told."""
    found = MEASURED[name]
    return mean_interval(np.array(found[learner]) - np.array(found["network"])).sign


def test_the_page_has_the_table_that_was_measured():
    assert table(MEASURED) in PAGE


def test_the_lesson_has_the_table_that_was_measured():
    assert LESSON.read_text("utf-8") == NOTE + lesson_table(MEASURED)


def test_bold_in_the_lesson_is_what_can_be_told_apart():
    told = [abs(ahead(name, learner)) for name in MEASURED for learner in OTHERS]
    assert lesson_table(MEASURED).count("<strong>") == sum(told)
    assert 0 < sum(told) < len(told)


def test_every_learner_was_measured_on_every_split():
    for found in MEASURED.values():
        assert set(found) == {"network", *OTHERS}
        assert {len(values) for values in found.values()} == {SPLITS}
        assert all(0 <= value <= 1 for values in found.values() for value in values)


def test_what_is_said_of_the_table_holds():
    assert ahead("wine, 178 rows × 13", "logistic regression") == 0
    assert ahead("tumors, 569 rows × 30", "logistic regression") == 0
    assert {ahead("moons, 200 rows × 2", learner) for learner in OTHERS} == {-1}
    assert ahead("moons, 50 rows × 2", "nearest neighbors") == 1
    assert ahead("digits, 1,797 rows × 64", "support vector machine") == 1
    trees = [ahead(name, learner) for name in MEASURED for learner in ("random forest", "boosted trees")]
    assert max(trees) == 0


def test_the_script_measures_what_is_kept(monkeypatch):
    monkeypatch.setattr("bench.networks_beside_others.SPLITS", 1)
    found, name = accuracies("moons, 50 rows × 2"), "moons, 50 rows × 2"
    for learner in ("logistic regression", "nearest neighbors", "support vector machine"):
        assert abs(found[learner][0] - MEASURED[name][learner][0]) <= 1 / 13 + 1e-9
