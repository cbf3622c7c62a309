"""Data of one's own in a search: points and tables, in the three parts that every search has."""

import numpy as np
import pytest

from app import create_app
from nn_core.datasets import with_derived
from panel_kit.runs.record import trainer_of
from panel_kit.runs.request import TrainingRequest
from panel_kit.specs.csv_upload import widest_table
from panel_kit.specs.limits import TABLES
from panels.tuner import PANEL
from panels.tuner.data import FEWEST_OWN
from panels.tuner.jobs import job_of, run_of, training_fields
from panels.tuner.panel import cost
from panels.tuner.request import MAX_TRIALS, MOST_ANSWERS, WORK, TunerRequest, dearest
from tests.panels.reading import ask

pytestmark = pytest.mark.computes

SMALL = {"trials": 2, "epochs": 3}
POINTS = [{"x": [place / 8, place % 2], "y": place % 2} for place in range(12)]
PRICES = "size;rooms;price\n" + "".join(f"{20 + 7 * k};{1 + k % 4};{90 + 31 * k}\n" for k in range(20))
KINDS = "size;weight;kind\n" + "".join(f"{k};{k * k % 11};{'abc'[k % 3]}\n" for k in range(30))


def searched(**dataset):
    return ask(PANEL, {**SMALL, "dataset": dataset})


def parts(**dataset):
    """The three parts, and the first trial's values."""
    request = TunerRequest.model_validate({**SMALL, "dataset": dataset})
    values = vars(ask(PANEL, {**SMALL, "dataset": dataset}).trials[0].values)
    return request, values, job_of(request, values).data


@pytest.mark.parametrize(
    ("dataset", "title", "counts"),
    [
        ({"points": POINTS}, "Your points, 12 examples", (6, 3, 3)),
        ({"csv": KINDS}, "Your table, 30 examples", (15, 7, 8)),
        (
            {"csv": PRICES, "standardize": True, "standardize_target": True},
            "Your table, 20 examples",
            (10, 5, 5),
        ),
    ],
)
def test_half_is_learned_from_and_the_rest_is_halved_to_choose_and_to_test(dataset, title, counts):
    result = searched(**dataset)
    assert result.title == title
    assert (result.learned, result.held_out, result.new) == counts
    assert all(trial.test_loss is not None for trial in result.trials)
    assert len(result.winner.rerun) == 10


def test_no_example_is_in_two_parts_and_each_class_is_in_all():
    _request, _values, data = parts(csv=KINDS)
    rows = [tuple(row) for part in (data.learned, data.held_out, data.new) for row in part.inputs]
    assert len(set(rows)) == len(rows) == 30
    for part in (data.learned, data.held_out, data.new):
        assert set(part.labels) == {0, 1, 2}


def test_a_trial_is_the_run_that_training_makes_of_the_same_table():
    """Scaled as there, from the same first weights: its held-out loss there is over both other parts."""
    dataset = {"csv": PRICES, "standardize": True, "standardize_target": True}
    request, values, data = parts(**dataset)
    trial = searched(**dataset).trials[0]
    whole = TrainingRequest.model_validate({**training_fields(request, values), "dataset": dataset})
    *_, last = trainer_of(whole.setup).run()
    both = (5 * trial.loss + 5 * trial.test_loss) / 10
    assert float(last.validation_loss) == pytest.approx(both, rel=1e-9)
    assert trial.accuracy is None
    assert data.learned.inputs.mean(axis=0) == pytest.approx([0, 0], abs=1e-12)


def test_new_drawn_examples_are_scaled_and_derived_as_those_that_are_learned_from():
    plain, _values, drawn = parts(samples=20)
    asked = {"samples": 20, "standardize": True, "features": ["x1", "x2", "x1_x2"]}
    request, values, data = parts(**asked)
    scaler = run_of(request, values).setup.standardizer
    moved = np.asarray(scaler.transform(drawn.new.inputs))
    assert plain.dataset.name == "moons"
    assert data.new.inputs == pytest.approx(np.column_stack([moved, moved[:, 0] * moved[:, 1]]))
    assert with_derived(drawn.new, ["x1", "x2"]).inputs == pytest.approx(drawn.new.inputs)


@pytest.mark.parametrize(
    ("dataset", "pointer"),
    [
        ({"points": POINTS[: FEWEST_OWN - 1]}, "/dataset/points"),
        ({"points": [*POINTS, {"x": [1], "y": 0}]}, "/dataset/points/12/x"),
        ({"csv": "a;b\n1;2\n"}, "/dataset/csv"),
        ({"csv": KINDS, "points": POINTS}, "/dataset/csv"),
        ({"csv": KINDS, "target": "color"}, "/dataset/target"),
        ({"name": "digits", "standardize": True}, "/dataset/standardize"),
        ({"header": True}, "/dataset/header"),
        ({"csv": widest_table(0)}, "/trials"),
    ],
)
def test_what_cannot_be_searched_is_refused_by_the_name_of_its_field(dataset, pointer):
    answer = create_app().test_client().post("/api/v1/tuner", json={"dataset": dataset, "begin": False})
    assert answer.status_code == 422
    assert [error["pointer"] for error in answer.json["errors"]] == [pointer]


def test_the_price_of_a_large_table_is_said_before_and_bounds_time_and_memory():
    request = TunerRequest.model_validate(
        {"trials": 1, "epochs": 1, "dataset": {"csv": widest_table(0)}, "begin": False}
    )
    assert request.most_work <= WORK
    before = PANEL.compute(request)
    assert before.seconds == request.usual_seconds > 0.0
    assert request.members_at_once * request.answers <= MOST_ANSWERS
    assert cost(request).takes_long


def test_the_request_says_how_a_trial_is_opened_in_training():
    """What a page puts together from ``run``, ``trained_as`` and its own data is the run of the trial."""
    request, values, _data = parts(points=POINTS)
    told, constants = searched(points=POINTS), PANEL.constants()
    assert told.run["dataset"] == {}
    assert training_fields(request, values)["optimizer"].keys() == {"learning_rate", "weight_decay"}
    assert {path.split(".")[-1] for path in constants["trained_as"].values()} >= {"learning_rate", "dropout"}
    assert searched(name="blobs", samples=20).run["dataset"]["classes"] == 2


def test_the_dearest_search_is_of_the_largest_table_with_all_trials_work_and_memory_that_there_may_be():
    request = TunerRequest.model_validate(dearest(0))
    assert request.planned == MAX_TRIALS
    assert (request.dataset.count, request.dataset.n_in) == (TABLES.examples, TABLES.inputs)
    assert 0.99 * WORK < request.most_work <= WORK
    assert 0.99 * MOST_ANSWERS < request.answers * request.members_at_once <= MOST_ANSWERS
