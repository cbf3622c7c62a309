"""What takes long is computed by another process, and comes back as if it had been computed here."""

import gzip
import json
import os
import signal
import subprocess
import sys
import threading
import time
from contextlib import closing, contextmanager
from types import SimpleNamespace

import pytest

from app import create_app
from bench._servers import cpu_seconds
from bench._worst import posts
from course.operations import all_operations
from nn_core.trainer import Trainer
from setup import network
from setup.options import SECRET
from setup.places import ON_WINDOWS, ROOT
from tests.waiting import a_while, until
from tests.web.compute.test_queue import LONG
from web.compute import connection, supervisor, worker
from web.compute.connection import Connection
from web.compute.forwarding import ADDRESSES, Calculators
from web.compute.supervisor import calculators

NOWHERE = "http://127.0.0.1:9"  # nobody listens there
STREAM = {"Accept": "application/x-ndjson"}
RUN = {"epochs": 40, "dataset": {"name": "xor"}}
LONG_RUN = {"epochs": 2400, "batch_size": 5, "network": {"layers": [2, 16, 16, 1]}}
WORST = dict(posts())
# Of the first five the worst is ended by its time, never at the same epoch; that of the others takes seconds
NETWORK = {"surface": "network", "start": [3.28, 1.74]}
ASKED = {"run": RUN, "points": [[0.5, 0.5], [9.0, 9.0]]}
SMALL = {
    **dict.fromkeys(("training", "table/training", "export/training"), RUN),
    "training/epoch": RUN | {"epoch": 3},
    "training/seeds": RUN | {"seeds": 5},
    **dict.fromkeys(("predict", "table/predict", "code/predict"), ASKED),
    **dict.fromkeys(("descent", "table/descent", "code/descent"), NETWORK),
}
# The same as the worst, for less time: what is sent there and back is as large, or nearly
COMPARED = json.loads(WORST["/api/v1/architecture"])["compare"]
SHORT = {
    "architecture": {"compare": COMPARED | {"epochs": 2}},
    "gradient-flow": {"train_epochs": 2},
    "learning-rate": {"epochs": 7},
    "schedule": {"seeds": 5},
    "lr-finder": {"seeds": 1},
    "double-descent": {"seeds": 1},
    **{path: {"epochs": 2, "splits": 2} for path in ("digits", "export/digits")},
    "tumor": {"splits": 2},
    "overfitting": {"seeds": 1, "epochs": 5},
    "transfer": {"seeds": 1, "epochs": 5},
    "tuner": {"trials": 3, "epochs": 3},
}
PAGES = ["/panels/forward?x=[0.3,0.1]", "/lessons/loss?loss.loss=mse", "/panels/training?epochs=20"]


@pytest.fixture(scope="module")
def calculator():
    """(calculators, their one process): as a server starts it."""
    with calculators(1) as running:
        yield Calculators(os.environ[ADDRESSES].split(), os.environ[SECRET]), running[0]


@pytest.fixture(scope="module")
def app(calculator):
    """An app that has a calculator, up by now."""
    asked, _ = calculator
    until(lambda: is_up(asked))
    return create_app({"CALCULATORS": asked})


def is_up(asked):
    return any(Connection(address, asked.secret).is_alive() for address in asked.addresses)


def is_idle(pid):
    before = cpu_seconds(pid)
    a_while(0.5)
    return cpu_seconds(pid) <= before + 0.05


@pytest.fixture
def nothing_is_trained_here(monkeypatch):
    def crash(*_):
        raise AssertionError("this process trains")

    monkeypatch.setattr(Trainer, "train_epoch", crash)


@pytest.fixture(scope="module")
def alone():
    """A client of an app that computes everything itself."""
    return create_app().test_client()


def answer(client, path, **options):
    response = client.open(path, **{"method": "POST", **options})
    return response.status_code, response.data, sorted(response.headers)


@pytest.mark.parametrize("path", [path for path in WORST if path.removeprefix("/api/v1/") in LONG])
def test_the_worst_that_takes_long_is_the_same_from_elsewhere(app, alone, path):
    name = path.removeprefix("/api/v1/")
    asked_of = name.removeprefix("table/").removeprefix("code/")
    request = SMALL.get(name) or json.loads(WORST[path]) | SHORT.get(asked_of, {})
    asked = {"data": json.dumps(request), "content_type": "application/json"}
    # Compared before it is asserted: of two long answers pytest would look for the difference for minutes
    is_the_same = answer(app.test_client(), path, **asked) == answer(alone, path, **asked)
    assert is_the_same


