"""Tables over the API: the panel's own table, every cell of it, as plain JSON."""

import html
import json
import re

import numpy as np
import pytest

from course.panels import all_panels
from course.syllabus import PANEL_SLUGS
from panel_kit.contract.words import signed
from tests.panels.reading import held_by_a_page
from tests.panels.states import random_request
from tests.web.api.test_contract import check_problem

PRESETS = [
    pytest.param(slug, dict(preset.request), id=f"{slug}-{preset.name}")
    for slug in PANEL_SLUGS
    for preset in all_panels()[slug].presets
]


def table_at(client, slug, fields):
    response = client.post(f"/api/v1/table/{slug}", json=fields)
    assert response.status_code == 200, response.text
    return response.json


@pytest.mark.parametrize(("slug", "fields"), PRESETS)
def test_the_table_is_the_panels_cell_by_cell(client, slug, fields):
    panel = all_panels()[slug]
    request = panel.request.model_validate(fields)
    expected = panel.table(request, panel.compute(request))
    table = table_at(client, slug, fields)
    assert table.keys() == {"caption", "columns", "rows"}
    assert table["caption"] == expected.caption
    assert [(column["name"], column["decimals"]) for column in table["columns"]] == [
        (column.name, column.decimals) for column in expected.columns
    ]
    assert table["rows"] == expected.rows


COUNTED = {"architecture", "code"}  # whose numbers are whole, or stand many in a cell


@pytest.mark.parametrize("slug", PANEL_SLUGS)
def test_a_table_has_a_caption_unlike_names_and_full_rows(client, slug):
    rng = np.random.default_rng(PANEL_SLUGS.index(slug) + 50)
    for fields in [{}, *(random_request(slug, rng) for _ in range(5))]:
        table = table_at(client, slug, fields)
        names = [column["name"] for column in table["columns"]]
        assert table["caption"]
        assert len(set(names)) == len(names)
        assert table["rows"]
        assert {len(row) for row in table["rows"]} == {len(names)}
        kinds = (float, int) if slug in COUNTED else float
        assert any(isinstance(cell, kinds) for row in table["rows"] for cell in row)


@pytest.mark.parametrize("slug", PANEL_SLUGS)
def test_columns_of_words_hold_no_fractions(client, slug):
    # Their cells are shown as they are, so a long fraction would fill the page.
    table = table_at(client, slug, {})
    for place, column in enumerate(table["columns"]):
        if column["decimals"] is None:
            cells = [row[place] for row in table["rows"]]
            assert not any(isinstance(cell, float) and not cell.is_integer() for cell in cells)


@pytest.mark.parametrize("slug", PANEL_SLUGS)
def test_left_out_fields_are_the_defaults_in_tables_too(client, slug):
    assert table_at(client, slug, {}) == table_at(client, slug, all_panels()[slug].defaults)


@pytest.mark.parametrize("slug", PANEL_SLUGS)
def test_the_page_holds_the_same_table(client, slug):
    page = html.unescape(client.get(f"/panels/{slug}").text)
    table = table_at(client, slug, held_by_a_page(slug, dict(all_panels()[slug].start)))
    body = page.split(f"<caption>{table['caption']}</caption>", 1)[1].split("</table>", 1)[0]
    cells = [re.sub("<[^>]+>", "", cell).strip() for cell in re.findall(r"<t[dh][ >].*?</t[dh]>", body, re.S)]
    expected = [column["name"] for column in table["columns"]]
    for row in table["rows"]:
        for cell, column in zip(row, table["columns"], strict=True):
            has_decimals = column["decimals"] is not None and isinstance(cell, int | float)
            expected.append(
                signed(cell, column["decimals"]) if has_decimals else "" if cell is None else str(cell)
            )
    assert cells == expected


def test_the_table_is_strict_about_what_comes(client):
    path, kind = "/api/v1/table/softmax", "application/json"
    check_problem(client.post(path, data="{", content_type=kind), 400)
    check_problem(client.post(path, data="{}", content_type="text/csv"), 415)
    check_problem(client.get(path), 405)
    check_problem(client.post("/api/v1/table/no-such-panel", json={}), 404)
    problem = check_problem(client.post(path, data=json.dumps({"logits": [1]}), content_type=kind), 422)
    assert [error["pointer"] for error in problem["errors"]] == ["/logits"]
