"""The fonts that a page is read in until its own have come are as wide and as high as those."""

import os
import re

import pytest

from setup import fallback_fonts as fonts

NUMBER = re.compile(r"[\d.]+(?=%)")


def test_the_style_sheet_is_what_is_measured() -> None:
    """To half a percent, for fonts are revised."""
    try:
        made = fonts.sheet()
    except FileNotFoundError as error:
        missing = f"NOT TESTED, what the fallback fonts measure: {error}. setup/fallback_fonts.py names them."
        (pytest.fail if os.environ.get("CI") else pytest.skip)(missing)
    kept = fonts.TARGET.read_text()
    assert NUMBER.sub("", made) == NUMBER.sub("", kept)
    measured, written = ([float(each) for each in NUMBER.findall(text)] for text in (made, kept))
    assert measured == pytest.approx(written, abs=0.5)


def test_each_of_them_stands_in_a_stack() -> None:
    tokens = (fonts.ROOT / "static/css/tokens.css").read_text()
    stacks = dict(re.findall(r"--(words|numbers):\s*([^;]*);", tokens))
    named = {stack: re.findall(r'"Fallback ([^"]+)"', text) for stack, text in stacks.items()}
    for stack, ours in (("words", fonts.NEXT), ("numbers", fonts.MONO)):
        assert named[stack] == [each.name for each in fonts.FALLBACKS if each.ours == ours]


@pytest.mark.parametrize(("weight", "wide"), [(400, 434.0), (700, 468.0)])
def test_running_text_is_as_wide_as_a_browser_sets_it(weight: int, wide: float) -> None:
    """The mean of 22,000 characters of the lessons, in thousandths of the size, as Chromium sets them."""
    assert 1000 * fonts.mean_width(fonts.NEXT, weight) == pytest.approx(wide, rel=0.003)
