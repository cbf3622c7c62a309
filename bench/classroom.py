"""A class at its sliders: forty browsers on one server, and how much more several workers answer.

Each client replays a session recorded from a browser (``bench/_record_session.py``), from a moment of its
own: what was asked, when it was asked. Like a page it has one request under way and then asks for the newest.
The clients live on the same computer, and take a share of its cores.
"""

import asyncio
import json
import multiprocessing
import os
import random
import statistics
import sys
import time
from collections import Counter

from bench._clients import answered, message
from bench._goals import conclude, p95, verdict
from bench._record_session import SESSION
from bench._servers import Server

CLASS = 40
SECONDS = 12.0
SECONDS_OF_A_RUSH = 4.0
BUSY_CONNECTIONS = 16
WORKERS = (1, 2, 4)


def recorded():
    """The session: its length, and (seconds, path, body) of each request."""
    session = json.loads(SESSION.read_text())
    posts = [
        (moment, path, json.dumps({**session["first"][path], **changes}).encode())
        for moment, path, changes in session["requests"]
    ]
    return session["seconds"], posts


async def replay(port, start, seconds, times, statuses):
    """One browser: the session from ``start`` on, over and over, for some seconds."""
    length, posts = recorded()
    reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=1 << 20)
    began = time.monotonic() - start
    place = sum(moment < start for moment, _, _ in posts)
    while True:
        moment, path, body = posts[place % len(posts)]
        due = began + moment + length * (place // len(posts))
        if due > began + start + seconds:
            break
        await asyncio.sleep(max(0.0, due - time.monotonic()))
        asked = time.perf_counter()
        writer.write(message(port, path, body))
        status, _ = await answered(reader)
        times.append(time.perf_counter() - asked)
        statuses[status] += 1
        place += 1
        while skipped(posts, place, began, length):
            place += 1
    writer.close()


def skipped(posts, place, began, length):
    """Whether the slider has moved on while the answer before was awaited: a newer request is due already."""
    place += 1
    return began + posts[place % len(posts)][0] + length * (place // len(posts)) < time.monotonic()


async def rush(port, end, posts, statuses):
    """One connection, as busy as can be."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=1 << 20)
    while time.monotonic() < end:
        for _, path, body in posts:
            writer.write(message(port, path, body))
            status, _ = await answered(reader)
            statuses[status] += 1
            if time.monotonic() >= end:
                break
    writer.close()


async def all_replay(port, clients, seconds):
    times, statuses = [], Counter()
    length, _ = recorded()
    starts = [random.Random(client).uniform(0, length) for client in range(clients)]
    await asyncio.gather(*(replay(port, start, seconds, times, statuses) for start in starts))
    return times, statuses


async def all_rush(port):
    statuses = Counter()
    _, posts = recorded()
    end = time.monotonic() + SECONDS_OF_A_RUSH
    shares = [posts[place::BUSY_CONNECTIONS] for place in range(BUSY_CONNECTIONS)]
    await asyncio.gather(*(rush(port, end, share, statuses) for share in shares))
    return statuses


def apart(work, *arguments):
    """What an asynchronous function returns, from a process of its own."""
    with multiprocessing.Pool(1) as pool:
        return pool.apply(run_apart, (work, arguments))


def run_apart(work, arguments):
    return asyncio.run(work(*arguments))


def measured(workers):
    """One browser, the class, and a rush, on a server of so many workers."""
    with Server(("app.py", "--port", "{port}", "--workers", str(workers))) as server:
        apart(all_replay, server.port, 4, 2.0)
        alone, one = apart(all_replay, server.port, 1, SECONDS)
        together, forty = apart(all_replay, server.port, CLASS, SECONDS)
        rushed = apart(all_rush, server.port)
    assert not (one + forty + rushed).keys() - {200}, one + forty + rushed
    return alone, together, rushed[200] / SECONDS_OF_A_RUSH


def main():
    """A row for each number of workers; the goal is about two cores, so about two workers."""
    print(f"{os.cpu_count()} cores, Python {sys.version.split()[0]}; load before: {os.getloadavg()[0]:.1f}")
    print("| workers | one browser p50, p95 | forty p50, p95 | p95 ÷ one's | their answers/s | at most |")
    print("|---|---|---|---|---|---|")
    ratios = {}
    for workers in WORKERS:
        alone, together, most = measured(workers)
        ratios[workers] = p95(together) / p95(alone)
        cells = [
            str(workers),
            *(
                f"{statistics.median(times) * 1e3:.1f}, {p95(times) * 1e3:.1f} ms"
                for times in (alone, together)
            ),
            f"{ratios[workers]:.1f}",
            f"{len(together) / SECONDS:.0f}",
            f"{most:.0f}",
        ]
        print(f"| {' | '.join(cells)} |", flush=True)
    verdict("forty browsers, two workers: p95 ÷ one's", f"{ratios[2]:.1f}", "≤ 5", ratios[2] <= 5)


if __name__ == "__main__":
    main()
    conclude()