SAME = {
    "a stream": ("/api/v1/training", {"json": RUN, "headers": STREAM}),
    "a file": ("/api/v1/export/training?format=weights.npz", {"json": RUN}),
    "a field out of range": ("/api/v1/training", {"json": {"epochs": -1}}),
    "a CSV that is wrong": ("/api/v1/data/csv", {"json": {"csv": "x,y\n1,2\n3"}}),
    "too much": ("/api/v1/training", {"data": b" " * 1_100_000, "content_type": "application/json"}),
    "no JSON": ("/api/v1/training", {"data": b"{", "content_type": "application/json"}),
    "no type": ("/api/v1/training", {"data": b"{}"}),
    "a program for another host": ("/api/v1/code/training", {"json": RUN, "headers": {"Host": "[::1]:99"}}),
    "a question": ("/api/v1/questions/slow-start", {"json": {}}),
    **{path: (path, {"method": method}) for path in PAGES for method in ("GET", "HEAD")},
    "a packed page": (PAGES[0], {"method": "GET", "headers": {"Accept-Encoding": "gzip"}}),
}


@pytest.mark.parametrize("what", SAME)
def test_everything_else_is_the_same_from_elsewhere(app, alone, what):
    path, options = SAME[what]
    assert answer(app.test_client(), path, **options) == answer(alone, path, **options)


def test_a_page_is_packed_once(app):
    response = app.test_client().get(PAGES[0], headers={"Accept-Encoding": "gzip"})
    assert gzip.decompress(response.data).startswith(b"<!doctype html>")


@pytest.mark.usefixtures("nothing_is_trained_here")
def test_runs_are_computed_elsewhere(app):
    client = app.test_client()
    for path, options in SAME.values():
        if options.get("json") == RUN or "training" in path:
            assert client.open(path, **{"method": "POST", **options}).status_code < 500


def test_what_is_quick_stays_here(app, monkeypatch):
    monkeypatch.setattr(Calculators, "ask", None)
    client = app.test_client()
    for path, body in WORST.items():
        if path.removeprefix("/api/v1/") not in LONG and "/questions/" not in path:
            assert client.post(path, data=body, content_type="application/json").status_code == 200
    for path in ("/", "/healthz", "/lessons/training", "/api/v1/limits", "/api/v1/questions"):
        assert client.get(path).status_code == 200


def test_without_a_calculator_that_can_be_reached_it_is_computed_here(alone):
    client = create_app({"CALCULATORS": Calculators([NOWHERE, NOWHERE], "secret")}).test_client()
    for path, options in SAME.values():
        assert answer(client, path, **options) == answer(alone, path, **options)


def test_one_that_cannot_be_reached_is_passed_over(calculator, app, alone):
    asked, _ = calculator
    both = create_app({"CALCULATORS": Calculators([NOWHERE, *asked.addresses], asked.secret)}).test_client()
    for _ in range(2):
        assert answer(both, "/api/v1/training", json=RUN) == answer(alone, "/api/v1/training", json=RUN)


def test_nobody_else_is_answered(calculator, app):
    asked, _ = calculator
    for secret in ("", "another secret", asked.secret[:-1], f"{asked.secret}0"):
        stranger = Calculators(asked.addresses, secret)
        answer = stranger.ask("POST", "/api/v1/training", {"Content-Type": "application/json"}, b"{}")
        assert answer.status == "403 FORBIDDEN"
        assert b"".join(answer).startswith(b'{"type":"about:blank","title":"Forbidden"')
    assert app.test_client().post("/api/v1/training", json=RUN).status_code == 200


def test_parts_come_as_they_are_computed_and_end_when_the_client_hangs_up(calculator, app):
    _, running = calculator
    response = app.test_client().post("/api/v1/training", json=LONG_RUN, headers=STREAM, buffered=False)
    stream = response.iter_encoded()
    began = cpu_seconds(running.process.pid)
    assert b'"history"' in next(stream)
    next(stream)
    until(lambda: cpu_seconds(running.process.pid) > began + 0.1)
    ended = cpu_seconds(running.process.pid)
    response.close()
    until(lambda: is_idle(running.process.pid))
    # Seconds of computing; the rest of the run would be several
    assert cpu_seconds(running.process.pid) - ended < 1


STREAMED = [path for path, operation in all_operations().items() if operation.streams]


