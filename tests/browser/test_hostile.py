"""Texts that want to be more than text, in a real browser: in addresses, and in the names of a table.

Wherever one ran, it would leave ``pwned`` behind, open a dialog, ask another host or be reported by the
browser as refused; the page is watched for each.
"""

import json
import re
import xml.etree.ElementTree as ElementTree
from urllib.parse import quote, urlencode

import pytest

from course.panels import all_panels
from tests.browser.inert import ALIVE, check_inert
from tests.browser.looking import UNFOLD, wait_until
from tests.browser.test_training_runs import download
from tests.browser.training_page import Training
from tests.waiting import SLOWNESS
from tests.web.edge.naughty import SCRIPTS, groups, table
from tests.web.edge.test_naughty import TABLES

RAN = """(count) => {
  const frames = [...document.querySelectorAll('iframe')].map((frame) => frame.contentWindow);
  return frames.filter((frame) => { try { return frame.pwned; } catch { return false; } }).length >= count;
}"""


def test_the_scripts_would_run_if_they_were_markup(browser):
    context = browser.new_context()
    page, asked, dialogs = context.new_page(), [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("dialog", lambda dialog: (dialogs.append(1), dialog.dismiss()))
    frames = "".join(
        f'<iframe srcdoc="{text.replace("&", "&amp;").replace(chr(34), "&quot;")}"></iframe>'
        for text in SCRIPTS
    )
    page.route(
        "**/*",
        lambda route: (
            route.fulfill(body=frames, content_type="text/html")
            if route.request.url == "http://careless.example/"
            else route.abort()
        ),
    )
    with page.expect_event("dialog"):
        page.goto("http://careless.example/", wait_until="commit")
    page.wait_for_function(RAN, arg=25)
    assert sum("evil.example" in url for url in asked) >= 8
    assert dialogs
    context.close()


def test_the_policy_would_stop_them_even_then(open_hostile, open_page):
    page, ended = open_hostile("/panels/forward"), []
    for event in ("requestfailed", "requestfinished"):
        page.on(event, lambda request: ended.append((request.url, request.failure)))
    texts = [text for text in SCRIPTS if "refresh" not in text]
    page.evaluate(
        "texts => texts.forEach((text) => document.body.insertAdjacentHTML('beforeend', text))", texts
    )

    def refused():
        return [line for line in open_page.trouble if "Content Security Policy" in line]

    wait_until(
        page, lambda: len(refused()) >= 20 and len([url for url, _ in ended if "evil.example" in url]) >= 3
    )
    page.wait_for_timeout(300 * SLOWNESS)  # what else might come
    assert page.evaluate("() => window.pwned") is None
    assert len(page.evaluate(ALIVE)) >= 30
    assert "a dialog" not in open_page.trouble
    assert {why for url, why in ended if "evil.example" in url} == {"csp"}
    open_page.trouble.clear()


def states_of(slug, text):
    """Addresses that carry a text in a name, a value, a list, a part, or what is seen."""
    field = next(iter(all_panels()[slug].request.model_fields))
    yield {text: "1"}
    yield {field: text}
    yield {field: json.dumps([text])}
    yield {f"{field}.{text}": "1"}
    yield {"view.drawer": json.dumps(text)}


def test_no_script_in_an_address_runs(open_hostile, server):
    page = open_hostile("/panels/forward")
    panels = list(all_panels())
    for number, text in enumerate(SCRIPTS):
        slug = panels[number % len(panels)]
        state = list(states_of(slug, text))[number // len(panels) % 5]
        page.goto(f"{server.url}/panels/{slug}?{urlencode(state)}#{quote(text)}", wait_until="commit")
        page.wait_for_selector("[data-part=picture][data-drawn]")
        assert "opens at its defaults" in page.locator(".trouble").first.inner_text()
        check_inert(page)


@pytest.mark.parametrize("places", range(len(TABLES)))
def test_names_of_a_table_are_shown_exactly_and_run_nothing(open_hostile, places):
    columns, classes = TABLES[places]
    state = {
        "dataset.csv": json.dumps(table(columns, classes)),
        "dataset.missing": "[]",
        "epochs": "5",
        "view.epoch": "5",
        "view.drawer": "points",
        "view.unit": f"0,{places}",
    }
    page = open_hostile(f"/panels/training?{urlencode(state)}", reduced_motion="reduce")
    training = Training(page, "")
    assert training.state("result.data.class_names") == classes
    assert page.locator("table.points thead th").all_text_contents()[:-1] == columns
    taken = page.locator("table.confusion").first.locator("thead th[title]")
    assert [each.get_attribute("title") for each in taken.all()] == [f"said to be {name}" for name in classes]
    assert f"The input {columns[places]}, as it is." in page.locator("[data-part=inside]").text_content()
    page.evaluate(UNFOLD)
    first = page.get_by_role("spinbutton", name=f"{columns[0]} of example 1", exact=True)
    assert first.count() == 1
    check_inert(page)


PLANES = groups(
    ["<img src=x onerror=window.pwned=1>", "=1+1", "]]>", "&lt;b&gt;", "שלום", "👩\u200d🔬", '"', "x" * 100],
    2,
)


@pytest.mark.parametrize("axes", PLANES)
def test_a_picture_with_such_names_on_its_axes_is_a_plain_drawing(open_hostile, axes):
    state = {
        "dataset.csv": json.dumps(table([*axes, "kind"], ["a", "b"])),
        "epochs": "5",
        "view.epoch": "5",
        "view.drawer": "export",
    }
    training = Training(open_hostile(f"/panels/training?{urlencode(state)}", reduced_motion="reduce"), "")
    name, svg = download(training, "Picture, SVG")
    assert re.fullmatch(r"[a-z0-9-]+\.svg", name)
    for element in ElementTree.fromstring(svg).iter():
        assert not element.tag.endswith(("script", "foreignObject", "iframe", "a", "use", "style"))
        for key, value in element.attrib.items():
            assert not key.startswith("on")
            assert not key.endswith("href") or value.startswith("data:image/png")
    check_inert(training.page)
