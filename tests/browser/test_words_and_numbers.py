"""In any state, what stands on a page of a panel is what the API says: numbers, sentence, prose, table.

Of every picture, a screen reader says the same numbers.
"""

import copy

import numpy as np
import pytest

from course.panels import all_panels
from course.syllabus import PANEL_SLUGS, lesson_of
from tests.browser.agreement import address, disagreements, said, shown
from tests.browser.test_charts_in_words import faults_in_pictures
from tests.panels.states import random_request

ALONE, IN_LESSON = 6, 2

# A panel that its reader sets going moves through time: test_training.py holds it to the API place by place
STILL = [slug for slug in PANEL_SLUGS if all_panels()[slug].opening is None]


def compared(page, server, slug, path, request, drawer):
    """What page and API say, each for itself."""
    page.goto(server.url + address(path, slug, request, drawer))
    return shown(page, slug), *said(page, server.url, slug, request)


@pytest.mark.parametrize("slug", STILL)
def test_a_panel_alone_says_what_the_api_says_in_any_state_and_so_do_its_pictures(page, server, slug):
    rng = np.random.default_rng(PANEL_SLUGS.index(slug))
    states = [dict(all_panels()[slug].start), *(random_request(slug, rng) for _ in range(ALONE))]
    for number, request in enumerate(states):
        drawer = ("maths", "data")[number % 2]
        seen, result, table = compared(page, server, slug, f"/panels/{slug}", request, drawer)
        assert len(seen["numbers"]) > 1
        assert bool(seen["table"]) == (drawer == "data")
        assert disagreements(slug, request, seen, result, table) == [], request
        assert faults_in_pictures(page, slug, result) == [], request


@pytest.mark.parametrize("slug", STILL)
def test_the_prose_around_a_panel_says_what_the_api_says(page, server, slug):
    rng = np.random.default_rng(100 + PANEL_SLUGS.index(slug))
    for _ in range(IN_LESSON):
        request = random_request(slug, rng)
        path = f"/lessons/{lesson_of(slug).slug}"
        seen, result, table = compared(page, server, slug, path, request, "maths")
        assert seen["live"]
        assert disagreements(slug, request, seen, result, table) == [], request


@pytest.fixture(scope="module")
def agreed(page, server):
    """A state in which page and API agree."""
    request = {"inputs": [1.0, 2.0], "weights": [0.5, -0.25], "bias": 0.125}
    path = f"/lessons/{lesson_of('neuron').slug}"
    return request, *compared(page, server, "neuron", path, request, "data")


def test_the_checker_is_content_where_all_agrees(agreed):
    assert disagreements("neuron", *agreed) == []


@pytest.mark.parametrize("part", ["numbers", "live"])
def test_one_wrong_digit_is_caught(agreed, part):
    request, seen, result, table = copy.deepcopy(agreed)
    for place in range(len(seen[part])):
        spoiled = copy.deepcopy(seen)
        spoiled[part][place][1] = spoiled[part][place][1][:-1] + "x"
        assert len(disagreements("neuron", request, spoiled, result, table)) == 1


def test_a_wrong_sentence_caption_or_cell_is_caught(agreed):
    request, seen, result, table = agreed
    for spoil in (
        lambda seen: seen.update(sentence="The neuron sleeps."),
        lambda seen: seen["table"].update(caption="Numbers"),
        lambda seen: seen["table"]["head"].reverse(),
        lambda seen: seen["table"]["rows"].pop(),
        lambda seen: seen["table"]["rows"][0].__setitem__(-1, "0.0001"),
    ):
        spoiled = copy.deepcopy(seen)
        spoil(spoiled)
        assert len(disagreements("neuron", request, spoiled, result, table)) == 1


def test_another_number_of_the_engine_is_caught(agreed):
    request, seen, result, table = agreed
    assert disagreements("neuron", request, seen, {**result, "a": result["a"] + 1e-3}, table) != []
