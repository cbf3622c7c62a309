"""Pages, their state from the address, and the static files they ask for."""

import json
import re
from collections import Counter

import pytest

from app import create_app
from course.panels import all_panels
from course.syllabus import LESSONS, PANEL_SLUGS
from web.compute.queue import LONG_JOBS
from web.pages.addresses import every_page
from web.pages.routes import is_written
from web.pages.url_state import read_value

PAGES = (
    *("/", "/panels/", "/api/docs"),
    *(f"/lessons/{lesson.slug}" for lesson in LESSONS if is_written(lesson)),
    *(f"/panels/{slug}" for slug in PANEL_SLUGS),
)


@pytest.mark.parametrize("path", PAGES)
def test_a_page_asks_only_for_files_that_are_served_with_the_right_type(client, path):
    page = client.get(path)
    assert page.status_code == 200
    for url in set(re.findall(r'(?:src|href)="(/static/[^"]+)"', page.text)):
        response = client.get(url)
        assert response.status_code == 200, url
        kind = "text/javascript" if url.endswith(".js") else "text/css" if url.endswith(".css") else ""
        assert response.content_type.startswith(kind), url
        assert "immutable" in response.headers["Cache-Control"]
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        response.close()


@pytest.mark.parametrize("path", every_page().values())
def test_no_two_elements_of_a_page_have_the_same_id(client, path):
    names = re.findall(r'\sid="([^"]*)"', client.get(path).text)
    assert [name for name, count in Counter(names).items() if count > 1] == []


def test_a_lesson_leads_to_the_nearest_written_ones(client):
    written = [lesson.slug for lesson in LESSONS if is_written(lesson)]
    for place, slug in enumerate(written):
        nav = re.search(r'<nav class="lesson-next".*?</nav>', client.get(f"/lessons/{slug}").text, re.S)[0]
        around = [*written[max(0, place - 1) : place], *written[place + 1 : place + 2]]
        assert re.findall(r'href="/lessons/([^"]+)"', nav) == around
        assert ('href="/#course"' in nav) == (slug == written[-1])


def test_scripts_come_compressed_where_the_browser_takes_it(client):
    url = re.search(r'src="(/static/[^"]+main\.js)"', client.get("/").text)[1]
    response = client.get(url, headers={"Accept-Encoding": "gzip"})
    assert response.headers["Content-Encoding"] == "gzip"
    response.close()


def test_the_page_holds_the_first_answer_in_words_and_numbers(client):
    page = client.get("/panels/forward?x=0.8,-0.45").text
    result = client.post("/api/v1/forward", json={"x": [0.8, -0.45]}).json
    assert result["sentence"] in page
    for layer in result["layers"]:
        for a in layer["a"]:
            assert f"{a:.4f}".replace("-", "−") in page


def first(page):
    """What the script of the page's panel starts from."""
    return json.loads(re.search(r"data-first>(.*?)</script>", page, re.S)[1])


def test_an_address_opens_the_request_that_its_result_answers(client):
    # Layers that the address leaves out are those of its weights, and no default contradicts the rest.
    path = "/panels/forward?network.weights=[[[1,2]],[[3]]]&network.biases=[[0],[0]]&x=1,1"
    opened = first(client.get(path).text)
    assert opened["request"]["network"]["layers"] == [2, 1, 1]
    assert client.post("/api/v1/forward", json=opened["request"]).json == opened["result"]
    activations = ["relu", "tanh", "linear"]
    opened = first(client.get(f"/panels/forward?network.activations={json.dumps(activations)}").text)
    assert opened["result"]["network"]["activations"] == activations
    assert client.post("/api/v1/forward", json=opened["request"]).json == opened["result"]


def test_a_run_opens_before_training_and_whole_for_readers_without_scripts(client):
    asked = {"dataset": {"name": "xor"}, "epochs": 20}
    page = client.get("/panels/training?dataset.name=xor&epochs=20").text
    run = client.post("/api/v1/training", json=asked).json
    before = client.post("/api/v1/training", json={**asked, "epochs": 0}).json
    assert first(page)["result"] == before
    assert first(page)["request"]["epochs"] == 20
    assert f"<noscript>{run['sentence']}</noscript>" in page
    assert f">{before['sentence']}</span>" in page
    assert "too long" not in page


