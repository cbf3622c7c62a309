"""POST /api/v1/forward over a bare Flask endpoint: requests a second, and CPU a request.

A browser's request takes the fast lane (`web/edge/fast_lane.py`), which is what the goal is about. The same
request with a character set in its content type goes all the way through Flask; it is shown beside.
"""

import http.client
import json
import multiprocessing
import statistics
import sys
import threading
import time
from pathlib import Path

from bench._goals import conclude, verdict
from bench._servers import both_servers
from course.panels import all_panels

CONNECTIONS = 4
SECONDS = 1.5
ROUNDS = 7
GOAL = 0.65
DEFAULTS = all_panels()["forward"].defaults
# A slider on its way: no two requests in a row are the same.
BODIES = [json.dumps({**DEFAULTS, "x": [step / 100, -0.45]}).encode() for step in range(-200, 201)]
PLAIN, WITH_CHARSET = "application/json", "application/json; charset=utf-8"
WAYS = {
    "bare": ("/bare", PLAIN),
    "nudge": ("/api/v1/forward", PLAIN),
    "nudge through Flask": ("/api/v1/forward", WITH_CHARSET),
}


def load(port, path, content_type, counts):
    """Keeps a few connections busy for a while, from a process of its own."""
    end = time.monotonic() + SECONDS

    def work(index):
        connection = http.client.HTTPConnection("127.0.0.1", port)
        while time.monotonic() < end:
            body = BODIES[counts[index] % len(BODIES)]
            connection.request("POST", path, body, {"Content-Type": content_type})
            response = connection.getresponse()
            response.read()
            assert response.status == 200
            counts[index] += 1

    threads = [threading.Thread(target=work, args=(index,)) for index in range(CONNECTIONS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def measure(server, path, content_type):
    """(requests a second, CPU microseconds a request)."""
    counts = multiprocessing.Array("l", CONNECTIONS)
    before = server.cpu_seconds()
    client = multiprocessing.Process(target=load, args=(server.port, path, content_type, counts))
    client.start()
    client.join()
    done = sum(counts)
    return done / SECONDS, (server.cpu_seconds() - before) / done * 1e6


def turns():
    """For each way the (rate, cost) of every round, the first of which only warms up."""
    with both_servers() as (nudge, bare):
        rounds = [
            {name: measure(bare if name == "bare" else nudge, *way) for name, way in WAYS.items()}
            for _ in range(ROUNDS)
        ]
    return {name: [each[name] for each in rounds[1:]] for name in WAYS}


def ratio(ours, theirs, place):
    """The median over the rounds of ours ÷ theirs, each measured right after the other."""
    return statistics.median(mine[place] / other[place] for mine, other in zip(ours, theirs, strict=True))


def main():
    """Alternating turns; the median of each."""
    if not Path("/proc/self/stat").exists():
        sys.exit("This benchmark reads CPU time from /proc, which only Linux has.")
    found = turns()
    bare = found["bare"]
    for name, figures in found.items():
        per_second, micros = (statistics.median(column) for column in zip(*figures, strict=True))
        beside = f"rate {ratio(figures, bare, 0):.2f}, CPU {ratio(bare, figures, 1):.2f} of bare"
        print(f"{name:<20} {per_second:6.0f} requests/s {micros:5.0f} µs CPU   {beside}")
    rate, cost = ratio(found["nudge"], bare, 0), ratio(bare, found["nudge"], 1)
    verdict("requests a second, ours ÷ bare", f"{rate:.2f}", f"≥ {GOAL}", rate >= GOAL)
    verdict("CPU a request, bare ÷ ours", f"{cost:.2f}", f"≥ {GOAL}", cost >= GOAL)


if __name__ == "__main__":
    main()
    conclude()
