"""Nielsen's slow start in the browser: what is to come is not drawn or told before it has been played."""

from playwright.sync_api import expect

from tests.browser.looking import wait_for_rest

# Where the curves of both graphs end, and where time stands
ENDS = """() => [...document.querySelectorAll('.stack .curve')].map(curve => {
  const at = curve.getTotalLength();
  return curve.getPointAtLength(at).x;
})"""
NOW = "() => document.querySelector('.stack .upright').x1.baseVal.value"


def test_the_curves_grow_with_the_epochs_on_the_first_play_and_stay_when_time_goes_back(open_page):
    page = open_page("/panels/slow-start?view.step=null")
    whole = page.evaluate(ENDS)
    assert len(whole) == 4
    page.get_by_role("button", name="Let both learn").click()
    page.get_by_role("button", name="Pause").click()
    wait_for_rest(page)
    now = page.evaluate(NOW)
    assert all(abs(end - now) < 1 for end in page.evaluate(ENDS))
    assert now < whole[0] - 20
    slider = page.get_by_role("slider", name="Epoch", exact=True)
    slider.press("End")
    wait_for_rest(page)
    assert page.evaluate(ENDS) == whole
    slider.press("Home")
    wait_for_rest(page)
    assert page.evaluate(ENDS) == whole


def told(page):
    return page.locator("[data-part=sentence]").inner_text()


def test_it_opens_at_its_beginning_and_tells_nothing_of_the_end(open_page):
    page = open_page("/panels/slow-start")
    expect(page.get_by_role("slider", name="Epoch", exact=True)).to_have_value("0")
    expect(page.locator("[data-answer]")).to_have_text("0.982")
    assert told(page) == "It starts with an answer of 0.98 where 0 is right."
    now = page.evaluate(NOW)
    assert all(abs(end - now) < 1 for end in page.evaluate(ENDS))
    page.get_by_role("button", name="Step").click()
    expect(page.locator("[data-part=answer]")).to_contain_text("after 5 epochs")
    assert told(page) == "It starts with an answer of 0.98 where 0 is right."
    page.get_by_role("slider", name="Epoch", exact=True).press("End")
    expect(page.locator("[data-part=sentence]")).to_contain_text("first within 0.2 in epoch 31")


def test_what_a_setting_changes_is_drawn_whole_before_the_play(open_page):
    page = open_page("/panels/slow-start")
    page.get_by_role("slider", name="Learning rate η", exact=True).press("PageUp")
    page.wait_for_function(f"() => ({ENDS})().every(end => end > ({NOW})() + 100)")
    expect(page.get_by_role("slider", name="Epoch", exact=True)).to_have_value("0")
    page.get_by_role("button", name="Reset").click()
    page.wait_for_function(f"() => ({ENDS})().every(end => Math.abs(end - ({NOW})()) < 1)")
