"""POST /api/v1/training over the bare engine: the default run, in one piece and in parts.

The bare engine makes the same trainer and computes the same epochs with a snapshot of each, and no more:
no request read, no split, no confusion, no diagnosis, no JSON. The server answers over HTTP. Turns alternate.
"""

import http.client
import json
import statistics
import time

from bench._goals import conclude, verdict
from bench._servers import Server
from panel_kit.runs.record import trainer_of
from panels.training.panel import PANEL

ROUNDS = 40
GOALS = {"in one piece": 1.5, "in parts": 1.6}
GOAL_FIRST = 0.5
REQUEST = PANEL.request()
KINDS = {"in one piece": "application/json", "in parts": "application/x-ndjson"}


def bare():
    """Seconds of the engine alone."""
    start = time.perf_counter()
    trainer = trainer_of(REQUEST.setup)
    snapshots = tuple(trainer.run())
    trainer.finish(snapshots)
    assert len(snapshots) == 301
    return time.perf_counter() - start


def served(connection, accept):
    """Seconds until the first line, and until the end."""
    headers = {"Content-Type": "application/json", "Accept": accept}
    start = time.perf_counter()
    connection.request("POST", "/api/v1/training", b"{}", headers)
    response = connection.getresponse()
    first = response.readline()
    until_first = time.perf_counter() - start
    rest = response.read()
    assert response.status == 200
    assert json.loads(first)["history"]["epoch"][0] == 0
    return until_first, time.perf_counter() - start, len(first) + len(rest)


def main():
    """Alternating turns; the medians, the first rounds left out."""
    ours = {name: [] for name in KINDS}
    engine = []
    with Server() as server:
        connection = http.client.HTTPConnection("127.0.0.1", server.port)
        for _ in range(ROUNDS):
            engine.append(bare())
            for name, accept in KINDS.items():
                ours[name].append(served(connection, accept))
        connection.close()
    alone = statistics.median(engine[5:])
    print(f"{'the engine alone':<20} {alone * 1e3:6.1f} ms")
    for name, times in ours.items():
        first, whole, size = (statistics.median(column) for column in zip(*times[5:], strict=True))
        print(f"{name:<20} {whole * 1e3:6.1f} ms, first line after {first * 1e3:.1f} ms, {size / 1e3:.0f} kB")
        ratio = statistics.median(w / e for (_, w, _), e in zip(times[5:], engine[5:], strict=True))
        goal = GOALS[name]
        verdict(f"the default run {name}, ours ÷ engine", f"{ratio:.2f}", f"≤ {goal}", ratio <= goal)
    share = statistics.median(first / whole for first, whole, _ in ours["in parts"][5:])
    verdict("first part, share of the whole", f"{share:.2f}", f"≤ {GOAL_FIRST}", share <= GOAL_FIRST)


if __name__ == "__main__":
    main()
    conclude()
