"""Whatever is moved, every number on the page is the API's."""

import subprocess
import sys

import pytest

from tests.browser.conftest import fixed


def test_dragging_a_slider_moves_every_number(open_panel):
    panel = open_panel("/lessons/forward-pass")
    box = panel.page.get_by_label("Input x₁", exact=True).bounding_box()
    middle = box["y"] + box["height"] / 2
    panel.page.mouse.move(box["x"] + box["width"] / 2, middle)
    panel.page.mouse.down()
    for share in (0.55, 0.6, 0.7, 0.8):
        panel.page.mouse.move(box["x"] + box["width"] * share, middle)
    panel.page.mouse.up()
    result = panel.check()
    assert 1.0 < result["x"][0] < 1.4
    assert result["prediction"] != [0.5]


def test_keys_move_a_slider_by_its_step(open_panel):
    panel = open_panel("/panels/forward?x=0,0")
    slider = panel.page.get_by_label("Input x₂", exact=True)
    slider.focus()
    for key, value in [("ArrowRight", 0.01), ("ArrowLeft", 0), ("End", 2), ("Home", -2)]:
        slider.press(key)
        assert panel.check()["x"] == [0, value]
    assert slider.get_attribute("aria-valuetext") == "Input x₂, −2.00"


def test_a_typed_number_counts_and_one_out_of_range_does_not(open_panel):
    panel = open_panel("/panels/forward?x=0,0")
    field = panel.page.get_by_label("Input x₁, as a number")
    field.fill("0.8")
    field.press("Enter")
    assert panel.check()["x"] == [0.8, 0]
    field.fill("7000000")
    field.press("Enter")
    assert field.get_attribute("aria-invalid") == "true"
    assert panel.api()["x"] == [0.8, 0]


@pytest.mark.parametrize("name", ["2→3→3→1", "3→4→2", "4→16→8→1", "one linear neuron", "both inputs 0"])
def test_each_preset_shows_what_the_api_says(open_panel, name):
    panel = open_panel("/panels/forward?view.drawer=data")
    button = panel.page.get_by_role("button", name=name)
    button.click()
    panel.check()
    assert button.get_attribute("aria-pressed") == "true"


def test_the_network_can_be_changed_in_every_way(open_panel):
    panel = open_panel("/panels/forward?x=0.8,-0.45&view.drawer=data")
    page = panel.page
    page.get_by_label("Hidden activation").select_option("relu")
    assert panel.check()["network"]["activations"] == ["relu", "relu", "sigmoid"]
    page.get_by_label("Output activation").select_option("linear")
    assert panel.check()["network"]["activations"][-1] == "linear"
    page.get_by_label("Initializer").select_option("kaiming_normal")
    before = panel.check()["network"]["weights"]
    page.get_by_role("button", name="Draw new weights").click()
    assert panel.check()["network"]["weights"] != before
    page.get_by_role("button", name="+ layer").click()
    assert panel.check()["network"]["layers"] == [2, 3, 3, 3, 1]
    page.get_by_role("button", name="− layer").click()
    page.get_by_label("hidden 1", exact=True).press("ArrowRight")
    assert panel.check()["network"]["layers"] == [2, 4, 3, 1]
    page.get_by_label("inputs", exact=True).press("ArrowRight")
    assert panel.check()["x"] == [0.8, -0.45, 0.8]
    page.get_by_role("button", name="Reset").click()
    assert panel.check()["x"] == [0.8, -0.45]


def test_no_preset_is_a_picture_of_zeros_save_the_one_that_says_so_and_each_is_in_the_address(open_panel):
    panel = open_panel("/panels/forward")
    page = panel.page
    assert panel.check()["x"] == [0.8, -0.45]
    for preset in page.locator("[data-action=preset]").all():
        preset.click()
        result = panel.check()
        numbers = [*result["x"], *(a for layer in result["layers"][:-1] for a in layer["a"])]
        assert any(numbers) != (preset.inner_text() == "both inputs 0"), preset.inner_text()
        page.reload()
        page.wait_for_selector("[data-part=picture][data-drawn]")
        assert panel.check()["prediction"] == result["prediction"]
        on = page.locator("[data-action=preset][aria-pressed=true]").all_inner_texts()
        assert on == [preset.inner_text()]
    assert result["prediction"] == [0.5]


