"""Holds what a page says of a panel against what the API says of the same request."""

import json
from urllib.parse import quote

from course.panels import all_panels
from panel_kit.contract.words import amount, grouped, percent, signed

SHOWN = """slug => {
  const panel = document.querySelector(`[data-panel="${slug}"]`);
  const all = (root, selector, name) => [...root.querySelectorAll(selector)]
    .map(place => [place.dataset[name], place.textContent.trim()]);
  const table = panel.querySelector('[data-drawer=data]:not([hidden]) table.data');
  const cells = (part) => [...table.querySelectorAll(part)]
    .map(row => [...row.cells].map(cell => cell.textContent.trim()));
  return {
    numbers: all(panel, '[data-number]', 'number'),
    live: all(document, `[data-live^="${slug}:"]`, 'live'),
    sentence: panel.querySelector('[data-part=sentence]').textContent.trim(),
    table: table && {caption: table.caption.textContent, head: cells('thead tr')[0], rows: cells('tbody tr')},
  };
}"""
IS_SETTLED = """slug => {
  const panel = document.querySelector(`[data-panel="${slug}"]`);
  const {computing, drawers, view, address} = panel;
  const isTableHere = view.drawer !== 'data' || panel.querySelector('[data-part=data][data-drawn]');
  return panel.querySelector('[data-part=picture][data-drawn]') && isTableHere
    && !panel.answers.playing && !computing?.isBusy && !drawers.isBusy
    && !panel.isUpdatePending && (address.flush(), true);
}"""


# Milliseconds from one look to the next, where answers are waited for: in each frame, looking would cost more
# than what is waited for
EVERY = 50


def settle(page, slug):
    """Waits until nothing is under way and the panel is drawn."""
    page.wait_for_function(IS_SETTLED, arg=slug, polling=EVERY)


IS_UPDATED = """slug => !document.querySelector(`[data-panel="${slug}"]`).isUpdatePending"""
# Their answers take long, and their controls say nothing that comes with them
LATE = {
    *("architecture", "approximation", "digits", "double-descent", "gradient-flow", "learning-rate"),
    *("lr-finder", "overfitting", "schedule", "transfer", "tumor", "tuner"),
}


# The page brings their beginning, and their script asks for the rest by itself
GROWS = {"transfer"}


def settle_controls(page, slug):
    """Waits until controls and request are what they will be; for no answer that says nothing to them."""
    if slug in LATE:
        page.wait_for_function(IS_UPDATED, arg=slug)
    else:
        settle(page, slug)


def address(path, slug, request, drawer="maths"):
    """A page's address with a panel in a state."""
    prefix = "" if path.startswith("/panels/") else f"{slug}."
    pairs = {**request, "view.drawer": drawer}
    written = [f"{prefix}{key}={quote(json.dumps(value))}" for key, value in pairs.items()]
    return f"{path}?{'&'.join(written)}"


def shown(page, slug):
    """What the page says of the panel, once nothing is under way."""
    settle(page, slug)
    return page.evaluate(SHOWN, slug)


def said(page, url, slug, request, is_going=False):
    """What the API says: the result and the table. A panel set going by its reader opens before that."""
    is_whole = is_going or slug in GROWS
    first = request if is_whole else (all_panels()[slug].opening or dict)(request)
    asked = [(slug, first), (f"table/{slug}", request)]
    answers = [page.request.post(f"{url}/api/v1/{path}", data=fields) for path, fields in asked]
    assert [answer.status for answer in answers] == [200, 200], answers[0].text()
    return tuple(answer.json() for answer in answers)


def disagreements(slug, request, seen, result, table):
    """Every number, sentence and cell that is not what the API says."""
    defaults = all_panels()[slug].request.model_validate(request).model_dump(mode="json")
    found = [
        f"{source} shows {text}"
        for source, text in seen["numbers"]
        if text not in written(result, *source.rsplit(":", 1))
    ]
    for source, text in seen["live"]:
        _, path, decimals = source.split(":")
        root = result if path.split(".")[0] in result else defaults
        if text not in written(root, path, decimals):
            found.append(f"{source} shows {text} in the prose")
    # A panel that is gone through step by step opens at its first one, with the words of that
    opening = [step["sentence"] for step in result.get("walk", [])[:1]]
    opening += [result["opening"]] if "opening" in result else []
    if seen["sentence"] not in [result["sentence"], *opening]:
        found.append(f"the sentence is {seen['sentence']!r}")
    return found + (differing_cells(seen["table"], table) if seen["table"] else [])


def value_at(value, path):
    for key in path.split("."):
        value = value[int(key)] if isinstance(value, list) else value[key]
    return value


def written(root, path, decimals):
    """How a number may stand on the page; in a formula, a negative one may have brackets."""
    value = value_at(root, path)
    kinds = {"amount": amount, "grouped": grouped, "percent": percent}
    write = kinds.get(decimals) or (lambda number: signed(number, int(decimals)))
    text = value if isinstance(value, str) else "–" if value is None else write(value)
    return {text, f"({text})", f"( {text} )"}


def differing_cells(seen, table):
    """The parts of a table that are not as the API has them."""
    found = [] if seen["caption"] == table["caption"] else ["the caption"]
    found += [] if seen["head"] == [column["name"] for column in table["columns"]] else ["the head"]
    rows = [
        [cell_text(cell, column["decimals"]) for cell, column in zip(row, table["columns"], strict=True)]
        for row in table["rows"]
    ]
    if len(rows) != len(seen["rows"]):
        return [*found, f"{len(seen['rows'])} rows instead of {len(rows)}"]
    pairs = [(at, one, other) for at, (one, other) in enumerate(zip(seen["rows"], rows, strict=True))]
    return found + [f"row {at} is {one}, not {other}" for at, one, other in pairs if one != other]


def cell_text(cell, decimals):
    """A cell as the page writes it."""
    if cell is None:
        return ""
    return str(cell) if isinstance(cell, str) or decimals is None else signed(cell, decimals)
