"""Waiting for what happens in other threads and processes."""

import time
from collections.abc import Callable


def until(condition: Callable[[], bool], seconds: float = 10) -> None:
    """Returns as soon as it holds; fails when it does not within so many seconds."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.002)
