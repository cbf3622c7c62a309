"""What nobody waits for any more is computed no further, also where a whole answer was asked for.

The server underneath does not say that a client has hung up before its answer was there, nor which
connection a request came by. But it closes the connection. So while a calculator computes a whole answer, the
connections from the client's address are looked at once a second. The request came by one of those that were
there when it was first looked at; when the last of them has closed, the client has gone for certain, and we
hang up on the calculator. Clients behind one proxy share its address: the work of one who has gone may go on
until the others' connections have closed too. Only Linux tells of its connections; elsewhere all goes on.
"""

from __future__ import annotations

import socket
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass

from flask import has_request_context, request

from web.compute.connection import Connection
from web.edge.slow_bodies import ADDRESS, Address, connections

SECONDS_BETWEEN = 1.0
Peer = tuple[str, int]


@dataclass(eq=False)
class Awaited:
    """An answer that somebody waits for.

    Attributes
    ----------
    address : Address
        Where from.
    connection : Connection
        To the calculator that computes it.
    peers : set of Peer, optional
        The client's ends of the connections that it may have been asked by; None before the first look.
    """

    address: Address
    connection: Connection
    peers: set[Peer] | None = None


class Departures:
    """The answers that are awaited, and a thread that looks who has gone, as long as there are any."""

    def __init__(self) -> None:
        self.awaited: dict[int, Awaited] = {}
        self.is_awaited = threading.Event()
        self.watcher: threading.Thread | None = None
        self.lock = threading.Lock()

    @contextmanager
    def watching(self, connection: Connection) -> Iterator[None]:
        """While the block waits for the answer, it is hung up on when the client of the request has gone."""
        address = request.environ.get(ADDRESS) if has_request_context() else None
        if sys.platform != "linux" or address is None:
            yield
            return
        self.start()
        me = threading.get_ident()
        self.awaited[me] = Awaited(address, connection)
        self.is_awaited.set()
        try:
            yield
        finally:
            with self.lock:  # it is not hung up on once it serves another one
                del self.awaited[me]

    def start(self) -> None:
        """Looks from now on."""
        with self.lock:
            if self.watcher is None:
                self.watcher = threading.Thread(target=self.watch, daemon=True)
                self.watcher.start()

    def watch(self) -> None:
        """Looks every second; for ever."""
        pause = threading.Event()
        while True:
            self.is_awaited.wait()
            pause.wait(SECONDS_BETWEEN)
            self.is_awaited.clear()
            with self.lock:
                waiting = list(self.awaited.values())
            if waiting:
                self.is_awaited.set()
                self.look(waiting, peers_of({each.address for each in waiting}))

    def look(self, waiting: list[Awaited], now: dict[Address, set[Peer]]) -> None:
        """Hangs up for those whose last connection has closed."""
        for each in waiting:
            there = now.get(each.address, set())
            each.peers = there if each.peers is None else each.peers & there
            with self.lock:
                if not each.peers and each in self.awaited.values():
                    each.connection.hang_up()


def peers_of(addresses: set[Address]) -> dict[Address, set[Peer]]:
    """The clients' ends of the connections that there are from each address (Linux)."""
    found: dict[Address, set[Peer]] = {}
    for client in connections(addresses):
        with client, suppress(OSError):
            peer = client.getpeername()[:2]
            if client.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, 1)[:1] == ESTABLISHED:
                found.setdefault((peer[0], client.getsockname()[1]), set()).add(peer)
    return found


ESTABLISHED = b"\x01"
"""TCP_ESTABLISHED of linux/tcp_states.h: the first byte of struct tcp_info."""
DEPARTURES = Departures()
