"""A server under load: the worst requests at once, slow clients, streams that nobody reads.

Each figure is a ratio to the unloaded server in the same run. The clients live on the same computer, in
processes of low priority; where there are few cores, what they cost is part of what is measured. So are
other programs: a figure that is missed while the computer is busy says little.
"""

import http.client
import json
import os
import statistics
import sys
import threading
import time
from contextlib import contextmanager
from pathlib import Path

from bench._clients import asking, stalling
from bench._goals import conclude, p95, verdict
from bench._servers import Server, family
from bench._worst import crowd, worst_requests

WORST_AT_ONCE = 50
SECONDS, SECONDS_STALLED = 5.0, 15.0
PAUSE = 0.01
MOST_MEGABYTES = 1000  # as docs/serving.md says
SLOW, HALF_OPEN = 200, 200
SLIDER = json.dumps({"x": [0.8, -0.45]}).encode()
WAYS = {"/healthz": ("GET", "/healthz", None), "a slider": ("POST", "/api/v1/forward", SLIDER)}
JSON = {"Content-Type": "application/json"}


def seconds_of(port, way):
    """How long one answer takes, a connection of its own included."""
    start = time.perf_counter()
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    method, path, body = WAYS[way]
    connection.request(method, path, body, JSON if body else {})
    response = connection.getresponse()
    response.read()
    connection.close()
    assert response.status == 200, response.status
    return time.perf_counter() - start


def measured(port, seconds=SECONDS):
    """The times of each way, asked in turns."""
    times = {way: [] for way in WAYS}
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        for way, found in times.items():
            found.append(seconds_of(port, way))
            time.sleep(PAUSE)
    return times


def memory(pids):
    """Megabytes that some processes hold (Linux)."""
    pages = sum(int(Path(f"/proc/{pid}/statm").read_text().split()[1]) for pid in pids)
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


@contextmanager
def watched(pid):
    """A list of the memory that a process and its children use, ten times a second."""
    pids = family(pid)
    found, done = [memory(pids)], threading.Event()

    def watch():
        while not done.wait(0.1):
            found.append(memory(pids))

    thread = threading.Thread(target=watch)
    thread.start()
    try:
        yield found
    finally:
        done.set()
        thread.join()


def report(what, unloaded, loaded, goals):
    """Median and p95 of each way, and the ratio of the p95 where there is a goal for it."""
    print(f"{what}:")
    for way in WAYS:
        before, now = unloaded[way], loaded[way]
        figures = ", ".join(
            f"{name} p50 {statistics.median(times) * 1e3:.1f} ms, p95 {p95(times) * 1e3:.1f} ms"
            for name, times in (("unloaded", before), ("loaded", now))
        )
        print(f"    {way}: {figures} ({len(before)} and {len(now)} asked)")
        if way in goals:
            ratio = p95(now) / p95(before)
            verdict(f"    {way}, p95 ÷ unloaded", f"{ratio:.1f}", f"≤ {goals[way]}", ratio <= goals[way])


def worst_at_once():
    """Fifty clients, each asking for its operation's or its page's worst again and again; then twice more."""
    with Server() as server, watched(server.process.pid) as megabytes:
        unloaded = measured(server.port)
        before, peaks = megabytes[-1], []
        for round_ in range(3):
            requests = crowd(WORST_AT_ONCE, seed=round_)
            megabytes.clear()
            with asking(server.port, requests, SECONDS + 1) as counts:
                time.sleep(1)
                loaded = measured(server.port)
            peaks.append(max(megabytes))
            report(
                f"{WORST_AT_ONCE} worst requests at once", unloaded, loaded, {"/healthz": 20, "a slider": 5}
            )
            print(f"    answered {dict(counts)}")
        shown = ", ".join(f"{peak:.0f}" for peak in peaks)
        print(f"    memory before {before:.0f} MB, peaks {shown}, after {megabytes[-1]:.0f}")
        verdict(
            "    memory, highest peak",
            f"{max(peaks):.0f} MB",
            f"≤ {MOST_MEGABYTES}",
            max(peaks) <= MOST_MEGABYTES,
        )
        growth = peaks[2] / peaks[1]
        verdict("    memory, third peak ÷ second", f"{growth:.2f}", "≤ 1.25", growth <= 1.25)


def stalled_clients():
    """Two hundred that send a byte in ten seconds, two hundred that never read their stream."""
    with Server() as server, watched(server.process.pid) as megabytes:
        unloaded, before = measured(server.port), megabytes[-1]
        with stalling(server.port, dict(worst_requests())["training"], SLOW, HALF_OPEN):
            time.sleep(1)
            loaded = measured(server.port, SECONDS_STALLED)
        report(f"{SLOW} slow clients, {HALF_OPEN} unread streams", unloaded, loaded, dict.fromkeys(WAYS, 3))
        print(f"    memory before {before:.0f} MB, peak {max(megabytes):.0f}")


def main():
    """Each part with a server of its own."""
    if not Path("/proc/self/stat").exists():
        sys.exit("This benchmark reads memory from /proc, which only Linux has.")
    print(f"{os.cpu_count()} cores, Python {sys.version.split()[0]}; load before: {os.getloadavg()[0]:.1f}")
    worst_at_once()
    stalled_clients()


if __name__ == "__main__":
    main()
    conclude()
