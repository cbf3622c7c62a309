"""A connection to a calculator: plain HTTP, read for as long as there is somebody at its other end.

A training may say nothing for a long while. So silence alone ends nothing: after some seconds the calculator
is asked, over a connection of its own, whether it is still there.
"""

import http.client
import io
import select
import socket
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import Any
from urllib.parse import urlsplit

SECRET_HEADER = "Nudge-Secret"
SECONDS_TO_CONNECT = 2.0
SECONDS_SILENT = 5.0
PART_BYTES = 256 * 1024


class Connection(http.client.HTTPConnection):
    """A connection to a calculator; silent for long, it is asked whether it is still there."""

    def __init__(self, address: str, secret: str) -> None:
        parts = urlsplit(address)
        super().__init__(parts.hostname or "", parts.port, timeout=SECONDS_TO_CONNECT)
        self.secret = secret
        self.response_class = partial(PatientResponse, is_alive=self.is_alive)  # type: ignore[assignment]

    def connect(self) -> None:
        """Small requests are sent at once."""
        super().connect()
        self.sock.settimeout(SECONDS_SILENT)

    def __del__(self) -> None:
        self.close()

    def hang_up(self) -> None:
        """Ends it from another thread: whoever reads from it finds it closed."""
        with suppress(OSError):
            self.sock.shutdown(socket.SHUT_RDWR)

    @property
    def is_open(self) -> bool:
        """Whether the other end has neither closed it nor sent what nobody asked for."""
        poll = select.poll() if hasattr(select, "poll") else None
        if poll is None:
            return not select.select([self.sock], [], [], 0)[0]
        poll.register(self.sock, select.POLLIN)
        return not poll.poll(0)

    def is_alive(self) -> bool:
        """Whether the calculator answers a small question; one that was stopped does not."""
        probe = http.client.HTTPConnection(self.host, self.port, timeout=SECONDS_TO_CONNECT)
        try:
            probe.request("GET", "/healthz", headers={SECRET_HEADER: self.secret, "Connection": "close"})
            return probe.getresponse().status == 200
        except (http.client.HTTPException, OSError):
            return False
        finally:
            probe.close()


class PatientReader(io.RawIOBase):
    """Reads from a socket for as long as there is somebody at its other end."""

    def __init__(self, sock: socket.socket, is_alive: Callable[[], bool]) -> None:
        self.sock, self.is_alive = sock, is_alive
        self.held = sock.makefile("rb", buffering=0)  # keeps the socket open as long as this is

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: Any) -> int:
        """As many bytes as there are; a time-out where nobody is there any more."""
        while True:
            try:
                return self.sock.recv_into(buffer)
            except TimeoutError:
                if not self.is_alive():
                    raise

    def close(self) -> None:
        """Lets go of the socket."""
        self.held.close()
        super().close()


class PatientResponse(http.client.HTTPResponse):
    """A response that is read with patience."""

    def __init__(self, sock: socket.socket, *rest: Any, is_alive: Callable[[], bool], **options: Any) -> None:
        super().__init__(sock, *rest, **options)
        plain = self.fp
        self.fp = io.BufferedReader(PatientReader(sock, is_alive), PART_BYTES)
        plain.close()
