"""A calculator: a process that computes what takes long, for the processes that answer.

It answers whoever shows the secret of the environment, and nobody else.
"""

from __future__ import annotations

import hmac
import os
import signal
import socket
from collections.abc import Iterable
from functools import partial

import waitress
from flask import Flask

from app import create_app
from setup.network import bound
from setup.options import SECRET
from web.compute.open_files import most_clients
from web.compute.worker import (
    answer_promptly,
    be_called,
    end_with_parent,
    give_memory_back,
    share_memory,
    stay_on_one_core,
)
from web.edge.problems import Problem
from web.edge.security import Environ, StartResponse, WSGIApp

BACKLOG = 1024
THREADS = 128  # a place in the queue each, and as many for those that are being sent away
NEVER = 2**31 - 1  # bytes: no request and no answer is written to the disk on its way, which may be full
BUFFERED = 256 * 1024  # bytes of an answer that nobody has read yet; the computation waits then
HEADER_BYTES = 128 * 1024
NICENESS = 5


def main(host: str, port: int, place: int) -> None:
    """Answers at this address, the one at this place, until whoever started this process has gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches all processes of a terminal
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    be_called("calculator")
    end_with_parent()
    if hasattr(os, "nice"):
        os.nice(NICENESS)
    stay_on_one_core(place)
    share_memory()
    app = create_app()
    answer_promptly()
    give_memory_back()
    # The gate has been passed where the request came in
    serve(for_those_who_know(os.environ[SECRET], partial(Flask.wsgi_app, app)), bound(host, port))


def serve(app: WSGIApp, listener: socket.socket) -> None:
    """Answers for ever."""
    waitress.create_server(
        app,
        sockets=[listener],
        threads=THREADS,
        backlog=BACKLOG,
        connection_limit=most_clients(files_a_client=1),
        max_request_header_size=HEADER_BYTES,
        send_bytes=1,  # each part as soon as it is there
        inbuf_overflow=NEVER,
        outbuf_overflow=NEVER,
        outbuf_high_watermark=BUFFERED,
        channel_request_lookahead=1,  # so that it sees who hangs up
        clear_untrusted_proxy_headers=False,
        asyncore_use_poll=True,
    ).run()


def for_those_who_know(secret: str, app: WSGIApp) -> WSGIApp:
    """The app, for requests that show the secret."""

    def guarded(environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        shown = environ.get("HTTP_NUDGE_SECRET", "")
        if hmac.compare_digest(shown.encode("utf-8", "replace"), secret.encode()):
            return app(environ, start_response)
        problem = Problem(403, "This is a calculator of Nudge: it answers servers that show its secret.")
        return problem.response()(environ, start_response)

    return guarded
