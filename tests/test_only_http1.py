"""Only HTTP/1.1 is spoken, heads are bounded, and whoever is silent is hung up on, on either server."""

import http.client
import socket
import struct
import sys
import time
from collections.abc import Callable
from contextlib import ExitStack, closing, suppress
from itertools import product

import pytest

from tests.test_processes import got, posted
from tests.test_serving import port, running, served
from tests.waiting import SECONDS, until

__all__ = ["port", "served"]  # the fixtures

PREFACE = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"
SETTINGS, HEADERS = 4, 1
END_HEADERS, END_STREAM = 4, 1
STREAMS = 199


def frame(kind: int, flags: int, stream: int, payload: bytes = b"") -> bytes:
    """A frame of HTTP/2 (RFC 9113, section 4.1)."""
    return struct.pack(">I", len(payload))[1:] + struct.pack(">BBI", kind, flags, stream) + payload


def literal(name: bytes, value: bytes, is_kept: bool = False) -> bytes:
    """A header in HPACK (RFC 7541, section 6.2), put into the dynamic table or not."""
    length = struct.pack(">B", len(value)) if len(value) < 127 else b"\x7f" + integer(len(value) - 127)
    return (b"\x40" if is_kept else b"\x00") + struct.pack(">B", len(name)) + name + length + value


def integer(rest: int) -> bytes:
    """What follows a prefix that is full (section 5.1)."""
    found = b""
    while rest >= 128:
        found += struct.pack(">B", rest % 128 + 128)
        rest //= 128
    return found + struct.pack(">B", rest)


def asked(port: int, *more: bytes) -> bytes:
    """The header block of a POST."""
    pseudo = ((b":method", b"POST"), (b":scheme", b"http"), (b":path", b"/api/v1/forward"))
    names = [*pseudo, (b":authority", b"127.0.0.1:%d" % port), (b"content-type", b"application/json")]
    return b"".join([literal(*pair) for pair in names]) + b"".join(more)


def bodies_that_never_come(port: int) -> bytes:
    """Three kilobytes: 199 requests that announce a body of two bytes."""
    block = asked(port, literal(b"content-length", b"2"))
    streams = (frame(HEADERS, END_HEADERS, 2 * each + 1, block) for each in range(STREAMS))
    return PREFACE + frame(SETTINGS, 0, 0) + b"".join(streams)


def headers_that_unfold(port: int) -> bytes:
    """Seven kilobytes that stand for megabytes: a long header, and then its number again and again."""
    block = asked(port, literal(b"x", b"a" * 4000, is_kept=True), b"\xbe" * 3000)
    return PREFACE + frame(SETTINGS, 0, 0) + frame(HEADERS, END_HEADERS | END_STREAM, 1, block)


@pytest.mark.parametrize("attack", [bodies_that_never_come, headers_that_unfold])
def test_http2_is_not_spoken_and_holds_nobody_up(served: int, attack: Callable[[int], bytes]) -> None:
    for _ in range(6):
        client = socket.create_connection(("127.0.0.1", served), timeout=SECONDS)
        with client, suppress(ConnectionError):
            client.sendall(attack(served))
            assert client.recv(9)[3:4] != bytes([SETTINGS]), "a frame of settings: HTTP/2 is spoken"
    start = time.monotonic()
    assert b'"prediction"' in posted(served, "/api/v1/forward", "{}")
    assert got(served, "/healthz") == b'{"status":"ok"}'
    assert time.monotonic() - start < SECONDS


def test_a_head_is_as_long_as_an_address_may_be_and_no_longer(served: int) -> None:
    assert status_of(served, f"/panels/forward?unknown={'a' * 64_000}") == 200
    # What granian reads in one go is let through, up to twice the bound
    for length in (160_000, 400_000):
        with suppress(ConnectionError):  # it may hang up before all has been sent
            assert status_of(served, "/healthz", {"X-Long": "a" * length}) == 431
        with suppress(ConnectionError):
            assert status_of(served, f"/healthz?{'a' * length}") in (414, 431)
    assert status_of(served, "/healthz") == 200


def status_of(port: int, path: str, headers: dict[str, str] | None = None) -> int:
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=SECONDS)) as connection:
        connection.request("GET", path, headers=headers or {})
        return connection.getresponse().status


HASTY = """
import sys
from web import serving
from web.edge import slow_bodies
if {is_waitress}:
    sys.modules["granian"] = None
serving.SECONDS_FOR_A_HEAD, serving.SECONDS_FOR_A_BODY = {limit}, {limit}
slow_bodies.TimedBodies.__init__.__defaults__ = ({limit},)
sys.exit(serving.main(sys.argv[1:]))
"""
POST = b"POST /api/v1/forward HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
ANSWERED = b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
SLUGGISH = {
    "nothing": b"",
    "half a head": POST,
    "nothing after an answer": ANSWERED,
    "half a head after an answer": ANSWERED + POST,
    "no body": POST + b"Content-Length: 5000\r\n\r\n",
    "half a body": POST + b"Content-Length: 5000\r\n\r\n{",
    "half a body in chunks": POST + b"Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n",
}


BODIES = ["no body", "half a body", "half a body in chunks"]
"""What Granian waits for elsewhere than on Linux."""


@pytest.mark.parametrize("is_waitress", [False, True], ids=["granian", "waitress"])
def test_a_client_who_sends_too_slowly_is_hung_up_on(port: int, is_waitress: bool) -> None:
    left_out = [] if is_waitress or sys.platform == "linux" else BODIES
    command = [sys.executable, "-c", HASTY.format(is_waitress=is_waitress, limit=3)]
    with running(command, port), ExitStack() as stack:
        clients = {}
        for what, sends_on in product(SLUGGISH.keys() - left_out, (False, True)):
            client = stack.enter_context(closing(socket.create_connection(("127.0.0.1", port))))
            client.sendall(SLUGGISH[what])
            clients[what, sends_on] = client
        assert posted(port, "/api/v1/training", '{"epochs": 200}')
        until(lambda: all_closed(clients))
        assert status_of(port, "/healthz") == 200


def all_closed(clients: dict[tuple[str, bool], socket.socket]) -> bool:
    """Whether the server has hung up on each; of those it has not, some send a further byte."""
    for (what, sends_on), client in list(clients.items()):
        if is_closed(client):
            del clients[what, sends_on]
        elif sends_on and what != "nothing after an answer":
            with suppress(OSError):
                client.send(b"1")
    time.sleep(0.5)
    return not clients


def is_closed(client: socket.socket) -> bool:
    """Whether there is nothing more to be read."""
    client.setblocking(False)
    with suppress(BlockingIOError):
        try:
            while client.recv(4096):
                pass
        except ConnectionError:
            pass
        return True
    return False
