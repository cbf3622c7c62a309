"""The address holds the state; back, reload and a lost server bring it back."""

from tests.browser.agreement import settle

STATE = (
    "?x=0.8,-0.45&network.layers=2,4,1&network.hidden_activation=relu&network.seed=7"
    "&view.unit=1,2&view.drawer=matrix&view.pace=term&view.step=3"
)


def state_of(panel):
    panel.settle()
    return panel.page.evaluate(
        "() => { const p = document.querySelector('[data-panel]'); return [p.request, p.view]; }"
    )


def test_an_address_restores_the_exact_state(open_panel):
    panel = open_panel("/panels/forward" + STATE)
    request, view = state_of(panel)
    assert request["x"] == [0.8, -0.45]
    assert request["network"]["layers"] == [2, 4, 1]
    assert request["network"]["hidden_activation"] == "relu"
    assert view == {"unit": [1, 2], "drawer": "matrix", "pace": "term", "step": 3, "project": False}
    panel.page.reload()
    panel.page.wait_for_selector("[data-part=picture][data-drawn]")
    assert state_of(panel) == [request, view]
    assert panel.page.locator(".sum tr.unknown").count() > 0


def test_edited_weights_survive_a_reload_to_the_last_digit(open_panel):
    panel = open_panel("/panels/forward?x=0.8,-0.45")
    panel.page.get_by_text("Change its weights").click()
    panel.page.get_by_label("weight h₄ → ŷ", exact=True).press("ArrowRight")
    before = panel.check()
    panel.page.reload()
    panel.page.wait_for_selector("[data-part=picture][data-drawn]")
    assert panel.check() == before


def test_back_and_forward_go_through_what_was_set(open_panel):
    panel = open_panel()
    for name in ("3→4→2", "4→16→8→1"):
        panel.page.get_by_role("button", name=name).click()
        panel.settle()
    panel.page.go_back()
    assert panel.check()["network"]["layers"] == [3, 4, 2]
    panel.page.go_back()
    assert panel.check()["network"]["layers"] == [2, 3, 3, 1]
    panel.page.go_forward()
    assert panel.check()["network"]["layers"] == [3, 4, 2]


def test_a_lesson_keeps_its_panels_state_under_the_panels_name(open_panel):
    panel = open_panel("/lessons/forward-pass?forward.x=1,1")
    assert panel.check()["x"] == [1, 1]
    assert "forward.x=1,1" in panel.page.url


def test_an_impossible_address_opens_the_defaults_and_says_why(open_panel):
    panel = open_panel("/panels/forward?x=9e9,0")
    assert panel.check()["x"] == [0.8, -0.45]  # where the page opens
    assert "opens at its defaults. x.0: got 9" in panel.page.locator(".trouble").first.inner_text()


def test_the_panel_outlives_its_server(open_page, server):
    page = open_page("/panels/forward?x=0.8,-0.45")
    before = page.locator("[data-answer]").inner_text()
    server.stop()
    page.get_by_label("Input x₁", exact=True).press("Home")
    page.get_by_text("The server does not answer").wait_for()
    assert page.locator("[data-answer]").inner_text() == before
    server.start()
    page.get_by_text("The server does not answer").wait_for(state="detached")
    assert page.locator("[data-answer]").inner_text() != before
    # The browser itself reports the requests that failed; nothing else may be there.
    assert all("Failed to load resource" in line for line in open_page.trouble)
    open_page.trouble.clear()


COUNT_REQUESTS = """() => {
  const plain = globalThis.fetch;
  globalThis.underWay = {now: 0, most: 0, asked: []};
  const released = new Promise(done => { globalThis.release = done; });
  globalThis.fetch = async (...request) => {
    underWay.now += 1;
    underWay.asked.push(JSON.parse(request[1].body).x[0]);
    underWay.most = Math.max(underWay.most, underWay.now);
    await released;
    try { return await plain(...request); } finally { underWay.now -= 1; }
  };
}"""


# Counts what is written to the page's attributes that was there already, from now on
COUNT_REWRITTEN = """() => {
  window.written = {all: 0, again: []};
  new MutationObserver((records) => {
    for (const {target, attributeName: name, oldValue} of records) {
      written.all += 1;
      if (target.getAttribute(name) === oldValue) written.again.push(`${target.localName} ${name}`);
    }
  }).observe(document.body, {subtree: true, attributes: true, attributeOldValue: true});
}"""


