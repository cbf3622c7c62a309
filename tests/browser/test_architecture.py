"""Building a network by dragging and by keys, and the networks that are compared, changed one by one."""

import re
from xml.etree import ElementTree

import pytest
from playwright.sync_api import expect

QUICK = (
    'compare={"dataset":{"samples":20},"epochs":1,"seeds":2,'
    '"networks":[{"hidden":[2]},{"hidden":[3,3]},{"hidden":[]}]}'
)

# The answer to so many units in the first hidden layer is here
IS_KNOWN = """units => [...document.querySelector('[data-panel]').ahead.known.keys()]
  .some(key => key.includes(`"layers":[3,${units},`))"""


@pytest.fixture
def built(open_page):
    """A panel with the state of an address."""
    return lambda query="": open_page(f"/panels/architecture{query}")


def layer(page, place):
    return page.locator(f".built-column[data-layer='{place}']")


def said(page):
    return page.locator("[data-part=sentence]")


def test_a_column_that_is_dragged_up_has_more_units_and_down_fewer(built):
    page = built()
    column = layer(page, 1).bounding_box()
    at = (column["x"] + column["width"] / 2, column["y"] + column["height"] / 2)
    page.mouse.move(*at)
    page.mouse.down()
    page.mouse.move(at[0], at[1] - 60, steps=4)
    expect(layer(page, 1)).to_have_attribute("aria-valuenow", re.compile(r"^([6-9]|1\d)$"))
    page.mouse.move(at[0], at[1] + 150, steps=4)
    page.mouse.up()
    expect(layer(page, 1)).to_have_attribute("aria-valuenow", "1")
    expect(said(page)).to_contain_text("3→1→2: one hidden layer, 5 weights and 3 biases are 8 parameters")


def test_a_slider_of_few_values_is_answered_before_the_hand_comes_to_the_next(built):
    page = built()
    page.evaluate("() => { document.querySelector('[data-panel]').ahead.now = () => 0; }")
    slider = page.locator("#beside-architecture-layers-1")
    box = slider.bounding_box()
    asked = []
    page.on("request", lambda request: asked.append(request.post_data or ""))

    def drag_to(share):
        page.mouse.move(box["x"] + share * box["width"], box["y"] + box["height"] / 2)

    drag_to(0.3)
    page.mouse.down()
    drag_to(0.4)
    here = int(slider.input_value())
    page.wait_for_function(IS_KNOWN, arg=here + 1)
    asked.clear()
    drag_to(0.4 + 1 / 63)
    expect(layer(page, 1)).to_have_attribute("aria-valuenow", str(here + 1))
    assert not any(f'"layers":[3,{here + 1},' in body for body in asked)
    page.mouse.up()


def test_keys_size_a_layer_add_one_and_take_one_away(built):
    page = built()
    layer(page, 1).focus()
    for key, size in (("ArrowUp", "5"), ("PageUp", "10"), ("ArrowDown", "9"), ("PageDown", "5")):
        page.keyboard.press(key)
        expect(layer(page, 1)).to_have_attribute("aria-valuenow", size)
    page.keyboard.press("Insert")
    expect(said(page)).to_contain_text("3→5→5→2: two hidden layers")
    page.keyboard.press("Delete")
    expect(said(page)).to_contain_text("3→5→2: one hidden layer")
    # 3 × 5 + 5 = 20 and 5 × 2 + 2 = 12
    expect(page.locator("[data-answer]")).to_have_text("32")


def test_buttons_add_layers_up_to_the_most_and_take_away_hidden_ones_only(built):
    page = built()
    add, remove = (page.locator(f"[data-action={name}-layer]") for name in ("add", "remove"))
    for hidden in range(2, 9):
        add.click()
        expect(page.locator(".built-column")).to_have_count(hidden + 2)
    expect(add).to_be_disabled()
    remove.click()
    expect(page.locator(".built-column")).to_have_count(9)
    layer(page, 0).focus()
    expect(remove).to_be_disabled()


def test_the_number_takes_more_units_than_the_slider_reaches(built):
    page = built()
    number = page.get_by_label("Hidden layer, as a number")
    number.fill("1024")
    number.press("Enter")
    expect(said(page)).to_contain_text("3→1,024→2")
    layer(page, 2).focus()
    number = page.get_by_label("Outputs, as a number")
    number.fill("100")
    number.press("Enter")
    expect(said(page)).to_contain_text("3→1,024→100")


def names(page):
    return page.locator(".compared-standings .standings-name")


def test_a_network_of_the_comparison_is_taken_away_by_a_button_or_a_key(built):
    page = built(f"?{QUICK}")
    expect(names(page)).to_have_text(["1: 2→2→1", "2: 2→3→3→1", "3: 2→1"])
    names(page).nth(1).click()
    page.get_by_role("button", name="Remove it").click()
    expect(names(page)).to_have_text(["1: 2→2→1", "2: 2→1"])
    names(page).nth(0).focus()
    page.keyboard.press("Delete")
    expect(names(page)).to_have_text(["1: 2→1"])
    expect(page.get_by_role("button", name="Remove it")).to_be_disabled()


