"""Predict, then look: every question of every lesson, wrong and right, and what the browser keeps of it."""

import pytest

from course.panels import all_panels
from course.questions import questions_of
from course.syllabus import LESSONS
from tests.browser.agreement import settle
from tests.browser.answered import keep_answers
from tests.settled import settled

ASKED = [(lesson, question) for lesson in LESSONS for question in questions_of(lesson)]
CHOICES = [pair for pair in ASKED if pair[1].options]
LISTED = [lesson for lesson in LESSONS if questions_of(lesson)]


def name(each):
    return getattr(each, "slug", None)


def asked(page, question):
    return page.locator(f"[data-question={question.slug}]")


def choose(place, option):
    place.locator(f"[data-option={option.key}]").click()
    assert place.locator(".question-verdict").count() == 0, "the last verdict still stands"


def run(place):
    place.get_by_role("button", name="Run it and see").click()
    place.locator(".question-verdict").wait_for()
    return place.locator(".question-answer").inner_text()


def guess(place, value):
    """Moves the slider of an estimate by keys only, the coarse way being too slow."""
    place.locator("input[type=range]").evaluate(
        """(field, value) => {
          field.value = value;
          field.dispatchEvent(new Event('input', {bubbles: true}));
        }""",
        str(value),
    )


def handle(place, index):
    return place.locator(f"[data-handle='{index}']")


def drawn_at(question):
    """How high the first handle of a drawing is after one press of the key that moves it up."""
    first, axis = question.drawing.start[0], question.drawing.y
    height = (first[1] if question.drawing.kind == "line" else first) + axis.step
    return f"{height:g}"


def answer(place, question):
    """Some answer, right or wrong."""
    if question.options:
        choose(place, question.options[-1])
    elif question.drawing:
        handle(place, 0).press("ArrowUp")
    else:
        guess(place, question.estimate.high)


def marked(place, name):
    """How far along the scale of an estimate the guess or the engine's number is marked, in percent."""
    at = place.locator(f".estimate-{name} circle").get_attribute("cx")
    return (float(at.removesuffix("%")) - 2) / 0.96


@pytest.mark.parametrize("lesson", LISTED, ids=name)
def test_each_answer_gets_its_own_feedback_and_the_panel_the_state_that_settles_it(open_page, lesson):
    page = open_page(f"/lessons/{lesson.slug}", reduced_motion="reduce")
    keep_answers(page)
    for question in questions_of(lesson):
        place, answer = asked(page, question), settled(question.slug)
        assert place.get_by_role("button", name="Run it and see").is_disabled()
        assert answer.because not in page.content()
        if question.options:
            try_each_choice(place, question, answer)
        elif question.estimate:
            try_estimates(place, question, answer)
        if not question.drawing:
            assert state_of(page, question) == settling(question), question.slug


def try_each_choice(place, question, answer):
    for option in question.options:
        choose(place, option)
        said = run(place)
        assert said.startswith("Yes." if option.key == answer.right else "Not so."), option.key
        assert option.feedback in said, option.key
        assert answer.because in said, option.key
        right = place.locator(".option.right")
        assert [right.count(), right.get_attribute("data-option")] == [1, answer.right], option.key


def try_estimates(place, question, answer):
    """What is measured against the engine: its own number, the one farthest from it, and each trap."""
    scale = question.estimate
    guess(place, answer.value)
    shown = float(place.locator("input[type=range]").input_value())
    assert abs(shown - answer.value) <= scale.tolerance, "the slider cannot be put on the answer"
    assert run(place).startswith("Yes."), question.slug
    wrong = max((scale.low, scale.high), key=lambda end: abs(end - answer.value))
    guess(place, wrong)
    assert run(place).startswith("Not so."), question.slug
    assert marked(place, "guess") == pytest.approx(100 * (wrong == scale.high))
    place_of_truth = 100 * (answer.value - scale.low) / (scale.high - scale.low)
    assert marked(place, "engine") == pytest.approx(place_of_truth, abs=0.01)
    for trap in answer.traps:
        guess(place, trap.value)
        assert trap.feedback in run(place), question.slug