def test_a_key_writes_no_attribute_that_is_there_already(open_panel):
    panel = open_panel("/panels/forward?x=0,0")
    panel.settle()
    panel.page.evaluate(COUNT_REWRITTEN)
    panel.page.get_by_label("Input x₁", exact=True).press("ArrowRight")
    panel.settle()
    written = panel.page.evaluate("written")
    assert written["all"] > 0
    assert written["again"] == []


def test_one_request_is_under_way_at_a_time_and_the_last_value_wins(open_panel):
    panel = open_panel("/panels/forward?x=0,0")
    panel.page.evaluate(COUNT_REQUESTS)
    slider = panel.page.get_by_label("Input x₁", exact=True)
    for _ in range(30):
        slider.press("ArrowRight")
    panel.page.evaluate("release()")
    panel.settle()
    under_way = panel.page.evaluate("underWay")
    assert panel.check()["x"] == [0.3, 0]
    assert under_way["most"] == 1
    # The first value and, when it is answered, the last; then, of a quick server, what one more key would ask
    first, last, *ahead = under_way["asked"]
    assert (first, last) == (0.01, 0.3)
    assert ahead in ([], [0.31])


def test_copy_link_copies_an_address_that_opens_the_same_state(open_panel, server):
    panel = open_panel("/panels/forward?network.seed=7", permissions=["clipboard-read", "clipboard-write"])
    panel.page.get_by_label("Input x₁", exact=True).press("End")
    before = panel.check()
    panel.page.get_by_role("button", name="Copy link").click()
    panel.page.get_by_role("button", name="Copied").wait_for()
    address = panel.page.evaluate("navigator.clipboard.readText()")
    assert address == panel.page.url
    assert open_panel(address.removeprefix(server.url)).check() == before
    panel.page.get_by_role("button", name="Copy link").wait_for()


def test_copy_link_says_where_the_address_is_when_the_clipboard_is_closed(open_panel):
    panel = open_panel()
    closed = "() => { navigator.clipboard.writeText = () => Promise.reject(new Error('closed')); }"
    panel.page.evaluate(closed)
    panel.page.get_by_role("button", name="Copy link").click()
    panel.page.get_by_role("button", name="Copy it from the address bar").wait_for()


# All lines of a program, without the words that stand for numbers that are folded
LINES = """(code) => {
  const whole = code.cloneNode(true);
  for (const words of whole.querySelectorAll('summary')) words.remove();
  return whole.textContent;
}"""


def test_a_program_is_copied(open_panel):
    allowed = ["clipboard-read", "clipboard-write"]
    page = open_panel("/panels/forward?view.drawer=numpy", permissions=allowed).page
    page.get_by_role("button", name="Copy", exact=True).click()
    page.get_by_role("button", name="Copied").wait_for()
    program = page.locator("[data-part=numpy] code").evaluate(LINES)
    assert page.evaluate("navigator.clipboard.readText()") == program
    assert "import numpy" in program


def test_a_program_is_selected_where_the_clipboard_is_closed(open_panel):
    page = open_panel("/panels/forward?view.drawer=numpy").page
    # As on a page that came over plain HTTP from another computer
    page.evaluate("() => Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    page.get_by_role("button", name="Copy", exact=True).click()
    page.get_by_role("button", name="Selected: press Ctrl C").wait_for()
    selected = page.evaluate("getSelection().toString()")
    assert selected.split() == page.locator("[data-part=numpy] code").evaluate(LINES).split()


def test_an_option_that_is_moved_while_its_schedule_goes_is_let_go_with_it(open_page):
    page = open_page("/panels/schedule?name=warm_restarts")
    answers = []
    page.on("response", lambda response: answers.append(response.status))
    page.evaluate("""() => {
      const panel = document.querySelector('[data-panel]');
      panel.set('name', 'cosine');
      panel.set('T_0', 12);
    }""")
    settle(page, "schedule")
    request = page.evaluate("() => document.querySelector('[data-panel]').request")
    assert (request["name"], request["T_0"]) == ("cosine", None)
    assert set(answers) == {200}
