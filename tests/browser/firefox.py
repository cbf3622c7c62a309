"""Firefox, driven by Marionette, the protocol that is built into it: no driver, no download.

Playwright drives only a Firefox of its own make, and Selenium wants a geckodriver that Debian does not have.
A message is its length, a colon and a JSON list: there [0, id, command, arguments], back
[1, id, error, value].
"""

import json
import os
import shutil
import socket
import subprocess
import time
from contextlib import closing, contextmanager
from itertools import count
from pathlib import Path

from tests.waiting import MILLISECONDS, SECONDS

NAMES = ("firefox-esr", "firefox")
SETTINGS = {
    "marionette.port": 0,  # any that is free; a file in the profile tells which
    "browser.shell.checkDefaultBrowser": False,
    "browser.startup.homepage_override.mstone": "ignore",
    "datareporting.policy.dataSubmissionEnabled": False,
    "app.update.disabledForTesting": True,
    # Nothing outside of this computer is asked for, Firefox's own news and lists included
    "network.proxy.type": 1,
    "network.proxy.http": "127.0.0.1",
    "network.proxy.http_port": 9,
    "network.proxy.ssl": "127.0.0.1",
    "network.proxy.ssl_port": 9,
    "network.proxy.no_proxies_on": "127.0.0.1",
    "devtools.console.stdout.content": True,
    "javascript.options.showInConsole": True,
    "ui.prefersReducedMotion": 1,
    "extensions.webcompat.perform_injections": False,  # or it says which sites need none of its mends
}
# Of a page; what Firefox says of itself names a resource:// or nothing at all
COMPLAINTS = ("JavaScript error: http", "JavaScript warning: http", 'console.error: "', 'console.warn: "')
KEYS = {
    "ArrowLeft": "\ue012",
    "ArrowUp": "\ue013",
    "ArrowRight": "\ue014",
    "ArrowDown": "\ue015",
    "Escape": "\ue00c",
    "Tab": "\ue004",
    "Enter": "\ue007",
    "Home": "\ue011",
    "End": "\ue010",
    "PageUp": "\ue00e",
    "PageDown": "\ue00f",
}


def find():
    """Where Firefox is, or None."""
    return next(filter(None, map(shutil.which, NAMES)), None)


class Firefox:
    """One window.

    Parameters
    ----------
    port : int
        Where Marionette listens.
    """

    def __init__(self, port):
        self.numbers = count()
        self.line = socket.create_connection(("127.0.0.1", port), SECONDS)
        self.stream = self.line.makefile("rb")
        self.read()  # what it is
        self.send("WebDriver:NewSession", capabilities={"alwaysMatch": {}})
        self.send("WebDriver:SetTimeouts", script=round(MILLISECONDS), pageLoad=round(MILLISECONDS))
        self.send("WebDriver:SetWindowRect", width=1440, height=1000)

    def close(self):
        self.stream.close()
        self.line.close()

    def read(self):
        size = b""
        while not size.endswith(b":"):
            part = self.stream.read(1)
            if not part:
                raise ConnectionError("Firefox has hung up.")
            size += part
        return json.loads(self.stream.read(int(size[:-1])))

    def send(self, command, **arguments):
        """The value that a command answers with."""
        words = json.dumps([0, next(self.numbers), command, arguments]).encode()
        self.line.sendall(b"%d:%b" % (len(words), words))
        _, _, error, value = self.read()
        if error:
            raise RuntimeError(f"{command}: {error['error']}: {error['message']}")
        return value

    def open(self, url):
        self.send("WebDriver:Navigate", url=url)

    def evaluate(self, script, *args):
        """What a function of JavaScript returns; a promise is waited for."""
        done = "arguments[arguments.length - 1]"
        body = f"Promise.resolve(({script})(...arguments)).then({done})"
        return self.send("WebDriver:ExecuteAsyncScript", script=body, args=list(args))["value"]

    def until(self, script, *args):
        """Waits until a function returns something true; returns that."""
        end = time.monotonic() + SECONDS
        while not (value := self.evaluate(script, *args)):
            if time.monotonic() > end:
                raise AssertionError(f"not within {SECONDS:.0f} s: {script} {args}")
            time.sleep(0.05)
        return value

    def act(self, kind, actions, **more):
        source = {"type": kind, "id": kind, "actions": actions, **more}
        self.send("WebDriver:PerformActions", actions=[source])
        self.send("WebDriver:ReleaseActions")

    def press(self, key):
        """A key, where the focus is."""
        value = KEYS.get(key, key)
        self.act("key", [{"type": "keyDown", "value": value}, {"type": "keyUp", "value": value}])

    def drag(self, start, *way):
        """Presses the mouse at a place (x, y) in the window, moves it through others and lets go."""
        move = [
            {"type": "pointerMove", "x": round(x), "y": round(y), "duration": 20} for x, y in (start, *way)
        ]
        down, up = ({"type": kind, "button": 0} for kind in ("pointerDown", "pointerUp"))
        self.act("pointer", [move[0], down, *move[1:], up], parameters={"pointerType": "mouse"})

    def place(self, selector, across=0.5, down=0.5):
        """A place on an element, which is scrolled to, as shares of its width and height."""
        script = """(selector, across, down) => {
          const found = document.querySelector(selector);
          found.scrollIntoView({block: 'center'});
          const {x, y, width, height} = found.getBoundingClientRect();
          return [x + across * width, y + down * height];
        }"""
        return self.evaluate(script, selector, across, down)

    def click(self, selector):
        self.drag(self.place(selector))


@contextmanager
def running(profile: Path, settings=None):
    """A Firefox without a screen, and the list of what it complained of, filled when it has ended."""
    prefs = {**SETTINGS, **(settings or {})}
    lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});" for name, value in prefs.items()]
    (profile / "user.js").write_text("\n".join(lines))
    said = profile / "said.txt"
    complaints = []
    command = [find(), "--headless", "--marionette", "--no-remote", "--profile", str(profile)]
    with said.open("w") as output:
        process = subprocess.Popen(
            command, stdout=output, stderr=output, env={**os.environ, "HOME": str(profile)}
        )
        try:
            with closing(Firefox(port_of(profile, process))) as window:
                yield window, complaints
        finally:
            process.terminate()
            process.wait(SECONDS)
    complaints += [line for line in said.read_text().splitlines() if line.startswith(COMPLAINTS)]


def port_of(profile, process):
    """Where Marionette listens, as soon as it does."""
    place, end = profile / "MarionetteActivePort", time.monotonic() + SECONDS
    while time.monotonic() < end and process.poll() is None:
        if place.exists() and place.read_text().strip():
            return int(place.read_text())
        time.sleep(0.05)
    raise RuntimeError(f"Firefox did not start: {(profile / 'said.txt').read_text()[-500:]}")
