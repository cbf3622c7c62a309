"""The running server: it says where it is, refuses a taken port, and stops when told."""

import http.client
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import IO

import pytest

from bench._servers import free_port
from setup import network
from setup.places import ON_WINDOWS, ROOT
from tests.waiting import SECONDS, a_while, until
from web import serving

RUN = [sys.executable, str(ROOT / "run.py"), "--no-browser"]
APP = [sys.executable, str(ROOT / "app.py")]
WAITRESS = [
    sys.executable,
    "-c",
    "import sys; sys.modules['granian'] = None\nfrom web.serving import main\nmain(sys.argv[1:])",
]

posix = pytest.mark.skipif(ON_WINDOWS, reason="signals are sent to a process on POSIX only")


@pytest.fixture
def port() -> int:
    return int(free_port())


@pytest.fixture(scope="module", params=["app.py", "waitress"])
def served(request: pytest.FixtureRequest) -> Iterator[int]:
    """The port of a server of either kind that goes on from test to test."""
    own_port = int(free_port())
    with running({"app.py": APP, "waitress": WAITRESS}[request.param], own_port):
        yield own_port


@contextmanager
def running(command: list[str], port: int, cwd: Path = ROOT) -> Iterator[subprocess.Popen[str]]:
    """Start a server and wait until it answers; end it afterwards if the test has not."""
    words = [*command, "--port", str(port)]
    with subprocess.Popen(
        words, cwd=cwd, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as server:
        try:
            assert network.wait_until_up("127.0.0.1", port, SECONDS)
            yield server
        finally:
            if server.poll() is None:
                server.terminate()
                server.wait(SECONDS)


def read(stream: IO[str] | None) -> str:
    assert stream is not None
    return stream.read()


@posix
@pytest.mark.parametrize("command", [RUN, APP, WAITRESS], ids=["run.py", "app.py", "waitress"])
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=["Ctrl-C", "SIGTERM"])
def test_server_stops_with_a_connection_open(command: list[str], number: signal.Signals, port: int) -> None:
    with running(command, port) as server:
        with closing(http.client.HTTPConnection("127.0.0.1", port)) as connection:
            connection.request("GET", "/healthz")
            connection.getresponse().read()
            server.send_signal(number)
            code = server.wait(SECONDS)
        said = read(server.stdout)
    assert code == 0
    assert "Traceback" not in said
    until(lambda: network.why_not("127.0.0.1", port) is None)


@posix
def test_killed_server_leaves_no_worker_behind_on_its_port(port: int) -> None:
    with running(APP, port) as server:
        server.kill()
        server.wait(SECONDS)
        until(lambda: network.why_not("127.0.0.1", port) is None)


