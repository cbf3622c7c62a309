"""Who gets no answer: pages elsewhere that post, and requests under names that are not ours."""

import pytest

from app import create_app
from tests.every_case import check_every
from tests.web.edge.test_headers import JSON, check_headers, each_route
from tests.web.every_route import ELSEWHERE, FORM, POSTS, STATIC

FOREIGN = {
    "another site": {"Origin": "https://evil.example"},
    "another port": {"Origin": "http://localhost:9", "Host": "localhost:8000"},
    "a name that begins alike": {"Origin": "http://localhost.evil.example"},
    "a page of no origin": {"Origin": "null"},
    "a file": {"Origin": "file://"},
    "no origin, but the browser knows": {"Sec-Fetch-Site": "cross-site"},
    "our origin, but the browser knows better": {
        "Origin": "http://localhost",
        "Sec-Fetch-Site": "cross-site",
    },
}


@pytest.mark.parametrize("foreign", FOREIGN)
def test_no_page_elsewhere_may_post_anywhere(either_way, foreign):
    for path in [*POSTS, *ELSEWHERE, FORM, "/"]:
        response = either_way.post(path, data="{}", headers=FOREIGN[foreign], **JSON)
        assert response.status_code == 403, path
        assert response.content_type == "application/problem+json"
        check_headers(response)


@pytest.mark.parametrize("method", ["post", "Post", "PUT", "patch", "DELETE", "QUERY"])
def test_no_page_elsewhere_may_do_more_than_read_in_any_spelling(either_way, method):
    foreign = FOREIGN["another site"]
    assert (
        either_way.open("/api/v1/neuron", method=method, headers=foreign, data="{}", **JSON).status_code
        == 403
    )
    assert either_way.get("/api/v1/limits", headers=foreign).status_code == 200


PARTS = {"a picture": ("no-cors", "image"), "a script": ("no-cors", "script"), "a call": ("cors", "empty")}
PARTS |= {"a frame": ("navigate", "iframe"), "an object": ("navigate", "object")}
READ = ["/", "/panels/training?epochs=20", "/lessons/loss", "/healthz", "/api/v1/limits", "/nothing", STATIC]


@pytest.mark.parametrize("part", PARTS)
def test_no_page_elsewhere_is_made_of_ours(either_way, part):
    mode, dest = PARTS[part]
    told = {"Sec-Fetch-Mode": mode, "Sec-Fetch-Dest": dest}
    for path in READ:
        for method in ("GET", "HEAD"):
            response = either_way.open(path, method=method, headers={"Sec-Fetch-Site": "cross-site", **told})
            assert response.status_code == 403, path
            check_headers(response)
        # Our own pages are made of the same
        with either_way.get(path, headers={"Sec-Fetch-Site": "same-origin", **told}) as own:
            assert own.status_code == (404 if path == "/nothing" else 200)


def test_a_link_of_a_page_elsewhere_is_followed(either_way):
    told = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}
    for path in READ:
        with either_way.get(path, headers=told) as response:
            assert response.status_code == (404 if path == "/nothing" else 200)


STRANGE = [
    *("", "evil.example", "evil.example:8000", "localhost.evil.example", "localhost.", "127.1", "2130706433"),
    *("localhost:", "localhost:80:80", "localhost:8000/x", "localhost#", "user@localhost", "[localhost]"),
    *("[::1", "[::1]evil", "[::1].evil.example", " localhost", "localhost:8000 ", 'localhost:8"$(id)'),
]


@pytest.mark.parametrize("host", STRANGE)
def test_no_answer_under_a_name_that_is_not_ours(either_way, host):
    for path in ["/", "/panels/forward", "/api/v1/limits", "/healthz", *ELSEWHERE]:
        response = either_way.get(path, headers={"Host": host, "X-Forwarded-Host": "localhost"})
        assert response.status_code == 400, path
        check_headers(response)
    assert either_way.post("/api/v1/forward", json={}, headers={"Host": host}).status_code == 400


def test_no_route_answers_under_an_unknown_name(either_way):
    def is_silent(path, method):
        response = either_way.open(path, method=method, headers={"Host": "evil.example"})
        assert response.status_code == 400
        check_headers(response)

    check_every(each_route(), is_silent)


@pytest.mark.parametrize("host", ["localhost", "LocalHost:8000", "127.0.0.1:1", "[::1]", "[::1]:8000"])
def test_our_own_names_are_answered(either_way, host):
    file = either_way.get(STATIC, headers={"Host": host})
    assert file.status_code == 200
    file.close()
    own = {"Host": host, "Origin": f"http://{host}", "Sec-Fetch-Site": "same-origin"}
    assert either_way.post("/api/v1/forward", json={}, headers=own).status_code == 200


def test_a_name_from_elsewhere_reaches_no_answer(either_way):
    sent = {"Host": "localhost:8000", "X-Forwarded-Host": "evil.example", "Forwarded": "host=evil.example"}
    for path in (*POSTS, "/", "/api/v1/openapi.json", "/panels//forward"):
        method = "POST" if path in POSTS else "GET"
        response = either_way.open(path, method=method, json={}, headers=sent)
        assert "evil" not in response.text + str(response.headers)


def test_no_name_at_all_is_nobodys_name():
    client = create_app({"HOSTS": ""}).test_client()
    for host in ("", "localhost", "[::1"):
        assert client.get("/healthz", headers={"Host": host}).status_code == 400


@pytest.mark.parametrize("path", ["/panels//forward", "/lessons//loss", "/api//docs", "/api/v1//limits"])
@pytest.mark.parametrize("query", ["", "?x=1,2&y=http://evil.example/"])
def test_slashes_too_many_lead_to_a_path_and_to_no_host(either_way, path, query):
    response = either_way.get(path + query, headers={"Host": "localhost:8000"})
    assert response.status_code == 308
    assert response.headers["Location"] == path.replace("//", "/") + query
    assert "localhost" not in response.text
    check_headers(response)


@pytest.mark.parametrize("path", ["//evil.example/panels", "///evil.example", "/panels//evil.example/%2F/x"])
def test_slashes_lead_nowhere_else(either_way, path):
    environ = {"PATH_INFO": path, "REQUEST_METHOD": "GET", "HTTP_HOST": "localhost"}
    response = either_way.open("/", environ_overrides=environ)
    assert not response.headers.get("Location", "/").startswith(("//", "http"))
