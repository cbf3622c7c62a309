"""A browser that several people use forgets at the press of a button."""

import pytest

from tests.browser.test_everyone import violations

FILL = """async () => {
  localStorage.setItem('nudge-theme', 'dark');
  localStorage.setItem('nudge-seen', '["loss"]');
  localStorage.setItem('nudge-answers', '{"a": "b"}');
  localStorage.setItem('nudge-runs-loss', '[{}, {}]');
  localStorage.setItem('something', 'else');
  sessionStorage.setItem('something', 'else');
  await (await caches.open('nudge')).put('/healthz', new Response('kept'));
  await new Promise((done) => {
    const opening = indexedDB.open('nudge');
    opening.onsuccess = () => { opening.result.close(); done(); };
  });
}"""
KEPT = """async () => [
  ...Object.keys(localStorage), ...Object.keys(sessionStorage), ...(await caches.keys()),
  ...(await indexedDB.databases()).map(({name}) => name), document.cookie, history.state,
].filter(Boolean)"""


def press(page):
    """The button in the foot, and the one that it asks for."""
    page.locator(".site-foot summary").click()
    page.locator(".site-foot").get_by_role("button", name="Forget everything now").click()
    page.wait_for_url("**/forget#forgotten")


@pytest.fixture(autouse=True)
def told(open_page):
    """Chromium says in its console that it has done as it was told."""
    yield
    open_page.trouble[:] = [line for line in open_page.trouble if "Clear-Site-Data header on" not in line]


PANEL = "[data-part=picture][data-drawn]"
FULL = ["nudge-theme", "nudge-seen", "nudge-answers", "nudge-runs", "nudge-runs-loss", "something", "nudge"]


def fill(page):
    """A visit that leaves something everywhere: a lesson seen, a run trained, and more."""
    page.wait_for_selector(PANEL)
    page.evaluate(FILL)
    page.wait_for_function("() => localStorage['nudge-runs']")
    page.reload()
    page.wait_for_selector(PANEL)
    page.evaluate("history.replaceState({training: {request: {}, view: {}, isCut: true}}, '')")
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    kept = page.evaluate(KEPT)
    assert set(FULL) <= {each for each in kept if isinstance(each, str)}
    assert isinstance(kept[-1], dict)


@pytest.mark.parametrize("is_told_by_the_server", [True, False])
def test_nothing_is_left_and_a_page_is_as_on_a_first_visit(open_page, server, is_told_by_the_server):
    page = open_page("/panels/training?epochs=5&view.epoch=5")
    fill(page)
    if not is_told_by_the_server:  # as where the page came over plain HTTP from another computer
        answer = {"status": 303, "headers": {"Location": "/forget#forgotten"}}
        page.route(
            "**/forget",
            lambda route: route.fulfill(**answer) if route.request.method == "POST" else route.fallback(),
        )
    press(page)
    assert page.evaluate(KEPT) == []
    assert page.locator(":focus").inner_text() == "Forgotten. This browser keeps nothing of Nudge any more."
    assert page.get_by_text("Kept now: nothing.").is_visible()
    assert page.evaluate("'theme' in document.documentElement.dataset") is False
    page.goto(server.url + "/panels/training?view.drawer=runs")
    page.get_by_text("Every run you train will stand here").wait_for()
    page.goto(server.url + "/")  # the last, for it trains a run of its own
    assert page.locator("[data-progress].seen").count() == 0


def test_other_windows_and_pages_that_come_back_begin_anew(open_page, server):
    page = open_page("/panels/training?epochs=5&view.epoch=5")
    fill(page)
    other = page.context.new_page()
    other.goto(server.url + "/panels/forward?x=0.5,0.5")
    other.wait_for_selector(PANEL)
    press(page)
    other.wait_for_url(server.url + "/panels/forward")
    page.go_back()
    page.wait_for_selector(PANEL)
    assert page.evaluate("location.search") == ""
    assert page.evaluate("[localStorage.length, document.documentElement.dataset.theme ?? null]") == [0, None]


def test_without_scripts_the_browser_is_told_and_the_page_says_what_that_means(open_page):
    context = {"java_script_enabled": False}
    page = open_page("/glossary", ready=False, **context)
    press(page)
    assert page.get_by_text("This browser was told to remove everything.").is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 360])
def test_the_page_and_the_open_button_suit_everyone(open_page, scheme, width):
    page = open_page("/forget", width, ready=False, color_scheme=scheme)
    page.locator(".site-foot summary").focus()
    page.keyboard.press("Enter")
    page.locator(".site-foot").get_by_role("button", name="Forget everything now").wait_for()
    assert violations(page) == []
    for _ in range(2):
        page.keyboard.press("Tab")
    assert page.locator(":focus").inner_text() == "Forget everything now"
    page.keyboard.press("Enter")
    page.wait_for_url("**/forget#forgotten")
    assert page.locator(":focus").get_attribute("id") == "forgotten"
    assert violations(page) == []
