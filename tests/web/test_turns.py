"""Long computations take turns, one at a time, in a bounded line; short ones never wait for a place."""

import gc
import json
import sys
import threading
import time
from functools import partial

import pytest

from app import create_app, create_served_app
from bench._worst import posts
from tests.waiting import SECONDS, until
from web.problems import Problem
from web.turns import FEWEST_SECONDS_TO_RETRY, MOST_SECONDS_TO_RETRY, TURNS, Turns

STREAM = {"Accept": "application/x-ndjson"}
SMALL = {"dataset": {"name": "xor"}, "epochs": 12}
LONG = {
    *("training", "table/training", "training/epoch", "training/seeds", "predict", "export/training"),
    *("data/csv", "import/training"),
    *(f"code/{slug}" for slug in ("training", "forward", "linear-collapse", "accuracy-vs-loss", "backprop")),
    *("slow-start", "table/slow-start", "accuracy-vs-loss", "table/accuracy-vs-loss"),
}


@pytest.fixture
def no_room(monkeypatch):
    """A server whose places are all taken."""
    monkeypatch.setattr(TURNS, "most", 0)


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


def test_two_runs_take_turns_and_neither_waits_for_the_whole_of_the_other():
    turns, order = Turns(), []

    def parts(name):
        for _ in range(5):
            time.sleep(0.01)
            order.append(name)
            yield

    def work(name):
        with turns.place() as place:
            list(place.paced(parts(name)))

    with turns.turn():
        both = started(partial(work, "a"), partial(work, "b"))
        until(partial(has, turns.newcomers, 2))
    ended(both)
    assert sorted(order) == list("aaaaabbbbb")
    assert "aaaa" not in "".join(order)
    assert turns.under_way == 0
    assert turns.owner is None


def test_one_computes_at_a_time():
    turns, computing, most = Turns(), [], []

    def parts():
        for part in range(5):
            computing.append(part)
            most.append(len(computing))
            time.sleep(0.001)
            computing.pop()
            yield part

    def work():
        with turns.place() as place:
            assert list(place.paced(parts())) == [0, 1, 2, 3, 4]

    ended(started(*[work] * 8))
    assert most == [1] * 40


def test_a_newcomer_is_let_in_among_those_that_have_had_a_turn():
    turns, order = Turns(), []

    def wait(name, is_first):
        with turns.turn(is_first):
            order.append(name)

    with turns.turn():
        old = []
        for place, name in enumerate("abcd", 1):
            old += started(partial(wait, name, False))
            until(partial(has, turns.line, place))
        new = started(partial(wait, "new", True))
        until(partial(has, turns.newcomers, 1))
    ended(old + new)
    assert order.index("new") <= 1
    assert [name for name in order if name != "new"] == list("abcd")


def test_a_turn_inside_a_turn_is_the_same_turn():
    turns = Turns()
    with turns.turn(), turns.place() as place, place.turn():
        assert turns.under_way == 1
    assert turns.owner is None


def test_the_line_is_bounded_and_who_is_sent_away_is_told_another_time_each():
    turns = Turns(most=3)
    places = [turns.enter() for _ in range(3)]
    told = []
    for _ in range(300):
        with pytest.raises(Problem) as refused:
            turns.enter()
        assert refused.value.status == 503
        told.append(int(refused.value.headers["Retry-After"]))
    assert set(told) == set(range(FEWEST_SECONDS_TO_RETRY, MOST_SECONDS_TO_RETRY + 1))
    assert max(told.count(seconds) for seconds in set(told)) < 100
    turns.leave(places[0])
    turns.leave(places[0])
    turns.enter()
    with pytest.raises(Problem):
        turns.enter()


def test_memory_is_bounded_too():
    turns = Turns(most=10, megabytes=100)
    one = turns.enter(70)
    with pytest.raises(Problem):
        turns.enter(40)
    turns.enter(30)
    turns.leave(one)
    turns.enter(70)


def test_who_waits_for_its_reader_loses_its_place_when_somebody_comes():
    now, closed = [0.0], []

    def parts():
        try:
            yield from range(100)
        finally:
            closed.append(now[0])

    turns = Turns(most=1, patience=15, clock=lambda: now[0])
    place = turns.enter()
    stream = place.paced(parts())
    assert next(stream) == 0
    now[0] = 14.0
    with pytest.raises(Problem):
        turns.enter()
    assert next(stream) == 1
    now[0] = 28.0
    with pytest.raises(Problem):
        turns.enter()
    assert closed == []
    now[0] = 30.0
    turns.enter()
    assert closed == [30.0]
    with pytest.raises(Problem, match="Nobody read this for 15 seconds"):
        next(stream)
    turns.leave(place)
    assert turns.under_way == 1


def test_a_stream_that_lost_its_place_says_so_in_its_last_line(client, monkeypatch):
    response = client.post("/api/v1/training", json={"epochs": 5000}, headers=STREAM, buffered=False)
    stream = response.iter_encoded()
    next(stream)
    monkeypatch.setattr(TURNS, "patience", -1.0)
    TURNS.leave(TURNS.enter())
    monkeypatch.undo()
    *_, last = stream
    response.close()
    assert json.loads(last)["problem"]["status"] == 503
    assert TURNS.under_way == 0


WORST = [
    pytest.param(*pair, id=pair[0][0].removeprefix("/api/v1/"))
    for pair in zip(posts(0), posts(1), strict=True)
    if "/questions/" not in pair[0][0]
]


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


def test_a_question_is_settled_once(monkeypatch):
    client, path = create_app().test_client(), "/api/v1/questions/slow-start"
    with monkeypatch.context() as crowded:
        crowded.setattr(TURNS, "most", 0)
        assert client.post(path, json={}).status_code == 503
    first = client.post(path, json={})
    monkeypatch.setattr(TURNS, "most", 0)
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