@pytest.mark.parametrize("path", STREAMED)
def test_the_dearest_of_all_that_is_streamed_ends_when_its_client_hangs_up_and_sliders_go_on(
    calculator, app, path
):
    _, running = calculator
    dearest = json.dumps(all_operations()[path].dearest(7))
    asked = {"data": dearest, "content_type": "application/json", "headers": STREAM}
    response = app.test_client().post(f"/api/v1/{path}", **asked, buffered=False)
    assert response.status_code == 200
    stream = response.iter_encoded()
    assert b'"problem"' not in next(stream) + next(stream)
    with moved_sliders(app) as statuses:
        ended = cpu_seconds(running.process.pid)
        response.close()
        until(lambda: is_idle(running.process.pid))
        # A part or two; what is left of a search, a run or a transfer is seconds
        assert cpu_seconds(running.process.pid) - ended < 2
    assert set(statuses) == {200}


@contextmanager
def moved_sliders(app):
    """Somebody moves sliders while the block lasts; yields what they were answered with."""
    statuses, done = [], threading.Event()

    def move():
        client = app.test_client()
        while not done.is_set():
            body = {"x": [0.001 * (len(statuses) % 1000), -0.45]}
            statuses.append(client.post("/api/v1/forward", json=body).status_code)

    hand = threading.Thread(target=move)
    hand.start()
    try:
        until(lambda: statuses)
        yield statuses
    finally:
        done.set()
        hand.join()


def test_one_that_is_killed_says_so_in_the_last_line_and_is_replaced(calculator, app):
    asked, running = calculator
    response = app.test_client().post("/api/v1/training", json=LONG_RUN, headers=STREAM, buffered=False)
    stream = response.iter_encoded()
    next(stream)
    running.process.kill()
    *_, last = stream
    response.close()
    assert json.loads(last)["problem"]["status"] == 503
    until(lambda: is_up(asked))
    assert app.test_client().post("/api/v1/training", json=RUN).status_code == 200


def test_one_that_is_killed_before_it_answers_is_asked_again_later(calculator, app):
    asked, running = calculator

    class Killing(Calculators):
        def connection(self, address):
            found = super().connection(address)
            running.process.kill()
            running.process.join()
            return found

    client = create_app({"CALCULATORS": Killing(asked.addresses, asked.secret)}).test_client()
    response = client.post("/api/v1/training", json=LONG_RUN)
    assert response.status_code == 503
    assert response.content_type == "application/problem+json"
    assert int(response.headers["Retry-After"]) >= 1
    until(lambda: is_up(asked))


@pytest.mark.skipif(ON_WINDOWS, reason="a process is stopped by a signal")
def test_one_that_is_stopped_hangs_nobody(calculator, app, alone, monkeypatch):
    asked, running = calculator
    monkeypatch.setattr(connection, "SECONDS_SILENT", 0.2)
    monkeypatch.setattr(connection, "SECONDS_TO_CONNECT", 0.2)
    alone_with_it = Calculators(asked.addresses, asked.secret)
    client = create_app({"CALCULATORS": alone_with_it}).test_client()
    stream = client.post("/api/v1/training", json=LONG_RUN, headers=STREAM, buffered=False)
    parts = stream.iter_encoded()
    next(parts)
    os.kill(running.process.pid, signal.SIGSTOP)
    try:
        *_, last = parts
        assert json.loads(last.splitlines()[-1])["problem"]["status"] == 503
        for path in PAGES[1:]:  # the first one waits, the next is not sent there any more
            assert answer(client, path, method="GET") == answer(alone, path, method="GET")
        assert next(iter(alone_with_it.avoided_until.values())) > time.monotonic()
    finally:
        os.kill(running.process.pid, signal.SIGCONT)
    stream.close()
    until(lambda: is_up(asked))


@pytest.mark.usefixtures("nothing_is_trained_here")
def test_one_that_computes_for_long_in_silence_is_waited_for(calculator, app, monkeypatch):
    monkeypatch.setattr(connection, "SECONDS_SILENT", 0.05)
    asked, _ = calculator
    client = create_app({"CALCULATORS": Calculators(asked.addresses, asked.secret)}).test_client()
    assert client.post("/api/v1/training", json=LONG_RUN | {"epochs": 400}).status_code == 200


