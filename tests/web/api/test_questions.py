"""The questions over the API: put without their answers, settled on request, strict about what comes."""

import json

import pytest

from app import create_app
from course.operations import all_operations
from course.panels import all_panels
from course.questions import all_questions
from tests.settled import settled
from tests.web.api.test_contract import check_problem

pytestmark = pytest.mark.computes

QUESTIONS = all_questions()
LISTING = "/api/v1/questions"


def test_the_listing_puts_every_question_as_the_course_does(client):
    listed = client.get(LISTING).json
    assert [each["slug"] for each in listed] == list(QUESTIONS)
    for each in listed:
        question = QUESTIONS[each["slug"]]
        assert (each["prompt"], each["panel"]) == (question.prompt, question.panel)
        assert [option["text"] for option in each["options"]] == [option.text for option in question.options]


def test_the_listing_tells_no_answer(client):
    text = client.get(LISTING).text
    for each in json.loads(text):
        assert each.keys() == {"slug", "prompt", "options", "estimate", "drawing", "panel"}
        assert all(option.keys() == {"key", "text"} for option in each["options"])
    for question in QUESTIONS.values():
        assert settled(question.slug).because not in text
        assert not any(option.feedback in text for option in question.options)


def test_no_page_holds_an_answer(client):
    for lesson in ("neuron", "activations", "forward-pass", "loss"):
        page = client.get(f"/lessons/{lesson}")
        assert page.status_code == 200
        for question in QUESTIONS.values():
            assert not any(option.feedback[:40] in page.text for option in question.options)


@pytest.mark.parametrize("slug", QUESTIONS)
def test_a_question_is_settled_by_the_engine(client, slug):
    answer, expected = client.post(f"{LISTING}/{slug}", json={}).json, settled(slug)
    assert (answer["slug"], answer["right"], answer["value"]) == (slug, expected.right, expected.value)
    assert (answer["because"], answer["feedback"]) == (expected.because, expected.feedback)
    assert [trap["value"] for trap in answer["traps"]] == [trap.value for trap in expected.traps]
    assert answer["panel"] in all_panels()


@pytest.mark.parametrize("slug", QUESTIONS)
def test_the_state_that_settles_a_question_can_be_opened(client, slug):
    answer = client.post(f"{LISTING}/{slug}", json={}).json
    assert client.post(f"/api/v1/{answer['panel']}", json=answer["request"]).status_code == 200


@pytest.mark.parametrize("slug", QUESTIONS)
def test_the_same_question_gets_the_same_bytes(client, slug):
    assert len({client.post(f"{LISTING}/{slug}", json={}).data for _ in range(3)}) == 1


@pytest.mark.parametrize("slug", QUESTIONS)
@pytest.mark.parametrize(("body", "pointer"), [({"choice": "half"}, "/choice"), ({"x": [0]}, "/x")])
def test_a_field_that_a_question_does_not_have_is_refused(client, slug, body, pointer):
    problem = check_problem(client.post(f"{LISTING}/{slug}", json=body), 422)
    assert [error["pointer"] for error in problem["errors"]] == [pointer]
    assert "allowed: " in problem["errors"][0]["message"]


@pytest.mark.parametrize("body", ["[]", "1", "null", "true", '"half"'])
def test_what_is_no_object_is_refused_with_422(client, body):
    check_problem(client.post(f"{LISTING}/slow-start", data=body, content_type="application/json"), 422)


@pytest.mark.parametrize("body", ["", "{", '{"x": NaN}', "x" * 10, "{}{}"])
def test_what_is_no_json_is_refused_with_400(client, body):
    check_problem(client.post(f"{LISTING}/slow-start", data=body, content_type="application/json"), 400)


def test_other_ways_to_be_wrong_are_told_apart(client):
    check_problem(client.post(f"{LISTING}/slow-start", data="{}", content_type="text/plain"), 415)
    check_problem(client.post(f"{LISTING}/no-such-question", json={}), 404)
    check_problem(client.get(f"{LISTING}/slow-start"), 405)
    check_problem(client.post(LISTING, json={}), 405)
    foreign = {"Origin": "https://elsewhere.example"}
    check_problem(client.post(f"{LISTING}/slow-start", json={}, headers=foreign), 403)
    big = b"{}" + b" " * (64 * 1024)
    check_problem(client.post(f"{LISTING}/slow-start", data=big, content_type="application/json"), 413)


def test_a_drawing_is_held_against_the_engines(client):
    answer = client.post(f"{LISTING}/draw-the-boundary", json={"ends": [[2.0, 0.0], [0.0, 1.0]]}).json
    assert (answer["drawn"]["is_right"], answer["drawn"]["measure"]) == (True, 1.0)
    assert (answer["right"], answer["value"]) == (None, None)
    missed = client.post(f"{LISTING}/draw-the-boundary", json={"ends": [[0.0, 0.0], [2.0, -1.0]]}).json
    assert not missed["drawn"]["is_right"]
    assert "through the origin" in missed["drawn"]["misconception"]
    assert missed["because"] == answer["because"]


def test_one_point_makes_no_line(client):
    problem = check_problem(client.post(f"{LISTING}/draw-the-boundary", json={"ends": [[1, 1], [1, 1]]}), 422)
    assert [error["pointer"] for error in problem["errors"]] == ["/ends/1"]


def test_a_run_that_does_not_end_in_time_settles_nothing_and_is_asked_for_again(monkeypatch):
    all_operations.cache_clear()  # a table of its own, in which nothing is known yet
    client = create_app().test_client()
    all_operations.cache_clear()
    with monkeypatch.context() as patch:
        patch.setattr("course.operations.ran_out_of_time", lambda _result: True)
        response = client.post(f"{LISTING}/two-units-for-xor", json={})
    assert "did not end within its time" in check_problem(response, 503)["detail"]
    assert int(response.headers["Retry-After"]) > 0
    assert client.post(f"{LISTING}/two-units-for-xor", json={}).status_code == 200
