"""The runs that lesson 9 speaks of, trained, with what is wrong with them but no fixes."""

from functools import cache

from panels.training.panel import PANEL
from panels.training.saved_states import SAVED_STATES
from tests.panels.reading import ask, without_fixes


def trained(name, **change):
    """A run with some of its fields changed."""
    with without_fixes():
        return ask(PANEL, {**SAVED_STATES[name].request, **change})


@cache
def run(name):
    """The run as it is linked."""
    return trained(name)
