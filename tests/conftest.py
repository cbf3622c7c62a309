"""What is made once for all tests, before the processes that run them start."""

from pathlib import Path

import pytest
from hypothesis import settings

from setup import front_end

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


def pytest_configure(config):
    """The browser tests and the pages' sizes are those of the scripts as they are now."""
    if not hasattr(config, "workerinput"):
        front_end.make_scripts()


def pytest_collection_modifyitems(items):
    """Marks what `run.py test --cpus` runs again as on other processors: whatever computes."""
    for item in items:
        parts = item.path.relative_to(HERE).parts
        if parts[0] in COMPUTING and not COUNTING.intersection(parts):
            item.add_marker(pytest.mark.computes)
