"""What `python3 run.py` does with its words, and the sentences in which it fails."""

import argparse
from collections.abc import Callable

from setup import audit, everything, make_locks, pythons, start, tasks
from setup.commands import SetupError
from setup.network import why_not
from setup.options import (
    COMMANDS,
    read_fuzz_options,
    read_pictures_options,
    read_serve_options,
    read_test_options,
)
from setup.places import ROOT
from setup.report import complain, say

# What has words of its own after it.
WITH_WORDS: dict[str, Callable[[list[str]], int]] = {
    "test": lambda words: test(words),
    "bench": tasks.bench,
    "lock": make_locks.make,
    "fuzz": lambda words: tasks.fuzz(read_fuzz_options(words).requests),
    "pictures": lambda words: tasks.pictures(read_pictures_options(words).folder),
}


def main(words: list[str]) -> int:
    """Do what the command line asks; return the exit code."""
    try:
        return obey(words)
    except SetupError as error:
        complain(str(error))
    except KeyboardInterrupt:
        complain("Stopped. The next start goes on from here.")
        return 130
    except OSError as error:
        complain(unwritable(error))
    return 1


def obey(words: list[str]) -> int:
    named = bool(words) and not words[0].startswith("-")
    command, rest = (words[0], words[1:]) if named else ("serve", words)
    if command in WITH_WORDS:
        return WITH_WORDS[command](rest)
    if command not in COMMANDS:
        complain(f"run.py knows no command {command!r}. It knows {', '.join(COMMANDS)}.")
        return 2
    options = read_serve_options(rest)
    if command == "check":
        return tasks.check()
    if command == "audit":
        return audit.audit()
    if command == "setup":
        return ready()
    return serve(options)


def test(words: list[str]) -> int:
    """Run the tests, here or with another Python."""
    options, rest = read_test_options(words)
    if options.python is not None:
        return pythons.start_again(options.python, ["test", *rest])
    return tasks.test(rest)


def serve(options: argparse.Namespace) -> int:
    """Set up what is missing, then serve; refuse an address that cannot be listened on before that."""
    problem = why_not(options.host, options.port)
    if problem is not None:
        raise SetupError(problem)
    everything.make()
    return start.serve(options)


def ready() -> int:
    everything.make()
    say("Everything is set up: python3 run.py starts Nudge.")
    return 0


def unwritable(error: OSError) -> str:
    """Put a failure to read or write a file into words."""
    place = error.filename or ROOT
    reason = error.strerror or str(error)
    return f"{place} cannot be used ({reason}): make room, or let yourself write in {ROOT}, then start again."