def state_of(page, question):
    """What the panel of a question asks the server, once all has settled."""
    settle(page, question.panel)
    request = page.evaluate(
        "slug => (panel => panel.question(panel.request))(document.querySelector(`[data-panel='${slug}']`))",
        question.panel,
    )
    return all_panels()[question.panel].request.model_validate(request)


def settling(question):
    return all_panels()[question.panel].request.model_validate(dict(question.request))


# What is kept is kept in one way for all: these hold every kind of question
KINDS = [lesson for lesson in LISTED if lesson.slug in ("neuron", "forward-pass")]


def test_the_lessons_that_keep_answers_hold_every_kind():
    kinds = {
        (bool(each.options), bool(each.estimate), bool(each.drawing))
        for lesson in KINDS
        for each in questions_of(lesson)
    }
    assert kinds == {(True, False, False), (False, True, False), (False, False, True)}


@pytest.mark.parametrize("lesson", KINDS, ids=name)
def test_answers_and_progress_stay_in_the_browser(open_page, server, lesson):
    page = open_page(f"/lessons/{lesson.slug}", reduced_motion="reduce")
    keep_answers(page)
    progress = page.locator(".lesson-progress")
    questions = questions_of(lesson)
    assert progress.inner_text() == f"0 of {len(questions)} questions answered"
    for count, question in enumerate(questions, start=1):
        place = asked(page, question)
        answer(place, question)
        run(place)
        told = f"{count} of {len(questions)} questions answered"
        assert progress.inner_text() == ("✓ done" if count == len(questions) else told)
    page.reload()
    page.wait_for_selector("[data-part=picture][data-drawn]")
    assert progress.inner_text() == "✓ done"
    assert page.locator(".progress-marks .done").count() == 1
    for question in questions:
        place = asked(page, question)
        if question.options:
            assert place.locator("input:checked").input_value() == question.options[-1].key
        elif question.drawing:
            assert handle(place, 0).get_attribute("aria-valuenow") == drawn_at(question)
        else:
            assert float(place.locator("input[type=range]").input_value()) == question.estimate.high
        assert place.get_by_role("button", name="Run it and see").is_enabled()
    page.goto(server.url)
    assert page.locator(".course li", has_text=lesson.title).get_by_text("✓ done").is_visible()
    assert page.locator("[data-progress-words]", has_text="done").count() == 1


def test_a_lost_server_is_said_and_the_button_still_works(open_page):
    lesson, question = CHOICES[0]
    page = open_page(f"/lessons/{lesson.slug}")
    place = asked(page, question)
    page.route("**/api/v1/questions/**", lambda route: route.abort())
    choose(place, question.options[0])
    place.get_by_role("button", name="Run it and see").click()
    place.get_by_text("The server does not answer").wait_for()
    page.unroute("**/api/v1/questions/**")
    assert settled(question.slug).because in run(place)
    assert all("Failed to load resource" in line for line in open_page.trouble)
    open_page.trouble.clear()


def test_an_old_picture_is_not_said_to_show_the_answer(open_page):
    lesson, question = CHOICES[0]
    page = open_page(f"/lessons/{lesson.slug}", reduced_motion="reduce")
    place = asked(page, question)
    page.route(f"**/api/v1/{question.panel}", lambda route: route.abort())
    choose(place, question.options[0])
    place.get_by_role("button", name="Run it and see").click()
    page.get_by_text("The picture shows the last result").wait_for()
    place.locator(".question-verdict").wait_for()
    assert place.locator(".question-mark").count() == 0
    page.unroute(f"**/api/v1/{question.panel}")
    place.locator(".question-mark").wait_for()
    assert all("Failed to load resource" in line for line in open_page.trouble)
    open_page.trouble.clear()


def test_lessons_lead_on_and_back(open_page):
    page = open_page("/lessons/neuron")
    page.get_by_role("link", name="Next: Activation functions").click()
    page.wait_for_url("**/lessons/activations")
    page.get_by_role("link", name="Back: The neuron").click()
    page.wait_for_url("**/lessons/neuron")
