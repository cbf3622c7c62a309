"""The goals of a benchmark: each is said to be reached or missed; one that is missed fails it."""

import statistics
import sys

missed = []


def judged(name, is_reached):
    """The word for it; a missed one is kept in mind."""
    if not is_reached:
        missed.append(name.strip())
    return "reached" if is_reached else "MISSED"


def verdict(name, value, goal, is_reached):
    """One line of a result."""
    print(f"{name:<58} {value:>8}   goal {goal:<8} {judged(name, is_reached)}", flush=True)


def conclude():
    """Ends the benchmark: with an error that names the goals that were missed, if any were."""
    if missed:
        sys.exit(f"Missed: {'; '.join(missed)}.")


def p95(times):
    """What 95 % of the times do not exceed."""
    return statistics.quantiles(times, n=20)[-1]
