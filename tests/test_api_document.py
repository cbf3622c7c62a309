"""docs/api.md tells every endpoint, and its commands get the answers that stand below them."""

import json
import re
import shlex
from pathlib import Path

import pytest

from app import create_app
from course.operations import all_operations
from course.panels import all_panels
from panel_kit.runs.panel import keeps_runs
from web.api.limits import MAX_BODY

pytestmark = pytest.mark.computes

DOCUMENT = Path(__file__).resolve().parent.parent.joinpath("docs", "api.md").read_text("utf-8")
EXAMPLES = re.findall(r"```sh\n(.*?)\n```\n\n```json\n(.*?)\n```", DOCUMENT, re.S)
TOLD = set(re.findall(r"^\| `(GET|POST) ([^`]+)` \|", DOCUMENT, re.M))
APP = create_app()
RUNS = [slug for slug, panel in all_panels().items() if keeps_runs(panel)]
GRADED = {slug: panel for slug, panel in all_panels().items() if panel.grading}


def asked(command):
    """Path, headers and body of a curl command."""
    words = shlex.split(command)
    (url,) = [word for word in words if word.startswith("http://127.0.0.1:8000/")]
    header = dict([words[words.index("-H") + 1].split(": ")])
    return url.removeprefix("http://127.0.0.1:8000"), header, words[words.index("-d") + 1]


@pytest.mark.parametrize(("command", "answer"), EXAMPLES)
def test_a_command_gets_the_answer_below_it(command, answer):
    path, headers, body = asked(command)
    response = APP.test_client().post(path, data=body, headers=headers)
    assert response.get_json(force=True) == json.loads(answer)


def test_there_are_commands_for_panels_tables_grades_questions_and_mistakes():
    paths = [asked(command)[0] for command, _ in EXAMPLES]
    assert len(EXAMPLES) == DOCUMENT.count("curl -s ") >= 4
    for part in ("/api/v1/table/", "/api/v1/grade/", "/api/v1/questions/"):
        assert any(part in path for path in paths)
    assert any('"status":422' in answer for _, answer in EXAMPLES)


def pattern(path):
    """The path as the document writes it: <panel>, <run> or <question> for a name, where every one has it."""
    *parts, last = path.split("/")
    before = parts[-1]
    if last in ("epoch", "seeds") and before in RUNS:
        return "/".join([*parts[:-1], "<run>", last])
    if last in RUNS and before in ("export", "import"):
        return "/".join([*parts, "<run>"])
    is_panel = last in all_panels() and before in ("v1", "code", "table", "grade")
    name = "<question>" if before == "questions" else "<panel>" if is_panel else last
    return "/".join([*parts, name])


def test_every_endpoint_is_told_and_none_that_is_not_there():
    rules = [rule for rule in APP.url_map.iter_rules() if rule.rule.startswith("/api/v1/")]
    there = {
        (method, pattern(rule.rule))
        for rule in rules
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }
    assert there | {("GET", "/healthz")} == TOLD
    alone = ["questions", "panels", "limits", "openapi.json"]
    assert len(rules) == len(all_operations()) + len(alone)


def test_the_panels_that_grade_are_named_with_the_fields_a_grade_adds():
    (row,) = re.findall(r"^\| `POST /api/v1/grade/<panel>` \|.*; of (.+) \|$", DOCUMENT, re.M)
    assert re.findall(r"`([a-z-]+)`", row) == list(GRADED)
    for panel in GRADED.values():
        for field in panel.grading.request.model_fields.keys() - panel.request.model_fields.keys():
            assert f"`{field}`" in DOCUMENT


def test_the_reference_has_every_endpoint_too():
    paths = APP.test_client().get("/api/v1/openapi.json").json["paths"]
    assert {(method.upper(), pattern(path)) for path, item in paths.items() for method in item} == TOLD


def test_every_status_of_the_reference_is_told():
    told = set(re.findall(r"\b[45]\d\d\b", " ".join(re.findall(r"^\| (\d.*?) \|", DOCUMENT, re.M))))
    operation = APP.test_client().get("/api/v1/openapi.json").json["paths"]["/api/v1/forward"]["post"]
    assert set(operation["responses"]) - {"200"} <= told
    assert f"{MAX_BODY // 1024} KiB" in DOCUMENT
