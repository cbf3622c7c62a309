"""Start the server in `.venv`, open the browser, and stop everything on Ctrl-C."""

import argparse
import os
import signal
import subprocess
import sys
import threading
import webbrowser

from setup.network import url, wait_until_up
from setup.options import STOPS_WITH_INPUT
from setup.places import ON_WINDOWS, ROOT, VENV_PYTHON

SECONDS_TO_STOP = 2.6  # the server itself gives open streams two seconds


def serve(options: argparse.Namespace) -> int:
    """Run app.py until it ends or is stopped; return the exit code, 0 when stopped on purpose."""
    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), interrupt)
    server = start(options)
    try:
        if not (options.no_browser or options.calculate) and has_screen():
            threading.Thread(target=open_browser, args=(options.host, options.port), daemon=True).start()
        return server.wait()
    except KeyboardInterrupt:
        stop(server)
        return 0


def start(options: argparse.Namespace) -> subprocess.Popen[bytes]:
    address = ["--host", options.host, "--port", str(options.port), "--workers", str(options.workers)]
    names = [word for name in options.name for word in ("--name", name)]
    names += [word for each in options.allow_frame for word in ("--allow-frame", each)]
    names += ["--mnist", options.mnist] if options.mnist else []
    others = ["--calculators", ",".join(options.calculators)] if options.calculators else []
    others += ["--calculate"] if options.calculate else []
    command = [str(VENV_PYTHON), str(ROOT / "app.py"), *address, *names, *others]
    # The pipe closes when this process ends, however it ends, and then the server stops too
    environment = {**os.environ, STOPS_WITH_INPUT: "1"}
    return subprocess.Popen(command, stdin=subprocess.PIPE, env=environment)


def interrupt(number: int, frame: object) -> None:
    """Take a signal to end as Ctrl-C."""
    raise KeyboardInterrupt


def stop(server: "subprocess.Popen[bytes]") -> None:
    """Ask the server to stop, and end it if it does not within SECONDS_TO_STOP."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # On Windows, Ctrl-C has reached the server already, and terminate() would orphan its workers.
    if not ON_WINDOWS:
        server.terminate()
    try:
        server.wait(SECONDS_TO_STOP)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()


def has_screen() -> bool:
    """Tell whether a browser can open here: not in CI, not over SSH without a display."""
    if os.environ.get("CI"):
        return False
    if ON_WINDOWS or sys.platform == "darwin":
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def open_browser(host: str, port: int) -> None:
    if wait_until_up(host, port):
        webbrowser.open(url(host, port))
