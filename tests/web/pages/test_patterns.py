"""The page of patterns shows everything there is, and keeps to itself."""

import json
import re
from pathlib import Path

import pytest

from web.pages.patterns import RUNS

ROOT = Path(__file__).resolve().parents[3]
CHARTS = ROOT / "static" / "js" / "charts"
# No pictures of their own
HELPERS = {"curve_lines.js", "drag.js", "edges.js", "fit.js", "lamp.js", "pixel_image.js", "signal_ends.js",
           "signal_layout.js"}  # fmt: skip
MACROS = ROOT / "templates" / "macros"


@pytest.fixture
def page(client):
    response = client.get("/patterns")
    assert response.status_code == 200
    return response.text


def test_every_chart_is_on_the_page(page):
    script = "".join(path.read_text("utf-8") for path in (ROOT / "static" / "js" / "patterns").glob("*.js"))
    drawn = set(re.findall(r'(?:from|import) "\.\./charts/(\w+\.js)"', script))
    assert {path.name for path in CHARTS.glob("*.js")} - HELPERS == drawn
    places = re.findall(r'data-pattern="([\w-]+)"', page)
    assert len(places) == len(set(places)) > 20
    assert [place for place in places if not re.search(rf'["\s]{place}"?:', script)] == []


@pytest.mark.parametrize("file", ["controls", "panel", "question", "words"])
def test_every_macro_is_on_the_page(file):
    template = (ROOT / "templates" / "patterns.html").read_text("utf-8")
    name = re.search(rf'"macros/{file}\.html" as (\w+)', template)[1]
    macros = re.findall(r"{% macro (\w+)", (MACROS / f"{file}.html").read_text("utf-8"))
    of_lessons = {"question", "saved_state"}  # name a question or a state of a panel of the course
    assert [macro for macro in macros if f"{name}.{macro}(" not in template and macro not in of_lessons] == []


def test_search_engines_and_visitors_are_not_led_there(client, page):
    assert '<meta name="robots" content="noindex">' in page
    assert not any('"/patterns"' in client.get(path).text for path in ("/", "/panels/", "/glossary"))


def test_its_questions_are_settled_by_the_engine(client, page):
    a = client.post("/api/v1/neuron", json={"inputs": [2.0]}).json["a"]
    assert f"makes of that {a:.4f}." in page


def test_its_runs_are_those_of_the_api(client, page):
    runs = json.loads(re.search(r"data-patterns>(.*?)</script>", page, re.S)[1])["runs"]
    assert runs
    for name, run in runs.items():
        assert run["history"] == client.post("/api/v1/training", json=RUNS[name]).json["history"]
        asked = {key: run["grid"][key] for key in ("axes", "resolution")} | {"units": True}
        answer = client.post("/api/v1/predict", json={"network": run["network"], "grid": asked}).json
        assert run["grid"] == answer["grid"]


def test_its_programs_name_the_address_that_this_visitor_has_asked(client):
    strange = {"Origin": "https://evil.example/x;$(touch${IFS}owned)"}
    for place in ("http://localhost:5000", "http://127.0.0.1:8000"):
        assert "evil" not in client.get("/patterns", base_url=place, headers=strange).text
        assert f"curl -s {place}/api/v1/neuron" in client.get("/patterns", base_url=place).text