def test_of_two_one_that_is_killed_in_the_middle_says_so_and_the_living_one_goes_on(monkeypatch):
    monkeypatch.setenv(ADDRESSES, "")
    monkeypatch.setenv(SECRET, "s" * 32)
    two = supervisor.start("127.0.0.1", [0, 0])
    try:
        asked = Calculators([each.address for each in two], os.environ[SECRET])
        until(lambda: all(is_up(Calculators([each], asked.secret)) for each in asked.addresses))
        client = create_app({"CALCULATORS": asked}).test_client()
        told, ask_one = [], asked.ask_one
        monkeypatch.setattr(
            asked, "ask_one", lambda address, *rest: told.append(address) or ask_one(address, *rest)
        )
        response = client.post("/api/v1/training", json=LONG_RUN, headers=STREAM, buffered=False)
        stream = response.iter_encoded()
        next(stream)
        busy = next(each for each in two if each.address == told[-1])
        busy.stopped.set()
        busy.process.kill()
        *_, last = stream
        response.close()
        assert json.loads(last)["problem"]["status"] == 503
        for _ in range(3):
            assert client.post("/api/v1/training", json=RUN).status_code == 200
    finally:
        for each in two:
            each.stop()


@pytest.mark.skipif(ON_WINDOWS, reason="there a port is not kept")
def test_a_calculator_that_has_ended_keeps_its_port_until_it_is_stopped(monkeypatch):
    monkeypatch.setenv(SECRET, "s" * 32)
    (one,) = supervisor.start("127.0.0.1", [0])
    one.stopped.set()
    until(lambda: Connection(one.address, os.environ[SECRET]).is_alive())
    one.process.kill()
    one.process.join()
    assert "taken" in network.why_not("127.0.0.1", one.port)
    one.stop()
    assert network.why_not("127.0.0.1", one.port) is None


STARTING = """
import threading
from web.compute import supervisor

if threads:
    threading.Thread(target=threading.Event().wait, daemon=True).start()
assert supervisor.can_fork() == forked
(one,) = supervisor.start("127.0.0.1", [0])
print(one.port, flush=True)
threading.Event().wait()
"""


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere no process is forked")
@pytest.mark.parametrize("threads", [0, 1])
def test_a_calculator_forked_or_not_ends_with_whoever_started_it(threads):
    program = f"threads, forked = {threads}, {not threads}" + STARTING
    environment = {**os.environ, SECRET: "s" * 32}
    command = [sys.executable, "-c", program]
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment, cwd=ROOT) as starter:
        port = int(starter.stdout.readline())
        until(lambda: Connection(f"http://127.0.0.1:{port}", "s" * 32).is_alive())
        starter.kill()
    until(lambda: network.why_not("127.0.0.1", port) is None)


def test_one_that_ends_again_and_again_is_started_again_ever_later_and_that_is_said_once(monkeypatch, capfd):
    pauses, started = [], []

    class Event:
        def wait(self, seconds):
            pauses.append(seconds)
            return len(pauses) == 9

    monkeypatch.setattr(supervisor, "Event", Event)
    endings = SimpleNamespace(Process=lambda **_: started.append(1) or Ending())
    monkeypatch.setattr(supervisor.multiprocessing, "get_context", lambda _: endings)
    (one,) = supervisor.start("127.0.0.1", [0])
    with closing(one.reserved):
        until(lambda: len(pauses) == 9)
    assert pauses == [0.5, 1, 2, 4, 8, 16, 30, 30, 30]
    assert len(started) == 9
    assert capfd.readouterr().err.count("has ended twice in a row (exit code 3)") == 1


class Ending:
    """A process that ends at once."""

    exitcode = 3

    def start(self):
        pass

    def join(self):
        pass


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a process goes where it likes")
def test_each_calculator_has_a_core_of_its_own_and_a_fast_one(monkeypatch):
    pinned = []
    monkeypatch.setattr(os, "sched_getaffinity", lambda pid: {7, 2, 3, 5})
    monkeypatch.setattr(os, "sched_setaffinity", lambda pid, cores: pinned.append(cores))
    for place in range(5):
        worker.stay_on_one_core(place)
    assert pinned == [{2}, {3}, {5}, {7}, {2}]
    monkeypatch.setattr(worker, "capacity_of", {7: 1024, 2: 400, 3: 400, 5: 1024}.get)
    worker.stay_on_one_core(0), worker.stay_on_one_core(1)
    assert pinned[5:] == [{5}, {7}]


def test_there_are_no_more_of_them_than_cores_that_this_server_may_use(monkeypatch):
    monkeypatch.setattr("os.sched_getaffinity", lambda _: {0}, raising=False)
    monkeypatch.setattr("os.cpu_count", lambda: 8)
    monkeypatch.setenv(ADDRESSES, "")  # for what is said there now, to be put back
    assert worker.cores_apart() == 1
    with calculators(3) as running:
        assert len(running) == 1
