"""Backpropagation in the browser: there and back again, any parameter opened, calculations graded."""

import re

import pytest

from tests.browser.agreement import value_at
from tests.browser.conftest import fixed
from tests.browser.looking import violations, wait_for_rest, wait_until

API = """async () => {
  const panel = document.querySelector('[data-panel]');
  const headers = {'Content-Type': 'application/json'};
  const options = {method: 'POST', headers, body: JSON.stringify(panel.request)};
  return (await fetch('/api/v1/backprop', options)).json();
}"""
SETTLED = """() => {
  const panel = document.querySelector('[data-panel]');
  const isBusy = panel.computing.isBusy || panel.drawers.isBusy || panel.remembering;
  return !isBusy && !panel.isUpdatePending;
}"""


END = "/panels/backprop?view.step=null&view.at=3,0,0"


def enough(value):
    """A number with four decimals, or six where it is small."""
    return fixed(value, 6 if value and abs(value) < 0.01 else 4)


def settled(page):
    page.wait_for_function(SETTLED)
    return page


def drawing(page):
    """The picture as it is drawn, without the comments that Lit keeps between its pieces."""
    settled(page)
    return re.sub(r"<!--.*?-->|\s+", " ", page.locator("[data-part=picture]").inner_html())


def numbers(page):
    """Every number that says where it comes from, held against the API."""
    settled(page)
    result = page.evaluate(API)
    shown = page.locator("[data-number]").evaluate_all(
        "all => all.map(e => [e.dataset.number, e.textContent])"
    )
    for source, text in shown:
        path, decimals = source.rsplit(":", 1)
        assert text == fixed(value_at(result, path), int(decimals)), source
    return result, dict(shown)


def test_going_forward_and_back_gives_the_same_pictures(open_page):
    page = open_page("/panels/backprop")
    on, back = page.get_by_role("button", name="Next"), page.get_by_role("button", name="Prev")
    there = [drawing(page)]
    for _ in range(11):
        on.click()
        there.append(drawing(page))
    assert len(set(there)) == 12
    for step in range(11, 0, -1):
        back.click()
        assert drawing(page) == there[step - 1], step
    back.click()
    assert drawing(page) == there[0]


def test_each_stage_shows_what_it_adds_and_nothing_before_its_time(open_page):
    page = open_page("/panels/backprop")
    seen = []
    for step in range(12):
        if step:
            page.get_by_role("button", name="Next").click()
        settled(page)
        unknown = page.locator(".unit.unknown").count()
        tags = [tag[0] for tag in page.locator(".tag").all_text_contents()]
        has_loss = page.locator(".loss-node").count()
        inside = page.locator(".panel-inside h3").inner_text()
        stage = page.locator(".stages [aria-pressed=true]").first.inner_text()
        meaning = page.locator(".meaning").text_content().split(",")[0]
        seen.append((stage, unknown, has_loss, "".join(tags), inside, meaning))
        # The arithmetic of what is computed at this step has its numbers, all of them
        assert page.locator("[data-part=inside] .sum").first.get_by_text("·").count() == (stage == "Loss") * 4
    units = ["ŷ", "h₄", "h₅", "h₆", "h₁", "h₂", "h₃"]
    assert seen == [
        ("Forward", 4, 0, "", "Inside h₁", "lines: weights"),
        ("Forward", 1, 0, "", "Inside h₄", "lines: weights"),
        ("Forward", 0, 0, "", "Inside ŷ", "lines: weights"),
        ("Loss", 0, 1, "", "Bias of ŷ", "lines: weights"),
        *(
            ("Backward", 0, 1, "δ" * count, f"Bias of {unit}", "lines: weights")
            for count, unit in enumerate(units, 1)
        ),
        ("Update", 0, 1, "ΔΔΔΔΔΔΔ", "Bias of h₃", "lines: change of each weight"),
    ]


def test_a_stage_can_be_jumped_to_and_is_in_the_address(open_page):
    page = open_page("/panels/backprop")
    page.get_by_role("button", name="Loss", exact=True).click()
    settled(page)
    assert "view.step=3" in page.url
    assert page.locator("[data-part=sentence]").inner_text().startswith("Loss: 0.53 for 1.00 costs 0.2196.")
    page.reload()
    page.wait_for_selector("[data-part=picture][data-drawn]")
    assert page.get_by_role("button", name="Loss", exact=True).get_attribute("aria-pressed") == "true"


def test_auto_plays_to_the_end(open_page):
    page = open_page("/panels/backprop?view.step=5")
    page.get_by_role("button", name="Go on").click()
    page.get_by_role("button", name="Auto").wait_for()
    assert "view.step=null" in settled(page).url


