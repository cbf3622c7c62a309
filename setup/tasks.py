"""The tests, the checks and the benchmarks: every part runs, and one that fails fails the whole."""

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

from setup import front_end, node, python_packages
from setup.places import NODE_MODULES, ROOT, VENV_PYTHON
from setup.report import complain, say

CHECKED = ["run.py", "app.py", "setup", "nn_core", "panel_kit", "panels", "course", "web"]
LINTED = [*CHECKED, "tests", "bench", "docs"]
# The tests run side by side, a process a core
SIDE_BY_SIDE = ["--numprocesses", "auto", "--maxprocesses", "8", "--dist", "worksteal"]


def prepare() -> None:
    """Install what the tests and checks need, and build the front end."""
    python_packages.install(python_packages.DEVELOP)
    node.install_packages(develop=True)
    front_end.build()


def test(words: Sequence[str]) -> int:
    """Run pytest with `words` (`-n 0`: one test after the other), then the JavaScript tests."""
    prepare()
    os.environ.setdefault("OMP_NUM_THREADS", "1")  # the processes share the cores; NumPy starts no more
    files = sorted(path.relative_to(ROOT) for path in (ROOT / "tests/js").rglob("*.test.js"))
    return total([run("pytest", python("pytest", *SIDE_BY_SIDE, *words)), run_javascript_tests(files)])


def run_javascript_tests(files: Sequence[Path]) -> int:
    if not files:
        complain("There is no JavaScript test: tests/js holds no file named *.test.js.")
        return 1
    return run("node --test", [node.find().program, "--test", *map(str, files)])


def check() -> int:
    """Run the linters and the type checkers over Python and JavaScript."""
    prepare()
    program = node.find().program
    return total(
        [
            run("types of the API", python("web.api.typescript")),
            run("ruff check", python("ruff", "check", *present(LINTED))),
            run("ruff format", python("ruff", "format", "--check", *present(LINTED))),
            run("mypy --strict", python("mypy", "--strict", *present(CHECKED))),
            run("biome", [program, package("@biomejs/biome/bin/biome"), "check", "--error-on-warnings"]),
            run("tsc", [program, package("typescript/bin/tsc"), "--noEmit"]),
        ]
    )


def bench(names: Sequence[str]) -> int:
    """Run the benchmarks in bench/, or those named."""
    known = {path.stem: path for path in sorted((ROOT / "bench").glob("[!_]*.py"))}
    unknown = [name for name in names if name not in known]
    if unknown or not known:
        wrong = f"No benchmark is named {', '.join(unknown)}" if unknown else "There is nothing to run"
        complain(f"{wrong}: bench/ holds {', '.join(known) or 'no benchmark'}.")
        return 2
    prepare()
    return total([run(name, python(f"bench.{name}")) for name in names or known])


def fuzz(requests: int) -> int:
    """Send a server requests made up from the API's document, so many random ones to each operation."""
    prepare()
    return run("fuzz", python("tests.web.fuzzing", str(requests)))


def audit() -> int:
    """Ask what is known of holes in the packages in use; one that nobody can be asked about fails, too."""
    prepare()
    python_packages.install(python_packages.AUDIT)
    return total(
        [
            run("pip-audit", python("pip_audit", "--strict", "--progress-spinner", "off")),
            run("npm audit", [*node.find().npm, "audit"]),
        ]
    )


def pictures(folder: Path) -> int:
    """Take a picture of every page, into `folder`."""
    prepare()
    program = str(ROOT / "docs/picture_every_page.py")
    return run("pictures", [str(VENV_PYTHON), program, str(folder.resolve())])


def python(module: str, *words: str) -> list[str]:
    return [str(VENV_PYTHON), "-m", module, *words]


def package(path: str) -> str:
    return str(NODE_MODULES / path)


def present(paths: Sequence[str]) -> list[str]:
    return [path for path in paths if (ROOT / path).exists()]


def run(name: str, command: Sequence[str]) -> int:
    """Run one part in the open, and say how it ended."""
    say(f"--- {name}")
    code = subprocess.run(command, cwd=ROOT, env={**os.environ, "PYTHONUTF8": "1"}).returncode
    if code != 0:
        complain(f"{name} failed (exit code {code}).")
    return code


def total(codes: Sequence[int]) -> int:
    """Return 0 if every part ended well, else 1."""
    return int(any(codes))
