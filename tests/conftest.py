"""What is made once for all tests, before the processes that run them start."""

import gc
import signal

import pytest
from hypothesis import settings

from course.syllabus import PANEL_SLUGS
from setup import front_end
from tests import kept
from tests.computing import computes, may_compute
from tests.of_one_panel import OPENED, belongs, may_hold_some

# Examples drawn by hypothesis may take as long as a busy computer takes. Said here, for a module keeps what
# is said when it is imported.
settings.register_profile("no deadline", deadline=None)
settings.load_profile("no deadline")


def pytest_addoption(parser):
    """Only what belongs to one panel."""
    parser.addoption("--panel", choices=PANEL_SLUGS, help="run the tests of this panel alone")


def pytest_ignore_collect(collection_path, config):
    """With ``--panel`` or ``-m computes``, a file that cannot hold a test to be run is not even read."""
    if not (collection_path.is_file() and collection_path.name.startswith("test_")):
        return None
    slug = config.getoption("panel")
    is_other = slug and not may_hold_some(collection_path, slug)
    is_idle = config.getoption("markexpr") == "computes" and not may_compute(collection_path)
    return True if is_other or is_idle else None


def pytest_configure(config):
    """The browser tests and the pages' sizes are those of the scripts as they are now."""
    # A shell lets what it starts in the background ignore Ctrl-C; the servers that are sent one must not
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
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
        if computes(item.path):
            item.add_marker(pytest.mark.computes)


def pytest_collection_finish():
    """What has been read is there until the end: no test waits while rubbish is looked for in it."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session", autouse=True)
def _kept(tmp_path_factory, worker_id):
    """Where the processes of this run of the tests keep what they have found out."""
    own = tmp_path_factory.getbasetemp()  # of this process; that of a worker is in the folder of the run
    kept.FOLDER = (own if worker_id == "master" else own.parent) / "kept"


def is_of(item, slug):
    """Whether a test belongs to a panel, by its file, by what it is tried with or by what opens its page."""
    parameters = item.callspec.params.values() if hasattr(item, "callspec") else ()
    return belongs(item.path, [*parameters, *map(OPENED.get, item.fixturenames)], slug)
