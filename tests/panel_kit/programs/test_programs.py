"""Every panel's programs: the NumPy one is run and prints the panel's numbers, PyTorch's holds them all.

Programs print lines ``name = value``; a name is a path into the result. All of a panel's programs run in one
fresh interpreter, each in a namespace of its own.
"""

import re
from functools import cache, lru_cache

import numpy as np
import pytest

from course.panels import all_panels
from course.syllabus import PANEL_SLUGS
from panel_kit.programs.program import texts
from tests.every_case import check_every
from tests.panel_kit.programs.running import at, printed, run_all
from tests.panels.states import random_request

RANDOM_STATES = 6
# Of what only makes a state take longer, as much as shows that the program does it: it is the same for more
FEW = {"digits": {"epochs": 3}, "double-descent": {"seeds": 2}, "overfitting": {"seeds": 2}}


@lru_cache
def states_of(slug):
    """The defaults, every preset, and random requests."""
    rng = np.random.default_rng(PANEL_SLUGS.index(slug))
    named = [{}, *(preset.request for preset in all_panels()[slug].presets)]
    states = [{**request, **FEW.get(slug, {})} for request in named]
    return [*states, *(random_request(slug, rng) for _ in range(RANDOM_STATES))]


def request_of(slug, place):
    return all_panels()[slug].request.model_validate(states_of(slug)[place])


@cache
def programs_of(slug, place):
    """The programs of a state: several tests read them."""
    return all_panels()[slug].programs(request_of(slug, place))


@lru_cache
def runs_of(slug):
    """What each of the panel's NumPy programs printed, and what it complained of."""
    return run_all([programs_of(slug, place)["numpy"].text for place in range(len(states_of(slug)))])


def check_all_states(slug, check):
    """``check(place)`` for every state of a panel."""
    cases = ((f"{slug} {state}"[:200], (place,)) for place, state in enumerate(states_of(slug)))
    check_every(cases, check)


@pytest.mark.parametrize("slug", PANEL_SLUGS)
def test_the_numpy_program_prints_the_numbers_of_the_panel(slug):
    def prints(place):
        lines, complaints = runs_of(slug)[place]
        assert complaints == ""
        result = all_panels()[slug].compute(request_of(slug, place))
        values = printed(lines)
        assert values
        for name, value in values.items():
            shown, expected = (np.asarray(v, dtype=float) for v in (value, at(result, name)))
            assert shown.shape == expected.shape, name
            np.testing.assert_allclose(shown, expected, rtol=1e-9, atol=1e-12, err_msg=name)

    check_all_states(slug, prints)


def numbers_in(value):
    """Every number in a request, however deep."""
    if isinstance(value, dict):
        return [number for item in value.values() for number in numbers_in(item)]
    if isinstance(value, list):
        return [number for item in value for number in numbers_in(item)]
    return [value] if isinstance(value, float) else []


# Not part of the numbers that a program prints: how curves are drawn, and a δ or data that are left aside.
UNPRINTED = {
    "activation": ("low", "high"),
    "loss": ("delta",),
    "accuracy-vs-loss": ("dataset", "value"),
    "training": ("dataset", "validation_share"),
    "predict": ("run", "points"),
    "descent": ("extent", "plane"),
    "gradient-flow": ("kept",),
    "lr-finder": ("dataset",),
    "schedule": ("dataset",),
    "architecture": ("compare",),
    "tuner": ("space", "dataset"),
}


@pytest.mark.parametrize("slug", PANEL_SLUGS)
def test_the_pytorch_program_is_python_and_holds_every_number(slug):
    def holds(place):
        program = programs_of(slug, place)["pytorch"].text
        compile(program, "program", "exec")
        fields = {k: v for k, v in states_of(slug)[place].items() if k not in UNPRINTED.get(slug, ())}
        for number in numbers_in(fields):
            assert repr(number) in program

    check_all_states(slug, holds)


@pytest.mark.parametrize("slug", PANEL_SLUGS)
def test_both_programs_print_lines_of_the_same_names(slug):
    def same(place):
        programs = texts(programs_of(slug, place))
        said = [re.findall(r'print\(f["\']([^"\']+?) = ', programs[each]) for each in ("numpy", "pytorch")]
        # What one names layer by layer, dW1 and dW2, the other may print in a loop
        names, others = set(said[0]), set(said[1])
        looped = {name: re.sub(r"(?<=[a-zA-Z])\d$", "{n}", name) for name in names}
        assert names
        assert {name for name in names if looped[name] not in others} <= others

    check_all_states(slug, same)