@pytest.mark.parametrize("at", ["1.0.0", "1.2.1", "2.1.0", "3.0.2", "1.1", "3.0"])
def test_a_parameter_that_is_clicked_opens_its_chain_rule(open_page, at):
    page = open_page(END)
    layer, unit, *source = map(int, at.split("."))
    target = page.locator(f'[data-parameter="{at}"]')
    target.locator(".edge, .lamp").dispatch_event("click")
    assert target.get_attribute("aria-pressed") == "true"
    result, shown = numbers(page)
    own = result["layers"][layer - 1]
    sources = result["x"] if layer == 1 else result["layers"][layer - 2]["a"]
    factors = [own["dL_da"][unit], own["da_dz"][unit], sources[source[0]] if source else 1]
    product = factors[0] * factors[1] * factors[2]
    cells = page.locator(".panel-inside table").first.locator("td").all_inner_texts()
    third = enough(factors[2]) if source else "1"
    assert cells[:4] == [enough(factors[0]), enough(factors[1]), third, enough(product)]
    assert float(cells[4].replace("−", "-")) == pytest.approx(product, abs=6e-5)
    assert page.locator(".factor-circle").count() == (3 if source else 2)
    assert any(source.startswith(f"layers.{layer - 1}.da_dz.{unit}:") for source in shown)


def test_a_click_with_the_mouse_on_a_wire_opens_the_weight(open_page):
    page = open_page(END)
    wire = page.locator('[data-parameter="3.0.2"] .edge')
    middle = wire.evaluate(
        """path => {
          const spot = path.getPointAtLength(path.getTotalLength() * 0.6);
          const point = spot.matrixTransform(path.getScreenCTM());
          return [point.x, point.y];
        }"""
    )
    page.mouse.click(*middle)
    assert page.locator(".panel-inside h3").inner_text() == "Weight h₆ → ŷ"


def test_arrow_keys_walk_through_every_kind_of_parameter(open_page):
    page = open_page(END)
    page.locator('[data-parameter="3.0.0"]').focus()
    for key, at in [
        ("ArrowDown", "3.0.1"),
        ("ArrowDown", "3.0.2"),
        ("ArrowDown", "3.0"),
        ("ArrowLeft", "2.2.1"),
        ("ArrowUp", "2.2.0"),
        ("ArrowRight", "3.0.3"),
    ]:
        page.keyboard.press(key)
        if at == "3.0.3":  # there is none: the place nearest to it
            at = page.evaluate("() => document.activeElement.dataset.parameter")
            assert at.startswith("3.0")
        page.wait_for_function("at => document.activeElement?.dataset?.parameter === at", arg=at)
        assert page.locator(f'[data-parameter="{at}"]').get_attribute("aria-pressed") == "true"


@pytest.mark.parametrize(
    "name", ["2→3→3→1", "1→1→1 chain", "Mazur’s 2→2→2", "0.0324", "a ReLU that is off", "cross-entropy"]
)
@pytest.mark.parametrize("picture", ["network", "matrices"])
def test_each_preset_shows_what_the_api_says(open_page, name, picture):
    page = open_page(f"/panels/backprop?view.picture={picture}&view.drawer=maths")
    button = page.get_by_role("button", name=name)
    button.click()
    if picture == "matrices":
        page.get_by_role("button", name="Matrices").click()
    page.get_by_role("button", name="Update", exact=True).click()
    page.get_by_role("button", name="Next").click()
    result, shown = numbers(page)
    assert button.get_attribute("aria-pressed") == "true"
    assert len(shown) > 10
    assert page.locator("[data-part=sentence]").inner_text() == result["sentence"]


def test_mazurs_numbers_are_on_the_screen(open_page):
    page = open_page("/panels/backprop")
    page.get_by_role("button", name="Mazur’s 2→2→2").click()
    page.get_by_role("button", name="Update", exact=True).click()
    result, _ = numbers(page)
    assert round(result["loss"], 9) == 0.298371109
    assert page.locator("[data-answer]").inner_text() == "0.2984"
    assert page.locator(".loss-after").inner_text() == "0.2910"
    page.locator('[data-parameter="2.0.0"]').dispatch_event("click")
    assert page.locator(".panel-inside").get_by_text("0.358916").is_visible()


