"""Long computations are forwarded to other processes, the calculators, lest they hold up whoever answers.

Python computes in one thread at a time: beside a training run a slider would wait for its turn again and
again. So a view whose work takes long asks first whether a calculator does it (``forwarded``). That is the
same app once more (``web/compute/calculator.py``), on this machine or on another one. It is asked over plain
HTTP with the request as it came and a secret; its answer is passed on as it comes. When the client hangs up,
so do we.

An app without calculators (in a test, in a notebook) computes everything itself. So does one whose
calculators cannot be reached just now.
"""

from __future__ import annotations

import http.client
import os
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import count
from urllib.parse import quote

from flask import Response, current_app, g, request

from setup.options import SECRET
from web.api.streams import NDJSON, line
from web.compute.connection import PART_BYTES, SECRET_HEADER, Connection
from web.compute.departures import DEPARTURES
from web.edge.problems import Problem

ADDRESSES = "NUDGE_CALCULATORS"
SECONDS_AVOIDED = 10.0
SECONDS_TO_RETRY = 2
ENDED = "The process that computed this has ended; try again in a moment."
# Those of one connection, not of the request or the answer
HOP_BY_HOP = {"connection", "keep-alive", "transfer-encoding", "te", "trailer", "upgrade", "expect"}
OWN = {"content-length", "date", "server", "via", SECRET_HEADER.lower()}


class Calculators:
    """The calculators of this server, asked in rotation.

    Parameters
    ----------
    addresses : sequence of str
        ``http://host:port`` of each.
    secret : str
        What each wants to be shown.
    """

    def __init__(self, addresses: Sequence[str], secret: str) -> None:
        self.addresses, self.secret = list(addresses), secret
        self.asked = count(os.getpid())  # workers begin at different ones
        self.idle: dict[str, list[Connection]] = {address: [] for address in addresses}
        self.avoided_until = dict.fromkeys(addresses, 0.0)

    @classmethod
    def from_environment(cls) -> Calculators | None:
        """Those that this process was started with."""
        addresses = os.environ.get(ADDRESSES, "").split()
        return cls(addresses, os.environ[SECRET]) if addresses else None

    def ask(self, method: str, target: str, headers: Mapping[str, str], body: bytes) -> Answer:
        """A request, answered by one of them.

        Raises
        ------
        ConnectionError
            None can be reached.
        Problem
            503: the one that was asked has ended before it had an answer.
        """
        first = next(self.asked)
        for place in range(len(self.addresses)):
            address = self.addresses[(first + place) % len(self.addresses)]
            with suppress(Unreachable):
                return self.ask_one(address, method, target, headers, body)
        raise ConnectionError("No calculator can be reached.")

    def ask_one(
        self, address: str, method: str, target: str, headers: Mapping[str, str], body: bytes
    ) -> Answer:
        """The answer of this one."""
        connection = self.connection(address)
        try:
            connection.request(method, target, body, {**headers, SECRET_HEADER: self.secret})
            with DEPARTURES.watching(connection):
                return Answer(connection, self.idle[address])
        except TimeoutError as error:
            self.avoided_until[address] = time.monotonic() + SECONDS_AVOIDED
            connection.close()
            raise Unreachable from error
        except (http.client.HTTPException, OSError) as error:
            connection.close()
            raise Problem(503, ENDED, headers={"Retry-After": str(SECONDS_TO_RETRY)}) from error
        except BaseException:
            connection.close()
            raise

    def connection(self, address: str) -> Connection:
        """One that has served before, and still has somebody at its other end; else a new one."""
        if time.monotonic() < self.avoided_until[address]:
            raise Unreachable
        while self.idle[address]:
            with suppress(IndexError):  # another thread may be quicker
                connection = self.idle[address].pop()
                if connection.is_open:
                    return connection
                connection.close()
        connection = Connection(address, self.secret)
        try:
            connection.connect()
        except OSError as error:
            raise Unreachable from error
        return connection


class Unreachable(Exception):
    """A calculator that does not answer: another one is asked."""


class Answer(Iterator[bytes]):
    """What a calculator answers: the head and the first part at once, the others as they are asked for.

    Parameters
    ----------
    connection : Connection
        With the question asked.
    idle : list of Connection
        Where it goes when the answer has been read to its end.
    """

    def __init__(self, connection: Connection, idle: list[Connection]) -> None:
        self.connection, self.idle, self.is_over = connection, idle, False
        self.response = connection.getresponse()
        self.status = f"{self.response.status} {self.response.reason}"
        self.headers = end_to_end(dict(self.response.getheaders()))
        self.is_in_lines = self.headers.get("Content-Type") == NDJSON
        self.half_line = b""
        self.first: bytes | None = self.received()

    def __next__(self) -> bytes:
        part, self.first = self.first, None
        if part is None:
            part = self.next_part()
        if not part:
            self.end()
            raise StopIteration
        return part

    def next_part(self) -> bytes:
        """What comes next; where lines break off, one that says so."""
        if self.is_over:
            return b""
        try:
            return self.received()
        except (http.client.HTTPException, OSError):
            self.close()
            if not self.is_in_lines:
                raise
            return line({"problem": Problem(503, ENDED).body})

    def received(self) -> bytes:
        """Some bytes, or nothing at the end; of lines, whole ones."""
        while True:
            part = self.response.read1(PART_BYTES)
            if not part and self.response.length:
                raise http.client.IncompleteRead(b"", self.response.length)
            if not part or not self.is_in_lines:
                return part
            whole, newline, rest = part.rpartition(b"\n")
            if newline:
                whole, self.half_line = self.half_line + whole + newline, rest
                return whole
            self.half_line += part

    def end(self) -> None:
        """All has been read: the connection can serve again."""
        if not self.is_over:
            self.is_over = True
            self.response.close()
            if self.connection.sock is not None:  # it closes after a stream
                self.idle.append(self.connection)

    def close(self) -> None:
        """Hangs up, if there is more to come: nothing more is computed."""
        if not self.is_over:
            self.is_over = True
            self.response.close()
            self.connection.close()


def end_to_end(headers: Mapping[str, str]) -> dict[str, str]:
    """Those that are passed on."""
    left_out = HOP_BY_HOP | (OWN - {"content-length"})
    return {name: text for name, text in headers.items() if name.lower() not in left_out}


def forwarded() -> Response | None:
    """A calculator's answer to the present request; None where we compute it ourselves."""
    calculators: Calculators | None = current_app.config["CALCULATORS"]
    if calculators is None:
        return None
    query = request.query_string.decode("latin-1")
    target = quote(request.path) + (f"?{query}" if query else "")
    headers = end_to_end(dict(request.headers))
    headers.pop("Content-Length", None)
    try:
        answer = calculators.ask(request.method, target, headers, g.get("body", b""))
    except ConnectionError:
        return None
    return Response(answer, answer.status, answer.headers)
