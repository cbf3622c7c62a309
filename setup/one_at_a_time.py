"""One set-up at a time in this folder, and one start on a port: a second waits until the first has ended.

The system holds the lock for as long as the process lives, so one that was killed leaves none behind. A start
ends when the server is up: two that begin together would both find the port free, and then share it.
"""

import errno
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from setup.places import BUILD
from setup.report import say

PAUSE = 0.2  # seconds between two looks


@contextmanager
def alone(folder: Path = BUILD) -> Iterator[None]:
    """Do what the block does while no other process does it in the same folder.

    Where this user may write nothing, nothing can be set up either: the block then begins at once.
    """
    handle = opened(folder, "set-up.lock")
    if handle is None:
        yield
        return
    try:
        if not is_taken(handle):
            say("Another set-up is under way in this folder: waiting until it has ended.")
            while not is_taken(handle):
                time.sleep(PAUSE)
        yield
    finally:
        os.close(handle)


def starting(port: int, folder: Path = BUILD) -> Callable[[], None]:
    """Wait until no other process starts on this port, and return what lets the next one go on.

    Of a file each port has a byte that is locked. Where it cannot be written, nobody waits.
    """
    try:
        handle = opened(folder, "ports.lock")
    except OSError:
        handle = None
    if handle is None:
        return lambda: None
    while not is_taken(handle, port):
        time.sleep(PAUSE)
    return partial(os.close, handle)


def opened(folder: Path, name: str) -> int | None:
    """Open the file that is locked; None where nothing may be written."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return os.open(folder / name, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
            return None
        raise


def is_taken(handle: int, byte: int = 0) -> bool:
    """Take the lock of a byte if no other process has it, and tell whether it is ours now."""
    try:
        take(handle, byte)
    except OSError:
        return False
    return True


if os.name == "nt":
    import msvcrt

    def take(handle: int, byte: int) -> None:
        """Lock this byte, or raise OSError."""
        os.lseek(handle, byte, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]

else:
    import fcntl

    def take(handle: int, byte: int) -> None:
        """Lock this byte, or raise OSError."""
        fcntl.lockf(handle, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, byte)
