"""A process ends with the one that started it.

A server that is killed outright (``kill -9``) cannot stop its workers, nor can ``run.py`` stop its server.
Left alone they would go on answering, and hold the port against the next start. So each watches the one that
started it: a worker its parent process, the server the pipe that ``run.py`` keeps open.
"""

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable

STOPS_WITH_INPUT = "NUDGE_STOPS_WITH_INPUT"
"""The name in the environment by which ``run.py`` says that standard input is its pipe."""


def end_with_parent() -> None:
    """Ends this worker as soon as its server has gone."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        after(parent.join, lambda: os._exit(1))


def stop_with_input() -> None:
    """Stops this server as soon as ``run.py`` has gone, if that has started it."""
    if os.environ.pop(STOPS_WITH_INPUT, None):
        # Read past Python's own buffer, whose lock a worker would find taken for ever
        after(lambda: os.read(0, 1), lambda: os.kill(os.getpid(), signal.SIGTERM))


def after(wait: Callable[[], object], end: Callable[[], None]) -> None:
    """Does the second when the first returns, beside everything else."""

    def watch() -> None:
        wait()
        end()

    threading.Thread(target=watch, daemon=True).start()
