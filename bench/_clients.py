"""Many clients in one process of their own, at low priority: they stand for other people's computers.

``crowd`` keeps asking, each client one request after the other; ``stallers`` ask and then hardly go on.
"""

import asyncio
import json
import multiprocessing
import os
import socket
import time
from collections import Counter
from contextlib import contextmanager, suppress

HEAD = (
    "POST {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Type: application/json\r\n"
    "Accept: {accept}\r\nContent-Length: {length}\r\n\r\n"
)
SLOW_BODY = b'{"x": [0.8, -0.45]}' + b" " * 200
SECONDS_A_BYTE = 10


def message(port, path, body, accept="application/json"):
    """A POST as it goes over the wire; a GET where there is no body."""
    if body is None:
        return f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n".encode()
    return HEAD.format(path=path, port=port, accept=accept, length=len(body)).encode() + body


async def answered(reader):
    """Reads one response to its end; (status, seconds of Retry-After)."""
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower().split("\r\n")
    headers = dict(line.split(": ", 1) for line in head[1:] if ": " in line)
    if "content-length" in headers:
        await reader.readexactly(int(headers["content-length"]))
    else:
        while size := int(await reader.readline(), 16):
            await reader.readexactly(size + 2)
        await reader.readline()
    return int(head[0].split()[1]), float(headers.get("retry-after", 0))


async def keep_asking(port, sent, end, counts):
    """One client: the same request again and again; told to come later, it does."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=1 << 24)
    while time.monotonic() < end:
        writer.write(sent)
        status, later = await answered(reader)
        counts[status] += 1
        await asyncio.sleep(min(later, max(0.0, end - time.monotonic())))
    writer.close()


async def crowd_for(port, requests, seconds, counts):
    end = time.monotonic() + seconds
    clients = [keep_asking(port, message(port, *request), end, counts) for request in requests]
    done = asyncio.gather(*clients, return_exceptions=True)
    with suppress(TimeoutError):
        for trouble in await asyncio.wait_for(done, seconds + 90):
            if trouble is not None:
                counts[type(trouble).__name__] += 1


def crowd(port, requests, seconds, told):
    """A client for each of ``requests``, all at once, for some seconds; then waits for the last answers."""
    os.nice(10)
    counts = Counter()
    asyncio.run(crowd_for(port, requests, seconds, counts))
    told.put(counts)


def stall(port, long_request, slow, half_open, is_there, done):
    """``slow`` clients that send a byte in ten seconds; ``half_open`` ask for a stream and never read it."""
    os.nice(10)
    slow_ones = [connect(port) for _ in range(slow)]
    for place, client in enumerate(slow_ones):
        sent = message(port, "/api/v1/forward", SLOW_BODY)
        # One in four is slow from its first line on, the others are in the middle of the body
        client.sendall(sent[: 20 if place % 4 == 0 else len(sent) - len(SLOW_BODY) + 1])
    stream = message(port, "/api/v1/training", json.dumps(long_request).encode(), "application/x-ndjson")
    streams = [connect(port, receive=4096) for _ in range(half_open)]
    for client in streams:
        client.sendall(stream)
    is_there.set()
    while not done.wait(SECONDS_A_BYTE):
        for client in slow_ones:
            with suppress(OSError):
                client.send(b" ")


def connect(port, receive=None):
    client = socket.socket()
    if receive:
        client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive)
    client.connect(("127.0.0.1", port))
    return client


@contextmanager
def stalling(port, long_request, slow, half_open):
    """Both kinds of stalled clients, in a process of their own, while the block lasts."""
    is_there, done = multiprocessing.Event(), multiprocessing.Event()
    process = multiprocessing.Process(
        target=stall, args=(port, long_request, slow, half_open, is_there, done)
    )
    process.start()
    is_there.wait(60)
    try:
        yield
    finally:
        done.set()
        process.join()


@contextmanager
def asking(port, requests, seconds):
    """The crowd at work, in a process of its own, while the block lasts; a dict of what came back."""
    told, found = multiprocessing.Queue(), Counter()
    process = multiprocessing.Process(target=crowd, args=(port, requests, seconds, told))
    process.start()
    try:
        yield found
    finally:
        found.update(told.get(timeout=seconds + 120))
        process.join()
