"""Starts a server, Nudge or another, for benchmarks and tests; says how much CPU its processes used."""

import os
import socket
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

from setup.network import wait_until_up
from setup.places import ROOT

SECONDS = 600  # to start or to end in: what takes so long will not
BARE = """
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels
if __name__ == "__main__":
    Granian("bench._bare:create_app", factory=True, address="127.0.0.1", port={port},
            interface=Interfaces.WSGI, workers=1, blocking_threads=256, backlog=1024,
            workers_kill_timeout=2, websockets=False, log_level=LogLevels.error).serve()
"""


class Server:
    """A server in a process of its own, on a free port: it can be stopped and started again there.

    Parameters
    ----------
    command : list of str, optional
        What starts it, ``{port}`` standing for the port. Left out: Nudge, as a user starts it.
    """

    def __init__(self, command=("app.py", "--port", "{port}")):
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.command = [sys.executable, *(word.replace("{port}", str(self.port)) for word in command)]

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_):
        self.stop()

    def start(self):
        """Returns as soon as it answers."""
        self.process = subprocess.Popen(self.command, cwd=ROOT, stdout=subprocess.DEVNULL)
        if not wait_until_up("127.0.0.1", self.port, SECONDS):
            self.stop()
            raise RuntimeError("The server did not come up.")

    def stop(self):
        """Returns when it has ended."""
        self.process.terminate()
        self.process.wait(SECONDS)

    def kill(self):
        """Ends it as a crash does: at once, without a word."""
        self.process.kill()
        self.process.wait(SECONDS)

    def cpu_seconds(self):
        """User and system time of the process and its children (Linux)."""
        return sum(cpu_seconds(pid) for pid in family(self.process.pid))


def children(pid):
    """The processes that a process has started, from whichever of its threads (Linux)."""
    lists = Path(f"/proc/{pid}/task").glob("*/children")
    return sorted(int(child) for each in lists for child in each.read_text().split())


def family(pid):
    """A process and all its descendants."""
    return [pid, *(each for child in children(pid) for each in family(child))]


def cpu_seconds(pid):
    """From /proc: fields 14 and 15 are user and system ticks."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(") ", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def free_port():
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def both_servers():
    """Nudge and the bare app, each in its own process, on the same kind of server."""
    with Server() as nudge, Server(["-c", BARE]) as bare:
        yield nudge, bare
