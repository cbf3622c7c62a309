"""A program on the page: long numbers are folded, and all of it can be kept as a notebook."""

import json
import re

import pytest

LISTING = "[data-drawer=numpy] .listing"
SHOWN = """code => {
  const copy = code.cloneNode(true);
  for (const each of copy.querySelectorAll('summary')) each.remove();
  return copy.textContent;
}"""


@pytest.fixture
def listing_at(open_panel):
    """Opens a page and waits for its NumPy program."""

    def open_path(path):
        page = open_panel(path).page
        page.locator(f"{LISTING} pre").wait_for()
        return page

    return open_path


def test_long_numbers_are_folded_and_open_by_key(listing_at):
    page = listing_at("/panels/forward?view.drawer=numpy")
    fold = page.locator(f"{LISTING} details").first
    assert re.fullmatch(r"layers = … \d+ numbers", fold.locator("summary").text_content())
    assert fold.get_attribute("open") is None
    fold.locator("summary").focus()
    page.keyboard.press("Enter")
    page.locator(f"{LISTING} details[open]").first.wait_for()


def test_folded_or_not_the_listing_is_the_program(listing_at, server):
    page = listing_at("/panels/forward?view.drawer=numpy")
    shown = page.locator(f"{LISTING} code").evaluate(SHOWN)
    request = page.evaluate("() => document.querySelector('[data-panel]').request")
    asked = page.request.post(f"{server.url}/api/v1/code/forward", data=request)
    assert shown == asked.json()["numpy"]


def test_a_panel_is_kept_as_a_notebook_in_its_state(listing_at):
    page = listing_at("/panels/neuron?inputs=[2.0]&weights=[0.5]&view.drawer=numpy")
    with page.expect_download() as waiting:
        page.locator(f"{LISTING} button", has_text="Notebook").click()
    assert waiting.value.suggested_filename == "nudge-neuron.ipynb"
    whole = json.loads(waiting.value.path().read_bytes())
    assert (whole["nbformat"], whole["nbformat_minor"]) == (4, 5)
    assert "/panels/neuron?" in whole["cells"][0]["source"]
    assert any("request = {'inputs': [2.0], 'weights': [0.5]" in cell["source"] for cell in whole["cells"])
