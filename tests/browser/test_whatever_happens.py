"""A server killed in the middle, no network, a clock that jumps, another page and back, two tabs at once."""

import datetime

import pytest

from bench._browser import NAMES
from bench._servers import Server
from tests.browser.agreement import disagreements as differences
from tests.browser.agreement import said, settle, shown
from tests.browser.training_page import Training, disagreements

LONG = "?epochs=700&batch_size=10&validation_share=0"
AWAY = "The server does not answer"
TRAINED = "() => document.querySelector('[data-panel=training]').display.run.result.history.epoch.length"
RESTORED = "addEventListener('pageshow', event => { globalThis.isRestored = event.persisted; });"


@pytest.fixture
def tabs(browser):
    """Opens pages in one browser window; what they said is kept."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, reduced_motion="reduce")

    def open_tab(url):
        page = context.new_page()
        page.goto(url)
        return page

    open_tab.context = context
    yield open_tab
    context.close()


def run_begins(page, epochs=20):
    page.get_by_role("button", name="Train", exact=True).click()
    page.wait_for_function(f"() => ({TRAINED})() > {epochs}")


def test_open_pages_outlive_a_server_that_is_killed_in_the_middle_of_a_run(tabs):
    with Server() as server:
        forward = tabs(f"{server.url}/lessons/forward-pass?forward.x=0.8,-0.45")
        page = tabs(f"{server.url}/panels/training{LONG}")
        training = Training(page, server.url)
        run_begins(page)
        server.kill()
        page.get_by_text(AWAY).wait_for()
        seen = training.seen()
        assert seen["answer"] not in ("", "–")
        assert len(seen["wires"]) == 18
        forward.get_by_label("Input x₁", exact=True).press("Home")
        forward.get_by_text(AWAY).wait_for()
        assert "0.53" in forward.locator("[data-part=sentence]").inner_text()
        server.start()
        for each in (page, forward):
            each.get_by_text(AWAY).wait_for(state="detached")
        training.still()
        training.seek(700)
        assert training.check() == 700
        state = forward.evaluate("() => document.querySelector('[data-panel=forward]').request")
        assert state["x"] == [-2, -0.45]
        answer = said(forward, server.url, "forward", state)
        assert differences("forward", state, shown(forward, "forward"), *answer) == []


@pytest.fixture
def trained(tabs, server):
    """A run of 60 epochs, none of whose maps but the first and the last are here."""
    return Training(tabs(f"{server.url}/panels/training?epochs=60"), server.url).train()


def test_without_a_network_time_goes_through_what_is_here_and_waits_for_the_rest(trained, tabs):
    training, page = trained, trained.page
    run = training.ask("training", training.question())
    for epoch in (24, 12):
        training.seek(epoch)
    asked = []
    page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    tabs.context.set_offline(True)
    for epoch in (15, 24, 12, 20, 60):
        seen = training.seek(epoch).seen()
        assert disagreements(seen, run) == []
        assert seen["epoch"] == epoch
        assert seen["trouble"] == ""
    page.locator("[data-time]").evaluate(
        "slider => { slider.value = 45; slider.dispatchEvent(new Event('input', {bubbles: true})); }"
    )
    page.get_by_text(AWAY).wait_for()
    assert disagreements({**training.seen(), "time": 60}, run) == []
    tabs.context.set_offline(False)
    page.get_by_text(AWAY).wait_for(state="detached")
    assert training.still().check() == 45
    assert "training" not in asked  # the run was here all the time


def test_without_a_network_a_drawer_says_so_and_fills_when_it_is_back(tabs, server):
    page = tabs(f"{server.url}/panels/training?epochs=60&view.epoch=60")
    training = Training(page, server.url)
    tabs.context.set_offline(True)
    page.locator("[data-action=drawer][data-value=data]").click()
    page.get_by_text(AWAY).wait_for()
    tabs.context.set_offline(False)
    page.get_by_text(AWAY).wait_for(state="detached")
    page.wait_for_selector("[data-part=data] table")
    assert training.still().check() == 60


def test_without_a_network_a_picture_is_saved_as_soon_as_it_is_back(tabs, server):
    page = tabs(f"{server.url}/panels/forward")
    tabs.context.set_offline(True)
    page.evaluate("() => { document.querySelector('[data-panel]').keepPicture('svg'); }")
    page.get_by_text(AWAY).wait_for()
    with page.expect_download() as saving:
        tabs.context.set_offline(False)
    assert saving.value.suggested_filename == "nudge-forward.svg"
    page.get_by_text(AWAY).wait_for(state="detached")


@pytest.mark.parametrize("days", [1, -1])
def test_a_clock_that_jumps_neither_stops_time_nor_the_voice(tabs, server, days):
    page = tabs.context.new_page()
    now = datetime.datetime(2026, 3, 29, 1, 59, 50, tzinfo=datetime.timezone.utc)
    page.clock.install(time=now)
    page.goto(f"{server.url}/panels/forward?x=0.8,-0.45")
    settle(page, "forward")
    slider = page.get_by_label("Input x₁", exact=True)
    slider.press("Home")
    page.wait_for_function("() => document.querySelector('[data-speech]').textContent !== ''")
    page.clock.run_for(1500)
    page.clock.set_system_time(now + datetime.timedelta(days=days))
    slider.press("End")
    settle(page, "forward")
    heard = "() => document.querySelector('[data-speech]').textContent"
    told = "document.querySelector('[data-part=sentence]').textContent.trim()"
    page.wait_for_function(f"() => ({heard})() === {told}")
    assert "forward?x=2,-0.45" in page.url
    page.go_back()
    settle(page, "forward")
    assert page.evaluate("() => document.querySelector('[data-panel]').request.x") == [-2, -0.45]


def test_two_tabs_train_at_once_and_know_nothing_of_each_other(tabs, server):
    queries = ("?dataset.name=moons&epochs=200", "?dataset.name=linear&epochs=150&seed=4")
    both = [Training(tabs(f"{server.url}/panels/training{query}"), server.url) for query in queries]
    for training in both:
        training.press("Train", exact=True)
    assert [training.still().check() for training in both] == [200, 150]
    both[0].seek(33)
    assert [training.check() for training in both] == [33, 150]
    assert [training.state("request.dataset.name") for training in both] == ["moons", "linear"]


@pytest.fixture(scope="module")
def keeping(launch):
    """A browser that keeps pages whole when somebody goes on to another, as it does outside of tests.

    Its shell cannot.
    """
    browser = launch(NAMES, ignore_default_args=["--disable-back-forward-cache"])
    yield browser
    browser.close()


@pytest.fixture
def kept(keeping, server):
    context = keeping.new_context(viewport={"width": 1440, "height": 900}, reduced_motion="reduce")
    context.add_init_script(RESTORED)
    page = context.new_page()
    yield page
    context.close()


def away_and_back(page, server):
    page.goto(f"{server.url}/glossary")
    # Nothing is loaded, so there is nothing for `go_back` to wait for
    page.evaluate("() => { history.back(); }")
    page.wait_for_function("() => globalThis.isRestored === true")


def test_back_brings_a_page_as_it_was(kept, server):
    kept.goto(f"{server.url}/panels/training?epochs=60")
    training = Training(kept, server.url).train().seek(40)
    training.press("Loop")
    before = training.seen()
    away_and_back(kept, server)
    assert training.still().seen() == before
    assert training.seek(50).check() == 50


def test_back_to_a_page_that_was_left_in_the_middle_of_a_run_finds_it_going_on(kept, server):
    kept.goto(f"{server.url}/panels/training{LONG}")
    training = Training(kept, server.url)
    run_begins(kept)
    away_and_back(kept, server)
    training.still()
    assert training.state("display.run.result.status") == "completed"
    training.seek(700)
    assert training.check() == 700
