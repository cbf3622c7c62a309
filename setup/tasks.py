"""The tests, the checks and the benchmarks: every part runs, and one that fails fails the whole."""

import os
import re
import subprocess
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from setup import cpus, everything, node, python_packages
from setup.options import read_cpus_options
from setup.places import NODE_MODULES, ROOT, VENV_PYTHON
from setup.report import complain, say

CHECKED = ["run.py", "app.py", "setup", "nn_core", "panel_kit", "panels", "course", "web"]
LINTED = [*CHECKED, "tests", "bench", "docs"]
# The tests run side by side, a process a core
SIDE_BY_SIDE = ["--numprocesses", "auto", "--maxprocesses", "8", "--dist", "worksteal"]
# Reading what makes requests up from the API's document costs each process seconds; only the whole suite does
NOTHING_MADE_UP = ["-p", "no:schemathesis"]


def prepare() -> None:
    """Install what the tests and checks need, and build the front end."""
    everything.make(python_packages.DEVELOP, develop=True)


def test(words: Sequence[str]) -> int:
    """Run pytest with `words` (`-n 0`: one test after the other), then the JavaScript tests.

    With `--cpus` first: the tests that compute, as on other processors. With a panel first: only its tests.
    """
    if words[:1] == ["--cpus"]:
        return test_on_other_processors(read_cpus_options(list(words[1:])).which)
    if words and is_a_name(words[0]):
        return test_panel(words[0], words[1:])
    prepare()
    as_on_any_machine()
    files = javascript_tests()
    return total([run("pytest", python("pytest", *SIDE_BY_SIDE, *words)), run_javascript_tests(files)])


def is_a_name(word: str) -> bool:
    """Whether a word can only mean a panel: neither an option of pytest nor a file or a test in one."""
    return not word.startswith("-") and "::" not in word and not (ROOT / word).exists()


def test_panel(slug: str, words: Sequence[str]) -> int:
    """Run what belongs to one panel: its Python and browser tests (with `words` for pytest), its scripts'."""
    slugs = sorted(path.stem.replace("_", "-") for path in (ROOT / "templates/panels").glob("*.html"))
    if slug not in slugs:
        complain(f"No panel or test file is named {slug}. The panels: {', '.join(slugs)}.")
        return 2
    prepare()
    as_on_any_machine()
    command = python("pytest", *SIDE_BY_SIDE, *NOTHING_MADE_UP, "--panel", slug, *words)
    codes = [run(f"pytest of {slug}", command)]
    files = javascript_tests(slug)
    return total([*codes, run_javascript_tests(files)] if files else codes)


def javascript_tests(slug: str | None = None) -> list[Path]:
    """All JavaScript tests, or those that carry a panel's name: alone, or followed by what they are about."""
    paths = [path.relative_to(ROOT) for path in (ROOT / "tests/js").rglob("*.test.js")]
    name = "" if slug is None else slug.replace("-", "_")
    return sorted(path for path in paths if not name or re.match(rf"{name}[._]", path.name))


def as_on_any_machine() -> None:
    """Leave out what this machine presets, for all that is started from here on."""
    for name in cpus.PRESET:
        os.environ.pop(name, None)
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # else each process compiles all tests anew
    os.environ.setdefault("OMP_NUM_THREADS", "1")  # the processes share the cores; NumPy starts no more


def test_on_other_processors(which: str) -> int:
    """Run the tests that compute as on each processor that can be played: all, or the two farthest apart.

    Of the two, the one that this machine is needs no play: it is what every other run of the tests is.
    """
    prepare()
    as_on_any_machine()
    here = cpus.in_use(os.environ)
    processors, missing = cpus.playable(here)
    if which == "two":
        processors = cpus.most_different(processors, here)
    codes = {str(each): test_as(each) for each in processors}
    for reason in missing:
        say(f"Not played: {reason}.")
    if not codes:
        complain("No other processor was played, so nothing is known of any.")
        return 1
    for name, code in codes.items():
        say(f"{'Failed' if code else 'Passed'}: {name}.")
    return total(list(codes.values()))


def test_as(processor: cpus.Processor) -> int:
    """The tests that compute, in processes that compute as this processor would."""
    environment = {**os.environ, **processor.variables}
    cpus.check_in_use(processor, environment)
    command = python("pytest", *SIDE_BY_SIDE, *NOTHING_MADE_UP, "-q", "-m", "computes")
    return run(f"pytest as on {processor}", command, processor.variables)


def run_javascript_tests(files: Sequence[Path]) -> int:
    if not files:
        complain("There is no JavaScript test: tests/js holds no file named *.test.js.")
        return 1
    return run("node --test", [node.find().program, "--test", *map(str, files)])


def check() -> int:
    """Run the linters and the type checkers over Python and JavaScript, and the spelling check over prose."""
    prepare()
    program = node.find().program
    written = run("types of the API", python("web.api.typescript"))
    checks = {
        "mypy --strict": python("mypy", "--strict", *present(CHECKED)),
        "ruff check": python("ruff", "check", *present(LINTED)),
        "ruff format": python("ruff", "format", "--check", *present(LINTED)),
        "biome": [program, package("@biomejs/biome/bin/biome"), "check", "--error-on-warnings"],
        "tsc": [program, package("typescript-7/bin/tsc"), "--noEmit"],
        "spelling": [program, package("cspell/bin.mjs"), "lint", "--no-progress"],
    }
    with ThreadPoolExecutor(os.cpu_count()) as side_by_side:
        codes = list(side_by_side.map(run_quietly, checks, checks.values()))
    return total([written, *codes])


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


def run(name: str, command: Sequence[str], variables: Mapping[str, str] | None = None) -> int:
    """Run one part in the open, with some more variables in its environment, and say how it ended."""
    say(f"--- {name}")
    return judged(name, subprocess.run(command, cwd=ROOT, env=environment_with(variables or {})).returncode)


def run_quietly(name: str, command: Sequence[str]) -> int:
    """Run one part beside others, and say what it printed and how it ended when it has."""
    done = subprocess.run(
        command,
        cwd=ROOT,
        env=environment_with({}),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    )
    say(f"--- {name}\n{done.stdout}".rstrip())
    return judged(name, done.returncode)


def environment_with(variables: Mapping[str, str]) -> dict[str, str]:
    return {**os.environ, **variables, "PYTHONUTF8": "1"}


def judged(name: str, code: int) -> int:
    """Return an exit code, and complain of one that tells of a failure."""
    if code != 0:
        complain(f"{name} failed (exit code {code}).")
    return code


def total(codes: Sequence[int]) -> int:
    """Return 0 if every part ended well, else 1."""
    return int(any(codes))
