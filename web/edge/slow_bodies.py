"""Whoever announces a body and does not send it is hung up on.

The server underneath bounds the time for a head, but not for a body: a thread reads it, and waits for as long
as the client keeps the connection. A laptop that was shut in the middle would hold it for ever. So each
reading has a time; when it is over, the connection is closed, and the thread goes on to its next request.

The server does not say which connection a request came by. It is one from the same address on which nothing
has been sent for as long, and nothing waits to be read by the client. Only Linux tells that of a connection;
elsewhere it is the number of connections alone that bounds such bodies.
"""

from __future__ import annotations

import os
import socket
import struct
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

from web.edge.security import Environ, StartResponse, WSGIApp

SECONDS_FOR_A_BODY = 60.0
SECONDS_BETWEEN = 5.0
# struct tcp_info of linux/tcp.h: eight bytes, then numbers of 32 bits
TCP_INFO_NUMBERS = struct.Struct("=8x24I")
MILLISECONDS_SINCE_SENT = 9

ADDRESS = "nudge.address"
Address = tuple[str, int]
"""A client's IP address, and the port of ours that it has connected to."""


class TimedBodies:
    """WSGI in front of the app: bodies are read in time, or their connections are closed.

    Parameters
    ----------
    app : WSGI app
    seconds : float
        How long one may take.
    """

    def __init__(self, app: WSGIApp, seconds: float = SECONDS_FOR_A_BODY) -> None:
        self.app, self.seconds = app, seconds
        self.being_read: dict[int, tuple[Address, float]] = {}
        if sys.platform == "linux":
            threading.Thread(target=self.watch, daemon=True).start()

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        address = (environ.get("REMOTE_ADDR", ""), int(environ.get("SERVER_PORT", 0)))
        environ[ADDRESS] = address
        environ["wsgi.input"] = TimedBody(self, environ["wsgi.input"], address)
        return self.app(environ, start_response)

    def overdue(self) -> set[Address]:
        """The addresses of those whose body takes too long."""
        latest = time.monotonic() - self.seconds
        return {address for address, since in list(self.being_read.values()) if since < latest}

    def watch(self) -> None:
        """Closes the connections that bodies do not come by; for ever."""
        while True:
            time.sleep(min(SECONDS_BETWEEN, self.seconds))
            addresses = self.overdue()
            for client in silent_clients(addresses, self.seconds) if addresses else ():
                with suppress(OSError):
                    client.shutdown(socket.SHUT_RDWR)


class TimedBody:
    """A request's body: since when it is being read is known, however many readings it takes."""

    def __init__(self, bodies: TimedBodies, body: Any, address: Address) -> None:
        self.bodies, self.body, self.address = bodies, body, address
        self.since: float | None = None

    def read(self, *size: int) -> bytes:
        """So many bytes, or all."""
        return self.timed(self.body.read, *size)

    def readline(self, *size: int) -> bytes:
        """A line."""
        return self.timed(self.body.readline, *size)

    def __iter__(self) -> Iterator[bytes]:
        return iter(self.readline, b"")

    def timed(self, read: Callable[..., bytes], *size: int) -> bytes:
        """What is read, noted as being read meanwhile."""
        me = threading.get_ident()
        self.since = time.monotonic() if self.since is None else self.since
        self.bodies.being_read[me] = (self.address, self.since)
        try:
            return read(*size)
        finally:
            del self.bodies.being_read[me]


def silent_clients(addresses: set[Address], seconds: float) -> Iterator[socket.socket]:
    """Connections of these addresses by which nothing was sent for so long, and nothing waits (Linux)."""
    import fcntl
    import termios

    for client in connections(addresses):
        with closing(client):
            told = client.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, TCP_INFO_NUMBERS.size)
            since_sent = TCP_INFO_NUMBERS.unpack(told)[MILLISECONDS_SINCE_SENT] / 1000
            unread = struct.unpack("=I", fcntl.ioctl(client, termios.TIOCOUTQ, bytes(4)))[0]
            if since_sent >= seconds and not unread:
                yield client


def connections(addresses: set[Address]) -> Iterator[socket.socket]:
    """The connections of this process with these addresses, each as a socket of its own (Linux)."""
    for opened in Path("/proc/self/fd").iterdir():
        with suppress(OSError):
            if not str(opened.readlink()).startswith("socket:"):
                continue
            found = socket.socket(fileno=os.dup(int(opened.name)))
            if is_one_of(found, addresses):
                yield found
            else:
                found.close()


def is_one_of(connection: socket.socket, addresses: set[Address]) -> bool:
    """Whether somebody has connected by it from there."""
    if connection.family not in (socket.AF_INET, socket.AF_INET6):
        return False
    with suppress(OSError):
        return (connection.getpeername()[0], connection.getsockname()[1]) in addresses
    return False
