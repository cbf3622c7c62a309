"""The random states that tests draw: there are some of every panel, and its engine takes them all.

What they compute is not looked at here, so this need not run as on other processors.
"""

import numpy as np
import pytest

from course.panels import all_panels
from course.syllabus import PANEL_SLUGS
from tests.panels.states import DRAWN, random_request


def test_random_states_are_drawn_for_every_panel():
    assert set(DRAWN) == set(PANEL_SLUGS)


@pytest.mark.parametrize("slug", PANEL_SLUGS)
def test_random_states_are_valid_and_compute(slug):
    panel, rng = all_panels()[slug], np.random.default_rng(99)
    for _ in range(25):
        request = panel.request.model_validate(random_request(slug, rng))
        panel.table(request, panel.compute(request))
