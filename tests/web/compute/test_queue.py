"""Long computations share the processor in slices, in a bounded queue; short ones need no place in it."""

import gc
import json
import sys
import threading
import time
from functools import partial
from unittest.mock import Mock

import pytest

from app import create_app, create_served_app
from bench._worst import posts
from course.operations import all_operations, all_pages
from panel_kit.runs.kept_results import KeptResults
from tests.waiting import SECONDS, until
from web.compute.queue import (
    FEWEST_SECONDS_TO_RETRY,
    LIGHT_JOBS,
    LONG_JOBS,
    MOST_SECONDS_TO_RETRY,
    SHORT_JOBS,
    FairLock,
    JobQueue,
)
from web.edge.problems import Problem
from web.pages.addresses import every_page

STREAM = {"Accept": "application/x-ndjson"}
SMALL = {"dataset": {"name": "xor"}, "epochs": 12}
LONG = {
    *("training", "table/training", "training/epoch", "training/seeds", "predict", "export/training"),
    *("data/csv", "import/training", "predict/table", "descent", "table/descent", "code/descent"),
    *(f"code/{slug}" for slug in ("training", "forward", "linear-collapse", "accuracy-vs-loss", "backprop")),
    *("learning-rate", "table/learning-rate", "code/learning-rate"),
    *("lr-finder", "table/lr-finder", "code/lr-finder"),
    *("architecture", "table/architecture", "code/architecture"),
    *("digits", "table/digits", "code/digits", "digits/epoch", "import/digits", "export/digits", "digit"),
    *("gradient-flow", "table/gradient-flow", "schedule", "table/schedule", "code/schedule"),
    *("approximation", "table/approximation", "approximation/layers"),
    *("double-descent", "table/double-descent", "code", "table/code", "code/code"),
    *("overfitting", "table/overfitting", "code/overfitting"),
    *("transfer", "table/transfer", "code/transfer"),
    *("tuner", "table/tuner", "code/tuner"),
    *("tumor", "table/tumor", "code/tumor", "table/predict", "code/predict"),
    *("slow-start", "table/slow-start", "accuracy-vs-loss", "table/accuracy-vs-loss"),
}


@pytest.fixture
def no_room(monkeypatch):
    """A server whose queue is full."""
    monkeypatch.setattr(LONG_JOBS, "most", 0)


def started(*works):
    threads = [threading.Thread(target=work) for work in works]
    for thread in threads:
        thread.start()
    return threads


def ended(threads):
    for thread in threads:
        thread.join(SECONDS)
    assert not any(thread.is_alive() for thread in threads)


def has(line, count):
    return len(line) == count


def test_two_runs_share_the_processor_and_neither_waits_for_the_whole_of_the_other():
    queue, order = JobQueue(), []

    def parts(name):
        for _ in range(5):
            time.sleep(0.01)
            order.append(name)
            yield

    def work(name):
        with queue.admit() as job:
            list(job.in_slices(parts(name)))

    with queue.processor.slice():
        both = started(partial(work, "a"), partial(work, "b"))
        until(partial(has, queue.processor.new, 2))
    ended(both)
    assert sorted(order) == list("aaaaabbbbb")
    assert "aaaa" not in "".join(order)
    assert not queue.jobs
    assert not queue.processor.is_taken


def test_one_computes_at_a_time():
    queue, computing, most = JobQueue(), [], []

    def parts():
        for part in range(5):
            computing.append(part)
            most.append(len(computing))
            time.sleep(0.001)
            computing.pop()
            yield part

    def work():
        with queue.admit() as job:
            assert list(job.in_slices(parts())) == [0, 1, 2, 3, 4]

    ended(started(*[work] * 8))
    assert most == [1] * 40


def test_a_newcomer_is_let_in_among_those_that_have_had_a_slice():
    processor, order = FairLock(), []

    def wait(name, is_new):
        with processor.slice(is_new):
            order.append(name)

    with processor.slice():
        old = []
        for place, name in enumerate("abcd", 1):
            old += started(partial(wait, name, False))
            until(partial(has, processor.others, place))
        new = started(partial(wait, "new", True))
        until(partial(has, processor.new, 1))
    ended(old + new)
    assert order.index("new") <= 1
    assert [name for name in order if name != "new"] == list("abcd")


def test_a_job_whose_client_has_gone_computes_no_further():
    queue, gone, told = JobQueue(), [], []
    with queue.admit(client_has_gone=lambda: bool(gone)) as job:
        parts = job.in_slices(iter_and_tell(told))
        next(parts)
        gone.append(True)
        with pytest.raises(Problem, match="Nobody waits"):
            next(parts)
    assert told == [0]
    assert not queue.processor.is_taken


def iter_and_tell(told):
    for part in range(9):
        told.append(part)
        yield part


def test_the_queue_is_bounded_and_who_is_sent_away_is_told_another_time_each():
    queue = JobQueue(most=3)
    jobs = [queue.admit() for _ in range(3)]
    told = []
    for _ in range(300):
        with pytest.raises(Problem) as refused:
            queue.admit()
        assert refused.value.status == 503
        told.append(int(refused.value.headers["Retry-After"]))
    assert set(told) == set(range(FEWEST_SECONDS_TO_RETRY, MOST_SECONDS_TO_RETRY + 1))
    assert max(told.count(seconds) for seconds in set(told)) < 100
    jobs[0].release()
    jobs[0].release()
    queue.admit()
    with pytest.raises(Problem):
        queue.admit()


def test_memory_is_bounded_too():
    queue = JobQueue(most=10, megabytes=100)
    one = queue.admit(70)
    with pytest.raises(Problem):
        queue.admit(40)
    queue.admit(30)
    one.release()
    queue.admit(70)


