"""Which tests belong to one panel: `python3 run.py test forward` runs these and no others.

A test does if its file is called like the panel (``test_forward.py``, ``test_training_files.py``), if it is
tried with the panel (a parameter is the slug, or an address or an operation with the slug in its path), or if
it opens the panel's page by a fixture of that panel. Requests made up from the API's document are left to the
whole suite: making them up takes longer than all the rest.
"""

import re

from course.syllabus import lesson_of

# Files that try something with every panel, operation or page say so by one of these names
EACH = re.compile(r"\b(PANEL_SLUGS|SLUGS|PANELS|MODELS|all_panels|all_operations|every_page|every_route)\b")
# What opens a panel's page in the browser
OPENED = {"open_panel": "forward", "open_training": "training"}


def is_called_like(path, slug):
    """Whether a test file carries the panel's name: alone, or followed by what it is about."""
    name = slug.replace("-", "_")
    return path.stem == f"test_{name}" or path.stem.startswith(f"test_{name}_")


def may_hold_some(path, slug):
    """Whether a test file can hold a test of the panel, so that it has to be read at all."""
    text = path.read_text("utf-8")
    tries_each = "mark.parametrize" in text and EACH.search(text) is not None
    opens_it = any(f"({fixture}" in text for fixture, opened in OPENED.items() if opened == slug)
    return is_called_like(path, slug) or tries_each or opens_it


def belongs(path, parameters, slug):
    """Whether a test with these parameters belongs to the panel."""
    return is_called_like(path, slug) or any(names(value, slug) for value in parameters)


def names(value, slug):
    """Whether a parameter is the panel's slug or has it in its path, or is the lesson's page."""
    if not isinstance(value, str):
        return False
    parts = re.split(r"[/?]", value)
    return slug in parts or ("lessons" in parts and lesson_of(slug).slug in parts)
