"""Overfitting in the page: cures come and go, the opened one has a slider, a link asks for all its seeds."""

import re

import pytest
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


@pytest.mark.parametrize("size", [(1920, 1080), (1366, 768), (1024, 768)], ids=str)
def test_projected_each_boundary_is_seen_and_can_be_opened(open_page, size):
    page = open_page("/panels/overfitting?epochs=20", *size)
    page.keyboard.press("p")
    maps = page.locator(f"{PANEL} .cure-plane svg:visible")
    expect(maps).to_have_count(5)
    assert min(each.bounding_box()["width"] for each in maps.all()) > 90
    assert names(page) == ["plain", "L2", "dropout", "jitter", "early stopping"]
    page.locator(".cure-name", has_text="jitter").click()
    expect(page.locator(".cure-name[aria-pressed=true]")).to_have_text("jitter")
    page.locator(".cure-name", has_text="dropout").click()  # with its masks below
    expect(page.locator(".cure-masks")).to_be_visible()
    expect(maps).to_have_count(2)
