"""Home: a network learns something that means something, at once and in view."""

from tests.browser.looking import wait_for_rest

EPOCH = "() => document.querySelector('[data-panel=training]').view.epoch"
IN_VIEW = """place => {
  const { top, bottom, left, right } = document.querySelector(place).getBoundingClientRect();
  return top >= 0 && left >= 0 && bottom <= innerHeight && right <= innerWidth && bottom - top > 20;
}"""


def test_it_trains_at_once_in_view_beside_start(open_page):
    page = open_page("/", 1366, 650)
    page.wait_for_function(f"() => ({EPOCH})() > 0")
    for place in (".start", ".training-plane", ".time [data-action=play]", ".panel-answer .answer-number"):
        assert page.evaluate(IN_VIEW, place), place
    plane = page.locator(".training-plane").bounding_box()
    assert plane["height"] > 0.4 * 650
    assert page.locator(".plane-legend").inner_text().split("\n")[0].strip().startswith("benign")
    page.locator("[data-action=play]").click()
    held = page.evaluate(EPOCH)
    assert 0 < held < 60
    wait_for_rest(page)
    assert page.evaluate(EPOCH) == held
    # From the first act on, the address says what is shown
    page.wait_for_function("epoch => location.search.includes(`view.epoch=${epoch}`)", arg=held)
    count = page.locator(".lead [data-live$='parameter_count:0']")
    assert count.inner_text() == "25"
    page.get_by_role("button", name="moons").click()
    page.wait_for_function("() => document.querySelector('.lead [data-live]').textContent === '105'")
    page.get_by_role("button", name="Reset").click()
    page.wait_for_function("() => document.querySelector('.lead [data-live]').textContent === '25'")
    assert page.get_by_role("button", name="tumors").get_attribute("aria-pressed") == "true"


def test_with_reduced_motion_the_run_is_finished_and_the_address_is_homes(open_page):
    page = open_page("/", reduced_motion="reduce")
    page.wait_for_function(f"() => ({EPOCH})() === 60")
    assert page.url.endswith("/")
    assert not page.evaluate("() => document.querySelector('[data-panel=training]').player.isPlaying")


def test_without_scripts_the_finished_run_is_there_in_words_and_numbers(open_page):
    page = open_page("/", ready=False, java_script_enabled=False)
    told = page.locator("[data-part=sentence]").inner_text()
    assert "60 epochs trained" in told
    assert page.locator("[data-part=data] tbody tr").count() > 25
    assert page.get_by_role("link", name="Start").is_visible()
