"""Texts from anywhere come back exactly as they were, or not at all, and are nothing but text on the way."""

import ast
import csv
import io
import json
import re
import shlex
from html.parser import HTMLParser

import pytest

from course.panels import all_panels
from tests.web.edge.naughty import FORMULAS, NAMES, NO_NAMES, SCRIPTS, groups, table

EVERY = [*NAMES, *FORMULAS, *SCRIPTS]
COLUMNS, CLASSES = 17, 10
PLAIN = [f"n{number}" for number in range(COLUMNS + CLASSES)]
TABLES = [(names[:COLUMNS], names[COLUMNS:]) for names in groups(EVERY, COLUMNS + CLASSES)]
PANELS = list(all_panels())


class Tags(HTMLParser):
    """The elements of a page with the names of their attributes: what an injection would change."""

    def __init__(self, page):
        super().__init__()
        self.found = []
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        self.found.append((tag, *(name for name, _ in attributes)))


def test_the_texts_are_many():
    assert len(set(SCRIPTS)) >= 60
    assert len(set(EVERY)) == len(EVERY) >= 160
    assert {name for columns, classes in TABLES for name in [*columns, *classes]} == set(EVERY)


@pytest.mark.parametrize(("columns", "classes"), TABLES)
def test_names_of_columns_and_classes_come_back_exactly(client, columns, classes):
    text = table(columns, classes)
    dataset = {"csv": text, "missing": []}  # NULL and − are classes here
    understood = client.post("/api/v1/data/csv", json=dataset).json
    run = client.post("/api/v1/training", json={"dataset": dataset, "epochs": 2}).json
    kept = client.post("/api/v1/import/training", json={"request": {"dataset": dataset}}).json
    for found in (understood, run["data"]):
        assert [*found["input_names"], found["target_name"]] == columns
        assert found["class_names"] == classes
    assert kept["request"]["dataset"]["csv"] == text


@pytest.mark.parametrize("columns", groups(EVERY, COLUMNS))
def test_a_column_is_found_by_its_exact_name(client, columns):
    text = table([*columns[1:], "last"], ["0", "1"])
    for name in columns[1:]:
        asked = {"csv": text, "target": name, "task": "regression"}
        assert client.post("/api/v1/data/csv", json=asked).json["target_name"] == name
    refused = client.post("/api/v1/data/csv", json={"csv": text, "target": columns[0]})
    assert refused.status_code == 422
    assert refused.get_json(force=True)["errors"][0]["pointer"] == "/target"


@pytest.mark.parametrize("name", NO_NAMES)
def test_what_is_no_name_of_a_class_is_refused_and_its_line_named(client, name):
    response = client.post("/api/v1/data/csv", json={"csv": table("xy", ["a", name])})
    assert response.status_code == 422
    (error,) = response.get_json(force=True)["errors"]
    assert error["pointer"] == "/csv"
    assert "line 3" in error["message"]
    assert "printable" in error["message"]


@pytest.mark.parametrize("name", NO_NAMES)
def test_what_is_no_name_of_a_column_is_made_one_that_can_be_shown(client, name):
    response = client.post("/api/v1/data/csv", json={"csv": table(["x", name], "ab")})
    assert response.status_code == 200
    shown = response.json["target_name"]
    assert shown != name
    assert shown.isprintable()
    assert 0 < len(shown) <= 100


@pytest.mark.parametrize(("columns", "classes"), TABLES)
def test_a_page_with_such_names_has_the_elements_of_one_with_plain_ones(client, columns, classes):
    def page(names, kinds):
        asked = {"dataset.csv": json.dumps(table(names, kinds)), "dataset.missing": "[]", "epochs": "2"}
        return client.get("/panels/training", query_string=asked).text

    naughty = page(columns, classes)
    plain = page(PLAIN[:COLUMNS], PLAIN[COLUMNS:])
    assert "opens at its defaults" not in naughty
    assert Tags(naughty).found == Tags(plain).found
    (first,) = re.findall(r"data-first>(.*?)</script>", naughty, re.DOTALL)
    assert json.loads(first)["result"]["data"]["class_names"] == classes


