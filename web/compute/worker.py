"""The processes that serve: how each is set up, and what ends it.

A process ends with the one that started it. A server that is killed outright (``kill -9``) cannot stop its
workers and calculators, nor can ``run.py`` stop its server. Left alone they would go on answering, and hold
the port against the next start. So each watches the one that started it: a worker and a calculator their
parent process, the server the pipe that ``run.py`` keeps open.
"""

import ctypes
import gc
import multiprocessing
import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from setup.options import STOPS_WITH_INPUT

SWITCH_INTERVAL = 0.001  # seconds; Python's own choice is five times as long
SECONDS_TO_GIVE_BACK = 1.0
COMPUTED = 0.1  # seconds of the processor: who has computed less has nothing to give back
GLIBC_ARENA_MAX = -8  # M_ARENA_MAX of malloc.h


def end_with_parent() -> None:
    """Ends this process as soon as the server that has started it has gone."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        after(parent.join, lambda: os._exit(1))


def be_called(name: str) -> None:
    """Names this process for ``ps`` and ``top`` (Linux; 15 characters are kept)."""
    with suppress(OSError):
        Path("/proc/self/comm").write_text(name)


def answer_promptly() -> None:
    """Sets up this process so that a thread with little to say is not held up by those that compute.

    It is let in within a millisecond. And what has been made so far, which stays for good, is no longer
    looked through for garbage: that took a tenth of a second again and again.
    """
    sys.setswitchinterval(SWITCH_INTERVAL)
    gc.collect()
    gc.freeze()


def stay_on_one_core(place: int) -> None:
    """Keeps this process on one core, another for each place, of those that are fast (Linux).

    Its computations take turns in many threads. Left alone, the system lets each thread begin on whichever
    core is free, before the one it follows is done; so they went through all cores, and whoever else woke up
    found none free for milliseconds.
    """
    if hasattr(os, "sched_setaffinity"):
        cores = fast_cores()
        os.sched_setaffinity(0, {cores[place % len(cores)]})


def cores_apart() -> int:
    """How many processes can each have a core of its own."""
    return len(fast_cores()) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def fast_cores() -> list[int]:
    """The cores that this process may use, without those that are slower than others."""
    allowed = sorted(os.sched_getaffinity(0))
    capacities = [capacity_of(core) for core in allowed]
    return [core for core, each in zip(allowed, capacities, strict=True) if each == max(capacities)]


def capacity_of(core: int) -> int:
    """How much a core can do, where cores differ; else all say the same."""
    try:
        return int(Path(f"/sys/devices/system/cpu/cpu{core}/cpu_capacity").read_text())
    except (OSError, ValueError):
        return 0


def share_memory() -> None:
    """Lets all threads take memory from one heap, where the system's C library would have several.

    What a thread gives back others then find: with a heap for every few threads a server under load grew by
    100 MB with every fifty large requests. To be called before there are threads, and holds for workers too.
    """
    if sys.platform == "linux":
        with suppress(AttributeError, OSError):
            ctypes.CDLL(None).mallopt(GLIBC_ARENA_MAX, 1)


def give_memory_back() -> None:
    """Gives free memory back to the system each second in which this process has computed (glibc).

    The C library keeps what is free between two pieces that are not: under fifty of the dearest requests a
    calculator held far more than its computations needed. A lower threshold for memory of its own
    (``M_MMAP_THRESHOLD``) would do the same, but each large array would come as new pages, and runs of many
    networks at once take several times as long.
    """
    if sys.platform != "linux" or not hasattr(ctypes.CDLL(None), "malloc_trim"):
        return
    trim = ctypes.CDLL(None).malloc_trim

    def watch() -> None:
        computed = time.process_time()
        while True:
            time.sleep(SECONDS_TO_GIVE_BACK)
            if time.process_time() - computed > COMPUTED:
                trim(0)
                computed = time.process_time()

    threading.Thread(target=watch, daemon=True).start()


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