def test_updates_go_on_and_the_loss_falls(open_page):
    page = open_page(END)
    losses = []
    for _ in range(3):
        result, _ = numbers(page)
        losses.append(result["loss"])
        page.get_by_role("button", name="Once more").click()
    assert losses == sorted(losses, reverse=True)
    page.locator("[data-path=optimizer] select").select_option("adam")
    numbers(page)
    page.get_by_role("button", name="kept").click()
    result, _ = numbers(page)
    assert all(not any(row) for row in result["changes"]["biases"])


def test_a_calculation_by_hand_is_graded_and_its_number_hidden_until_then(open_page):
    page = open_page("/panels/backprop")
    page.get_by_role("button", name="Mazur’s 2→2→2").click()
    page.get_by_role("button", name="Update", exact=True).click()
    page.locator('[data-parameter="2.0.0"]').dispatch_event("click")
    page.get_by_text("Work it out yourself").click()
    page.get_by_label("I work out the").select_option("updated")
    inside, verdict = page.locator("[data-part=inside]"), page.locator(".verdict")
    assert "0.358916" not in inside.inner_text()
    assert "0.0827" not in page.locator("[data-part=sentence]").inner_text()
    assert "view.asked=updated" in settled(page).url
    page.get_by_role("button", name="Data", exact=True).click()
    table = page.locator("[data-part=data]")
    table.get_by_text("yours to work out").wait_for()
    assert "0.358916" not in table.inner_text()
    for value, slip in [("0.3178", "forgot_learning_rate"), ("0.441", "wrong_sign"), ("0.3589", "right")]:
        page.get_by_label("Your number").fill(value)
        page.get_by_role("button", name="Grade it").click()
        page.wait_for_function(
            "slip => document.querySelector('.verdict').dataset.verdict === slip", arg=slip
        )
        assert ("0.358916" in inside.inner_text()) == (slip == "right")
    assert verdict.inner_text().startswith("Right")
    table.get_by_text("0.358916").first.wait_for()
    page.get_by_label("I work out the").select_option("delta")
    assert verdict.inner_text() == ""
    assert page.locator("[data-answer-to=gradient]").inner_text() == "·"
    page.get_by_role("button", name="Show it").click()
    numbers(page)
    assert page.locator("[data-answer-to=gradient]").inner_text() == "0.0822"


def test_the_value_of_the_open_parameter_can_be_set(open_page):
    page = open_page("/panels/backprop?view.at=2,1,0")
    page.get_by_text("Change its value").click()
    page.get_by_label("weight h₁ → h₅", exact=True).press("End")
    result, _ = numbers(page)
    assert result["network"]["weights"][1][1][0] == 4
    page.get_by_role("button", name="Reset").click()
    result, _ = numbers(page)
    assert result["network"]["weights"][1][1][0] != 4


def test_the_network_and_the_loss_can_be_changed(open_page):
    page = open_page("/panels/backprop")
    page.get_by_role("button", name="+ layer").click()
    assert numbers(page)[0]["network"]["layers"] == [2, 3, 3, 3, 1]
    page.get_by_label("outputs", exact=True).press("ArrowRight")
    assert numbers(page)[0]["y"] == [1, 0]
    page.get_by_label("Output activation").select_option("linear")
    page.locator("[data-path=loss] select").select_option("bce")
    assert numbers(page)[0]["network"]["activations"][-1] == "sigmoid"
    page.locator("[data-path=loss] select").select_option("mse")
    page.get_by_role("button", name="½ (ŷ − y)²").click()
    before = numbers(page)[0]["loss"]
    page.get_by_label("Over the outputs").select_option("sum")
    assert numbers(page)[0]["loss"] == pytest.approx(2 * before)


@pytest.mark.parametrize(
    ("picture", "options"),
    [("network", {"width": 360, "height": 780}), ("graph", {"color_scheme": "dark"}), ("matrices", {})],
)
def test_axe_finds_nothing(open_page, picture, options):
    page = open_page(f"/panels/backprop?view.picture={picture}&view.asked=delta&view.step=null", **options)
    for fold in page.locator("details.more").all():
        fold.evaluate("fold => { fold.open = true; }")
    assert violations(settled(page)) == []
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("step", ["5", "null"])
def test_projection_shows_the_network_in_large_words(open_page, step):
    page = open_page(f"/panels/backprop?view.project=true&view.step={step}", 1920, 1080)
    page.locator(".projected").wait_for()
    wait_for_rest(page)
    small = page.evaluate(
        """() => {
          const small = [];
          const texts = document.querySelectorAll('.projected svg.network text, .projected .stages button');
          for (const text of texts) {
            if (!text.textContent.trim() || !text.checkVisibility()) continue;
            if (text.closest('.factor-circle')) continue;
            const scale = text.ownerSVGElement ? text.getScreenCTM().a : 1;
            const size = parseFloat(getComputedStyle(text).fontSize) * scale;
            if (size < 43) small.push([text.textContent, size]);
          }
          return small;
        }"""
    )
    assert small == []
    box = page.locator("svg.network").bounding_box()
    answer = page.locator(".panel-answer").bounding_box()
    assert box["y"] + box["height"] <= answer["y"] + 1


