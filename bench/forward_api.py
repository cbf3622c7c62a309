"""POST /api/v1/forward over a bare Flask endpoint: requests a second, and CPU a request."""

import http.client
import json
import multiprocessing
import statistics
import threading
import time

from bench._servers import both_servers, verdict
from panels.panel import all_panels

CONNECTIONS = 4
SECONDS = 1.5
ROUNDS = 7
BODY = json.dumps({**all_panels()["forward"].defaults, "x": [0.8, -0.45]}).encode()


def load(port, path, counts):
    """Keeps a few connections busy for a while, from a process of its own."""
    end = time.monotonic() + SECONDS

    def work(index):
        connection = http.client.HTTPConnection("127.0.0.1", port)
        while time.monotonic() < end:
            connection.request("POST", path, BODY, {"Content-Type": "application/json"})
            response = connection.getresponse()
            response.read()
            assert response.status == 200
            counts[index] += 1

    threads = [threading.Thread(target=work, args=(index,)) for index in range(CONNECTIONS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def measure(server, path):
    """(requests a second, CPU microseconds a request)."""
    counts = multiprocessing.Array("l", CONNECTIONS)
    before = server.cpu_seconds()
    client = multiprocessing.Process(target=load, args=(server.port, path, counts))
    client.start()
    client.join()
    done = sum(counts)
    return done / SECONDS, (server.cpu_seconds() - before) / done * 1e6


def main():
    """Alternating turns; the median of each."""
    with both_servers() as (nudge, bare):
        turns = [(measure(bare, "/bare"), measure(nudge, "/api/v1/forward")) for _ in range(ROUNDS)]
    rates = [(ours[0], theirs[0]) for theirs, ours in turns[1:]]
    costs = [(ours[1], theirs[1]) for theirs, ours in turns[1:]]
    rate = statistics.median(ours / theirs for ours, theirs in rates)
    cost = statistics.median(theirs / ours for ours, theirs in costs)
    for name, place in (("bare", 1), ("nudge", 0)):
        per_second = statistics.median(pair[place] for pair in rates)
        micros = statistics.median(pair[place] for pair in costs)
        print(f"{name:<5} {per_second:7.0f} requests/s {micros:5.0f} µs CPU")
    verdict("requests a second, ours ÷ bare", f"{rate:.2f}", "≥ 0.7", rate >= 0.7)
    verdict("CPU a request, bare ÷ ours", f"{cost:.2f}", "≥ 0.7", cost >= 0.7)


if __name__ == "__main__":
    main()
