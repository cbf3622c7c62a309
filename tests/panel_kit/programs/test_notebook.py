"""Each panel's notebook is nbformat 4.5, and its cells are its programs; two are executed as notebooks are.

The programs themselves run in ``test_programs.py``, so a notebook whose cells are the program, statement by
statement, prints the same.
"""

import ast
import json
import urllib.error
from functools import lru_cache
from urllib.parse import parse_qsl, urlsplit

import nbformat
import pytest
from nbclient import NotebookClient

from app import create_app
from course.panels import all_panels
from course.syllabus import PANEL_SLUGS
from panel_kit.programs.notebook import MOST_KEPT
from tests.panel_kit.programs.running import at, printed, run
from web.pages.url_state import read_state

CLIENT = create_app().test_client()


@lru_cache
def forms_of(slug):
    """Programs and notebook of what the panel opens with."""
    return CLIENT.post(f"/api/v1/code/{slug}", json={}).json


def cells_of(slug, name):
    """The sources of the cells for a library, or for the API."""
    cells = forms_of(slug)["notebook"]["cells"]
    return [cell["source"] for cell in cells if name in cell["metadata"].get("tags", ())]


@pytest.mark.parametrize("slug", PANEL_SLUGS)
def test_a_notebook_is_nbformat_4_5_with_an_id_for_every_cell(slug):
    whole = nbformat.from_dict(forms_of(slug)["notebook"])
    nbformat.validate(whole, version=4, version_minor=5)
    ids = [cell["id"] for cell in whole["cells"]]
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize("slug", PANEL_SLUGS)
def test_the_cells_for_a_library_are_its_program(slug):
    for library in ("numpy", "pytorch", "sklearn"):
        text, cells = forms_of(slug)[library], cells_of(slug, library)
        assert bool(cells) == (text is not None)
        assert ast.dump(ast.parse("\n".join(cells))) == ast.dump(ast.parse(text or ""))


def test_long_numbers_have_a_folded_cell_of_their_own():
    cells = forms_of("training")["notebook"]["cells"]
    folded = [cell for cell in cells if cell["metadata"].get("jupyter") == {"source_hidden": True}]
    heads = [cell["source"].partition(" = ")[0] for cell in folded if cell["id"].startswith("numpy-")]
    assert heads == ["X", "y", "X_held_out", "y_held_out", "first"]
    loop = next(cell for cell in cells if "for epoch in range" in cell["source"])
    assert not any(cell["source"] in loop["source"] for cell in folded)


@pytest.mark.parametrize("slug", PANEL_SLUGS)
def test_without_nudge_the_cells_for_the_api_tell_the_numbers_kept_in_them(slug, monkeypatch, capsys):
    def away(*_args, **_options):
        raise urllib.error.URLError("nobody is there")

    monkeypatch.setattr("urllib.request.urlopen", away)
    names = {}
    exec("\n".join(cells_of(slug, "api")), names)
    said = capsys.readouterr().out
    assert "nobody is there" in said
    kept = names.get("kept")
    expected = CLIENT.post(f"/api/v1/{slug}", json={}).json if kept is not None else {}
    assert names["numbers"] == expected
    assert ("sentence = " in said) == (kept is not None)


@pytest.mark.parametrize("slug", PANEL_SLUGS)
def test_numbers_are_kept_where_they_are_few_and_take_no_longer_than_a_slider_waits(slug):
    panel, request = all_panels()[slug], all_panels()[slug].request()
    is_kept = any(cell.startswith("kept = ") for cell in cells_of(slug, "api"))
    if (panel.programs_cost(request) + panel.operation.cost(request)).takes_long:
        assert not is_kept
    else:
        answer = CLIENT.post(f"/api/v1/{slug}", json={}).json
        assert is_kept == (len(f"kept = {answer!r}\n") <= MOST_KEPT)


def test_with_nudge_the_cells_for_the_api_ask_it(monkeypatch, capsys):
    asked = {"inputs": [2.0], "weights": [0.5], "bias": 0.1}
    written = CLIENT.post("/api/v1/code/neuron", json=asked).json["notebook"]
    messages = []

    class Answer:
        def __init__(self, message, timeout):
            messages.append(message)
            path = message.full_url.partition("/api/v1/")[2]
            self.body = CLIENT.post(f"/api/v1/{path}", data=message.data, headers=message.headers).data

        def __enter__(self):
            return self

        def __exit__(self, *_):
            return None

        def read(self):
            return self.body

    monkeypatch.setattr("urllib.request.urlopen", Answer)
    sources = [cell["source"] for cell in written["cells"] if "api" in cell["metadata"].get("tags", ())]
    exec("\n".join(sources), {})
    assert "z = 1.1\n" in capsys.readouterr().out
    assert json.loads(messages[0].data) == asked


def test_the_first_cell_links_to_the_panel_in_this_state():
    asked = {"inputs": [2.0], "weights": [0.5]}
    first = CLIENT.post("/api/v1/code/neuron", json=asked).json["notebook"]["cells"][0]
    link = urlsplit(first["source"].rpartition("<")[2].rstrip(">"))
    state = read_state(all_panels()["neuron"], parse_qsl(link.query))
    assert link.path == "/panels/neuron"
    assert state.request.model_dump(exclude_unset=True) == asked


def test_a_panel_that_starts_apart_from_its_defaults_is_linked_at_its_defaults():
    panel = next(panel for panel in all_panels().values() if panel.start)
    link = urlsplit(forms_of(panel.slug)["notebook"]["cells"][0]["source"].rpartition("<")[2].rstrip(">"))
    assert read_state(panel, parse_qsl(link.query)).request == panel.request()


@pytest.mark.parametrize(("slug", "name"), [("neuron", "z"), ("backprop", "loss")])
def test_a_notebook_runs_from_its_first_cell_to_its_last(slug, name, tmp_path):
    whole = nbformat.from_dict(forms_of(slug)["notebook"])
    where = {"metadata": {"path": str(tmp_path)}}
    NotebookClient(whole, timeout=None, kernel_name="python3", resources=where).execute()
    numpy_cells = [cell for cell in whole["cells"] if "numpy" in cell["metadata"].get("tags", ())]
    outputs = [output for cell in numpy_cells for output in cell["outputs"]]
    values = printed("".join(output["text"] for output in outputs if output["output_type"] == "stream"))
    assert values == run(forms_of(slug)["numpy"])
    assert values[name] == at(all_panels()[slug].compute(all_panels()[slug].request()), name)
