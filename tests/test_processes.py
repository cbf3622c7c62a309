"""The server's processes: killed outright, several at once, and crowded by clients who hardly move."""

import http.client
import os
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from pathlib import Path

import pytest

from bench._clients import connect, message
from bench._servers import children, cpu_seconds
from setup import network
from tests.test_serving import APP, RUN, WAITRESS, port, posix, running
from tests.waiting import SECONDS, until

__all__ = ["port"]  # the fixture
CALCULATORS = min(2, os.cpu_count() or 1)  # of two workers


def words_of(pid: int) -> list[str]:
    """What a process was started with; nothing once it has ended (Linux)."""
    with suppress(OSError):
        return Path(f"/proc/{pid}/cmdline").read_text().split("\0")[:-1]
    return []


def is_calculator(pid: int) -> bool:
    return "web.calculator" in words_of(pid)


@contextmanager
def run_of(port: int, epochs: int) -> Iterator[http.client.HTTPResponse]:
    """A training run in parts, read as far as its first line."""
    body = f'{{"epochs": {epochs}, "batch_size": 5, "network": {{"layers": [2, 8, 1]}}}}'
    headers = {"Content-Type": "application/json", "Accept": "application/x-ndjson"}
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=SECONDS)) as connection:
        connection.request("POST", "/api/v1/training", body, headers)
        with closing(connection.getresponse()) as response:
            assert b'"history"' in response.readline()
            yield response


@posix
@pytest.mark.parametrize("command", [RUN, [*RUN, "--workers", "2"], APP, WAITRESS])
def test_a_server_killed_in_the_middle_of_a_run_starts_again_on_its_port(
    command: list[str], port: int
) -> None:
    with running(command, port) as server:
        with run_of(port, 3000):
            server.kill()
            server.wait(SECONDS)
        until(lambda: network.why_not("127.0.0.1", port) is None)
    with running(command, port), run_of(port, 3) as response:
        assert b'"status":"completed"' in response.read()


@pytest.mark.skipif(sys.platform != "linux", reason="a worker is found by /proc")
def test_a_worker_that_is_killed_is_replaced(port: int) -> None:
    with running([*APP, "--workers", "2"], port) as server:
        started = children(server.pid)
        calculators = [child for child in started if is_calculator(child)]
        assert (len(started), len(calculators)) == (2 + CALCULATORS, CALCULATORS)
        until(lambda: all(len(os.sched_getaffinity(calculator)) == 1 for calculator in calculators))
        assert len(set.union(*map(os.sched_getaffinity, calculators))) == CALCULATORS
        for killed in (calculators[0], next(child for child in started if child not in calculators)):
            before = children(server.pid)
            os.kill(killed, signal.SIGKILL)
            until(lambda before=before: len(set(children(server.pid)) - set(before)) == 1)
            assert network.wait_until_up("127.0.0.1", port, SECONDS)
            assert b'"status":"completed"' in posted(port, "/api/v1/training", '{"epochs": 3}')
        assert server.poll() is None
        assert [is_calculator(child) for child in children(server.pid)].count(True) == CALCULATORS


@pytest.mark.skipif(sys.platform != "linux", reason="a process is found by /proc")
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
def test_the_calculators_end_with_the_server_and_leave_nothing_behind(
    port: int, number: signal.Signals
) -> None:
    with running(APP, port) as server:
        (calculator,) = (child for child in children(server.pid) if is_calculator(child))
        address = Path(words_of(calculator)[-2])
        until(address.exists)
        server.send_signal(number)
        server.wait(SECONDS)
        until(lambda: not words_of(calculator) and not address.parent.exists())


@pytest.mark.skipif(sys.platform != "linux", reason="what a worker did is read from /proc")
def test_two_workers_answer_with_the_same_bytes(port: int) -> None:
    asked = {
        "/api/v1/training": '{"dropout": 0.2, "batch_size": 7, "epochs": 40}',
        "/api/v1/backprop": '{"network": {"seed": 3}}',
        "/api/v1/questions/nudge-one-weight": "{}",
        "/api/v1/predict": '{"grid": {"units": true}}',
    }
    with running([*APP, "--workers", "2"], port) as server:
        workers = [child for child in children(server.pid) if not is_calculator(child)]
        before = [cpu_seconds(worker) for worker in workers]
        answers = {path: {posted(port, path, body) for _ in range(24)} for path, body in asked.items()}
        pages = {got(port, "/lessons/loss?accuracy-vs-loss.pretrain=70") for _ in range(12)}
        after = [cpu_seconds(worker) for worker in workers]
    assert {len(found) for found in (*answers.values(), pages)} == {1}
    assert all(later > earlier for earlier, later in zip(before, after, strict=True))


def posted(port: int, path: str, body: str) -> bytes:
    """The answer to a POST over a connection of its own."""
    return got(port, path, body, {"Content-Type": "application/json"})


def got(port: int, path: str, body: str | None = None, headers: dict[str, str] | None = None) -> bytes:
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=SECONDS)) as connection:
        connection.request("POST" if body else "GET", path, body, headers or {})
        response = connection.getresponse()
        answer = response.read()
        assert response.status == 200
        return answer


@posix
def test_a_server_behind_a_proxy_answers_to_the_names_it_was_given(port: int) -> None:
    with running([*RUN, "--name", "nudge.example.org", "--name", "nudge"], port):
        for host, status in (("nudge.example.org", 200), ("NUDGE:443", 200), ("other.example.org", 400)):
            with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=SECONDS)) as connection:
                headers = {"Host": host, "Content-Type": "application/json", "Origin": f"https://{host}"}
                connection.request("POST", "/api/v1/forward", b"{}", headers)
                assert connection.getresponse().status == status


@pytest.mark.parametrize("command", [APP, WAITRESS], ids=["app.py", "waitress"])
def test_clients_that_send_slowly_or_never_read_keep_nobody_out(command: list[str], port: int) -> None:
    slow = message(port, "/api/v1/forward", b"{}" + b" " * 100)[:-50]
    unread = message(port, "/api/v1/training", b'{"epochs": 200}', "application/x-ndjson")
    with running(command, port), ExitStack() as open_clients:
        for sent in [slow] * 260 + [unread] * 70:
            client = open_clients.enter_context(closing(connect(port, receive=4096)))
            client.sendall(sent)
        start = time.monotonic()
        for _ in range(5):
            assert got(port, "/healthz") == b'{"status":"ok"}'
            assert b'"prediction"' in posted(port, "/api/v1/forward", '{"x": [0.8, -0.45]}')
        # Who is kept out waits until one of them is given up, which is minutes
        assert time.monotonic() - start < SECONDS / 4
        # What nobody reads is computed all the same, or dropped: either way its place is free again
        until(lambda: status_of(port, "/api/v1/training", '{"epochs": 3}') == 200)


def status_of(port: int, path: str, body: str) -> int:
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=SECONDS)) as connection:
        connection.request("POST", path, body, {"Content-Type": "application/json"})
        return connection.getresponse().status
