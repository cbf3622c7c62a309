"""What tests read off a panel: a preset's result, the numbers of a sentence, the cells of a table."""

import re
from contextlib import contextmanager

import pytest

from course.panels import all_panels
from panel_kit.runs.tries import Bench


def ask(panel, fields=None):
    """The panel's result for the request that JSON would bring."""
    return panel.compute(panel.request.model_validate(fields or {}))


@contextmanager
def without_fixes():
    """Findings get no fix meanwhile. To try fixes is most of the work of a run, and changes no finding."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Bench, "possible", lambda *_: iter(()))
        yield


def ask_preset(panel, name):
    (request,) = [preset.request for preset in panel.presets if preset.name == name]
    return ask(panel, dict(request))


def numbers_said(sentence):
    """Every number with decimals in a sentence, as it stands there."""
    return re.findall(r"−?\d+\.\d+(?:·10[⁰¹²³⁴⁵⁶⁷⁸⁹]+)?", sentence)


def table_of(panel, fields=None):
    request = panel.request.model_validate(fields or {})
    return panel.table(request, panel.compute(request))


def column(table, name):
    """The cells of a column."""
    place = [each.name for each in table.columns].index(name)
    return [row[place] for row in table.rows]


def held_by_a_page(slug, request):
    """What a page without scripts tells the result of: of a run that takes long, the state before it."""
    panel = all_panels()[slug]
    is_whole = not panel.opening or panel.operation.cost(panel.request.model_validate(request)).fits_a_page
    return request if is_whole else panel.opening(request)
