"""How much work something is, counted and not timed."""

import sys


def calls(work):
    """How many functions are called by it, Python's and built-in ones."""
    count = 0

    def counted(_frame, event, _argument):
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(counted)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count
