"""Starts a server like ours, for any app, and says how much CPU its processes have used."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
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
    """A server under measurement."""

    def __init__(self, command, port):
        self.port = port
        self.process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(10)

    def wait_until_up(self):
        """Returns as soon as it answers."""
        for _ in range(100):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{self.port}/healthz", timeout=1).close()
                return
            except OSError:
                time.sleep(0.1)
        raise RuntimeError("The server did not come up.")

    def cpu_seconds(self):
        """User and system time of the process and its children (Linux)."""
        return sum(cpu_seconds(pid) for pid in family(self.process.pid))


def family(pid):
    """A process and all its descendants."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid, *(each for child in children for each in family(int(child)))]


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
def nudge_alone():
    """Nudge as a user starts it, on a free port."""
    port = free_port()
    with Server([sys.executable, "app.py", "--port", str(port)], port) as nudge:
        nudge.wait_until_up()
        yield nudge


@contextmanager
def both_servers():
    """Nudge and the bare app, each in its own process, on the same kind of server."""
    port = free_port()
    command = [sys.executable, "-c", BARE.format(port=port)]
    with nudge_alone() as nudge, Server(command, port) as bare:
        bare.wait_until_up()
        yield nudge, bare


def verdict(name, value, goal, is_reached):
    """One line of a result."""
    print(f"{name:<58} {value:>8}   goal {goal:<8} {'reached' if is_reached else 'MISSED'}", flush=True)
