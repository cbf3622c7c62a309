"""A server as users start it, for themselves and for the room: what it opens, and what it tells strangers."""

import http.client
import signal
import socket
from contextlib import closing

import pytest

from bench._servers import free_port
from setup.network import every_address, own_addresses
from tests.test_serving import APP, RUN, WAITRESS, posix, read, running
from tests.waiting import SECONDS, SLOWNESS

SILENT = 0.4 * SLOWNESS  # seconds after which nothing more will come
HOME = ["127.0.0.1", "localhost", "[::1]"]


def status(port: int, host: str, to: str = "127.0.0.1") -> int:
    """The status of the start page, asked for at an address under a host name."""
    with closing(http.client.HTTPConnection(to, port, timeout=SECONDS)) as connection:
        connection.request("GET", "/", headers={"Host": host})
        return connection.getresponse().status


@posix
@pytest.mark.parametrize("command", [[*RUN, "--lan"], [*WAITRESS, "--host", every_address()]])
def test_lan_lets_the_network_in_under_its_own_names_and_says_so(command: list[str]) -> None:
    """By IPv4 and by IPv6, where this computer has it."""
    addresses = own_addresses(every_address())
    port, names = int(free_port()), [*addresses, socket.gethostname()]
    with running(command, port) as server:
        for name in [*HOME, *names, f"{names[-1]}.local"]:
            assert status(port, f"{name}:{port}") == 200
        for address in addresses:
            assert status(port, f"{address}:{port}", to=address.strip("[]")) == 200
        for stranger in ("evil.example", "192.0.2.254", f"{names[-1]}.evil.example"):
            assert status(port, f"{stranger}:{port}") == 400
        server.send_signal(signal.SIGINT)
        server.wait(SECONDS)
        said = read(server.stdout)
    for address in addresses:
        assert f"http://{address}:{port}" in said
    assert all(name.lower() in said for name in names)
    assert "answers everyone on this network" in said


def test_without_lan_nobody_else_is_let_in() -> None:
    port = int(free_port())
    with running(APP, port):
        assert status(port, f"localhost:{port}") == 200
        for name in [*own_addresses(), socket.gethostname()]:
            assert status(port, f"{name}:{port}") == 400
        for address in own_addresses():
            with pytest.raises(ConnectionRefusedError):
                status(port, f"{address}:{port}", to=address)


BROKEN = [
    b"GET / HTTP/1.1\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
    b"GET /\x01 HTTP/1.1\r\nHost: localhost\r\n\r\n",
    b"POST /api/v1/forward HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n",
    b"POST /api/v1/forward HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n{}",
    b"GET / HTTP/1.1\r\nHost: localhost\r\nX: " + b"x" * 2_000_000 + b"\r\n\r\n",
    b"GET /" + b"x" * 2_000_000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n",
    b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
    b"hello\r\n\r\n",
]


def said_to(port: int, request: bytes) -> bytes:
    """All that comes back for bytes sent as they are, until the server hangs up or falls silent."""
    answer = b""
    with socket.create_connection(("127.0.0.1", port), timeout=SILENT) as connection:
        try:
            connection.sendall(request)
            while part := connection.recv(65_536):
                answer += part
        except OSError:
            pass
    return answer


@pytest.mark.parametrize("command", [APP, WAITRESS], ids=["app.py", "waitress"])
def test_what_is_no_http_gets_no_page_and_no_version(command: list[str]) -> None:
    port = int(free_port())
    with running(command, port):
        for request in BROKEN:
            answer = said_to(port, request)
            assert not answer or answer.split(b" ")[1][:1] == b"4", request[:60]
            assert b"Traceback" not in answer
            assert not any(
                line.startswith(b"server:") and b"/" in line for line in answer.lower().split(b"\r\n")
            )
        assert status(port, "localhost") == 200