def test_a_clicker_goes_through_the_stages_in_projection(open_page):
    page = open_page("/panels/backprop?view.project=true&view.step=1", 1920, 1080)
    page.locator(".projected").wait_for()
    page.keyboard.press("PageDown")
    page.wait_for_function("() => location.search.includes('view.step=2')")
    page.keyboard.press("PageUp")
    page.wait_for_function("() => location.search.includes('view.step=1')")


# What of a picture is seen at a moment after a step, in milliseconds; a moment is stood still for it
SEEN = """([moment, places]) => {
  for (const each of document.getAnimations()) {
    each.pause();
    each.currentTime = moment;
  }
  return places.map((place) => {
    const element = document.querySelector(place);
    const { opacity, fill } = getComputedStyle(element);
    const ends = element.getAnimations().map((each) => each.effect.getComputedTiming().endTime);
    return [Number(opacity), fill, Math.max(0, ...ends)];
  });
}"""


def test_a_pulse_arrives_then_the_sum_opens_then_the_lamp_lights_and_the_same_on_the_way_back(open_page):
    page = open_page("/panels/backprop")
    settled(page)

    def at(moment, *places):
        return page.evaluate(SEEN, [moment, places])

    lamp, total = '[data-unit="2.0"] .lamp', ".panel-inside .sum tbody"
    page.get_by_role("button", name="Next").click()
    settled(page)
    travel = at(0, '[data-parameter="2.0.0"] .signal')[0][2]
    dark, opened, lit = (at(moment, total, lamp) for moment in (travel - 20, travel + 110, travel + 600))
    assert [dark[0][0], lit[0][0]] == [0, 1]
    assert opened[0][0] > 0.8
    assert dark[1][1] == opened[1][1] != lit[1][1]
    for _ in range(4):
        page.get_by_role("button", name="Next").click()
    settled(page)
    # The error signal of h₄ comes back from ŷ; its sum opens, then it stands under the unit
    tag = '[data-unit="2.0"] .tag'
    assert page.locator(".signal.back").count() == 1
    assert [each[0] for each in at(travel - 20, total, tag)] == [0, 0]
    half_way = at(travel + 110, total, tag)
    assert half_way[0][0] > 0.8
    assert half_way[1][0] == 0
    assert [each[0] for each in at(travel + 600, total, tag)] == [1, 1]
    # The next step does not wait for anything
    page.get_by_role("button", name="Next").click()
    settled(page)
    assert at(0, tag)[0][::2] == [1, 0]


def test_with_reduced_motion_a_step_is_there_at_once(open_page):
    page = open_page("/panels/backprop", reduced_motion="reduce")
    page.get_by_role("button", name="Next").click()
    settled(page)
    seen = page.evaluate(SEEN, [0, ['[data-unit="2.0"] .lamp', ".panel-inside .sum tbody"]])
    assert [each[2] for each in seen] == [0, 0]
    assert [each[0] for each in seen] == [1, 1]


def test_the_lesson_asks_and_the_panel_answers(open_page):
    page = open_page("/lessons/backpropagation")
    question = page.locator("[data-question=chain-of-slopes]")
    question.get_by_label("Your guess").fill("0.22")
    question.get_by_role("button", name="Run it and see").click()
    question.get_by_text("Yes.").wait_for()
    settled(page)
    assert page.locator("[data-panel=backprop] [data-part=title]").inner_text() == "1 → 1 → 1"


def test_a_step_chosen_before_a_shorter_walk_has_come_is_its_last(open_page):
    page = open_page("/panels/backprop")
    held = []
    page.route("**/api/v1/backprop", lambda route: held.append(route))
    page.get_by_role("button", name="Mazur’s 2→2→2").click()
    page.get_by_role("button", name="Update", exact=True).click()
    wait_until(page, lambda: held)
    held[0].continue_()
    page.unroute("**/api/v1/backprop")
    result, _ = numbers(page)
    assert page.locator("[data-part=sentence]").inner_text() == result["walk"][-1]["sentence"]
    page.get_by_role("button", name="Next").click()
    result, shown = numbers(page)
    assert page.locator("[data-part=sentence]").inner_text() == result["sentence"]
    assert len(shown) > 10