def post_in_chunks(port: int, size: int, path: str = "/api/v1/forward") -> tuple[int, str | None]:
    """Status and content type of the answer to an object and that many spaces after it."""
    chunks = [b"{}", *[b" " * 1000] * (size // 1000), b" " * (size % 1000)]
    headers = {"Content-Type": "application/json", "Transfer-Encoding": "chunked"}
    with closing(http.client.HTTPConnection("127.0.0.1", port)) as connection:
        connection.request("POST", path, chunks, headers, encode_chunked=True)
        response = connection.getresponse()
        response.read()
        return response.status, response.headers["Content-Type"]


def test_body_in_chunks_is_held_to_the_limit(served: int) -> None:
    assert post_in_chunks(served, 65_534) == (200, "application/json")
    assert post_in_chunks(served, 65_535) == (413, "application/problem+json")
    # A server may hang up on someone who goes on sending, before the answer has been read.
    with suppress(ConnectionError):
        assert post_in_chunks(served, 1_000_000)[0] == 413
    assert post_in_chunks(served, 0)[0] == 200
    # What takes long, too: another process computes it
    assert post_in_chunks(served, 4_150_000, "/api/v1/training") == (200, "application/json")
    with suppress(ConnectionError):
        assert post_in_chunks(served, 4_200_000, "/api/v1/training")[0] == 413


@pytest.mark.parametrize("path", ["/api/v1/neuron", "/api/v1/training"])
@pytest.mark.parametrize("served", ["app.py"], indirect=True)
def test_body_that_breaks_off_is_no_shorter_body(path: str, served: int) -> None:
    head = f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
    with socket.create_connection(("127.0.0.1", served)) as client:
        client.sendall(f"{head}Content-Length: 100\r\n\r\n".encode() + b"{}")
        client.shutdown(socket.SHUT_WR)
        answer = client.makefile("rb").read()
    assert answer.startswith(b"HTTP/1.1 400")
    assert b"broke off after 2 of the 100 bytes" in answer


def test_body_somewhat_too_large_is_taken_in_before_it_is_refused(served: int) -> None:
    head = "POST /api/v1/forward HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
    half = 70_000
    with socket.create_connection(("127.0.0.1", served)) as client:
        client.sendall(f"{head}Content-Length: {2 * half}\r\n\r\n".encode() + b" " * half)
        a_while(0.3)
        client.sendall(b" " * half)
        a_while(0.3)
        answer = client.recv(20)
    assert answer.startswith(b"HTTP/1.1 413")


@posix
def test_server_started_elsewhere_says_where_it_is(port: int, tmp_path: Path) -> None:
    (tmp_path / "app.py").write_text("raise RuntimeError('the wrong app')\n")
    with running(APP, port, tmp_path) as server:
        a_while(0.5)
        server.send_signal(signal.SIGINT)
        server.wait(SECONDS)
        assert f"Nudge is at http://127.0.0.1:{port}  (Ctrl-C stops it)\n" in read(server.stdout)


@pytest.mark.parametrize("command", [RUN, APP], ids=["run.py", "app.py"])
def test_taken_port_is_one_sentence(command: list[str]) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        words = [*command, "--port", str(port)]
        done = subprocess.run(words, capture_output=True, text=True, timeout=SECONDS)
    assert done.returncode == 1
    assert done.stderr.startswith(f"Port {port} is taken by another program")
    assert done.stderr.count("\n") == 1


def test_of_two_that_start_on_a_port_at_once_one_serves_and_the_other_says_that_it_is_taken(
    port: int,
) -> None:
    words = [*APP, "--port", str(port)]
    both = [subprocess.Popen(words, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True) for _ in "12"]
    try:
        until(lambda: any(each.poll() is not None for each in both))
        refused, serving_one = sorted(both, key=lambda each: each.poll() is None)
        assert f"Port {port} is taken by another program" in read(refused.stderr)
        assert network.answers("127.0.0.1", port)
        assert serving_one.poll() is None
    finally:
        for each in both:
            each.terminate()
            each.wait(SECONDS)
            for pipe in (each.stdout, each.stderr):
                pipe.close()  # type: ignore[union-attr]


@pytest.mark.parametrize("command", [RUN, APP], ids=["run.py", "app.py"])
def test_a_folder_without_mnist_is_one_sentence(command: list[str], tmp_path: Path) -> None:
    words = [*command, "--mnist", str(tmp_path)]
    done = subprocess.run(words, capture_output=True, text=True, timeout=SECONDS)
    assert done.returncode == 2
    assert done.stderr.startswith(f"--mnist: the folder {tmp_path} will not do: train-images: got no such")
    assert done.stderr.count("\n") == 1


def test_address_of_another_computer_is_one_sentence() -> None:
    assert "has no address 192.0.2.1" in str(network.why_not("192.0.2.1", free_port()))


def test_free_port_is_no_problem(port: int) -> None:
    assert network.why_not("127.0.0.1", port) is None


def test_host_names_at_home_are_the_local_ones() -> None:
    assert network.host_names("127.0.0.1") == ["127.0.0.1", "localhost", "[::1]"]


def test_host_names_on_the_network_are_addresses_and_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(network, "own_addresses", lambda host="": ["192.0.2.7"])
    monkeypatch.setattr(socket, "gethostname", lambda: "Desk")
    expected = ["127.0.0.1", "localhost", "[::1]", "192.0.2.7", "desk", "desk.local"]
    assert network.host_names("0.0.0.0") == expected


def test_an_address_of_ipv6_is_answered_and_told_where_every_one_is_listened_to(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    found = {"192.168.255.254": "192.0.2.7", "2001:db8::1": "2001:db8::7", "fdff:ffff:ffff::1": "::1"}
    monkeypatch.setattr(network, "address_towards", lambda target: found.get(target, ""))
    monkeypatch.setattr(network, "takes_both", lambda: True)
    assert network.own_addresses("::") == ["192.0.2.7", "[2001:db8::7]"]
    assert network.own_addresses() == ["192.0.2.7"]
    assert "[2001:db8::7]" in network.host_names("::")
    assert "http://[2001:db8::7]:8000" in serving.on_other_devices(8000, "::")


def test_other_devices_are_told_what_to_type(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serving, "own_addresses", lambda host="": ["192.0.2.7"])
    assert serving.on_other_devices(8000).endswith("type http://192.0.2.7:8000")


def test_who_is_let_in_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(network, "own_addresses", lambda host="": ["192.0.2.7"])
    monkeypatch.setattr(socket, "gethostname", lambda: "desk")
    assert serving.opened_to("0.0.0.0").endswith("under these names only: 192.0.2.7, desk, desk.local.")


def test_computer_on_no_network_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serving, "own_addresses", lambda host: [])
    assert "on no network" in serving.on_other_devices(8000)


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("127.0.0.1", "http://127.0.0.1:8000"),
        ("0.0.0.0", "http://127.0.0.1:8000"),
        ("::", "http://127.0.0.1:8000"),
        ("::1", "http://[::1]:8000"),
    ],
)
def test_url_is_the_one_to_open_here(host: str, expected: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(network, "takes_both", lambda: True)
    assert network.url(host, 8000) == expected


def test_where_ipv6_stays_by_itself_both_families_are_not_promised(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(network, "takes_both", lambda: False)
    monkeypatch.setattr(
        network, "address_towards", lambda target: "fd00::7" if ":" in target else "192.0.2.7"
    )
    assert network.every_address() == "0.0.0.0"
    assert network.own_addresses("::") == ["[fd00::7]"]
    assert network.url("::", 8000) == "http://[::1]:8000"


@pytest.mark.skipif(not network.takes_both(), reason="IPv4 and IPv6 are apart here")
@pytest.mark.parametrize(("first", "second"), [("127.0.0.1", "::"), ("::", "127.0.0.1"), ("::1", "::")])
def test_a_port_of_one_address_is_not_shared_with_every_address(first: str, second: str) -> None:
    with closing(network.bound(first, 0)) as listener:
        listener.listen()
        assert "is taken" in str(network.why_not(second, listener.getsockname()[1]))
