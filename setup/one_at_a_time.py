"""One set-up at a time in this folder: a second one waits until the first has ended, however it ends.

The system holds the lock for as long as the process lives, so one that was killed leaves none behind.
"""

import errno
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from setup.places import BUILD
from setup.report import say

PAUSE = 0.2  # seconds between two looks


@contextmanager
def alone(folder: Path = BUILD) -> Iterator[None]:
    """Do what the block does while no other process does it in the same folder.

    Where this user may write nothing, nothing can be set up either: the block then begins at once.
    """
    handle = opened(folder)
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


def opened(folder: Path) -> int | None:
    """Open the file that is locked; None where nothing may be written."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return os.open(folder / "set-up.lock", os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
            return None
        raise


def is_taken(handle: int) -> bool:
    """Take the lock if nobody has it, and tell whether it is ours now."""
    try:
        take(handle)
    except OSError:
        return False
    return True


if os.name == "nt":
    import msvcrt

    def take(handle: int) -> None:
        """Lock the first byte, or raise OSError."""
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]

else:
    import fcntl

    def take(handle: int) -> None:
        """Lock the file, or raise OSError."""
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