@pytest.mark.parametrize("slug", PANELS)
def test_an_address_puts_nothing_but_text_into_a_page(client, slug):
    field = next(iter(all_panels()[slug].request.model_fields))
    states = (
        lambda text: {text: "1"},
        lambda text: {field: text},
        lambda text: {field: json.dumps([text])},
        lambda text: {f"{field}.{text}": "1"},
        lambda text: {"view.drawer": json.dumps(text)},
    )
    for state in states:
        plain = Tags(client.get(f"/panels/{slug}", query_string=state("no such thing!")).text).found
        for text in SCRIPTS[PANELS.index(slug) :: len(PANELS)]:
            response = client.get(f"/panels/{slug}", query_string=state(text))
            assert response.status_code == 200
            assert "opens at its defaults" in response.text
            assert Tags(response.text).found == plain, text


@pytest.mark.parametrize("path", ["/{}", "/lessons/{}", "/panels/{}", "/static/{}"])
def test_a_path_that_is_a_script_is_a_page_that_is_not_there(client, path):
    plain = Tags(client.get(path.format("no-such-thing")).text).found
    for text in SCRIPTS:
        response = client.get(path.format(text.replace("?", "%3F").replace("#", "%23")))
        assert response.status_code in (308, 404)
        if response.status_code == 404:
            assert Tags(response.text).found == plain, text


@pytest.mark.parametrize("text", SCRIPTS)
def test_the_api_quotes_what_came_as_data_only(client, text):
    refused = [
        client.post("/api/v1/forward", json={text: 1}),
        client.post("/api/v1/forward", json={"x": text}),
        client.post("/api/v1/neuron", json={"activation": text}),
        client.post("/api/v1/export/training", query_string={"format": text}, json={}),
        client.post("/api/v1/forward", data=text, content_type="application/json"),
        client.post("/api/v1/forward", data="{}", content_type=text),
    ]
    for response in refused:
        assert response.status_code in (400, 415, 422)
        assert response.content_type == "application/problem+json"
        assert response.headers["X-Content-Type-Options"] == "nosniff"


# What is written for other programs


def words_of(notebook):
    """A notebook's Markdown without the address of the state, in which every odd character is escaped."""
    words = "\n".join(cell["source"] for cell in notebook["cells"] if cell["cell_type"] == "markdown")
    return re.sub(r"<http://localhost/[\w/?&=.,:%~-]*>", "", words)


@pytest.mark.parametrize(("columns", "classes"), TABLES)
def test_programs_hold_such_names_as_texts_if_at_all(client, columns, classes):
    asked = {"dataset": {"csv": table(columns, classes), "missing": []}, "epochs": 2}
    plain = {
        "dataset": {"csv": table(PLAIN[:COLUMNS], PLAIN[COLUMNS:]), "missing": []},
        "epochs": 2,
    }
    programs = client.post("/api/v1/code/training", json=asked).json
    tokens, notebook = programs.pop("tokens"), programs.pop("notebook")
    plain_programs = client.post("/api/v1/code/training", json=plain).json
    assert words_of(notebook) == words_of(plain_programs["notebook"])
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            ast.parse(cell["source"])
    for name, program in programs.items():
        assert "".join(text for _, text in tokens[name]) == program
        if name == "curl":
            assert json.loads(shlex.split(program)[-1]) == asked
            continue
        assert ast.dump(ast.parse(program)) == ast.dump(ast.parse(plain_programs[name]))


@pytest.mark.parametrize("name", ["history.csv", "history.json", "weights.json", "weights.npz", "run.json"])
def test_a_file_has_a_plain_name_and_its_numbers_are_numbers(client, name):
    columns, classes = TABLES[-1]
    asked = {"dataset": {"csv": table(columns, classes), "missing": []}, "epochs": 2}
    response = client.post(f"/api/v1/export/training?format={name}", json=asked)
    assert response.headers["Content-Disposition"] == f'attachment; filename="nudge-{name}"'
    if name == "run.json":
        assert response.json["request"]["dataset"]["csv"] == asked["dataset"]["csv"]
    if name == "history.csv":
        head, *rows = csv.reader(io.StringIO(response.text))
        assert all(re.fullmatch(r"[a-z_0-9]+", cell) for cell in head)
        assert [float(cell) for row in rows for cell in row if cell]
