"""What a screen reader says of every picture: it has a name, and the numbers in it are the API's."""

import re

from panel_kit.contract.words import signed
from tests.browser.agreement import differing_cells, shown
from tests.browser.training_page import Training, network_at

COUNTED = {"architecture": re.compile(r"\d parameters|\d %")}  # whose numbers are mostly whole
TEXTS = {"code"}  # whose picture is text, and no drawing
NUMBER = re.compile(r"(− )?(−?\d+\.(\d+)(?:·10[⁰¹²³⁴⁵⁶⁷⁸⁹]+)?)( %)?")

# Pictures that are not hidden from screen readers: their roles, their names, and the parts to press inside
PICTURES = """slug => {
  const panel = document.querySelector(`[data-panel="${slug}"]`);
  return [...panel.querySelectorAll('svg')]
    .filter(each => !each.parentElement.closest('svg') && !each.closest('[aria-hidden=true]'))
    .filter(each => each.checkVisibility() && !each.closest('[hidden]'))
    .map(each => ({
      role: each.getAttribute('role'),
      name: each.getAttribute('aria-label') ?? '',
      parts: [...each.querySelectorAll('[role=button], [role=slider], [role=option]')]
        .map(part => part.getAttribute('aria-label') ?? ''),
    }));
}"""


def numbers_of(value):
    """Every number in an answer of the API."""
    if isinstance(value, dict):
        return [each for part in value.values() for each in numbers_of(part)]
    if isinstance(value, list):
        return [each for part in value for each in numbers_of(part)]
    return [value] if isinstance(value, (int, float)) and not isinstance(value, bool) else []


def faults(pictures, *known):
    """Pictures without a name, and numbers in names that nothing in what is known rounds to."""
    values = [each for part in known for each in numbers_of(part)]
    found = []
    for picture in pictures:
        names = [picture["name"], *picture["parts"]]
        if picture["role"] not in ("img", "group") or not all(names):
            found.append(f"no name: {picture}")
        if picture["role"] == "group" and not picture["parts"]:
            found.append(f"nothing inside: {picture}")
        found += [f"{text}{percent} in {name!r}" for name in names for text, percent in wrong(name, values)]
    return found


def wrong(name, values):
    """The numbers of a name that are not among the values."""
    known = [abs(each) for each in values] if name.startswith("size of") else values
    for minus, text, decimals, percent in NUMBER.findall(name):
        # An interval behind a share: 75.9 % (59.7 to 92.1)
        is_share = percent or re.search(rf"% \([^()]*{re.escape(text)}", name)
        right = {signed((100 if is_share else 1) * each, len(decimals)) for each in known}
        # In a sum, a minus before a number is a sign or a step down
        if text not in right and not (minus and f"−{text}" in right):
            yield text, percent


def faults_in_pictures(page, slug, result):
    """What is wrong with the names of a panel's pictures; a panel none of whose pictures says a number."""
    pictures = page.evaluate(PICTURES, slug)
    asked = page.evaluate("slug => document.querySelector(`[data-panel='${slug}']`).request", slug)
    told = [name for each in pictures for name in (each["name"], *each["parts"])]
    found = faults(pictures, result, asked)
    says = COUNTED.get(slug, NUMBER)
    is_said = slug in TEXTS or any(says.search(name) for name in told)
    return found if is_said else [*found, f"no number: {told}"]


def test_the_pictures_of_a_run_say_their_epoch_and_its_numbers(page, server):
    page.goto(f"{server.url}/panels/training?view.epoch=60&view.drawer=data")
    training = Training(page, server.url)
    run = training.ask("training", training.question())
    table = page.request.post(f"{server.url}/api/v1/table/training", data=training.question()).json()
    assert differing_cells(shown(page, "training")["table"], table) == []
    for epoch in (60, 0, 300, 123):
        training.seek(epoch)
        pictures = page.evaluate(PICTURES, "training")
        history = {name: column[epoch] for name, column in run["history"].items()}
        weights = network_at(run, epoch)["parameters"]
        ends = {name: run["data"][name] for name in ("low", "high")}  # of the axes
        assert faults(pictures, history, weights, ends) == []
        plane, *courses = (each["name"] for each in pictures if each["role"] == "img")
        mistakes = sum(training.mistakes(run, epoch))
        assert f"at epoch {epoch}, with a loss of {signed(history['train_loss'], 3)}" in plane
        assert f"200 examples, {mistakes} of them decided wrong" in plane
        assert signed(history["train_loss"], 3) in courses[0]
        assert f"{signed(100 * history['train_accuracy'], 0)} %" in courses[1]
        sliders = page.locator(".curve-chart").evaluate_all("all => all.map(e => e.ariaValueText)")
        assert all(words.startswith(f"epoch {epoch}: ") for words in sliders)
        assert signed(history["train_loss"], 3) in sliders[0]


# The ears are tested too


def test_a_picture_without_a_name_and_a_number_from_nowhere_are_heard():
    named = {"role": "img", "name": "sigmoid: at z = 0.60 it is −0.65", "parts": []}
    assert faults([named], {"z": 0.6, "a": [-0.6457]}) == []
    assert len(faults([named], {"z": 0.6, "a": [0.6457]})) == 1
    assert len(faults([{**named, "name": ""}], {})) == 1
    assert len(faults([{**named, "role": "group"}], {"z": 0.6, "a": -0.65})) == 1
    assert faults([{**named, "name": "65.9 % of all"}], {"share": 0.6590}) == []
