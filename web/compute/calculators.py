"""Long computations are done in processes of their own, the calculators, lest they hold up whoever answers.

Python computes in one thread at a time: beside a training run a slider would wait for its turn again and
again. So a view that finds that its work takes long says so (``hand_over``), and the request goes, as it
came, to a calculator. That is the same app once more (``web/compute/calculator.py``), which computes in turns
(``web/compute/turns.py``); its answer is passed on part by part. When the client hangs up, so do we.

An app without calculators (in a test, in a notebook) computes everything itself, in turns as well. So does
one whose calculators cannot be reached just now.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import count
from multiprocessing import AuthenticationError
from multiprocessing.connection import Client, Connection
from typing import Any

from flask import Flask, Response, current_app, g, request

from web.api.streams import NDJSON, line
from web.edge.errors import answer as refuse
from web.edge.problems import Problem

ADDRESSES, KEY = "NUDGE_CALCULATORS", "NUDGE_CALCULATORS_KEY"
SECONDS_TO_RETRY = 2
ENDED = "The process that computed this has ended; try again in a moment."

Head = tuple[str, list[tuple[str, str]]]


class Elsewhere(Exception):
    """What takes long is not computed in this process."""


class Calculators:
    """The calculators of this server, asked in rotation.

    Parameters
    ----------
    addresses : sequence of str
        Where each listens, as ``multiprocessing.connection`` spells it.
    key : bytes
        What each wants to be shown.
    """

    def __init__(self, addresses: Sequence[str], key: bytes) -> None:
        self.addresses, self.key = list(addresses), key
        self.asked = count(os.getpid())  # workers begin at different ones
        self.idle: dict[str, list[Connection]] = {address: [] for address in addresses}

    @classmethod
    def from_environment(cls) -> Calculators | None:
        """Those that this process was started with."""
        addresses = os.environ.get(ADDRESSES, "").split(os.pathsep)
        return cls(addresses, bytes.fromhex(os.environ[KEY])) if addresses != [""] else None

    def ask(self, environ: Mapping[str, Any], body: bytes) -> Answer:
        """A request, answered by one of them.

        Raises
        ------
        ConnectionError
            None can be reached.
        Problem
            503: it has ended before it had an answer.
        """
        address, connection = self.connection()
        try:
            connection.send(({name: text for name, text in environ.items() if isinstance(text, str)}, body))
            return Answer(connection, self.idle[address])
        except (EOFError, OSError) as error:
            connection.close()
            raise Problem(503, ENDED, headers={"Retry-After": str(SECONDS_TO_RETRY)}) from error
        except BaseException:
            connection.close()
            raise

    def connection(self) -> tuple[str, Connection]:
        """The address of the next one that there is, and a connection to it."""
        first = next(self.asked)
        for place in range(len(self.addresses)):
            address = self.addresses[(first + place) % len(self.addresses)]
            with suppress(OSError, EOFError, AuthenticationError):
                return address, self.idle_one(address) or Client(address, authkey=self.key)
        raise ConnectionError("No calculator can be reached.")

    def idle_one(self, address: str) -> Connection | None:
        """One that has served before, and still has somebody at its other end."""
        while self.idle[address]:
            with suppress(IndexError):  # another thread may be quicker
                connection = self.idle[address].pop()
                if not connection.poll():
                    return connection
                connection.close()
        return None


class Answer(Iterator[bytes]):
    """What a calculator answers: the head and the first part at once, the others as they are asked for.

    Parameters
    ----------
    connection : Connection
        With the question asked.
    idle : list of Connection
        Where it goes when it has been read to its end.
    """

    def __init__(self, connection: Connection, idle: list[Connection]) -> None:
        self.connection, self.idle, self.is_over = connection, idle, False
        head: Head = connection.recv()
        self.status, self.headers = head
        self.is_in_lines = dict(self.headers).get("Content-Type") == NDJSON
        self.first: bytes | None = connection.recv_bytes()

    def __next__(self) -> bytes:
        part, self.first = self.first, None
        if part is None:
            part = self.received()
        if not part:
            self.end()
            raise StopIteration
        return part

    def received(self) -> bytes:
        """The next part; where lines break off, one that says so."""
        if self.is_over:
            return b""
        try:
            return self.connection.recv_bytes()
        except (EOFError, OSError):
            self.close()
            if not self.is_in_lines:
                raise
            return line({"problem": Problem(503, ENDED).body})

    def end(self) -> None:
        """All has been read: the connection can serve again."""
        if not self.is_over:
            self.is_over = True
            self.idle.append(self.connection)

    def close(self) -> None:
        """Hangs up, if there is more to come: nothing more is computed."""
        if not self.is_over:
            self.is_over = True
            self.connection.close()


def register(app: Flask) -> None:
    """Requests whose work takes long are answered by the app's calculators, where it has any."""
    app.register_error_handler(Elsewhere, answer_from_elsewhere)


def hand_over() -> None:
    """To be called before a long computation begins.

    Raises
    ------
    Elsewhere
        A calculator does it.
    """
    if current_app.config["CALCULATORS"] is not None and "stays_here" not in g:
        raise Elsewhere


def stay_here() -> None:
    """From now on the present request is not handed over."""
    g.stays_here = True


def answer_from_elsewhere(_error: Elsewhere) -> Any:
    """A calculator's answer to the present request; our own where none can be reached."""
    try:
        answer = current_app.config["CALCULATORS"].ask(request.environ, g.get("body", b""))
    except ConnectionError:
        stay_here()
        return answer_here()
    except Problem as problem:
        return refuse(problem)
    return Response(answer, answer.status, answer.headers)


def answer_here() -> Any:
    """The view of the present request once more."""
    try:
        return current_app.dispatch_request()
    except Exception as error:
        return current_app.handle_user_exception(error)
