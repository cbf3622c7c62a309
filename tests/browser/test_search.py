"""The search by keyboard: one key from any page, and none where somebody types or projects."""

import pytest
from playwright.sync_api import expect


@pytest.mark.parametrize("path", ["/", "/lessons/loss", "/panels/neuron", "/glossary"])
def test_one_key_opens_it_and_what_is_typed_is_found(open_page, path):
    page = open_page(path, ready=False)
    page.keyboard.press("/")
    page.wait_for_url("**/search")
    expect(page.locator("#search-words")).to_be_focused()
    page.keyboard.type("vanishing gradient")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=*")
    first = page.locator(".search-results a").first
    expect(first).to_have_text("vanishing gradient")
    first.click()
    page.wait_for_url("**/glossary#vanishing-gradient")


def test_a_chapter_is_opened_where_it_stands(open_page):
    page = open_page("/search?q=momentum+remembers", ready=False)
    page.locator("#chapters + ul a").first.click()
    page.wait_for_url("**/lessons/gradient-descent**")
    heading = page.get_by_role("heading", name="Momentum remembers")
    expect(heading).to_be_in_viewport()


def test_the_key_is_a_letter_like_others_where_somebody_types_or_projects(open_page):
    page = open_page("/panels/neuron")
    field = page.locator("nudge-slider input[type=text], nudge-slider .number-input").first
    field.focus()
    page.keyboard.press("/")
    page.keyboard.press("Escape")
    page.evaluate("() => document.activeElement.blur()")
    page.keyboard.press("p")
    expect(page.locator(".panel.projected")).to_have_count(1)
    page.keyboard.press("/")
    assert "/panels/neuron" in page.url
