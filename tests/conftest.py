"""What is made once for all tests, before the processes that run them start."""

from pathlib import Path

import pytest
from hypothesis import settings

from course.syllabus import PANEL_SLUGS
from setup import front_end
from tests.of_one_panel import OPENED, belongs, may_hold_some

# Examples drawn by hypothesis may take as long as a busy computer takes. Said here, for a module keeps what
# is said when it is imported.
settings.register_profile("no deadline", deadline=None)
settings.load_profile("no deadline")

HERE = Path(__file__).parent
# The tests of what computes; those elsewhere that do carry the mark themselves
COMPUTING = {"nn_core", "panel_kit", "panels", "course"}
# But those that read, count, split and refuse: what they find is never rounded
COUNTING = {
    "metrics",
    "tables",
    "test_apportion.py",
    "test_csv_reader.py",
    "test_csv_upload.py",
    "test_csv_writer.py",
    "test_idx.py",
    "test_splitting.py",
    "test_training_bad_fields.py",
}


def pytest_addoption(parser):
    """Only what belongs to one panel."""
    parser.addoption("--panel", choices=PANEL_SLUGS, help="run the tests of this panel alone")


def pytest_ignore_collect(collection_path, config):
    """With ``--panel``, a file that cannot hold a test of the panel is not even read."""
    slug = config.getoption("panel")
    is_test = collection_path.is_file() and collection_path.name.startswith("test_")
    return True if slug and is_test and not may_hold_some(collection_path, slug) else None


def pytest_configure(config):
    """The browser tests and the pages' sizes are those of the scripts as they are now."""
    if not hasattr(config, "workerinput"):
        front_end.make_scripts()


def pytest_collection_modifyitems(config, items):
    """Keeps one panel's tests with ``--panel``; marks what `run.py test --cpus` runs: whatever computes."""
    if slug := config.getoption("panel"):
        kept, others = [], []
        for item in items:
            (kept if is_of(item, slug) else others).append(item)
        config.hook.pytest_deselected(items=others)
        items[:] = kept
    for item in items:
        parts = item.path.relative_to(HERE).parts
        if parts[0] in COMPUTING and not COUNTING.intersection(parts):
            item.add_marker(pytest.mark.computes)


def is_of(item, slug):
    """Whether a test belongs to a panel, by its file, by what it is tried with or by what opens its page."""
    parameters = item.callspec.params.values() if hasattr(item, "callspec") else ()
    return belongs(item.path, [*parameters, *map(OPENED.get, item.fixturenames)], slug)
