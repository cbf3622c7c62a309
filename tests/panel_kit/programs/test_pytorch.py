"""Where PyTorch is installed, every program for it is run, and prints the engine's numbers.

Elsewhere nothing of this is tried, and pytest says so: the golden files hold what PyTorch printed for some of
them. The states are those of ``test_programs``: the defaults, every preset, random requests.
"""

import importlib.util

import numpy as np
import pytest

from course.panels import all_panels
from course.syllabus import PANEL_SLUGS
from panel_kit.programs.aligned.lesson import LESSON_PROGRAMS
from tests.every_case import check_every
from tests.panel_kit.programs.rounding import AGREES, LOST, apart, changed, numbers, parted, scale_of
from tests.panel_kit.programs.running import at, printed, run_all
from tests.panel_kit.programs.test_programs import states_of

pytestmark = pytest.mark.skipif(
    importlib.util.find_spec("torch") is None,
    reason="PyTorch is not installed, so none of its programs was run: CONTRIBUTING.md says how",
)
# The panels with runs that make a lost digit grow, and why: only there may numbers part further than AGREES,
# and no further than the run itself parts from its like
AMPLIFYING = {
    "approximation": "tanh units that are trained for long on a curve keep turning about its bends",
    "learning-rate": "presets that diverge, and rates at the edge of stability",
    "lr-finder": "a range test ends where steps jump about: it is what it looks for",
    "training": "a preset with a rate that is far too large",
}
MEANS_SOMETHING = 1e-3
"""Of a number's size: a bound beyond it holds nothing, and where a run has such bounds, it is shortened."""
SWEEP = "lr-finder"
"""It has no fewer epochs: its last steps are let go, and half of all that it prints is held to something."""


def printed_by(programs):
    """What each program prints, by name; none complains of anything."""
    said = run_all(programs, OMP_NUM_THREADS="1")
    assert [complaint for _, complaint in said if complaint] == []
    return [printed(lines) for lines, _ in said]


class State:
    """A panel's request, with what the engine says to it and what PyTorch's program prints."""

    def __init__(self, slug, fields, told=None):
        self.panel = all_panels()[slug]
        self.fields, self.request = fields, self.panel.request.model_validate(fields)
        self.programs = self.panel.programs(self.request)
        self.told = told or printed_by([self.programs["pytorch"].text])[0]
        assert self.told

    def far_off(self, allowed):
        """By name the largest difference from the engine where it is more than is allowed there."""
        result = self.panel.compute(self.request)
        expected = {name: at(result, name) for name in self.told}
        off = {name: apart(value, expected[name]) for name, value in self.told.items()}
        return {
            name: float(np.max(off[name]))
            for name, value in expected.items()
            if np.any(off[name] > AGREES * scale_of(value) + 1e-12 + allowed.get(name, 0.0))
        }

    @property
    def allowed(self):
        """By name how far the numbers may part, as the run itself does; infinity where that is too far."""
        text = self.programs["numpy"].text
        own, *others = printed_by([text, *changed(text)])
        found = {}
        for name, value in parted(own, others).items():
            is_held = value <= MEANS_SOMETHING / LOST * scale_of(own[name])
            found[name] = np.where(is_held, LOST * np.where(is_held, value, 0.0), np.inf)
        return found

    def is_held(self, allowed):
        """Whether every number is held to something; of a sweep, half of its places."""
        held = [
            np.isfinite(np.broadcast_to(allowed[name], numbers(v).shape)) for name, v in self.told.items()
        ]
        if self.panel.slug == SWEEP:
            return np.mean(np.concatenate([each.ravel() for each in held])) >= 0.5
        return all(np.all(each) for each in held)

    @property
    def shorter(self):
        """The same run for half as many epochs."""
        epochs = self.request.epochs // 2
        assert epochs >= 1, "not even the first epoch can be compared"
        return State(self.panel.slug, {**self.fields, "epochs": epochs})


def check(slug, fields, told):
    """To AGREES; in a panel of AMPLIFYING as its own run allows, in so many epochs as it allows something."""
    state = State(slug, fields, told)
    far_off = state.far_off({})
    if not far_off:
        return
    assert slug in AMPLIFYING, far_off
    while not state.is_held(allowed := state.allowed):
        state = state.shorter
    assert state.far_off(allowed) == {}


@pytest.mark.parametrize("slug", PANEL_SLUGS)
def test_the_pytorch_program_prints_the_numbers_of_the_panel(slug):
    panel = all_panels()[slug]
    states = states_of(slug)
    made = [panel.programs(panel.request.model_validate(fields))["pytorch"].text for fields in states]
    told = printed_by(made)
    cases = [
        (f"{slug} {fields}"[:200], (slug, fields, each)) for fields, each in zip(states, told, strict=True)
    ]
    check_every(cases, check)


@pytest.mark.parametrize("name", LESSON_PROGRAMS)
def test_the_pytorch_program_of_the_last_lesson_prints_what_the_engine_says(name):
    state = State("code", {"program": name})
    assert state.programs["pytorch"].text == LESSON_PROGRAMS[name]()["pytorch"].text
    assert state.far_off({}) == {}


def test_a_run_that_settles_parts_no_further_than_it_began_and_one_that_jumps_about_does():
    settled, jumping = (
        State("training", fields).allowed["final.train_loss"]
        for fields in ({"epochs": 20}, {"epochs": 200, "optimizer": {"name": "sgd", "learning_rate": 10.0}})
    )
    assert settled < AGREES < jumping


@pytest.mark.parametrize(
    ("slug", "name"), [("training", "final.train_loss"), ("lr-finder", "loss"), ("forward", "prediction")]
)
def test_a_number_that_is_wrong_in_its_sixth_digit_is_found(slug, name):
    told = State(slug, {}).told
    check(slug, {}, told)
    wrong = numbers(told[name]) * (1.0 + 1e-5)
    with pytest.raises(AssertionError, match=name):
        check(slug, {}, {**told, name: wrong.tolist()})
