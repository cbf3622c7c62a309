"""Large bodies share their memory: taken as they come in, given back when they are answered, and bounded."""

import pytest

from web.edge.large_bodies import LARGE_BODIES, PART_BYTES, SharedBytes
from web.edge.slow_bodies import TimedBodies, TimedBody

SMALL = b'{"epochs": 1}'


@pytest.fixture
def little_memory(monkeypatch):
    """For 100 kB of large bodies at once."""
    monkeypatch.setattr(LARGE_BODIES, "most", 100_000)


def asked(client, body, path="training"):
    answer = client.post(f"/api/v1/{path}", data=body, content_type="application/json")
    assert LARGE_BODIES.held == 0
    return answer


def padded(size, start=SMALL):
    return start.ljust(size)


@pytest.mark.usefixtures("little_memory")
def test_what_does_not_fit_beside_others_is_told_to_come_again(client):
    assert asked(client, padded(90_000)).status_code == 200
    refused = asked(client, padded(170_000))
    assert (refused.status_code, refused.content_type) == (503, "application/problem+json")
    assert int(refused.headers["Retry-After"]) >= 1
    assert LARGE_BODIES.take(95_000)
    assert (
        client.post("/api/v1/training", data=padded(60_000), content_type="application/json").status_code
        == 200
    )
    assert (
        client.post("/api/v1/training", data=padded(90_000), content_type="application/json").status_code
        == 503
    )
    LARGE_BODIES.give_back(95_000)
    for wrong in (b"{", b'{"epochs": -1}'):
        assert asked(client, padded(90_000, wrong)).status_code in (400, 422)
    assert asked(client, padded(60_000, b"{}"), "forward").status_code == 200


def test_bytes_are_counted_together():
    memory = SharedBytes(10)
    assert [memory.take(6), memory.take(6), memory.take(4), memory.take(1)] == [True, False, True, False]
    memory.give_back(6)
    assert memory.take(6)


class Endless:
    """A body of spaces; how much is asked for at once is noted."""

    def __init__(self):
        self.asked = []

    def read(self, size=-1):
        self.asked.append(size)
        return b" " * size


def test_of_a_body_that_is_too_large_no_more_is_held_than_a_part(client):
    for path, limit in (("forward", 65_536), ("training", 4_194_304)):
        body = Endless()
        given = {
            "wsgi.input": body,
            "CONTENT_LENGTH": str(limit + 50_000),
            "CONTENT_TYPE": "application/json",
        }
        assert client.post(f"/api/v1/{path}", environ_overrides=given).status_code == 413
        assert 0 < max(body.asked) <= PART_BYTES
        assert sum(body.asked) == limit + 50_000


def test_all_readings_of_a_body_have_one_time_together():
    noted, bodies = [], TimedBodies(None)

    class Body:
        def read(self, size):
            noted.extend(since for _, since in bodies.being_read.values())
            return b" " * size

    body = TimedBody(bodies, Body(), ("127.0.0.1", 8000))
    for _ in range(3):
        body.read(1)
    assert len(noted) == 3
    assert len(set(noted)) == 1
    assert not bodies.being_read
