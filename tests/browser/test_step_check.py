"""A step from elsewhere in the browser: pasted, checked, mended; nothing told that is being worked out."""

import pytest
from playwright.sync_api import expect

from tests.browser.looking import violations


@pytest.fixture
def page(open_hostile):
    page = open_hostile("/panels/backprop?view.drawer=check")
    expect(page.locator("#step-numbers")).to_be_visible()
    return page


def says(page, words):
    expect(page.locator("#step-verdict")).to_contain_text(words)


def test_what_is_pasted_is_checked_and_what_cannot_be_read_is_said(page):
    box = page.locator("#step-numbers")
    for text, words in [
        ("my homework is late", "line 1: got my, allowed: loss, z1"),
        ('{"z1": [0.1', "JSON that cannot be read"),
        ("z1 = [0.467022, -0.327886, 0.9]", "The first wrong number is z of h₃: 0.900000 should be"),
        (
            "W1.grad tensor([[-0.0985, 0.0554]])",
            "∂L/∂W of layer 1 has another shape than 3 × 2: it came as 1 × 2.",
        ),
        ("dW1, 0.1, 0.2\n, 0.3, 0.4\n, 0.5, nan", "line 1: got nan after dW1, which is not a finite number"),
    ]:
        box.fill(text)
        says(page, words)
        is_refused = "got" in words or "JSON" in words
        assert box.get_attribute("aria-invalid") == ("true" if is_refused else None)
    assert violations(page) == []
    page.get_by_role("button", name="Empty it").click()
    expect(page.locator("#step-verdict")).to_have_text("")


def test_the_example_of_a_matrix_is_read_and_rounded_numbers_are_right(page):
    page.get_by_role("button", name="Mazur’s 2→2→2").click()
    expect(page.locator("[data-part=check]")).to_contain_text("0.378 is right for 0.3775")
    page.locator("#step-numbers").fill(page.locator("[data-part=check] pre").inner_text())
    says(page, "All 4 numbers are right, to four decimals.")
    page.locator("#step-numbers").fill("z1 = 0.378, 0.393")
    says(page, "All 2 numbers are right, to the digits that are given.")


def test_the_engines_numbers_are_right_until_one_is_changed_or_the_step_is_another(page):
    page.get_by_role("button", name="Fill in the engine’s").click()
    says(page, "All 72 numbers are right, to four decimals.")
    box = page.locator("#step-numbers")
    box.fill(box.input_value().replace("delta3 = [-", "delta3 = ["))
    says(page, "The first wrong number is δ of ŷ")
    says(page, "The sign is turned around.")
    page.get_by_role("button", name="Mazur’s 2→2→2").click()
    says(page, "got layer 3, allowed: 1 to 2")


def test_the_wrong_number_is_shown_where_it_is_computed(page):
    box, where = page.locator("#step-numbers"), page.get_by_role("button", name="Show where")
    expect(where).to_have_count(0)
    for text, name, heading in [
        ("z1 = [9, 9, 9]", "z of h₁", "Inside h₁"),
        ("db2 = [9, 9, 9]", "the gradient of the bias of h₄", "Bias of h₄"),
        ("W3 = [[9, 9, 9]]", "the updated weight h₄ → ŷ", "Weight h₄ → ŷ"),
    ]:
        box.fill(text)
        says(page, f"The first wrong number is {name}")
        where.click()
        expect(page.locator("[data-part=inside] h3").first).to_have_text(heading)


def test_on_a_phone_the_sheet_makes_way_for_the_picture_of_the_wrong_number(open_page):
    page = open_page("/panels/backprop?view.drawer=check", 360, 740)
    page.locator("#step-numbers").fill("db2 = [9, 9, 9]")
    says(page, "The first wrong number is the gradient of the bias of h₄")
    page.get_by_role("button", name="Show where").click()
    expect(page.locator("[data-drawer=check]")).to_be_hidden()
    expect(page.locator("[data-part=picture]")).to_be_in_viewport(ratio=0.5)
    expect(page.locator("[data-part=inside] h3").first).to_have_text("Bias of h₄")


def test_nothing_is_told_while_a_number_is_worked_out(page):
    page.get_by_role("button", name="Fill in the engine’s").click()
    says(page, "All 72")
    page.get_by_text("Work it out yourself").click()
    sheet = page.locator("[data-part=check]")
    expect(sheet).to_contain_text("You are working a number out yourself")
    expect(page.locator("#step-numbers")).to_have_count(0)
    page.get_by_role("button", name="Show it").click()
    says(page, "All 72")
