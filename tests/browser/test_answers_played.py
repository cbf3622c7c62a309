"""An answer is played in its panel: nothing shows it before, the change is seen, what decides is marked."""

import re

import numpy as np
import pytest

from course.panels import all_panels
from course.questions import all_questions, questions_of
from course.syllabus import LESSONS
from panel_kit.contract.words import signed
from tests.browser.agreement import settle
from tests.browser.answered import keep_answers
from tests.browser.test_questions import answer, asked, run
from tests.settled import settled, shown

ASKING = [lesson for lesson in LESSONS if questions_of(lesson)]
QUESTIONS = all_questions()
NUMBER = re.compile(r"−?\d+(?:\.\d+)?")

# What is read in the window, but for the question itself
IN_VIEW = """question => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), found = [];
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (element.closest('script, template, .visually-hidden') || question.contains(element)) continue;
    if (!element.checkVisibility({visibilityProperty: true, opacityProperty: true})) continue;
    const range = document.createRange();
    range.selectNodeContents(walker.currentNode);
    const {top, bottom, width} = range.getBoundingClientRect();
    if (width > 1 && bottom > 0 && top < innerHeight) found.push(walker.currentNode.data);
  }
  return found.join(' ');
}"""
TO_READING = "question => scrollTo(0, question.getBoundingClientRect().top + scrollY - 90)"
STATE = """slug => {
  const {request, view, question} = document.querySelector(`[data-panel="${slug}"]`);
  const panel = document.querySelector(`[data-panel="${slug}"]`);
  const {drawer, project, ...rest} = view;
  return [panel.question(request), rest, panel.hasAttribute('data-kept-back')];
}"""
# What would tell, by words or numbers, what a panel keeps back: to eyes in a drawer, or to ears
TOLD = """slug => {
  const panel = document.querySelector(`[data-panel="${slug}"]`);
  const parts = ['sentence', 'answer', 'maths', 'data'].filter((name) =>
    getComputedStyle(panel.querySelector(`[data-part=${name}]`)).visibility !== 'hidden');
  const isSaid = panel.querySelector('[data-speech]').textContent.includes(panel.result.sentence);
  return isSaid ? [...parts, 'speech'] : parts;
}"""
CURVES = """slug => [...document.querySelectorAll(`[data-panel="${slug}"] path[class^=curve]`)]
  .filter((curve) => curve.checkVisibility({visibilityProperty: true})).length"""
NUMBER_AT = """([slug, path]) => {
  const {result} = document.querySelector(`[data-panel="${slug}"]`);
  const found = path.split('.').reduce((value, key) => value?.[key], result);
  return typeof found === 'number' ? found : null;
}"""
MARKED = """slug => [...document.querySelectorAll(`[data-panel="${slug}"] .deciding`)]
  .filter((each) => each.checkVisibility({visibilityProperty: true}))
  .map((each) => each.textContent.trim())"""
# What is marked beside the picture, and is not seen there: what stands there scrolls
OUT_OF_SIGHT = """slug => {
  const [first] = [...document.querySelectorAll(`[data-panel="${slug}"] .deciding`)]
    .filter((each) => each.checkVisibility({visibilityProperty: true}));
  const region = first?.closest('.panel-inside');
  if (!region) return [];
  const [room, box] = [region.getBoundingClientRect(), first.getBoundingClientRect()];
  return box.top < room.top - 1 || box.bottom > room.bottom + 1 ? [first.textContent.trim()] : [];
}"""


def state(page, slug):
    """What the panel is asked and where it stands, as its models say it; whether it keeps its curves back."""
    panel = all_panels()[slug]
    request, view, is_kept_back = page.evaluate(STATE, slug)
    return panel.request.model_validate(request), panel.view.model_validate(view), is_kept_back


def settled_by(question):
    panel = all_panels()[question.panel]
    request = panel.request.model_validate(dict(question.request))
    return request, panel.view.model_validate(dict(question.view))


def value_at(result, path):
    for part in path.split("."):
        result = result[int(part)] if isinstance(result, list | tuple | np.ndarray) else getattr(result, part)
    return float(result)


