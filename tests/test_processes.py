"""The server's processes: killed outright, several at once, and crowded by clients who hardly move."""

import http.client
import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, contextmanager, suppress
from pathlib import Path

import pytest

from bench._clients import connect, message
from bench._servers import children, cpu_seconds, free_port
from setup import network
from setup.options import SECRET
from tests.test_serving import APP, RUN, WAITRESS, port, posix, running
from tests.waiting import SECONDS, until
from web.compute.queue import MOST_JOBS

__all__ = ["port"]  # the fixture
CALCULATORS = min(2, os.cpu_count() or 1)  # of two workers
LISTENING = "0A"  # TCP_LISTEN of linux/tcp_states.h


def said_of(pid: int, name: str) -> str:
    """What a file of a process says, like what it is called; nothing once it has ended (Linux)."""
    with suppress(OSError):
        return Path(f"/proc/{pid}/{name}").read_text().strip()
    return ""


def calculators_of(server: subprocess.Popen) -> list[int]:
    """Its calculators that have begun."""
    return [child for child in children(server.pid) if said_of(child, "comm") == "calculator"]


def workers_of(server: subprocess.Popen) -> list[int]:
    """Its workers that run; what Python starts beside a process that is no copy is not one."""
    others = set(children(server.pid)) - set(calculators_of(server))
    words = {child: said_of(child, "cmdline") for child in sorted(others)}
    return [child for child, said in words.items() if said and "multiprocessing" not in said]


def port_of(pid: int) -> int | None:
    """Where a process listens, if it does (Linux)."""
    sockets = set()
    for each in Path(f"/proc/{pid}/fd").iterdir():
        with suppress(FileNotFoundError):  # closed since it was listed
            sockets.add(str(each.readlink()))
    for fields in map(str.split, Path("/proc/net/tcp").read_text().splitlines()[1:]):
        if fields[3] == LISTENING and f"socket:[{fields[9]}]" in sockets:
            return int(fields[1].partition(":")[2], 16)
    return None


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
        calculators, workers = calculators_of(server), workers_of(server)
        assert (len(calculators), len(workers)) == (CALCULATORS, 2)
        until(lambda: all(len(os.sched_getaffinity(calculator)) == 1 for calculator in calculators))
        assert len(set.union(*map(os.sched_getaffinity, calculators))) == CALCULATORS
        for killed, now in ((calculators[0], calculators_of), (workers[0], workers_of)):
            before = now(server)
            os.kill(killed, signal.SIGKILL)
            until(lambda before=before, now=now: len(set(now(server)) - set(before)) == 1)
            assert network.wait_until_up("127.0.0.1", port, SECONDS)
            assert b'"status":"completed"' in posted(port, "/api/v1/training", '{"epochs": 3}')
        assert server.poll() is None
        assert (len(calculators_of(server)), len(workers_of(server))) == (CALCULATORS, 2)


@pytest.mark.skipif(sys.platform != "linux", reason="a process is found by /proc")
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
def test_the_calculators_end_with_the_server_and_give_their_ports_back(
    port: int, number: signal.Signals
) -> None:
    with running(APP, port) as server:
        (calculator,) = calculators_of(server)
        until(lambda: port_of(calculator))
        own_port = port_of(calculator)
        until(lambda: network.answers("127.0.0.1", own_port))
        server.send_signal(number)
        server.wait(SECONDS)
        until(lambda: not said_of(calculator, "comm") and network.why_not("127.0.0.1", own_port) is None)


@pytest.mark.skipif(sys.platform != "linux", reason="what a worker did is read from /proc")
def test_two_workers_answer_with_the_same_bytes(port: int) -> None:
    asked = {
        "/api/v1/training": '{"dropout": 0.2, "batch_size": 7, "epochs": 40}',
        "/api/v1/backprop": '{"network": {"seed": 3}}',
        "/api/v1/questions/nudge-one-weight": "{}",
        "/api/v1/predict": '{"grid": {"units": true}}',
    }
    with running([*APP, "--workers", "2"], port) as server:
        workers = workers_of(server)
        before = [cpu_seconds(worker) for worker in workers]
        answers = {path: {posted(port, path, body) for _ in range(24)} for path, body in asked.items()}
        pages = {got(port, "/lessons/loss?accuracy-vs-loss.pretrain=70") for _ in range(12)}
        after = [cpu_seconds(worker) for worker in workers]
    assert {len(found) for found in (*answers.values(), pages)} == {1}
    assert all(later > earlier for earlier, later in zip(before, after, strict=True))