def test_what_a_run_leaves_open_stays_open_in_its_page(client):
    request = first(client.get("/panels/training?dataset.name=blobs").text)["request"]
    assert request == {**all_panels()["training"].defaults, "dataset": request["dataset"]}
    assert request["dataset"]["name"] == "blobs"


def test_a_run_too_long_for_a_page_is_left_to_the_api(client):
    page = client.get("/panels/training?epochs=5000&dataset.samples=1000").text
    assert "too long to come with a page" in page
    assert first(page)["result"]["history"]["epoch"] == [0]


def test_a_page_comes_without_its_run_when_there_is_no_room_for_one(client, monkeypatch):
    monkeypatch.setattr(LONG_JOBS, "most", 0)
    assert client.post("/api/v1/training", json={}).status_code == 503
    busy = create_app().test_client()
    page = busy.get("/panels/training")
    assert page.status_code == 200
    assert first(page.text)["result"]["history"]["epoch"] == [0]
    assert "too long to come with a page" in page.text
    monkeypatch.undo()
    assert "too long to come with a page" not in busy.get("/panels/training").text


def test_a_page_that_is_kept_is_the_one_that_was_written(monkeypatch):
    fresh = create_app().test_client()
    pages = {path: fresh.get(path).data for path in PAGES}
    monkeypatch.setattr("web.pages.routes.render_template", None)
    assert {path: fresh.get(path).data for path in PAGES} == pages
    assert fresh.get("/panels/forward?x=0,0").status_code == 500


@pytest.mark.parametrize(
    "query",
    ["x=9e9,0", "x=a", "x=[", "x=1,2,3", "y=1", "network=3", "network.layers=0,1", "x=1&x=2", "x.0.0=1&x=1",
     "network.seed=1e999", "view.drawer=cellar", "view=1", "%FF=1", "x=%00", "network.weights=[[[[1]]]]",
     f"{'a.' * 1500}a=1", f"{'a.' * 16}a=1", "network.seed=1&network.seed=2"],
)  # fmt: skip
def test_an_address_that_asks_for_the_impossible_opens_the_defaults_and_says_so(client, query):
    response = client.get(f"/panels/forward?{query}")
    assert response.status_code == 200
    assert "opens at its defaults" in response.text
    assert 'value="0.00"' in response.text


def test_an_address_cannot_put_markup_into_the_page(client):
    for query in ("x=<script>alert(1)</script>", "<img src=x>=1", "network.seed=</script><script>"):
        page = client.get("/panels/forward", query_string=query).text
        assert "<script>alert" not in page
        assert "<img" not in page
        assert page.count("</script>") == client.get("/panels/forward").text.count("</script>")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("tanh", "tanh"),
        ("0.8,-0.45", [0.8, -0.45]),
        ("3", 3),
        ("true", True),
        ("[0.5]", [0.5]),
        ("null", None),
    ],
)
def test_a_value_of_the_address_is_read_as_it_was_meant(text, value):
    assert read_value(text) == value


def test_formulas_leave_no_latex_behind(client):
    for path in PAGES:
        for formula in re.findall(r"<math.*?</math>", client.get(path).text, re.S):
            assert "\\" not in formula
            assert not re.search(r"&(?!#?\w+;)", formula)
            assert " style=" not in formula


def test_an_unknown_page_is_a_page_that_helps(client):
    response = client.get("/lessons/none")
    assert response.status_code == 404
    assert response.content_type.startswith("text/html")
    assert 'href="/panels/"' in response.text


def test_only_lessons_that_are_written_are_linked():
    page = create_app().test_client().get("/").text
    assert page.count("being written") == sum(not is_written(lesson) for lesson in LESSONS)
    for lesson in LESSONS:
        assert (f'href="/lessons/{lesson.slug}"' in page) == is_written(lesson)


def test_one_mistake_in_one_epoch_is_no_plural(client):
    example = '[{"x":[0,0],"y":0}]'
    page = client.get(f"/panels/perceptron?examples={example}&max_epochs=1").text
    assert '<output class="answer-number">1</output>' in page
    assert "mistake in 1 epoch</span>" in page
