"""Serve the app: granian, or waitress where granian has no wheel.

A stream holds one thread for as long as it is open, hence the many threads; and granian is told to wait
no more than two seconds for open streams when it stops.
"""

import os
import signal
import sys
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from course.panels import use_mnist
from setup.network import (
    EVERY_ADDRESS,
    bracket,
    host_names,
    own_addresses,
    takes_both,
    url,
    wait_until_up,
    why_not,
)
from setup.one_at_a_time import starting
from setup.options import Parser, add_address_options, missing_secret
from web.compute import open_files, supervisor
from web.compute.supervisor import Calculator, calculators
from web.compute.worker import share_memory, stop_with_input
from web.edge import static_files
from web.edge.slow_bodies import SECONDS_FOR_A_BODY

ROOT = Path(__file__).resolve().parent.parent
TARGET = f"{ROOT / 'app'}:create_served_app"
BACKLOG = 1024  # clients that wait at the door
SECONDS_TO_STOP = 2
HEAD_BYTES = 72 * 1024  # an address of 64 kB, and what browsers and proxies add
SECONDS_FOR_A_HEAD = 30  # also to begin with one


def main(argv: list[str]) -> int:
    """Read the command line of app.py and serve until Ctrl-C."""
    parser = Parser("app.py", description="Serve Nudge.", allow_abbrev=False)
    add_address_options(parser)
    options = parser.parse_args(argv)
    problem = missing_secret(options, os.environ) or use_mnist(options.mnist)
    if problem is not None:
        parser.error(problem.rstrip("."))
    if options.calculate:
        return calculate(options.host, options.port, options.workers)
    names, frames = options.name, options.allow_frame
    return serve(options.host, options.port, options.workers, names, options.calculators, frames)


def serve(
    host: str = "127.0.0.1",
    port: int = 8000,
    workers: int = 1,
    names: Sequence[str] = (),
    others: Sequence[str] = (),
    frames: Sequence[str] = (),
) -> int:
    """Serve on `host` and `port` until Ctrl-C or SIGTERM; return the exit code.

    Besides the names of `host` itself it answers to `names`; besides its own calculators it asks `others`.
    Pages of the origins in `frames` may show panels in a frame.
    """
    is_up = starting(port)
    problem = why_not(host, port) or unpublished()
    if problem is not None:
        print(problem, file=sys.stderr)
        return 1
    if not (ROOT / "static/vendor/vendor.js").exists():
        print("The pages' scripts and fonts are not built yet: python3 run.py setup builds them.", flush=True)
    share_memory()
    open_files.raise_limit()
    if (words := open_files.told()) is not None:
        print(words, file=sys.stderr, flush=True)
    os.environ["NUDGE_HOSTS"] = ",".join([*host_names(host), *names])
    os.environ["NUDGE_FRAMES"] = ",".join(frames)
    with calculators(workers, others):
        stop_with_input()
        try:
            return serve_with_granian(host, port, workers, is_up)
        except ImportError as error:
            if not (error.name or "").startswith("granian"):
                raise
        return serve_with_waitress(host, port, is_up)


def unpublished() -> str | None:
    """Lay the files of the pages out, for all workers; say why that cannot be done."""
    try:
        static_files.publish(ROOT / "static", ROOT / ".build")
    except OSError as error:
        words = f"The pages' files cannot be written to {ROOT / '.build'} ({error.strerror}): "
        return words + "make room, or let somebody start Nudge once who may write there."
    return None


def calculate(host: str, port: int, workers: int) -> int:
    """Compute for other servers, a process a port, until Ctrl-C or SIGTERM; return the exit code."""
    ports = range(port, port + workers)
    problem = next(filter(None, (why_not(host, each) for each in ports)), None) or unpublished()
    if problem is not None:
        print(problem, file=sys.stderr)
        return 1
    open_files.raise_limit()
    signal.signal(signal.SIGTERM, stop_now)
    running = supervisor.start(host, ports)
    stop_with_input()
    try:
        with suppress(KeyboardInterrupt):
            print(
                f"Computing for servers started with --calculators {','.join(known_as(running))}", flush=True
            )
            threading.Event().wait()
    finally:
        for calculator in running:
            calculator.stop()
    return 0


def known_as(calculators: Sequence[Calculator]) -> list[str]:
    """The addresses under which other machines reach them."""
    host = calculators[0].host
    hosts = own_addresses(host) if host in EVERY_ADDRESS else []
    name = hosts[0] if hosts else bracket(host)
    return [f"http://{name}:{each.port}" for each in calculators]


