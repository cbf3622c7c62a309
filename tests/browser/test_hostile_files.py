"""Texts that want to be more than text, in a real browser: in files, notes and storage."""

import csv
import io
import json
import re

import pytest

from nn_core.datasets.csv_cells import as_meant
from tests.browser.inert import check_inert
from tests.browser.test_training_runs import download
from tests.browser.training_page import Training
from tests.web.edge.naughty import FORMULAS, NAMES, NO_NAMES, SCRIPTS, groups, table
from tests.web.edge.test_naughty import CLASSES, TABLES


def test_a_table_that_is_pasted_or_opened_is_text_whatever_its_file_is_called(open_hostile):
    training = Training(open_hostile("/panels/training?epochs=5&view.drawer=points"), "")
    columns, classes = TABLES[-1]
    training.page.get_by_label("Paste a table").fill(table(columns, classes))
    training.press("Use this table")
    training.still().until("result.data.class_names", classes)
    for name, content in (
        ("=1+1 <img src=x onerror=window.pwned=1>.csv", table(classes, columns[:CLASSES])),
        ("\u202egnp.csv", table(columns, classes)),
    ):
        file = {"name": name, "mimeType": "text/csv", "buffer": content.encode()}
        training.page.locator("[data-part=points] input[type=file]").set_input_files(file)
        training.press("Use this table").still()
    training.until("result.data.class_names", classes)
    training.page.get_by_label("Paste a table").fill("a,b\n1,2\n<script>window.pwned=1</script>,3\n")
    message = training.page.locator(".table-message", has_text="got '<script>window.pwned=1</script>'")
    message.wait_for()
    check_inert(training.page)


IMPORT = """async (texts) => {
  const panel = document.querySelector('[data-panel=training]');
  const run = {format: 'nudge-run', version: 1};
  const said = [];
  for (const [place, text] of texts.entries()) {
    const runs = [{...run, request: {[text]: 1}}, {...run, version: text}, {...run, request: {loss: text}}];
    const contents = [text, ...[text, ...runs].map((each) => JSON.stringify(each))];
    await panel.import(new File([contents[place % contents.length]], text));
    await panel.updateComplete;
    said.push(panel.querySelector('[data-part=trouble]').textContent);
  }
  return said;
}"""


def test_no_script_in_a_saved_run_or_its_name_runs(open_hostile):
    training = Training(open_hostile("/panels/training?epochs=5&view.drawer=export"), "")
    before = training.seen()
    said = training.page.evaluate(IMPORT, SCRIPTS)
    assert len(set(said)) >= len(SCRIPTS) / 2
    for place, (text, words) in enumerate(zip(SCRIPTS, said, strict=True)):
        wanted = {0: f"The file {text} is not JSON.", 1: f"The file {text} holds no run"}.get(place % 5, "")
        assert words.startswith(wanted or "/"), (text, words)
    assert training.still().seen() | {"trouble": ""} == before | {"trouble": ""}
    check_inert(training.page)


ADD_RUNS = """(count) => {
  const [entry] = JSON.parse(localStorage.getItem('nudge-runs'));
  const runs = Array.from({length: count}, (_, place) => ({...entry, id: place + 1}));
  localStorage.setItem('nudge-runs', JSON.stringify(runs));
}"""
NOTE_ALL = """(notes) => {
  for (const [place, note] of notes.entries()) {
    const field = document.querySelector(`[aria-label="Note on run ${place + 1}"]`);
    field.value = note;
    field.dispatchEvent(new Event('change'));
  }
}"""
CUT_NOTES = ["a;=1+1;b", "a\t=1+1", 'a;"=1;', "-1;-2", ";  @x", "a;b", "it's; '=1"]
NOTES = [note for note in [*FORMULAS, *SCRIPTS, *NAMES, *NO_NAMES] if len(note) <= 200]


@pytest.mark.parametrize("notes", groups([*NOTES, *CUT_NOTES, "\ttab", " spaces ", "-1", "@"], 100))
def test_notes_come_back_exactly_and_are_no_formulas_in_the_saved_log(open_hostile, notes):
    training = Training(open_hostile("/panels/training?epochs=5&view.epoch=5&view.drawer=runs"), "")
    page = training.page
    page.locator("table.runs tbody tr").wait_for()
    page.evaluate(ADD_RUNS, len(notes))
    page.reload()
    page.locator("table.runs tbody tr").nth(len(notes) - 1).wait_for()
    page.evaluate(NOTE_ALL, notes)
    page.reload()
    page.locator("table.runs tbody tr").nth(len(notes) - 1).wait_for()
    training.still()
    kept = page.locator("table.runs .note").evaluate_all("fields => fields.map((field) => field.value)")
    assert kept[::-1] == notes
    check_inert(page)
    _, saved = download(training, "Save as CSV")
    head, *rows = csv.reader(io.StringIO(saved.decode(), newline=""))
    saved_notes = [dict(zip(head, row, strict=True))["note"] for row in rows]
    assert list(map(as_meant, saved_notes)) == notes
    for row in rows:
        assert [float(row[head.index(name)]) for name in ("run", "epochs", "train_loss")]
    for delimiter in ",;\t":
        for row in csv.reader(io.StringIO(saved.decode(), newline=""), delimiter=delimiter):
            assert not [cell for cell in row if re.match(r'[\s"]*([=+@]|-(?![0-9]+$))', cell)]


FORBIDDEN = """Object.defineProperty(globalThis, 'localStorage', {
  get() { throw new DOMException('forbidden', 'SecurityError'); },
});"""
FILLED = """for (const key of ['nudge-theme', 'nudge-runs', 'nudge-seen', 'nudge-answers'])
  localStorage.setItem(key, %s);"""


STORED = (SCRIPTS[0], json.dumps([{"id": 1, "note": SCRIPTS[0]}]), json.dumps({SCRIPTS[0]: SCRIPTS[1]}))


@pytest.mark.parametrize("script", [FORBIDDEN, *(FILLED % json.dumps(text) for text in STORED)])
def test_a_page_works_whatever_the_browser_has_stored_or_forbids(open_hostile, server, script):
    page = open_hostile("/panels/forward", reduced_motion="reduce")
    page.add_init_script(script)
    for path in ("/panels/training?epochs=5&view.drawer=runs", "/"):
        page.goto(server.url + path)
        page.locator("[data-theme-switch]").click()
        check_inert(page)
        if "training" in path:
            Training(page, server.url).press("Train", exact=True).still()
            page.locator("table.runs tbody tr").first.wait_for()