def test_a_weight_and_a_bias_of_the_open_unit_can_be_changed(open_panel):
    panel = open_panel("/panels/forward?x=0.8,-0.45")
    page = panel.page
    page.locator('[data-unit="2.1"]').click()
    page.get_by_text("Change its weights").click()
    page.get_by_label("weight h₁ → h₅", exact=True).press("End")
    page.get_by_label("bias of h₅", exact=True).press("Home")
    network = panel.check()["network"]
    assert network["weights"][1][1][0] == 4
    assert network["biases"][1] == [0, -4, 0]
    page.locator('[data-unit="0.0"]').click()
    assert not page.get_by_text("Change its weights").is_visible()


@pytest.mark.parametrize("unit", ["1.0", "1.2", "2.1", "3.0"])
def test_the_arithmetic_of_a_unit_adds_up_to_what_the_api_says(open_panel, unit):
    panel = open_panel("/panels/forward?x=0.8,-0.45&network.seed=5")
    layer, index = map(int, unit.split("."))
    panel.page.locator(f'[data-unit="{unit}"]').click()
    result = panel.check()
    sources = result["x"] if layer == 1 else result["layers"][layer - 2]["a"]
    weights = result["network"]["weights"][layer - 1][index]
    products = panel.page.locator(".sum tbody td:last-child").all_inner_texts()
    bias = result["network"]["biases"][layer - 1][index]
    expected = [w * a for w, a in zip(weights, sources, strict=True)]
    assert products == [fixed(value, 3) for value in [*expected, bias]]
    ends = panel.page.locator(".sum tfoot td").all_inner_texts()
    z, a = (result["layers"][layer - 1][name][index] for name in "za")
    assert ends == [fixed(z, 3), fixed(a, 3)]
    assert sum(expected) + bias == pytest.approx(z, abs=1e-12)


def test_the_matrices_have_their_shapes_and_numbers(open_panel):
    panel = open_panel("/panels/forward?x=0.8,-0.45&view.unit=1,2&view.drawer=matrix")
    result = panel.check()
    captions = panel.page.locator(".matrix caption").all_inner_texts()
    assert captions == ["W [3 × 2]", "a [2 × 1]", "b [3 × 1]", "z [3 × 1]", "a [3 × 1]"]
    cells = panel.page.locator(".matrix").first.locator("td").all_inner_texts()
    assert cells == [fixed(w) for row in result["network"]["weights"][0] for w in row]
    assert panel.page.locator(".matrix").first.locator("tr.lit").count() == 1


def test_the_maths_puts_the_present_numbers_in(open_panel):
    panel = open_panel("/panels/forward?x=0.8,-0.45&view.unit=1,0&view.drawer=maths")
    result = panel.check()
    shown = panel.page.locator("[data-part=maths] mn").all_text_contents()
    (w1, w2), z, a = (
        result["network"]["weights"][0][0],
        result["layers"][0]["z"][0],
        result["layers"][0]["a"][0],
    )
    expected = [w1, 0.8, w2, -0.45, 0, z, z, a]
    assert shown == [fixed(value, 3) for value in expected]


# What is copied of it by hand, its numbers unfolded
SELECTED = """(listing) => {
  for (const fold of listing.querySelectorAll('details')) fold.open = true;
  getSelection().selectAllChildren(listing);
  return getSelection().toString();
}"""


def test_the_program_shown_prints_the_numbers_shown(open_panel):
    panel = open_panel("/panels/forward?x=0.8,-0.45&network.seed=3&view.drawer=numpy")
    listing = panel.page.locator("[data-part=numpy] code")
    listing.wait_for()
    result = panel.check()
    program = listing.evaluate(SELECTED)
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    last = float(done.stdout.strip().split("[")[-1].rstrip("]"))
    assert last == pytest.approx(result["prediction"][0], rel=1e-12)


def test_the_call_shown_names_this_server_and_this_state(open_panel, server):
    panel = open_panel("/panels/forward?x=0.8,-0.45&view.drawer=api")
    listing = panel.page.locator("[data-part=api] code")
    listing.wait_for()
    done = subprocess.run(["sh", "-c", listing.text_content()], capture_output=True, text=True, check=True)
    import json

    assert json.loads(done.stdout) == panel.check()


def test_what_stands_wrong_at_one_place_is_caught(open_panel):
    panel = open_panel("/lessons/forward-pass")
    panel.check()
    for selector in ("[data-answer]", "[data-part=sentence]", "[data-unit] .unit-value", "[data-live]"):
        place = panel.page.locator(selector).first
        place.evaluate("place => place.append('1')")
        with pytest.raises(AssertionError):
            panel.check()
        place.evaluate("place => place.lastChild.remove()")
        panel.check()
    panel.page.locator("[data-unit]").last.evaluate("lamp => lamp.setAttribute('aria-label', 'h₁')")
    with pytest.raises(AssertionError):
        panel.check()
