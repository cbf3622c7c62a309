"""A calculator: a process that computes what takes long, for the processes that answer.

``python -m web.compute.calculator ADDRESS PLACE`` listens there, one of several by their places, and ends
when its standard input does.
"""

from __future__ import annotations

import io
import os
import signal
import sys
import threading
from contextlib import closing, suppress
from multiprocessing import AuthenticationError
from multiprocessing.connection import Connection, Listener
from pathlib import Path
from typing import Any

from flask import Flask

from app import create_app
from web.compute.calculators import KEY
from web.compute.worker import after, answer_promptly, share_memory, stay_on_one_core

BACKLOG = 1024
NICENESS = 5


def main(address: str, place: int) -> None:
    """Answers at ``address`` until whoever started this process has gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches all processes of a terminal
    after(lambda: os.read(0, 1), lambda: leave(address))
    if hasattr(os, "nice"):
        os.nice(NICENESS)
    stay_on_one_core(place)
    share_memory()
    app = create_app({"CALCULATORS": None})
    answer_promptly()
    free(address)
    with Listener(address, backlog=BACKLOG, authkey=bytes.fromhex(os.environ[KEY])) as listener:
        while True:
            with suppress(OSError, EOFError, AuthenticationError):
                connection = listener.accept()
                threading.Thread(target=serve, args=(app, connection), daemon=True).start()


def serve(app: Flask, connection: Connection) -> None:
    """Answers one request after the other, until nobody is there to take the answers."""
    with closing(connection), suppress(OSError, EOFError):
        while True:
            answer(app, connection)


def answer(app: Flask, connection: Connection) -> None:
    """One request: its head, its parts, and an empty one."""
    environ, body = connection.recv()
    environ.pop("HTTP_TRANSFER_ENCODING", None)  # it came in chunks, and is whole now
    environ |= {"wsgi.input": io.BytesIO(body), "CONTENT_LENGTH": str(len(body))}
    environ |= {"wsgi.errors": sys.stderr, "wsgi.version": (1, 0), "wsgi.multithread": True}
    environ |= {"wsgi.multiprocess": True, "wsgi.run_once": False}

    def start(status: str, headers: list[tuple[str, str]], *_: Any) -> Any:
        connection.send((status, headers))

    # The gate has been passed where the request came in
    parts = Flask.wsgi_app(app, environ, start)
    try:
        for part in parts:
            if part:
                connection.send_bytes(part)
        connection.send_bytes(b"")
    finally:
        parts.close()  # type: ignore[attr-defined]


def free(address: str) -> None:
    """Makes room for a listener where one may have been that has ended."""
    if sys.platform != "win32":
        Path(address).unlink(missing_ok=True)


def leave(address: str) -> None:
    """Ends this process, the server having gone without a word; nothing is left behind."""
    with suppress(OSError):
        free(address)
        Path(address).parent.rmdir()
    os._exit(0)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