def telling(page, question):
    """The number that gives the answer away, in digits; "" where it is the same before and after."""
    answered = settled(question.slug)
    if question.estimate and question.mark != "sentence":
        return signed(answered.value, question.estimate.decimals)
    if question.mark == "sentence":
        return re.search(r"\d+ of \d+", answered.because.split("η = 3.2")[-1])[0] if question.estimate else ""
    # A run that is played stands at its start before; a state may have no such number before the answer
    before = page.evaluate(NUMBER_AT, [question.panel, re.sub(r"\.[23]00$", ".0", question.mark)])
    after = value_at(shown(question.slug), question.mark)
    is_the_same = before is not None and abs(before - after) < 1e-9
    # A nought stands on many an axis
    return "" if is_the_same or abs(after) < 1e-9 else signed(after, 4)


@pytest.mark.parametrize("lesson", ASKING, ids=lambda lesson: lesson.slug)
def test_no_answer_is_in_view_before_it_is_given_and_what_decides_is_marked_after(open_page, lesson):
    page = open_page(f"/lessons/{lesson.slug}", reduced_motion="reduce")
    keep_answers(page)
    played = set()
    for question in questions_of(lesson):
        place = asked(page, question)
        place.evaluate(TO_READING)
        settle(page, question.panel)
        *stands, is_kept_back = state(page, question.panel)
        if question.keeps_back:
            assert is_kept_back
            assert page.evaluate(CURVES, question.panel) == 0
            assert page.evaluate(TOLD, question.panel) == []
        else:
            assert tuple(stands) != settled_by(question), question.slug
        read = place.evaluate(IN_VIEW)
        number = telling(page, question)
        assert not number or number not in (read if " " in number else NUMBER.findall(read)), question.slug
        assert question.panel in played or page.evaluate(MARKED, question.panel) == []
        played.add(question.panel)
        answer(place, question)
        run(place)
        settle(page, question.panel)
        place.locator(".question-mark").wait_for()
        said = place.locator(".question-answer").inner_text()
        assert tuple(state(page, question.panel)) == (*settled_by(question), False)
        assert page.evaluate(OUT_OF_SIGHT, question.panel) == []
        marked = page.evaluate(MARKED, question.panel)
        assert marked, f"{question.slug}: nothing is marked"
        if question.mark != "sentence":
            assert any(f"Marked at the picture: {number}" in said for number in marked)


@pytest.fixture
def watched(open_page):
    """Answers a question; the states of the panel until it is said who was right, and the one after."""

    def watch(lesson, slug, path, before=None):
        page = open_page(f"/lessons/{lesson}")
        question = QUESTIONS[slug]
        place = asked(page, question)
        settle(page, question.panel)
        answer(place, question)
        page.evaluate(
            """([slug, path]) => {
              const panel = document.querySelector(`[data-panel="${slug}"]`), seen = window.seen = [];
              const at = window.at = () => path.split('.').reduce((value, key) => value?.[key], panel);
              const verdict = () => document.querySelector('.question-verdict');
              const look = () => { if (!verdict()) seen.push(at()); requestAnimationFrame(look); };
              look();
            }""",
            [question.panel, path],
        )
        place.get_by_role("button", name="Run it and see").click()
        if before:
            before(page)
        place.locator(".question-verdict").wait_for()
        assert tuple(state(page, question.panel)[:2]) == settled_by(question)
        seen = page.evaluate("window.seen.filter((value) => value !== undefined)")
        return list(dict.fromkeys(seen)), page.evaluate("window.at()")

    return watch


@pytest.mark.parametrize(
    ("lesson", "slug", "path"),
    [
        ("neuron", "four-times-the-input", "request.inputs.0"),
        ("forward-pass", "neutral-network", "request.network.seed"),
        ("backpropagation", "chain-of-slopes", "view.step"),
        ("training", "draw-the-loss", "view.epoch"),
        ("loss", "slow-start", "view.step"),
    ],
)
def test_the_change_is_seen_happening(watched, lesson, slug, path):
    seen = [value for value in watched(lesson, slug, path)[0] if value is not None]
    assert len(seen) >= 4, "the change was not seen"
    assert seen == sorted(seen), "it did not go one way"


def test_whoever_touches_the_panel_has_the_end_at_once(watched):
    def touch(page):
        page.wait_for_function("() => document.querySelector('[data-panel=training]').view.epoch > 0")
        page.locator("[data-panel=training] [data-part=picture]").dispatch_event("pointerdown")

    # Whether a frame is drawn between the end and the answer is chance
    seen, end = watched("training", "draw-the-loss", "view.epoch", touch)
    assert end == 200
    assert len([epoch for epoch in seen if epoch is not None]) < 15
