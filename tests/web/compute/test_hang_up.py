"""Whoever hangs up on a stream stops the work, on both servers; others are answered while runs go on."""

import http.client
import json
import threading
import time
from contextlib import closing, contextmanager

import pytest

from bench._servers import Server
from course.operations import all_operations
from panel_kit.contract.operation import Operation
from panel_kit.specs.limits import TABLES
from tests.waiting import SECONDS, SLOWNESS, a_while, until

GRANIAN = """
from granian import Granian
from granian.constants import Interfaces
if __name__ == "__main__":
    Granian("tests.web.compute.counting_app:create_app", factory=True, address="127.0.0.1", port={port},
            interface=Interfaces.WSGI, workers=1, blocking_threads=256, workers_kill_timeout=2,
            websockets=False).serve()
"""
WAITRESS = """
import waitress
from tests.web.compute.counting_app import create_app
waitress.serve(create_app(), host="127.0.0.1", port={port}, threads=64)
"""
# Minutes of work if nobody stopped it, and a stream of many parts
LONG = {"epochs": 5000, "batch_size": 5, "dataset": {"samples": 100}, "network": {"layers": [2, 8, 1]}}
WORST = {"epochs": 1300, "batch_size": 8, "dataset": {"samples": 400}, "network": {"layers": [2, 16, 16, 1]}}
SEARCH = all_operations()["tuner"].dearest


def megabytes(operation: Operation) -> float:
    """What its dearest request is said to take."""
    return operation.cost(operation.request.model_validate(operation.dearest(0))).megabytes


# Where memory is short, the largest are the ones that are refused
STREAMED = sorted((each for each in all_operations().values() if each.streams), key=megabytes)


@pytest.fixture(params=[GRANIAN, WAITRESS], ids=["granian", "waitress"])
def server(request, tmp_path, monkeypatch):
    """A server, and how many epochs it has computed; of networks with so many inputs, where that is said."""
    epochs = tmp_path / "epochs"
    epochs.touch()
    monkeypatch.setenv("NUDGE_EPOCHS", str(epochs))
    with Server(["-c", request.param]) as running:
        yield running, lambda inputs=None: counted(epochs.read_bytes(), inputs)


def counted(noted, inputs):
    return len(noted) if inputs is None else noted.count(bytes([inputs]))


@contextmanager
def asked(server, method, path, body=None, **headers):
    """The response; its connection is cut as the block ends, whether all was read or not."""
    with closing(http.client.HTTPConnection("127.0.0.1", server.port, timeout=SECONDS)) as connection:
        connection.request(method, path, body, headers)
        with closing(connection.getresponse()) as response:
            yield response


def streamed(server, body, path="training"):
    headers = {"Content-Type": "application/json", "Accept": "application/x-ndjson"}
    return asked(server, "POST", f"/api/v1/{path}", json.dumps(body), **headers)


def settled(count):
    """The count once it stands still."""
    before = -1
    while before != count():
        before = count()
        a_while(0.3)
    return before


def test_hanging_up_stops_the_work(server):
    running, count = server
    with streamed(running, LONG) as response:
        assert response.status == 200
        for _ in range(3):
            assert json.loads(response.readline())["history"]["epoch"]
    stopped_at = settled(count)
    assert 0 < stopped_at < LONG["epochs"] / 2
    with streamed(running, {"epochs": 2}) as response:
        assert b'"status":"completed"' in response.read()
    assert count() == stopped_at + 2


def test_hanging_up_on_the_dearest_search_stops_it_while_others_keep_the_server_busy(server):
    running, count = server
    with reading(running, [("training", LONG)]):
        with streamed(running, SEARCH(0), "tuner") as response:
            assert response.status == 200
            response.readline()
            until(lambda: count(TABLES.inputs) > 3)
        searched, before = settled(lambda: count(TABLES.inputs)), count(2)
        # Half of the epochs of all trials
        assert 0 < searched < SEARCH(0)["trials"] * SEARCH(0)["epochs"] / 2
        until(lambda: count(2) > before + 20)
        assert count(TABLES.inputs) == searched


@contextmanager
def reading(server, asked_for):
    """Whoever asks for these streams goes on reading them while the block lasts; yields their statuses."""
    done, statuses = threading.Event(), {}

    def read(path, body):
        with streamed(server, body, path) as response:
            statuses[path] = response.status
            while not done.is_set() and response.readline():
                pass

    readers = []
    for path, body in asked_for:
        readers.append(threading.Thread(target=read, args=(path, body), daemon=True))
        readers[-1].start()
        until(lambda path=path: path in statuses)
    try:
        yield statuses
    finally:
        done.set()
        for reader in readers:
            reader.join()


def test_others_are_answered_while_the_worst_runs_go_on(server):
    running, count = server
    with reading(running, [("training", WORST)] * 10):
        until(lambda: count() >= 5)
        waits = [waited(running) for _ in range(40)]
    # A turn is a few hundredths of a second; ten whole runs would be a minute
    assert sorted(waits)[len(waits) // 2] < 0.5 * SLOWNESS


def test_others_are_answered_while_the_dearest_of_all_that_is_streamed_goes_on(server):
    running, _ = server
    with reading(running, [(each.path, each.dearest(0)) for each in STREAMED]) as statuses:
        waits = [waited(running) for _ in range(40)]
    assert statuses["tuner"] == 200
    assert set(statuses.values()) <= {200, 503}
    assert sorted(waits)[len(waits) // 2] < 0.5 * SLOWNESS


def waited(server):
    """Seconds until the server says that it is up."""
    start = time.perf_counter()
    with asked(server, "GET", "/healthz") as response:
        assert response.read() == b'{"status":"ok"}'
    return time.perf_counter() - start