@pytest.mark.skipif(sys.platform != "linux", reason="a process is found by /proc")
def test_a_campus_adds_machines_by_their_addresses_and_loses_one(
    port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(SECRET, "a secret of the campus")
    pools = [free_port(), free_port()]
    addresses = ",".join(f"http://127.0.0.1:{each}" for each in pools)
    with ExitStack() as stack:
        machines = [stack.enter_context(running([*APP, "--calculate"], each)) for each in pools]
        server = stack.enter_context(running([*APP, "--calculators", addresses], port))
        calculators = [each for one in (server, *machines) for each in calculators_of(one)]
        until(lambda: all(map(port_of, calculators)))
        with ExitStack() as runs:
            # One after the other they are asked, so that each computes one of three runs
            answers = [runs.enter_context(run_of(port, 3000)) for _ in calculators]
            os.kill(machines[0].pid, signal.SIGKILL)
            last = [answer.read().splitlines()[-1] for answer in answers]
        assert [b'"problem":{' in words for words in last].count(True) == 1
        assert [b'"status":503' in words for words in last].count(True) == 1
        used = [cpu_seconds(each) for each in (calculators[0], calculators[2])]
        for _ in range(4):
            assert b'"status":"completed"' in posted(port, "/api/v1/training", '{"epochs": 300}')
        assert all(cpu_seconds(each) > before for each, before in zip(calculators[::2], used, strict=True))
        until(lambda: not said_of(calculators[1], "comm"))
    # Nobody but those who show the secret is answered
    with running([*APP, "--calculate"], pools[0]):
        assert status_of(pools[0], "/api/v1/training", "{}") == 403


@pytest.mark.parametrize("command", [RUN, APP], ids=["run.py", "app.py"])
@pytest.mark.parametrize("asked", [["--calculate"], ["--calculators", "http://127.0.0.1:9000"]])
def test_no_machine_computes_for_another_without_a_secret(
    command: list[str], asked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for secret in (None, "too short"):
        monkeypatch.delenv(SECRET, raising=False)
        if secret is not None:
            monkeypatch.setenv(SECRET, secret)
        done = subprocess.run([*command, *asked], capture_output=True, text=True, timeout=SECONDS)
        assert done.returncode == 2
        assert done.stderr.startswith(f"{asked[0]} needs a secret: set {SECRET} to the same text")
        assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("address", ["10.0.0.7:9000", "http://10.0.0.7", "https://a:1", "http://a:1/x", ""])
def test_what_is_no_address_of_a_calculator_is_one_sentence(address: str) -> None:
    done = subprocess.run([*APP, "--calculators", address], capture_output=True, text=True, timeout=SECONDS)
    assert done.returncode == 2
    assert "a calculator is an address such as http://10.0.0.7:9000" in done.stderr


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


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells of its connections")
def test_whole_answers_are_computed_no_further_when_their_clients_have_gone(port: int) -> None:
    # Twenty seconds of work each
    long = b'{"epochs": 5000, "batch_size": 5, "dataset": {"samples": 100}, "network": {"layers": [2, 8, 1]}}'
    with running(APP, port):
        with ExitStack() as open_clients:
            clients = [open_clients.enter_context(closing(connect(port))) for _ in range(MOST_JOBS + 8)]
            for client in clients:
                client.sendall(message(port, "/api/v1/training", long))
            until(lambda: len(select.select(clients, [], [], 0)[0]) == 8)  # those that were sent away
        until(lambda: status_of(port, "/api/v1/training", '{"epochs": 3}') == 200)


def status_of(port: int, path: str, body: str) -> int:
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=SECONDS)) as connection:
        connection.request("POST", path, body, {"Content-Type": "application/json"})
        return connection.getresponse().status


@posix
@pytest.mark.parametrize("command", [APP, WAITRESS], ids=["app.py", "waitress"])
def test_more_clients_than_open_files_are_answered_or_told_to_come_again(
    command: list[str], port: int
) -> None:
    limited = "import os, resource, sys; resource.setrlimit(resource.RLIMIT_NOFILE, (256, 256)); "
    limited += "os.execv(sys.argv[1], sys.argv[1:])"
    asked = [("/api/v1/forward", "{}"), ("/api/v1/training", '{"epochs": 30}'), ("/api/v1/softmax", "{}")]
    with running([sys.executable, "-c", limited, *command], port) as server:
        with ThreadPoolExecutor(300) as clients:
            statuses = list(clients.map(lambda each: status_of(port, *asked[each % 3]), range(300)))
        assert set(statuses) <= {200, 503}
        assert statuses.count(200) >= 200
        server.terminate()
        server.wait(SECONDS)
        assert server.stdout is not None
        said = server.stdout.read()
    assert "A process may open 256 files here, so 80 clients at once" in said
    assert (
        len(set(said.splitlines())) <= 10
    )  # waitress says again how many there are, as often as there are too many
