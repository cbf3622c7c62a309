"""The run that a page opens with is told from memory: the same bytes, and no work."""

import pytest

from app import create_app
from course.panels import all_panels
from panel_kit.runs.request import TrainingRequest
from panel_kit.specs.limits import Limits
from web.api import routes
from web.compute.kept_runs import KEPT_RUNS

HOME = dict(all_panels()["training"].operation.examples["tumors"])
PARTS = {"Accept": "application/x-ndjson; snapshots=float64"}


@pytest.fixture
def fresh(monkeypatch):
    """A client of an app that has written no page yet and keeps no run."""
    monkeypatch.setattr(KEPT_RUNS, "_runs", {})
    return create_app().test_client()


def ask(fresh, fields):
    return fresh.post("/api/v1/training", json=fields, headers=PARTS)


def test_after_home_was_opened_its_run_costs_no_work_and_has_the_same_bytes(fresh, monkeypatch):
    computed = b"".join(ask(fresh, HOME).response)
    pages = [fresh.get("/"), fresh.get("/panels/training")]
    assert [page.status_code for page in pages] == [200, 200]
    monkeypatch.setattr(routes, "admit", lambda _cost: pytest.fail("it was computed again"))
    monkeypatch.setattr(routes, "forwarded", lambda: pytest.fail("it was sent on"))
    told = ask(fresh, HOME)
    assert told.content_type == "application/x-ndjson"
    assert told.data == computed
    assert ask(fresh, {}).status_code == 200  # the default run, of the training panel's own page


def test_any_other_run_is_computed(fresh, monkeypatch):
    pages = [fresh.get("/"), fresh.get("/?training.epochs=5")]
    assert [page.status_code for page in pages] == [200, 200]
    asked = []
    monkeypatch.setattr(routes, "told_from_memory", lambda *_: asked.append(True))
    assert ask(fresh, {**HOME, "epochs": 5}).status_code == 200
    assert asked
    parts = KEPT_RUNS.told(
        all_panels()["training"].operation, all_panels()["training"].request(**{**HOME, "epochs": 5})
    )
    assert parts is None


def test_a_run_that_ran_out_of_time_is_not_kept_and_neither_is_its_page(fresh, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(TrainingRequest, "limits", Limits(seconds=1e-9))
        cut = fresh.get("/panels/training").text
    training = all_panels()["training"].operation
    assert not KEPT_RUNS.has_any(training)
    assert fresh.get("/panels/training").text != cut
    assert KEPT_RUNS.has_any(training)
