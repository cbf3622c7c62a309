"""Which tests compute: what `run.py test --cpus` runs on other processors too."""

from pathlib import Path

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
    "test_glossary.py",
    "test_idx.py",
    "test_operations.py",
    "test_random_states.py",
    "test_splitting.py",
    "test_syllabus.py",
    "test_training_bad_fields.py",
}


def computes(path):
    """Whether all tests of a file compute."""
    parts = path.relative_to(HERE).parts
    return parts[0] in COMPUTING and not COUNTING.intersection(parts)


def may_compute(path):
    """Whether a file can hold a test that computes, so that it has to be read at all."""
    return computes(path) or "mark.computes" in path.read_text("utf-8")
