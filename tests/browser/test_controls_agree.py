"""What a control shows is what the request holds: after each preset, and in each state that a link opens."""

import json
from urllib.parse import quote

import pytest

from course.panels import all_panels
from tests.browser.agreement import settle, settle_controls
from tests.browser.answered import keep_answers

SLUGS = list(all_panels())
LINKED = [slug for slug, panel in all_panels().items() if panel.saved_states]
# What examples of one's own take the place of, by what says that there are some
INSTEAD = {
    "examples": ("gate",),
    "dataset.points": ("dataset.name", "dataset.seed", "dataset.samples", "dataset.noise"),
    "dataset.csv": ("dataset.name", "dataset.seed", "dataset.samples", "dataset.noise"),
}
SHOWN = """slug => {
  const panel = document.querySelector(`[data-panel="${slug}"]`);
  const isSeen = element => element.checkVisibility();
  const all = selector => [...panel.querySelectorAll(selector)].filter(isSeen);
  const value = control => control.matches('nudge-choice')
    ? control.querySelector('select').value : control.querySelector('nudge-number').good;
  return {
    request: panel.request,
    used: panel.result.settings ?? null,
    controls: all('nudge-choice[data-path], nudge-slider[data-path]')
      .map(control => [control.dataset.path, value(control)]),
    names: all('.slider-name, .choice-name').map(name => name.textContent.trim()),
    tiles: all('.tile input').map(tile => [tile.value, tile.checked]),
    own: all('.tile.own').map(tile => tile.getAttribute('aria-pressed')),
    on: all('[data-action=preset][aria-pressed=true]').map(chip => chip.textContent.trim()),
  };
}"""
# As a link in the prose does it
FOLLOW = "([slug, name]) => document.querySelector(`[data-panel='${slug}']`).openSavedState(name)"
CSV = "x1,x2,y\n0,0,0\n0,1,1\n1,0,1\n1,1,0\n1,1,1\n"
OWN = {
    "training": [{"points": [{"x": [0, 1], "y": 0}, {"x": [1, 0], "y": 1}]}, {"csv": CSV}],
}


def held(request, path):
    """What the request holds at a path; None where that is left open."""
    value = request
    for key in path.split("."):
        if value is None:
            return None
        value = value[int(key)] if isinstance(value, list) else value.get(key)
    return str(value).lower() if isinstance(value, bool) else value  # as an option of a choice says it


def contradictions(seen):
    """Every control that says something else than the request."""
    request = seen["request"]
    shown = dict(seen["controls"])
    wished = {path: held(request, path) for path in shown} | fitted(seen)
    found = [
        (path, value, wished[path]) for path, value in shown.items() if wished[path] not in (None, value)
    ]
    for field, left in INSTEAD.items():
        if held(request, field) is not None:
            found += [(path, "shown beside", field) for path in left if path in shown]
    twice = {name for name in seen["names"] if seen["names"].count(name) > 1}
    return found + [("named twice", name) for name in twice] + wrong_tiles(seen)


def fitted(seen):
    """A run fits its loss and output to the data where the request has the defaults: it says what it used."""
    if seen["used"] is None:
        return {}
    return {"loss": seen["used"]["loss"], "network.output_activation": seen["used"]["activations"][-1]}


def wrong_tiles(seen):
    """Tiles that are not marked as the data are."""
    if not seen["tiles"]:
        return []
    data = seen["request"]["dataset"]
    is_own = bool(data["points"] or data["csv"])
    names = [name for name, _ in seen["tiles"]]
    marked = [name for name, is_on in seen["tiles"] if is_on]
    wished = [] if is_own else [name for name in names if name == data["name"]]
    found = [] if marked == wished else [("tiles", marked, wished)]
    found += [] if seen["own"] == [str(is_own).lower()] else [("own", seen["own"], is_own)]
    if seen["on"] and not marked and not is_own:
        found.append(("preset without a tile", seen["on"]))
    return found


def is_within(asked, request):
    """Whether the request holds all that was asked for, whatever else it holds."""
    if isinstance(asked, list) and isinstance(request, list) and len(asked) == len(request):
        return all(is_within(*each) for each in zip(asked, request, strict=True))
    if not isinstance(asked, dict):
        return asked == request
    return isinstance(request, dict) and all(is_within(asked[key], request.get(key)) for key in asked)


def shown(page, slug):
    """What controls and request say, once nothing is under way that changes them."""
    settle_controls(page, slug)
    return page.evaluate(SHOWN, slug)


@pytest.mark.parametrize("slug", SLUGS)
def test_every_control_agrees_with_the_request_in_every_preset_and_after_a_reset(opened, slug):
    page = opened(slug)
    first = shown(page, slug)
    assert contradictions(first) == []
    for chip in page.locator("[data-action=preset]").all():
        chip.press("Enter")
        seen, name = shown(page, slug), chip.inner_text()
        assert chip.get_attribute("aria-pressed") == "true", name
        assert seen["controls"], name
        assert contradictions(seen) == [], name
    page.get_by_role("button", name="Reset").press("Enter")
    assert shown(page, slug)["request"] == first["request"]


@pytest.fixture(scope="module")
def kept(page):
    """Keeps answers from one panel to the next: beginning anew would lose those under way."""
    keep_answers(page)


@pytest.mark.parametrize("slug", LINKED)
def test_every_control_agrees_with_the_request_where_a_link_leads(opened, kept, slug):
    page = opened(slug)
    for name, state in all_panels()[slug].saved_states.items():
        page.evaluate(FOLLOW, [slug, name])
        seen = shown(page, slug)
        assert is_within(dict(state.request), seen["request"]), name
        assert contradictions(seen) == [], name
    settle(page, slug)


@pytest.mark.parametrize(("slug", "data"), [(slug, data) for slug, kinds in OWN.items() for data in kinds])
def test_every_control_agrees_with_examples_of_ones_own(opened, slug, data):
    page = opened(slug, f"?dataset={quote(json.dumps(data))}")
    seen = shown(page, slug)
    assert held(seen["request"], f"dataset.{next(iter(data))}") is not None
    assert contradictions(seen) == []


def test_the_tile_of_ones_own_data_opens_a_list_of_ones_own(opened):
    page = opened("training")
    page.get_by_role("button", name="your own").click()
    seen = shown(page, "training")
    assert len(seen["request"]["dataset"]["points"]) == 2
    assert seen["own"] == ["true"]
    assert page.locator(".point-list tbody tr").count() == 2
