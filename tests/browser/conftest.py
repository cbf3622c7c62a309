"""A real server, a real Chromium, and a watch on everything a page says or fetches."""

import re

import pytest
from playwright.sync_api import expect, sync_playwright

from bench._browser import FLAGS, MISSING, NAMES, find
from bench._servers import Server

pytest.register_assert_rewrite("tests.browser.inert", "tests.browser.training_page")

from tests.browser.agreement import settle, value_at  # noqa: E402
from tests.browser.kept_page import MEDIA, KeptPage, Watch  # noqa: E402
from tests.browser.looking import UNFOLD  # noqa: E402
from tests.browser.training_page import Training  # noqa: E402
from tests.waiting import MILLISECONDS  # noqa: E402

expect.set_options(timeout=MILLISECONDS)  # Playwright's own limit is short for a busy computer
# The shell is the same browser without its windows: the tests are done sooner
PROGRAMS = ("chromium-headless-shell", *NAMES)


@pytest.fixture(scope="session")
def server():
    with Server() as server:
        yield server


def program(names):
    """Where Chromium is."""
    return find(names) or pytest.fail(f"This {MISSING}")


def patient(new_context):
    """What makes a context, all of whose pages wait as long as the other tests do."""

    def make(**options):
        context = new_context(**options)
        context.set_default_timeout(MILLISECONDS)
        return context

    return make


@pytest.fixture(scope="session")
def launch():
    """Starts Chromium, or with ``names`` a certain one; what else it takes is Playwright's."""
    with sync_playwright() as playwright:

        def start(names=PROGRAMS, **options):
            path = program(names)
            started = playwright.chromium.launch(
                executable_path=path, args=FLAGS, timeout=MILLISECONDS, **options
            )
            started.new_context = patient(started.new_context)
            return started

        yield start


@pytest.fixture(scope="session")
def browser(launch):
    browser = launch()
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def kept_page(browser, server):
    """The page that tests open one after the other."""
    kept = KeptPage(browser, server.url)
    yield kept
    kept.close()


@pytest.fixture
def open_page(server, browser, kept_page):
    """Opens a path in a page that is as new; fails the test on any message or foreign request.

    A second page, one with options that no page can take later, and one that is to be ``fresh`` gets a
    browser context of its own.
    """
    watch, contexts, taken = Watch(server.url), [], []

    def new_page(width, height, fresh, options):
        if not fresh and not taken and options.keys() <= MEDIA.keys():
            taken.append(kept_page.take(width, height, **options))
            return taken[0]
        contexts.append(browser.new_context(viewport={"width": width, "height": height}, **options))
        return contexts[-1].new_page()

    def open_path(path, width=1440, height=900, ready=True, fresh=False, **options):
        page = new_page(width, height, fresh, options)
        watch.begin(page)
        page.goto(server.url + path)
        if ready:
            page.wait_for_selector("[data-part=picture][data-drawn]")
        return page

    open_path.trouble = watch.trouble
    yield open_path
    for context in contexts:
        context.close()
    for page in taken:
        watch.end(page)
        kept_page.clean()
    assert watch.trouble == []


# All at once: a question for each of them takes longer than what is asked about
SEEN = """() => {
  const all = (selector, read) => [...document.querySelectorAll(selector)].map(each => read(each));
  const valuesOf = lamp => [...lamp.querySelectorAll('.unit-value')].map(value => value.textContent);
  return {
    answer: all('[data-answer]', each => each.innerText),
    sentence: all('[data-part=sentence]', each => each.innerText),
    lamps: all('[data-unit]', lamp => [lamp.dataset.unit, lamp.getAttribute('aria-label'), valuesOf(lamp)]),
    live: all('[data-live]', each => [each.dataset.live, each.innerText]),
  };
}"""


class Panel:
    """What a person sees of the forward panel, and what the API says of the same state."""

    def __init__(self, page):
        self.page = page

    def api(self):
        """The API's answer for the state the panel holds."""
        script = """async () => {
          const request = document.querySelector('[data-panel]').request;
          const headers = {'Content-Type': 'application/json'};
          const options = {method: 'POST', headers, body: JSON.stringify(request)};
          return (await fetch('/api/v1/forward', options)).json();
        }"""
        return self.page.evaluate(script)

    def settle(self):
        """Waits until no question is under way and everything is drawn."""
        self.page.wait_for_function(
            """() => {
              const panel = document.querySelector('[data-panel]');
              const isBusy = panel.computing.isBusy || panel.drawers.isBusy || panel.isUpdatePending;
              return !isBusy && (panel.address.flush(), true);
            }"""
        )

    def check(self):
        """Answer, lamps, sum, sentence, prose and table are the API's numbers to the digits shown."""
        self.settle()
        result, seen = self.api(), self.page.evaluate(SEEN)
        leading = result["prediction"][result["leading"] or 0]
        assert seen["answer"] == [fixed(leading)]
        assert seen["sentence"] == [result["sentence"]]
        values = [result["x"], *(layer["a"] for layer in result["layers"])]
        for layer, units in enumerate(values):
            for unit, value in enumerate(units):
                [[_, label, written]] = [lamp for lamp in seen["lamps"] if lamp[0] == f"{layer}.{unit}"]
                assert label.endswith(f", {fixed(value)}")
                assert written in ([fixed(value)], [])  # a small lamp has no room for it
                assert written or max(map(len, values)) > 8
        for live, text in seen["live"]:
            _, path, decimals = live.split(":")
            assert text == fixed(value_at(result, path), int(decimals))
        self.check_table(values)
        return result

    def check_table(self, values):
        """The data table, which is drawn while its drawer is open."""
        page = self.page
        if page.locator("[data-value=data]").get_attribute("aria-expanded") != "true":
            return
        cells = page.locator("[data-part=data] tbody td:last-child").all_text_contents()
        assert cells == [fixed(value, 4) for units in values for value in units]


def fixed(value, decimals=2):
    text = f"{value:.{decimals}f}"
    return re.sub("^-", "" if float(text) == 0 else "−", text)


@pytest.fixture
def open_panel(open_page):
    """Opens the forward panel and gives it a reader."""

    def open_path(path="/panels/forward", **options):
        return Panel(open_page(path, **options))

    return open_path


@pytest.fixture
def open_training(open_page, server):
    """Opens the training simulator and gives it a reader; without motion, a run is at its end at once."""

    def open_path(query="", reduced_motion="reduce", **options):
        path = f"/panels/training{query}"
        return Training(open_page(path, reduced_motion=reduced_motion, **options), server.url)

    return open_path


@pytest.fixture
def open_hostile(open_page):
    """Opens a page; a dialog is trouble, and what the server refused is none."""

    def open_path(path, **options):
        page = open_page(path, fresh=True, **options)
        page.on("dialog", lambda dialog: (open_page.trouble.append("a dialog"), dialog.dismiss()))
        return page

    yield open_path
    open_page.trouble[:] = [line for line in open_page.trouble if "Failed to load resource" not in line]


@pytest.fixture(scope="module")
def page(browser):
    """One page for all tests of a file."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, reduced_motion="reduce")
    page = context.new_page()
    page.said = []
    page.on("console", lambda message: page.said.append(message.text))
    page.on("pageerror", lambda error: page.said.append(str(error)))
    yield page
    context.close()


@pytest.fixture
def opened(page, server):
    """Opens a panel's page, all its folds open; what it said on the console must be nothing."""
    page.said.clear()

    def open_panel(slug, query=""):
        page.goto(f"{server.url}/panels/{slug}{query}")
        settle(page, slug)
        page.evaluate(UNFOLD)
        return page

    yield open_panel
    assert page.said == []
