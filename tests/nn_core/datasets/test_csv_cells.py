"""Cells that no spreadsheet computes, wherever it cuts, and that mean the same when they are read again."""

import csv
import io
import json
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from nn_core.datasets.csv_cells import NUMBER, as_meant, inert, quoted

# The script's side is held to the same table: tests/js/csv.test.js
CELLS = json.loads((Path(__file__).parents[2] / "golden/csv_cells.json").read_text())
TEXTS = st.text(st.sampled_from("=-@＋;,\t\r\n\"' a1.e\u00a0"), max_size=12)


def spreadsheet(line, delimiter):
    """The cells that a spreadsheet sees, which takes any quotes and skips space before a formula."""
    rows = csv.reader(io.StringIO(line, newline=""), delimiter=delimiter, strict=False)
    return [cell.strip().lstrip('"').strip() for row in rows for cell in row]


@pytest.mark.parametrize(("text", "cell"), CELLS)
def test_a_text_is_written_so_and_read_back(text, cell):
    assert inert(text) == cell
    assert as_meant(cell) == text


@given(TEXTS)
@example("a;'=1")
@example("-1")
def test_what_is_read_back_is_what_was_written(text):
    assert as_meant(inert(text)) == text


@given(TEXTS, TEXTS)
@example('a;"=1;', "")
@example("a", '\t""=1')
@example("1", "'=1\n=2")
def test_no_cell_is_a_formula_wherever_a_spreadsheet_cuts(first, second):
    line = ",".join(["7", quoted(inert(first)), quoted(inert(second)), "-0.5"])
    for delimiter in ",;\t":
        for cell in spreadsheet(line, delimiter):
            assert NUMBER.fullmatch(cell) or cell[:1] not in tuple("=+-@＝＋－＠"), (line, cell)