def stop_now(number: int, frame: object) -> None:
    """Take a signal to end as Ctrl-C."""
    raise KeyboardInterrupt


def serve_with_granian(host: str, port: int, workers: int, is_up: Callable[[], None]) -> int:
    """Serve with granian until stopped; 0 if stopped on purpose."""
    from granian import Granian
    from granian.constants import HTTPModes, Interfaces
    from granian.http import HTTP1Settings
    from granian.log import LogLevels

    clients = open_files.most_clients()
    server = Granian(
        TARGET,
        factory=True,
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        # A client who sends or reads slowly holds a thread while it does, so there are as many as connections
        blocking_threads=clients,
        backpressure=clients,
        backlog=BACKLOG,
        workers_kill_timeout=SECONDS_TO_STOP,
        respawn_failed_workers=True,
        # HTTP/2 and TLS are a proxy's: here a request of few bytes could stand for megabytes and many threads
        http=HTTPModes.http1,
        http1_settings=HTTP1Settings(
            header_read_timeout=int(SECONDS_FOR_A_HEAD * 1000), max_buffer_size=HEAD_BYTES
        ),
        websockets=False,
        working_dir=ROOT,
        log_level=LogLevels.error,
    )
    server.on_startup(lambda: announce_when_up(host, port, is_up))
    server.serve()
    return 0 if server.interrupt_signal else 1


def serve_with_waitress(host: str, port: int, is_up: Callable[[], None]) -> int:
    """Serve with waitress, for systems that granian has no wheel for."""
    try:
        import waitress
    except ImportError:
        print("No server is installed: pip install -r requirements.txt installs one.", file=sys.stderr)
        return 1
    from app import create_served_app
    from web.api.limits import MAX_CSV_BODY
    from web.timed_channel import time_requests

    clients = open_files.most_clients()
    server = waitress.create_server(
        create_served_app(),
        # It keeps IPv4 out of an address of IPv6, whatever the system would do
        listen=" ".join(f"{bracket(each)}:{port}" for each in listened_to(host)),
        threads=clients,
        backlog=BACKLOG,
        connection_limit=clients,
        asyncore_use_poll=True,
        send_bytes=1,  # each part of a run as soon as it is there
        max_request_header_size=HEAD_BYTES,
        max_request_body_size=2 * MAX_CSV_BODY,
        channel_timeout=SECONDS_FOR_A_HEAD,
        cleanup_interval=SECONDS_FOR_A_HEAD // 3,
    )
    time_requests(server, SECONDS_FOR_A_BODY)
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, stop_soon)
    announce_when_up(host, port, is_up)
    server.run()
    return 0


def listened_to(host: str) -> Sequence[str]:
    """The addresses that `host` stands for, each of one family."""
    return EVERY_ADDRESS if host == "::" and takes_both() else [host]


def stop_soon(number: int, frame: object) -> None:
    """End waitress's loop, and the process even if a stream is still open after two seconds."""
    timer = threading.Timer(SECONDS_TO_STOP, os._exit, args=(0,))
    timer.daemon = True
    timer.start()
    raise KeyboardInterrupt


def announce_when_up(host: str, port: int, is_up: Callable[[], None]) -> None:
    """Say where the pages are as soon as the server answers."""
    threading.Thread(target=announce, args=(host, port, is_up), daemon=True).start()


def announce(host: str, port: int, is_up: Callable[[], None]) -> None:
    """Wait for the server, let the next one start, and say under which addresses this one is reached."""
    is_reached = wait_until_up(host, port)
    is_up()
    if not is_reached:
        return
    if host in EVERY_ADDRESS:
        print(f"{on_other_devices(port, host)}\n{opened_to(host)}", flush=True)
    print(f"Nudge is at {url(host, port)}  (Ctrl-C stops it)", flush=True)


def on_other_devices(port: int, host: str = "0.0.0.0") -> str:
    """Say what to type on the other devices of the network."""
    places = " or ".join(f"http://{address}:{port}" for address in own_addresses(host))
    if not places:
        return "This computer is on no network: other devices cannot reach it."
    return f"On other devices of this network, type {places}"


def opened_to(host: str) -> str:
    """Say who is answered, and under which names."""
    local = host_names("127.0.0.1")
    names = [name for name in host_names(host) if name not in local]
    return f"It answers everyone on this network, under these names only: {', '.join(names)}."