def test_who_waits_for_its_reader_is_cancelled_when_somebody_comes():
    now, closed = [0.0], []

    def parts():
        try:
            yield from range(100)
        finally:
            closed.append(now[0])

    queue = JobQueue(most=1, patience=15, clock=lambda: now[0])
    job = queue.admit()
    stream = job.in_slices(parts())
    assert next(stream) == 0
    now[0] = 14.0
    with pytest.raises(Problem):
        queue.admit()
    assert next(stream) == 1
    now[0] = 28.0
    with pytest.raises(Problem):
        queue.admit()
    assert closed == []
    now[0] = 30.0
    queue.admit()
    assert closed == [30.0]
    with pytest.raises(Problem, match="Nobody read this for 15 seconds"):
        next(stream)
    job.release()
    assert len(queue.jobs) == 1


def test_a_stream_that_lost_its_place_says_so_in_its_last_line(client, monkeypatch):
    response = client.post("/api/v1/training", json={"epochs": 5000}, headers=STREAM, buffered=False)
    stream = response.iter_encoded()
    next(stream)
    monkeypatch.setattr(LONG_JOBS, "patience", -1.0)
    LONG_JOBS.admit().release()
    monkeypatch.undo()
    *_, last = stream
    response.close()
    assert json.loads(last)["problem"]["status"] == 503
    assert not LONG_JOBS.jobs


WORST = [
    pytest.param(*pair, id=pair[0][0].removeprefix("/api/v1/"))
    for pair in zip(posts(0), posts(1), strict=True)
    if "/questions/" not in pair[0][0]
]


@pytest.fixture
def nothing_known(monkeypatch):
    """As in a process that has just begun: what is kept makes some requests light."""
    monkeypatch.setattr(KeptResults, "get", lambda _kept, _key: None)


@pytest.mark.usefixtures("nothing_known")
@pytest.mark.parametrize(("first", "second"), WORST)
def test_with_no_room_the_worst_of_what_is_light_is_answered_and_what_takes_long_is_refused(
    client, no_room, first, second
):
    path, _ = first
    is_long = path.removeprefix("/api/v1/") in LONG
    took = []
    for path, body in (first, second):
        started = time.thread_time()
        response = client.post(path, data=body, content_type="application/json")
        took.append(time.thread_time() - started)
        assert response.status_code == (503 if is_long else 200), response.text[:300]
        assert not is_long or int(response.headers["Retry-After"]) >= 1
    # Ten times what the slowest of them computes
    assert min(took) < 0.1 or is_long


@pytest.mark.usefixtures("no_room")
def test_with_no_room_a_stream_is_refused_and_panels_and_pages_go_on(client):
    response = client.post("/api/v1/training", json=SMALL, headers=STREAM)
    assert response.status_code == 503
    assert response.content_type == "application/problem+json"
    assert int(response.headers["Retry-After"]) >= 1
    for path in ("forward", "backprop", "accuracy-vs-loss", "softmax"):
        assert client.post(f"/api/v1/{path}", json={}).status_code == 200
    for path in ("/healthz", "/lessons/loss", "/panels/training"):
        assert client.get(path).status_code == 200


def test_a_page_that_computes_nothing_waits_for_nobody_whatever_its_address_asks_for():
    asked = Mock()
    client = create_app({"CALCULATORS": asked}).test_client()
    with LONG_JOBS.processor.slice(), SHORT_JOBS.slice(), LIGHT_JOBS.slice():
        for path in sorted({*every_page().values()} - {*all_pages(), "/nothing"}):
            assert client.get(f"{path}?x=1").status_code == 200
    assert asked.mock_calls == []


def test_a_slider_does_not_wait_for_what_is_merely_short(client):
    light = [("forward", {"x": [0.8, -0.45]}), ("table/neuron", {}), ("code/softmax", {}), ("perceptron", {})]
    crowded = {"examples": [{"x": [i, i * 7 % 24], "y": i * 5 % 2} for i in range(24)]}
    statuses = []

    def ask(path, body):
        statuses.append(client.post(f"/api/v1/{path}", json=body).status_code)

    with SHORT_JOBS.slice():
        ended(started(*(partial(ask, *each) for each in light)))
        waiting = started(partial(ask, "perceptron", crowded), partial(ask, "forward", {"x": [0.5] * 900}))
        until(partial(has, SHORT_JOBS.new, 2))
    ended(waiting)
    assert statuses == [200, 200, 200, 200, *statuses[4:]]
    assert sorted(statuses[4:]) == [200, 422]
    assert not LIGHT_JOBS.is_taken


def test_a_question_is_settled_once(monkeypatch):
    all_operations.cache_clear()  # a table of its own, in which nothing is known yet
    client, path = create_app().test_client(), "/api/v1/questions/slow-start"
    with monkeypatch.context() as crowded:
        crowded.setattr(LONG_JOBS, "most", 0)
        assert client.post(path, json={}).status_code == 503
    first = client.post(path, json={})
    monkeypatch.setattr(LONG_JOBS, "most", 0)
    again = client.post(path, json={})
    assert (again.status_code, again.data) == (200, first.data)


def test_a_process_that_serves_never_stops_for_a_tenth_of_a_second_to_look_for_garbage():
    interval = sys.getswitchinterval()
    try:
        assert create_served_app().test_client().get("/healthz").status_code == 200
        assert gc.get_freeze_count() > 50_000
        assert sys.getswitchinterval() <= interval / 2
    finally:
        gc.unfreeze()
        sys.setswitchinterval(interval)
