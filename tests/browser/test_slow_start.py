"""Nielsen's slow start in the browser: what is to come is not drawn before it has been played."""

from tests.browser.looking import wait_for_rest

# Where the curves of both graphs end, and where time stands
ENDS = """() => [...document.querySelectorAll('.stack .curve')].map(curve => {
  const at = curve.getTotalLength();
  return curve.getPointAtLength(at).x;
})"""
NOW = "() => document.querySelector('.stack .upright').x1.baseVal.value"


def test_the_curves_grow_with_the_epochs_on_the_first_play_and_stay_when_time_goes_back(open_page):
    page = open_page("/panels/slow-start")
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