def test_a_network_of_the_comparison_is_changed_in_the_builder(built):
    page = built(f"?{QUICK}")
    expect(names(page)).to_have_count(3)
    names(page).nth(1).click()
    page.get_by_role("button", name="Edit its layers").click()
    expect(said(page)).to_contain_text("2→3→3→1: two hidden layers")
    layer(page, 2).focus()
    page.keyboard.press("Delete")
    expect(said(page)).to_contain_text("2→3→1: one hidden layer")
    page.get_by_role("button", name="Train them as network 2").click()
    expect(names(page)).to_have_text(["1: 2→2→1", "2: 2→3→1", "3: 2→1"])
    expect(names(page).nth(1)).to_have_attribute("aria-pressed", "true")


def test_a_wide_layer_is_trained_as_wide_as_it_was_built(built):
    page = built(f"?layers=[3,100,2]&{QUICK}&view.shown=network")
    expect(page.locator("[data-part=inside]")).to_contain_text("Trained as 2→100→1")
    page.get_by_role("button", name="Train these hidden layers too").click()
    expect(names(page)).to_have_text(["1: 2→2→1", "2: 2→3→3→1", "3: 2→1", "4: 2→100→1"])


def test_what_cannot_be_trained_is_said_before_it_is_asked_for_as_the_engine_would(built, server):
    page = built("?layers=[2,1024,2]")
    button = page.get_by_role("button", name="Train these hidden layers too")
    refused = page.locator(".built-refused")
    usual = page.evaluate("document.querySelector('[data-panel]').first.constants.comparison")
    compare = {**usual, "networks": [*usual["networks"], {"hidden": [1024]}]}
    problem = page.request.post(f"{server.url}/api/v1/architecture", data={"compare": compare}).json()
    most = re.search(r"at most (\d+)", problem["errors"][0]["message"])[1]
    expect(refused).to_contain_text(f"Epochs: 300, at most {most} with 5 networks")
    with page.expect_request("**/api/v1/architecture") as asked:
        button.click()
    sent = asked.value.post_data_json["compare"]
    assert (sent["epochs"], sent["networks"][-1]["hidden"]) == (int(most), [1024])


def test_layers_that_no_seed_has_memory_for_cannot_be_sent_off(built):
    page = built("?layers=[2,1024,1024,1024,1024,1024,2]")
    expect(page.get_by_role("button", name="Train these hidden layers too")).to_be_disabled()
    expect(page.locator(".built-refused")).to_contain_text("two seeds would hold more memory")


def test_how_one_network_learns_is_changed_by_itself_by_keys_and_kept_in_the_address(built):
    page = built(f"?{QUICK}")
    expect(names(page)).to_have_count(3)
    names(page).nth(1).focus()
    page.keyboard.press("Enter")
    page.get_by_label("Network 2: activation").focus()
    page.keyboard.press("t")  # tanh
    expect(names(page)).to_have_text(["1: 2→2→1, ReLU", "2: 2→3→3→1, tanh", "3: 2→1, ReLU"])
    rate = page.get_by_role("slider", name="Network 2: η")
    rate.focus()
    rate.press("Home")
    expect(names(page).nth(1)).to_contain_text("η 0.0001")
    page.get_by_label("Network 2: optimizer").select_option("sgd")
    expect(names(page).nth(1)).to_contain_text("SGD")
    page.get_by_label("Network 2: dropout, as a number").fill("0.25")
    page.keyboard.press("Enter")
    expect(names(page).nth(1)).to_contain_text("dropout 0.25")
    expect(names(page).nth(0)).to_have_text("1: 2→2→1, ReLU, Adam, η 0.01, no dropout")
    before = names(page).all_text_contents()
    page.wait_for_url("**0.25**")
    page.reload()
    expect(names(page)).to_have_text([text.strip() for text in before])
    expect(page.get_by_label("Network 2: activation")).to_have_value("tanh")


def test_the_picture_file_holds_the_true_weights(built, tmp_path):
    page = built("?layers=[12,3,2]&seed=4")
    expect(layer(page, 0)).to_contain_text("+ 4")
    true = page.evaluate("document.querySelector('[data-panel]').result.drawn.weights")
    with page.expect_download() as started:
        page.get_by_role("button", name="Picture, SVG").click()
    started.value.save_as(tmp_path / "network.svg")
    edges = ElementTree.parse(tmp_path / "network.svg").iterfind(".//{*}path[@data-weight]")
    drawn = [float(edge.get("data-weight")) for edge in edges]
    assert drawn == [weight for matrix in true for row in matrix for weight in row]
    assert len(drawn) == 8 * 3 + 3 * 2


LAYERS = """() => {
  const {result} = document.querySelector('[data-panel=approximation]');
  const sums = result.x.map((_, at) => result.units.reduce((sum, unit) => sum + unit[at], result.bias));
  return Math.max(...sums.map((sum, at) => Math.abs(sum - result.fit[at])));
}"""


def test_the_layers_that_are_drawn_add_up_to_the_fit(open_page):
    page = open_page("/panels/approximation?hidden=6")
    expect(page.locator("[data-part=inside]")).to_contain_text("what 6 units add and the output’s bias, c =")
    assert page.evaluate(LAYERS) < 1e-12
