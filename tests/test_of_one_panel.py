"""Which tests belong to one panel: by the name of their file, or by what they are tried with."""

from pathlib import Path

import pytest

from course.syllabus import PANEL_SLUGS
from tests.of_one_panel import belongs, is_called_like, may_hold_some, names

TESTS = Path(__file__).parent


@pytest.mark.parametrize("slug", PANEL_SLUGS)
def test_every_panel_has_tests_of_its_own_and_shares_some(slug):
    files = [path for path in TESTS.rglob("test_*.py") if may_hold_some(path, slug)]
    own = [path for path in files if is_called_like(path, slug)]
    assert TESTS / "panels" / f"test_{slug.replace('-', '_')}.py" in own
    assert {TESTS / "web/api/test_bad_fields.py", TESTS / "browser/test_every_panel.py"} <= set(files)


def test_a_name_that_only_begins_alike_is_no_panels_name():
    assert is_called_like(Path("test_training_files.py"), "training")
    assert not is_called_like(Path("test_forwarding.py"), "forward")
    assert not is_called_like(Path("test_losses.py"), "loss")


@pytest.mark.parametrize(
    ("value", "is_forwards"),
    [
        ("forward", True),
        ("code/forward", True),
        ("/panels/forward?x=1", True),
        ("/lessons/forward-pass", True),
        ("/lessons/loss", False),
        ("forwards", False),
        (1, False),
    ],
)
def test_a_parameter_names_a_panel_by_a_part_of_its_path(value, is_forwards):
    assert names(value, "forward") == is_forwards
    assert belongs(Path("test_pages.py"), [0, value], "forward") == is_forwards
