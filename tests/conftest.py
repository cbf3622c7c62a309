"""What is made once for all tests, before the processes that run them start."""

from setup import front_end


def pytest_configure(config):
    """The browser tests and the pages' sizes are those of the scripts as they are now."""
    if not hasattr(config, "workerinput"):
        front_end.make_scripts()
