"""The OpenAPI document is valid, its examples run, and the sliders have its bounds."""

import re

import jsonschema_rs
import pytest
from openapi_spec_validator import validate

from app import create_app

DOCUMENT = create_app().test_client().get("/api/v1/openapi.json").json
POSTS = [path for path, item in DOCUMENT["paths"].items() if "post" in item]


def schema_of(operation, status="200"):
    media = next(iter(operation["responses"][status]["content"].values()))
    return {**media["schema"], "components": DOCUMENT["components"]}


def test_the_document_is_valid():
    validate(DOCUMENT)
    assert DOCUMENT["openapi"].startswith("3.1")


@pytest.mark.parametrize("path", POSTS)
def test_every_example_runs_and_answers_as_described(client, path):
    operation = DOCUMENT["paths"][path]["post"]
    examples = operation["requestBody"]["content"]["application/json"]["examples"]
    assert "defaults" in examples
    for example in examples.values():
        response = client.post(path, json=example["value"])
        assert response.status_code == 200, response.text
        jsonschema_rs.Draft202012Validator(schema_of(operation)).validate(response.json)


def test_no_two_models_share_a_name():
    # Two of one name would be told apart by the modules they stand in, which are nobody's business.
    assert [name for name in DOCUMENT["components"]["schemas"] if "__" in name] == []


def test_a_problem_answers_as_described(client):
    operation = DOCUMENT["paths"]["/api/v1/forward"]["post"]
    problem = client.post("/api/v1/forward", json={"x": [9e9, 0]}).get_json(force=True)
    jsonschema_rs.Draft202012Validator(schema_of(operation, "422")).validate(problem)


@pytest.mark.parametrize("path", [path for path in DOCUMENT["paths"] if path not in POSTS])
def test_every_get_answers(client, path):
    assert client.get(path).status_code == 200


def test_the_sliders_of_the_page_have_the_bounds_of_the_schema(client):
    (panel,) = [panel for panel in client.get("/api/v1/panels").json if panel["slug"] == "forward"]
    bounds = panel["request"]["properties"]["x"]["items"]
    page = client.get("/panels/forward").text
    field = re.search(r'data-low="([^"]+)" data-high="([^"]+)"[^>]*><input [^>]*aria-label="Input x', page)
    assert [float(end) for end in field.groups()] == [bounds["minimum"], bounds["maximum"]]
    slider = re.search(r'id="forward-x-0" type="range" min="([^"]+)" max="([^"]+)"', page)
    assert [float(end) for end in slider.groups()] == panel["request"]["properties"]["x"]["x-control"][
        "reach"
    ]


def test_the_limits_published_are_those_refused_beyond(client):
    limits = client.get("/api/v1/limits").json
    units = limits["network"]["units_per_layer"]
    assert client.post("/api/v1/forward", json={"network": {"layers": [2, units, 1]}}).status_code == 200
    assert client.post("/api/v1/forward", json={"network": {"layers": [2, units + 1, 1]}}).status_code == 422
    assert limits["body_bytes"] == 64 * 1024
