"""A panel in a frame of a page elsewhere, in the browser: where it was allowed, and where it was not."""

import functools
import html
import re
import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import expect

from bench._servers import Server, free_port

DOCUMENT = Path(__file__).parents[2] / "docs" / "api.md"
PAGE = """<!doctype html><title>A course page</title><h1>Week 3</h1>
<iframe src="{src}" width="1100" height="800"></iframe>"""


class Quiet(SimpleHTTPRequestHandler):
    """Says nothing of each request."""

    def log_message(self, *_):
        pass


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory):
    """A folder, and the port under which what lies in it is served."""
    folder = tmp_path_factory.mktemp("elsewhere")
    handler = functools.partial(Quiet, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", free_port()), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield folder, server.server_port
        server.shutdown()


@pytest.fixture(scope="module")
def allowing(elsewhere):
    """Nudge, which lets pages under the name localhost have frames."""
    origin = f"http://localhost:{elsewhere[1]}"
    with Server(["app.py", "--port", "{port}", "--allow-frame", origin]) as server:
        yield server


def framed(context, elsewhere, url):
    """A page of another site with a frame of ours in it."""
    folder, port = elsewhere
    (folder / "course.html").write_text(PAGE.format(src=url))
    page = context.new_page()
    page.goto(f"http://localhost:{port}/course.html")
    return page


@pytest.fixture
def context(launch):
    browser = launch()
    with browser.new_context(viewport={"width": 1200, "height": 900}) as context:
        yield context
    browser.close()


def test_an_allowed_page_shows_a_panel_that_lives(context, elsewhere, allowing):
    page = framed(context, elsewhere, f"{allowing.url}/panels/forward?inputs=0.5,-0.5")
    panel = page.frame_locator("iframe")
    expect(panel.locator("nudge-forward[data-ready]")).to_be_visible()
    expect(panel.locator(".site-head, .site-foot")).to_have_count(2)
    expect(panel.locator(".site-head")).to_be_hidden()
    expect(panel.locator(".site-foot")).to_be_hidden()
    said = panel.locator(".sentence").first
    before = said.inner_text()
    panel.locator("input[type=range]").first.press("ArrowRight")
    expect(said).not_to_have_text(before)
    with context.expect_page() as opened:
        panel.locator(".lesson-head a").first.click()
    assert opened.value.url.startswith(f"{allowing.url}/lessons/")


@pytest.mark.parametrize("path", ["/", "/lessons/loss"])
def test_no_other_page_is_shown_in_a_frame(context, elsewhere, allowing, path):
    page = framed(context, elsewhere, f"{allowing.url}{path}")
    expect(page.frame_locator("iframe").locator(".site-head")).to_have_count(0)


def test_without_the_option_the_frame_stays_empty(context, elsewhere, server):
    page = framed(context, elsewhere, f"{server.url}/panels/forward")
    expect(page.frame_locator("iframe").locator("nudge-forward")).to_have_count(0)


def test_the_frame_of_the_documents_recipe_asks_for_a_gradient_and_grades_it(context, elsewhere, allowing):
    address = re.search(r'<iframe src="https://nudge.example.org([^"]+)"', DOCUMENT.read_text("utf-8"))[1]
    page = framed(context, elsewhere, f"{allowing.url}{html.unescape(address)}")
    panel = page.frame_locator("iframe")
    panel.get_by_label("Your number").fill("7")
    panel.get_by_role("button", name="Grade it").click()
    verdict = panel.locator(".verdict")
    expect(verdict).not_to_be_empty()
    expect(verdict).not_to_contain_text("Right")
