"""Building a network by dragging and by keys, and the networks that are compared, changed one by one."""

import re

import pytest
from playwright.sync_api import expect

QUICK = (
    'compare={"dataset":{"samples":20},"epochs":1,"seeds":2,'
    '"networks":[{"hidden":[2]},{"hidden":[3,3]},{"hidden":[]}]}'
)


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
    expect(names(page)).to_have_text(["1 2→2→1", "2 2→3→3→1", "3 2→1"])
    names(page).nth(1).click()
    page.get_by_role("button", name="Remove it").click()
    expect(names(page)).to_have_text(["1 2→2→1", "2 2→1"])
    names(page).nth(0).focus()
    page.keyboard.press("Delete")
    expect(names(page)).to_have_text(["1 2→1"])
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
    expect(names(page)).to_have_text(["1 2→2→1", "2 2→3→1", "3 2→1"])
    expect(names(page).nth(1)).to_have_attribute("aria-pressed", "true")
