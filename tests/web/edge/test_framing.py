"""Panels in frames of pages elsewhere: for the origins that were named, panels alone, and nobody else."""

import pytest

from app import create_app
from course.syllabus import PANEL_SLUGS
from tests.web.edge.test_headers import FIXED, check_headers, policy_of
from tests.web.every_route import STATIC

COURSE, NOTEBOOK = "https://course.example.org", "http://localhost:8888"
FRAMED = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "iframe"}
CLOSED = ["/", "/panels/", "/lessons/loss", "/glossary", "/healthz", "/api/v1/limits", "/nothing", STATIC]
CLOSED += ["/panels/forward/x", "/panels//forward"]


@pytest.fixture(scope="module")
def open_to_two():
    return create_app({"FRAMES": f"{COURSE},{NOTEBOOK}"}).test_client()


@pytest.mark.parametrize("slug", PANEL_SLUGS)
@pytest.mark.parametrize("referer", [f"{COURSE}/week/3?x=1", f"{NOTEBOOK}/", None])
def test_a_page_that_was_named_may_frame_every_panel(open_to_two, slug, referer):
    headers = FRAMED if referer is None else {**FRAMED, "Referer": referer}
    # Bare headers of the answer do for HEAD, and the page need not be drawn
    response = open_to_two.head(f"/panels/{slug}", headers=headers)
    assert response.status_code == 200
    assert policy_of(response)["frame-ancestors"] == [NOTEBOOK, COURSE]
    assert "X-Frame-Options" not in response.headers


def test_all_else_that_a_framed_panel_says_is_as_ever(open_to_two, client):
    framed, own = open_to_two.get("/panels/forward"), client.get("/panels/forward")
    assert framed.data == own.data
    expected = {**FIXED}
    del expected["X-Frame-Options"]
    for name, value in expected.items():
        assert framed.headers.getlist(name) == [value]
    ours, theirs = policy_of(own), policy_of(framed)
    assert ours.pop("frame-ancestors") == ["'none'"]
    del theirs["frame-ancestors"]
    assert ours == theirs


REFERERS = [
    "https://evil.example/",
    f"{COURSE}.evil.example/",
    "http://course.example.org/",
    "null",
    "http://[",
]
REFERERS += [f"{COURSE}:8443/", f"https://evil.example/{COURSE}", f"{COURSE}@evil.example/", ""]


@pytest.mark.parametrize("referer", REFERERS)
def test_a_page_that_was_not_named_frames_nothing(open_to_two, referer):
    response = open_to_two.get("/panels/forward", headers={**FRAMED, "Referer": referer})
    assert response.status_code == 403


@pytest.mark.parametrize("path", CLOSED)
def test_nothing_but_panels_is_framed(open_to_two, path):
    response = open_to_two.get(path, headers={**FRAMED, "Referer": f"{COURSE}/"})
    assert response.status_code == 403
    check_headers(response)
    with open_to_two.get(path) as own:
        check_headers(own)


@pytest.mark.parametrize("dest", ["image", "script", "empty", "object", "embed", "frame", "style"])
def test_a_panel_is_no_other_part_of_a_page(open_to_two, dest):
    told = {**FRAMED, "Sec-Fetch-Dest": dest, "Referer": f"{COURSE}/"}
    assert open_to_two.get("/panels/forward", headers=told).status_code == 403


def test_who_may_frame_may_not_call(open_to_two):
    told = {"Sec-Fetch-Site": "cross-site", "Origin": COURSE}
    assert open_to_two.post("/api/v1/forward", json={}, headers=told).status_code == 403
    assert open_to_two.post("/api/v1/forward", json={}, headers={"Origin": COURSE}).status_code == 403


def test_without_the_option_nobody_frames_anything(client):
    response = client.get("/panels/forward", headers={**FRAMED, "Referer": f"{COURSE}/"})
    assert response.status_code == 403
    check_headers(client.get("/panels/forward"))
