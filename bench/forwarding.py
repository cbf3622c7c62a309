"""What it costs to forward a training run to a calculator: over HTTP, and over a pipe of Python's own.

The calculator is Nudge's own process, asked directly over HTTP, as servers ask it. The pipe is
``multiprocessing.connection`` to a process that computes the same in the same way, and sends each part as it
is there. Last, a server that forwards. The default run in parts, in turns.
"""

import http.client
import io
import json
import os
import secrets
import statistics
import subprocess
import sys
import tempfile
import time
from multiprocessing.connection import Client, Listener
from pathlib import Path

from bench._goals import conclude, verdict
from bench._servers import Server
from setup.options import SECRET
from setup.places import ROOT
from web.compute import supervisor
from web.compute.forwarding import Calculators, Connection

ROUNDS, WARM_UP = 60, 5
GOAL = 1.1
HEADERS = {"Content-Type": "application/json", "Accept": "application/x-ndjson"}
PATH, BODY = "/api/v1/training", b"{}"


def serve_pipe(address):
    """Answers the requests of one connection; the process for the pipe is started with this."""
    from app import create_app
    from web.compute.calculator import NICENESS
    from web.compute.worker import answer_promptly, share_memory, stay_on_one_core

    os.nice(NICENESS)
    stay_on_one_core(0)
    share_memory()
    app = create_app()
    answer_promptly()
    with Listener(address) as listener, listener.accept() as connection:
        while True:
            environ, body = connection.recv()
            environ |= {"wsgi.input": io.BytesIO(body), "CONTENT_LENGTH": str(len(body))}
            parts = app(environ, lambda status, headers, *_: connection.send((status, headers)))
            for part in parts:
                connection.send_bytes(part)
            connection.send_bytes(b"")
            parts.close()


def asked_by_pipe(connection):
    """The size of the answer."""
    environ = {
        "REQUEST_METHOD": "POST", "PATH_INFO": PATH, "CONTENT_TYPE": HEADERS["Content-Type"],
        "HTTP_ACCEPT": HEADERS["Accept"], "HTTP_HOST": "localhost", "SERVER_NAME": "localhost",
        "SERVER_PORT": "80", "wsgi.url_scheme": "http",
    }  # fmt: skip
    connection.send((environ, BODY))
    status, _ = connection.recv()
    assert status.startswith("200"), status
    size = 0
    while part := connection.recv_bytes():
        size += len(part)
    return size


def asked_by_http(calculators):
    """The size of the answer, as a server reads it."""
    answer = calculators.ask("POST", PATH, HEADERS, BODY)
    assert answer.status.startswith("200"), answer.status
    return sum(map(len, answer))


def asked_of_a_server(connection):
    """The size of the answer, as a browser gets it."""
    connection.request("POST", PATH, BODY, HEADERS)
    response = connection.getresponse()
    assert response.status == 200
    return len(response.read())


def measured(ways):
    """Seconds of each way, in turns; all answer the same."""
    times = {name: [] for name in ways}
    for _ in range(ROUNDS):
        sizes = set()
        for name, way in ways.items():
            start = time.perf_counter()
            sizes.add(way())
            times[name].append(time.perf_counter() - start)
        assert len(sizes) == 1
    return {name: found[WARM_UP:] for name, found in times.items()}


def waited_for(is_there):
    """Returns as soon as it is."""
    for _ in range(300):
        if is_there():
            return
        time.sleep(0.1)
    sys.exit("A process did not come up.")


def main():
    """Each process is pinned as in service; the first core is theirs."""
    os.environ[SECRET] = secrets.token_hex(16)
    with tempfile.TemporaryDirectory(dir="/tmp") as folder, Server() as server:
        address = str(Path(folder) / "pipe")
        words = f"from bench.forwarding import serve_pipe; serve_pipe({json.dumps(address)})"
        pipe = subprocess.Popen([sys.executable, "-c", words], cwd=ROOT)
        (calculator,) = supervisor.start("127.0.0.1", [0])
        try:
            waited_for(Path(address).exists)
            waited_for(Connection(calculator.address, os.environ[SECRET]).is_alive)
            with Client(address) as connection:
                asked = Calculators([calculator.address], os.environ[SECRET])
                browser = http.client.HTTPConnection("127.0.0.1", server.port)
                found = measured(
                    {
                        "over a pipe": lambda: asked_by_pipe(connection),
                        "over HTTP": lambda: asked_by_http(asked),
                        "of a server that forwards": lambda: asked_of_a_server(browser),
                    }
                )
                browser.close()
        finally:
            pipe.terminate()
            pipe.wait()
            calculator.stop()
    for name, times in found.items():
        print(f"{name:<28} {statistics.median(times) * 1e3:6.1f} ms")
    pairs = zip(found["over HTTP"], found["over a pipe"], strict=True)
    ratio = statistics.median(ours / theirs for ours, theirs in pairs)
    verdict("the default run, over HTTP ÷ over a pipe", f"{ratio:.2f}", f"≤ {GOAL}", ratio <= GOAL)


if __name__ == "__main__":
    main()
    conclude()
