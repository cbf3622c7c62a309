"""POST /api/v1/learning-rate, 5 rates × 50 seeds × 500 epochs of XOR, beside the default training run.

Both are answered over HTTP, in turns. Each time the dragged rate is another one, so that all 250 runs are
trained anew. The sweep along the axis does not depend on the rates asked for: it is there after the first
answer, which is told apart.
"""

import http.client
import json
import statistics
import time

from bench._goals import conclude, verdict
from bench._servers import Server

ROUNDS = 15
WARM_UP = 2
GOAL = 5.0
RATES = [0.01, 0.1, 0.5, 1.0]
SEEDS, EPOCHS = 50, 500


def seconds(connection, path, request):
    """Until the whole answer is there."""
    start = time.perf_counter()
    connection.request("POST", f"/api/v1/{path}", json.dumps(request), {"Content-Type": "application/json"})
    response = connection.getresponse()
    answer = response.read()
    taken = time.perf_counter() - start
    assert response.status == 200, answer
    return taken


def many_runs(turn):
    """Four rates that stay, and one that is dragged."""
    return {"rates": [*RATES, round(2.0 + 0.05 * turn, 2)], "seeds": SEEDS, "epochs": EPOCHS}


def main():
    """Alternating turns; the medians, the first rounds left out."""
    training, many = [], []
    with Server() as server:
        connection = http.client.HTTPConnection("127.0.0.1", server.port)
        first = seconds(connection, "learning-rate", many_runs(ROUNDS))
        for turn in range(ROUNDS):
            training.append(seconds(connection, "training", {}))
            many.append(seconds(connection, "learning-rate", many_runs(turn)))
        connection.close()
    one, all_of_them = (statistics.median(times[WARM_UP:]) for times in (training, many))
    print(f"the default training run {one * 1e3:.0f} ms, {(len(RATES) + 1) * SEEDS} runs", end=" ")
    print(f"{all_of_them * 1e3:.0f} ms; the first answer, with the sweep, {first * 1e3:.0f} ms")
    ratio = statistics.median(m / t for m, t in zip(many[WARM_UP:], training[WARM_UP:], strict=True))
    verdict("5 rates × 50 seeds × 500 epochs ÷ default run", f"{ratio:.2f}", f"≤ {GOAL}", ratio <= GOAL)


if __name__ == "__main__":
    main()
    conclude()
