"""How many clients a process may have: each is an open file, and so is what is forwarded for it.

Many systems let a program open 256 or 1,024 files unless it asks for more. A server that runs out of them
fails in strange places; one that knows its limit lets the next client wait at the door.
"""

from __future__ import annotations

from contextlib import suppress

try:
    import resource
except ImportError:  # Windows, which has no such limit
    resource = None  # type: ignore[assignment]

MOST_CLIENTS = 1024
FILES_A_CLIENT = 2
OTHER_FILES = 96  # libraries, pipes, static files on their way
WANTED = MOST_CLIENTS * FILES_A_CLIENT + OTHER_FILES


def raise_limit() -> None:
    """Asks for as many open files as the most clients need, for processes that are started later as well."""
    if resource is None:
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = WANTED if hard == resource.RLIM_INFINITY else min(WANTED, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        with suppress(OSError, ValueError):  # macOS may have a lower one that it does not tell
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


def most_clients(files_a_client: int = FILES_A_CLIENT) -> int:
    """How many there may be, by the number of files that may be open; at least 8."""
    if resource is None:
        return MOST_CLIENTS
    soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft == resource.RLIM_INFINITY:
        return MOST_CLIENTS
    return max(8, min(MOST_CLIENTS, (soft - OTHER_FILES) // files_a_client))


def told() -> str | None:
    """What is said at the start where there may be fewer clients than usual."""
    most = most_clients()
    if resource is None or most == MOST_CLIENTS:
        return None
    soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    words = f"A process may open {soft} files here, so {most} clients at once are answered by each worker"
    return f"{words}; others wait. ulimit -n {WANTED} allows all {MOST_CLIENTS}."
