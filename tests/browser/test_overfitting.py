"""Overfitting in the page: cures come and go, the opened one has a slider, a link asks for all its seeds."""

import re

from playwright.sync_api import expect

PANEL = "nudge-overfitting"


def names(page):
    return page.locator(f"{PANEL} .cure-name").all_inner_texts()


def test_cures_come_and_go_and_the_opened_one_is_made_stronger(open_page):
    page = open_page("/panels/overfitting?epochs=20")
    chip = page.locator("[data-action=choose-cure]")
    assert names(page) == ["plain", "L2", "dropout", "jitter", "early stopping"]
    expect(chip.and_(page.locator("[data-value=l1]"))).to_be_disabled()  # four at most
    chip.and_(page.locator("[data-value=dropout]")).click()
    expect(page.locator(".cure-name")).to_have_count(4)
    chip.and_(page.locator("[data-value=l1]")).click()
    expect(page.locator(".cure-name")).to_have_count(5)
    expect(page.locator(".cure-name[aria-pressed=true]")).to_have_text("L1")
    strength = page.locator("[data-path='strength.l1'] .slider-number")
    expect(strength).to_be_visible()
    expect(page.locator("[data-path='strength.l2']")).to_be_hidden()
    strength.fill("0.05")
    strength.press("Enter")
    expect(page.locator("[data-part=answer]")).to_contain_text("L1, λ = 0.05")
    expect(page).to_have_url(re.compile(r"l1.*0\.05"))


def test_a_link_to_many_seeds_asks_for_all_of_them(open_page):
    page = open_page("/panels/overfitting?epochs=20")
    page.evaluate(f"document.querySelector('{PANEL}').openSavedState('seeds')")
    expect(page.locator("[data-part=sentence]")).to_contain_text("eight seeds")
    expect(page.locator(".cure-seeds")).to_contain_text("8 seeds")
