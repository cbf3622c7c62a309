"""Any valid request is answered as the document says: the result, the programs, the table."""

import jsonschema_rs
import numpy as np
import pytest

from course.panels import all_panels
from course.syllabus import PANEL_SLUGS
from tests.panels.states import random_request
from web.api.openapi import document

REQUESTS = 5
GRADED = [slug for slug in PANEL_SLUGS if all_panels()[slug].grading]


def requests_of(slug):
    rng = np.random.default_rng(PANEL_SLUGS.index(slug) + 100)
    return [random_request(slug, rng) for _ in range(REQUESTS)]


def validator_of(path):
    media = document()["paths"][path]["post"]["responses"]["200"]["content"]["application/json"]
    return jsonschema_rs.Draft202012Validator({**media["schema"], "components": document()["components"]})


@pytest.mark.parametrize("kind", ["", "code/", "table/"])
@pytest.mark.parametrize("slug", PANEL_SLUGS)
def test_a_random_valid_request_is_answered_as_described(client, slug, kind):
    path = f"/api/v1/{kind}{slug}"
    validator = validator_of(path)
    for request in requests_of(slug):
        response = client.post(path, json=request)
        assert response.status_code == 200, response.text
        validator.validate(response.json)


@pytest.mark.parametrize("slug", GRADED)
def test_any_number_is_graded_as_described_and_the_expected_one_is_right(client, slug):
    path = f"/api/v1/grade/{slug}"
    validator = validator_of(path)
    for request in requests_of(slug):
        graded = client.post(path, json={**request, "value": 0.123456789})
        assert graded.status_code == 200, graded.text
        validator.validate(graded.json)
        right = client.post(path, json={**request, "value": graded.json["expected"]})
        assert right.json["correct"], right.text


@pytest.mark.parametrize("slug", PANEL_SLUGS)
def test_the_same_request_gives_the_same_bytes(client, slug):
    for request in requests_of(slug)[:3]:
        answers = {client.post(f"/api/v1/{slug}", json=request).data for _ in range(3)}
        assert len(answers) == 1
