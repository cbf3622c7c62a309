"""How long tests wait for what happens in other threads, in processes and in browsers: all limits are here.

What a test waits for takes a quiet computer at most a tenth of SECONDS. Where others have the processor (the
tests run under `nice`, beside something busy), everything takes longer, and so does the wait: how much longer
is measured once, when the tests begin.
"""

import time
from collections.abc import Callable

COMPUTED = 0.05  # seconds of computing to measure by
SLOWEST = 30.0  # so that what never comes is given up within the hour


def slowness() -> float:
    """Return how many seconds pass while this process gets to compute for one: 1 where nobody else does."""
    began, before = time.monotonic(), time.process_time()
    while time.process_time() - before < COMPUTED:
        pass
    return min(SLOWEST, max(1.0, (time.monotonic() - began) / COMPUTED))


SLOWNESS = slowness()
SECONDS = 120 * SLOWNESS
MILLISECONDS = 1000 * SECONDS


def until(condition: Callable[[], bool]) -> None:
    """Returns as soon as it holds; fails when it does not within SECONDS."""
    end = time.monotonic() + SECONDS
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.002)


def a_while(seconds: float) -> None:
    """Lets pass what would be so many seconds on a quiet computer: time for what should not happen."""
    time.sleep(seconds * SLOWNESS)
