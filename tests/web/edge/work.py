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


def lines(work):
    """How many lines of Python are executed by it, and how many calls of functions that are built in."""
    count, before = 0, sys.gettrace()

    def traced(_frame, event, _argument):
        nonlocal count
        count += event == "line"
        return traced

    sys.settrace(traced)
    try:
        built_in = calls(work)
    finally:
        sys.settrace(before)
    return count + built_in
