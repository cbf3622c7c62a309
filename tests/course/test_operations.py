"""The table of operations holds whatever computes, and what it says of each is true."""

import json
from functools import cache

import numpy as np
import pytest

from app import create_app
from course.operations import KNOWN, SETTLING, Page, UnsettledError, all_operations, all_pages, settling
from course.panels import all_panels
from course.questions import all_questions
from panel_kit.contract.operation import Operation
from panel_kit.runs.request import TrainingRequest
from panel_kit.specs.limits import Limits
from tests.panels.states import random_request
from tests.web.every_route import ROUTES
from web.api.limits import body_limit

SEEDS = (0, 9_999, 123_456)
OPERATIONS = all_operations()
ASKED = [path for path, operation in OPERATIONS.items() if operation.group != "questions"]
LOOKED_UP = {"questions", "panels", "limits", "openapi.json"}
PAGES = sorted({path for path, method in ROUTES if method == "GET" and not path.startswith("/api/v1/")})


def requested(path, fields):
    """A request as JSON would bring it."""
    return sent(path, json.dumps(fields))


def sent(path, body):
    return OPERATIONS[path].request.model_validate(json.loads(body))


@cache
def most(path):
    """The seconds that the dearest request is said to cost."""
    operation = OPERATIONS[path]
    return operation.cost(requested(path, operation.dearest(0))).most


@pytest.fixture(scope="module")
def client():
    return create_app().test_client()


def test_every_route_of_the_api_is_in_the_table_or_computes_nothing():
    routes = {path.removeprefix("/api/v1/") for path, _ in ROUTES if path.startswith("/api/v1/")}
    assert routes == OPERATIONS.keys() | LOOKED_UP
    # Outside the API stands the form that makes a browser forget, which computes nothing
    posts = {path for path, method in ROUTES if method == "POST" and path.startswith("/api/v1/")}
    methods = {path.removeprefix("/api/v1/") for path in posts}
    assert methods == OPERATIONS.keys()


@pytest.fixture
def computed(monkeypatch):
    """The paths of the operations that are computed, whoever asks."""
    paths, plain = set(), Operation.compute

    def watched(operation, request):
        paths.add(operation.path)
        return plain(operation, request)

    monkeypatch.setattr(Operation, "compute", watched)
    return paths


@pytest.mark.parametrize("path", PAGES)
def test_a_page_that_computes_is_in_the_table_with_its_panels(client, computed, path):
    client.get(f"{path}?nothing=1")
    computed.clear()  # what is the same for everyone has been computed by now
    client.get(f"{path}?nothing=1")
    page = all_pages().get(path, Page(path, ()))
    assert computed == {panel.slug for panel in page.panels}


@pytest.mark.parametrize("lookup", sorted(LOOKED_UP))
def test_what_is_looked_up_computes_nothing(client, computed, lookup):
    assert client.get(f"/api/v1/{lookup}").status_code == 200
    assert not computed


@pytest.mark.parametrize("path", ASKED)
def test_the_dearest_request_is_allowed_and_another_one_for_each_seed(path):
    bodies = [json.dumps(OPERATIONS[path].dearest(seed)) for seed in SEEDS]
    assert len(set(bodies)) == len(SEEDS)
    for body in bodies:
        assert len(body) <= body_limit(f"/api/v1/{path}")
        sent(path, body)


@pytest.mark.parametrize("path", ASKED)
def test_no_example_costs_more_than_the_dearest_request(path):
    operation = OPERATIONS[path]
    costs = {
        name: operation.cost(requested(path, fields))
        for name, fields in {"": {}, **operation.examples}.items()
    }
    assert {name: cost.most for name, cost in costs.items() if cost.most > most(path)} == {}


@pytest.mark.parametrize("slug", all_panels())
def test_no_random_request_costs_more_than_the_dearest(slug):
    rng = np.random.default_rng(0)
    for _ in range(20):
        assert OPERATIONS[slug].cost(requested(slug, random_request(slug, rng))).most <= most(slug)


@pytest.mark.parametrize("path", OPERATIONS)
def test_an_operation_takes_a_table_where_its_request_has_a_field_for_one(path):
    model = OPERATIONS[path].request.model_json_schema()
    fields = {
        name for each in (model, *model.get("$defs", {}).values()) for name in each.get("properties", {})
    }
    assert OPERATIONS[path].takes_table == ("csv" in fields)


def test_two_operations_that_publish_a_limit_agree_on_it():
    found = {}
    for operation in OPERATIONS.values():
        for name, number in operation.limits.items():
            assert found.setdefault(name, number) == number


def test_a_page_costs_what_its_panels_cost_but_for_runs_that_are_left_out():
    panels = all_panels()
    page = all_pages()["/lessons/loss"]
    requests = {panel.slug: panel.request.model_validate(panel.operation.dearest(0)) for panel in page.panels}
    alone = [panel.operation.cost(requests[panel.slug]).seconds for panel in page.panels]
    assert page.cost(requests).seconds == pytest.approx(sum(alone))
    training = panels["training"]
    for fields, is_whole in (({}, True), (training.operation.dearest(0), False)):
        request = training.request.model_validate(fields)
        cost = training.operation.cost(request)
        assert cost.fits_a_page is is_whole
        assert all_pages()["/panels/training"].cost({"training": request}).seconds == (
            cost.seconds if is_whole else 0
        )


def test_an_answer_is_known_once_it_was_computed_and_a_run_that_ran_out_of_time_settles_nothing(monkeypatch):
    operation = settling(all_questions()["draw-the-loss"])
    request = operation.request()
    with monkeypatch.context() as patch:
        patch.setattr(TrainingRequest, "limits", Limits(seconds=1e-9))
        with pytest.raises(UnsettledError):
            operation.compute(request)
    assert operation.cost(request) == SETTLING
    whole = operation.compute(request)
    assert (len(whole.drawn.engine_y), operation.cost(request)) == (201, KNOWN)
    monkeypatch.setattr(TrainingRequest, "limits", Limits(seconds=1e-9))
    assert operation.compute(request) == whole
