"""run.py and what it imports: each step is done once, each failure is one clear sentence."""

import ast
import configparser
import errno
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from course.syllabus import PANEL_SLUGS
from setup import (
    audit,
    commands,
    lock,
    main,
    network,
    options,
    places,
    python_packages,
    pythons,
    stamps,
    start,
    tasks,
)
from setup.one_at_a_time import alone
from tests.waiting import SECONDS

ROOT = places.ROOT


def run_py(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Start run.py as a person does."""
    return subprocess.run(
        [sys.executable, str(ROOT / "run.py"), *words],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        timeout=SECONDS,
    )


# Stamps


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "source.txt"
    path.write_text("one")
    return path


def test_stamp_is_fresh_after_the_step_and_until_an_input_changes(source: Path, tmp_path: Path) -> None:
    mark = stamps.mark_of([source], "fact")
    assert not stamps.is_fresh("step", mark, [source], tmp_path)
    stamps.redo("step", mark, lambda: None, tmp_path)
    assert stamps.is_fresh("step", mark, [source], tmp_path)
    source.write_text("two")
    assert not stamps.is_fresh("step", stamps.mark_of([source], "fact"), [source], tmp_path)


def test_stamp_differs_with_a_fact(source: Path) -> None:
    assert stamps.mark_of([source], "3.10") != stamps.mark_of([source], "3.11")


def test_stamp_is_stale_when_an_output_is_gone(source: Path, tmp_path: Path) -> None:
    stamps.redo("step", "mark", lambda: None, tmp_path)
    assert not stamps.is_fresh("step", "mark", [tmp_path / "gone"], tmp_path)


def test_stamp_of_an_interrupted_step_is_gone(tmp_path: Path) -> None:
    def interrupted() -> None:
        raise KeyboardInterrupt

    stamps.redo("step", "mark", lambda: None, tmp_path)
    with pytest.raises(KeyboardInterrupt):
        stamps.redo("step", "mark", interrupted, tmp_path)
    assert not stamps.is_fresh("step", "mark", [], tmp_path)


# Two at once

HOLDS_IT = """
import sys, time
from pathlib import Path
from setup.one_at_a_time import alone
with alone(Path(sys.argv[1])):
    print("mine", flush=True)
    time.sleep(float(sys.argv[2]))
"""


def holder(folder: Path, seconds: float) -> "subprocess.Popen[str]":
    command = [sys.executable, "-c", HOLDS_IT, str(folder), str(seconds)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT)


def test_second_set_up_waits_for_the_first_and_says_so(tmp_path: Path) -> None:
    with holder(tmp_path, 600) as first:
        assert first.stdout is not None
        assert first.stdout.readline() == "mine\n"
        with holder(tmp_path, 0) as second:
            assert second.stdout is not None
            assert "Another set-up is under way" in second.stdout.readline()
            assert second.poll() is None
            first.kill()  # however it ends, nothing of it stays
            assert second.stdout.readline() == "mine\n"


@pytest.mark.parametrize("number", [errno.EACCES, errno.EROFS])
def test_where_nothing_may_be_written_nobody_waits_and_what_is_set_up_serves(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, number: int
) -> None:
    def forbidden(*_: object) -> int:
        raise OSError(number, os.strerror(number), "set-up.lock")

    monkeypatch.setattr(os, "open", forbidden)
    with alone(tmp_path):
        pass
    number = errno.ENOSPC
    with pytest.raises(OSError, match="No space left"), alone(tmp_path):
        pass


# The command line


@pytest.mark.parametrize("port", ["abc", "0", "65536", "-1", "8000.5", "", "٨٠٠٠", "9" * 40])
def test_port_that_is_none_is_refused_in_one_sentence(port: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        options.read_serve_options([f"--port={port}"])
    assert ended.value.code == 2
    said = capsys.readouterr().err
    assert "a port is a whole number from 1 to 65535" in said
    assert said.count("\n") == 1


def test_unknown_option_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        options.read_serve_options(["--prot", "80"])
    assert "--prot" in capsys.readouterr().err


def test_unknown_command_is_named_with_those_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    assert main.main(["tset"]) == 2
    said = capsys.readouterr().err
    assert "'tset'" in said
    assert all(name in said for name in options.COMMANDS)


def test_lan_listens_on_every_address_of_ipv6_too_where_it_can() -> None:
    expected = "::" if network.takes_both() else "0.0.0.0"
    assert options.read_serve_options(["--lan"]).host == expected


def test_lan_with_host_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        options.read_serve_options(["--lan", "--host", "192.0.2.7"])
    assert "--host" in capsys.readouterr().err


@pytest.mark.parametrize("number", ["0", "65", "-1", "two", "1.5", ""])
def test_a_number_of_workers_that_is_none_is_refused(number: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        options.read_serve_options([f"--workers={number}"])
    assert "the number of workers is a whole number from 1 to 64" in capsys.readouterr().err
    assert options.read_serve_options(["--workers", "64"]).workers == 64


@pytest.mark.parametrize(
    "name", ["", "a:80", "https://a.org", "a b", "-a", "a.", "a,b", "*", "a/b", "ä.org", "a" * 254]
)
def test_a_host_name_that_is_none_is_refused_in_one_sentence(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        options.read_serve_options([f"--name={name}"])
    assert ended.value.code == 2
    said = capsys.readouterr().err
    assert "a name is a host name such as nudge.example.org" in said
    assert said.count("\n") == 1


def test_host_names_are_taken_as_browsers_write_them() -> None:
    asked = options.read_serve_options(["--name", "Nudge.Example.org", "--name", "nudge"])
    assert asked.name == ["nudge.example.org", "nudge"]


@pytest.mark.parametrize(
    "origin",
    [
        *("", "*", "null", "course.example.org", "https://", "https://a.org/", "https://a b", "ftp://a.org"),
        *("https://a.org:", "https://u@a.org", "https://a.org,https://b.org", "https://*.a.org"),
        "https://a.org;x",
    ],
)
def test_an_origin_that_is_none_is_refused_in_one_sentence(
    origin: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        options.read_serve_options([f"--allow-frame={origin}"])
    assert ended.value.code == 2
    said = capsys.readouterr().err
    assert "an origin is http:// or https:// and a name" in said
    assert said.count("\n") == 1


def test_origins_are_taken_as_browsers_write_them() -> None:
    given = ["https://Course.example.org:443", "http://[::1]:8888", "http://localhost:80"]
    asked = options.read_serve_options([f"--allow-frame={origin}" for origin in given])
    assert asked.allow_frame == ["https://course.example.org", "http://[::1]:8888", "http://localhost"]


def test_a_folder_of_mnist_is_passed_on(monkeypatch: pytest.MonkeyPatch) -> None:
    commands: list[list[str]] = []
    monkeypatch.setattr(start.subprocess, "Popen", lambda command, **rest: commands.append(command))
    start.start(options.read_serve_options(["--mnist", "some where/mnist"]))
    start.start(options.read_serve_options([]))
    at = commands[0].index("--mnist")
    assert commands[0][at + 1] == "some where/mnist"
    assert "--mnist" not in commands[1]


def test_help_names_every_command_and_option() -> None:
    said = run_py("--help").stdout
    named = [*options.COMMANDS, "--host", "--port", "--lan", "--no-browser", "--workers", "--name"]
    named += ["--allow-frame", "--mnist"]
    assert [name for name in named if name not in said] == []


def test_pictures_go_to_the_build_folder_or_to_the_one_named(tmp_path: Path) -> None:
    assert options.read_pictures_options([]).folder == places.BUILD / "pictures"
    assert options.read_pictures_options([str(tmp_path)]).folder == tmp_path


def test_fuzzing_sends_forty_requests_to_each_operation_or_as_many_as_asked_for() -> None:
    assert options.read_fuzz_options([]).requests == 40
    assert options.read_fuzz_options(["7"]).requests == 7


@pytest.mark.parametrize("word", ["0", "many", "1e3"])
def test_fuzzing_refuses_what_is_no_number(word: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        options.read_fuzz_options([word])
    assert ended.value.code == 2
    assert "the number of requests is a whole number from 1 to 10000" in capsys.readouterr().err


@pytest.mark.parametrize("words", [["one", "two"], ["--drak"]])
def test_pictures_refuse_what_they_do_not_know(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        options.read_pictures_options(words)
    assert ended.value.code == 2
    said = capsys.readouterr().err
    assert words[-1] in said
    assert said.count("\n") == 1


# Failures a person can meet


def test_python_too_old_is_said_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text("import sys\nsys.version_info = (3, 8, 18, 'final', 0)\n")
    done = run_py(PYTHONPATH=str(tmp_path))
    assert done.returncode == 1
    assert "needs Python 3.10 or newer, and this is Python 3.8" in done.stderr
    assert "Traceback" not in done.stderr


def test_run_py_is_readable_to_an_old_python() -> None:
    text = (ROOT / "run.py").read_text()
    compile(text, "run.py", "exec", flags=0, dont_inherit=True)
    assert not re.search(r"""\bf["']|:=|->|\bmatch |async """, text)


def test_missing_venv_module_names_the_package(tmp_path: Path) -> None:
    """A Debian Python without python3-venv lacks `ensurepip`."""
    (tmp_path / "ensurepip.py").write_text("raise ImportError('gone', name='ensurepip')\n")
    program = "from setup import commands, python_packages\ntry: python_packages.require_venv_module()\n"
    program += "except commands.SetupError as error: print(error)"
    done = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "PYTHONPATH": f"{tmp_path}{os.pathsep}{ROOT}"},
        capture_output=True,
        text=True,
    )
    assert "no module ensurepip" in done.stdout
    assert done.stderr == ""


def test_missing_venv_sentence_on_debian_names_python3_venv(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(python_packages, "ON_WINDOWS", False)
    assert "sudo apt install python3-venv" in python_packages.without_venv("ensurepip")


def test_no_network_for_pip_is_said_in_a_sentence(tmp_path: Path) -> None:
    nowhere = "http://127.0.0.1:9/simple"
    pip = [sys.executable, "-m", "pip", "--isolated", "install", "--retries=1", f"--index-url={nowhere}"]
    with pytest.raises(commands.SetupError) as failed:
        commands.run([*pip, f"--target={tmp_path}", "flask"], "pip could not install flask")
    first, *tail = str(failed.value).splitlines()
    assert first == f"pip could not install flask: {commands.ONLINE_ONCE}"
    assert tail


@pytest.mark.parametrize(
    "output",
    [
        "npm error code ENOTFOUND",
        "npm error code EAI_AGAIN",
        "npm error network request to a registry failed, reason: connect ECONNREFUSED",
        "WARNING: Retrying: NewConnectionError('Failed to establish a new connection')",
        "Temporary failure in name resolution",
    ],
)
def test_no_network_is_recognized(output: str) -> None:
    assert commands.known_reason(output) == commands.ONLINE_ONCE


@pytest.mark.parametrize("output", ["Error: [Errno 13] Permission denied: '.venv'", "npm error code ENOSPC"])
def test_disk_that_cannot_be_written_is_recognized(output: str) -> None:
    assert commands.known_reason(output) == commands.WRITABLE


def test_a_full_disk_is_named_though_the_program_says_nothing_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    output = "Error: ensurepip returned non-zero exit status 1."
    assert commands.known_reason(output) is None
    full = type("Usage", (), {"free": 4096})
    monkeypatch.setattr(commands.shutil, "disk_usage", lambda folder: full)
    assert commands.known_reason(output) == commands.WRITABLE


def test_failed_program_shows_what_it_printed_below_the_sentence() -> None:
    with pytest.raises(commands.SetupError) as failed:
        commands.run([sys.executable, "-c", "print('no space left'); raise SystemExit(3)"], "It failed")
    assert str(failed.value).splitlines() == ["It failed: what it printed says why.", "    no space left"]


def test_long_output_is_cut_in_the_middle() -> None:
    output = "\n".join(f"line {number}" for number in range(100))
    lines = commands.describe_failure("It failed", "Try again.", output).splitlines()
    assert len(lines) == 1 + commands.FIRST_LINES + 1 + commands.LAST_LINES
    assert [lines[0], lines[1], lines[-1]] == ["It failed: Try again.", "    line 0", "    line 99"]


def test_missing_program_is_named() -> None:
    with pytest.raises(commands.SetupError, match="no-such-program does not start"):
        commands.run(["no-such-program"], "It failed")


def test_disk_that_cannot_be_written_is_said_in_a_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def full() -> None:
        raise OSError(28, "No space left on device", "/some/file")

    monkeypatch.setattr(main.everything, "make", full)
    assert main.main(["setup"]) == 1
    assert capsys.readouterr().err.startswith("/some/file cannot be used (No space left on device)")


def test_stopped_set_up_says_that_it_goes_on(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stopped() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(main.everything, "make", stopped)
    assert main.main(["setup"]) == 130
    assert "goes on from here" in capsys.readouterr().err


# The environment


def environment(folder: Path, version: str, home: Path) -> Path:
    python = folder / places.VENV_PYTHON.relative_to(places.VENV)
    python.parent.mkdir(parents=True)
    python.touch()
    (folder / "pyvenv.cfg").write_text(f"home = {home}\nversion = {version}\n")
    return folder


THIS_VERSION = ".".join(map(str, sys.version_info[:3]))


def test_environment_of_this_python_is_usable(tmp_path: Path) -> None:
    assert python_packages.is_usable(environment(tmp_path / "venv", THIS_VERSION, tmp_path))


def test_environment_of_another_version_is_made_again(tmp_path: Path) -> None:
    assert not python_packages.is_usable(environment(tmp_path / "venv", "3.2.1", tmp_path))


def test_environment_whose_base_python_vanished_is_made_again(tmp_path: Path) -> None:
    assert not python_packages.is_usable(environment(tmp_path / "venv", THIS_VERSION, tmp_path / "gone"))


def test_environment_that_is_not_there_is_made(tmp_path: Path) -> None:
    assert not python_packages.is_usable(tmp_path)
    with pytest.raises((OSError, configparser.Error)):
        python_packages.read_settings(tmp_path)


# Tasks


def test_no_javascript_test_is_a_failure(capsys: pytest.CaptureFixture[str]) -> None:
    assert tasks.run_javascript_tests([]) == 1
    assert "tests/js" in capsys.readouterr().err


def test_one_failure_fails_the_whole() -> None:
    assert tasks.total([0, 5, 0]) == 1
    assert tasks.total([0, 0]) == 0


def test_an_unknown_panel_is_named_with_those_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    assert tasks.test(["forwrad"]) == 2
    said = capsys.readouterr().err
    assert "forwrad" in said
    assert all(slug in said for slug in PANEL_SLUGS)


def test_the_tests_of_a_panel_are_asked_for_by_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    started = []
    monkeypatch.setattr(tasks, "prepare", lambda: None)
    monkeypatch.setattr(tasks, "as_on_any_machine", lambda: None)
    monkeypatch.setattr(tasks, "run", lambda name, command: started.append(list(command)) or 0)
    assert tasks.test(["forward", "-x"]) == 0
    pytest_call, node_call = started
    assert pytest_call[-3:] == ["--panel", "forward", "-x"]
    assert [Path(word).name for word in node_call[2:]] == ["forward_steps.test.js"]


@pytest.mark.parametrize("word", ["-k", "tests/js", "tests/test_run.py", "tests/test_run.py::test_it"])
def test_a_file_or_an_option_is_no_panel(word: str) -> None:
    assert not tasks.is_a_name(word)


def test_unknown_benchmark_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert tasks.bench(["no_such_bench"]) == 2
    assert "no_such_bench" in capsys.readouterr().err


def test_no_browser_opens_in_ci(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")
    assert not start.has_screen()


# What is known of holes


def pip_audit_says(*packages: dict[str, object]) -> str:
    return json.dumps({"dependencies": list(packages), "fixes": []})


def test_audit_counts_what_was_checked_and_names_holes_and_what_was_not() -> None:
    text = pip_audit_says(
        {"name": "sound", "version": "1.0", "vulns": []},
        {"name": "holed", "version": "2.0", "vulns": [{"id": "PYSEC-1", "fix_versions": ["2.1"]}]},
        {"name": "unheard", "skip_reason": "Dependency not found: unheard (3.0)"},
    )
    found = audit.read_pip_audit("Python", text, "")
    assert (found.checked, found.unknown) == (2, ["unheard"])
    assert found.holes == ["holed 2.0: PYSEC-1, mended in 2.1"]
    assert found.reason == "Dependency not found: unheard (3.0)"


@pytest.mark.parametrize("text", ["", "no JSON", "[]", "{}", pip_audit_says()])
def test_audit_without_an_answer_has_checked_nothing(text: str) -> None:
    found = audit.read_pip_audit("Python", text, "first\nCannot reach the service\n")
    assert (found.checked, found.unknown, found.reason) == (0, ["all packages"], "Cannot reach the service")


def test_audit_reads_what_npm_says() -> None:
    holed = json.dumps({"vulnerabilities": {"lit": {"severity": "high"}}})
    assert audit.read_npm_audit("JavaScript", holed, ["lit", "d3-array"]).holes == ["lit: high"]
    refused = json.dumps({"message": "405 Method Not Allowed", "statusCode": 405})
    found = audit.read_npm_audit("JavaScript", refused, ["lit", "d3-array"])
    assert (found.checked, found.unknown, found.reason) == (0, ["lit", "d3-array"], "405 Method Not Allowed")


def test_audit_fails_when_one_package_was_not_checked(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(python_packages, "install", lambda *_: None)
    sound = audit.Findings("Python", 3, [], [])
    monkeypatch.setattr(audit, "of_python", lambda _ranges: sound)
    monkeypatch.setattr(audit, "of_javascript", lambda: audit.Findings("JavaScript", 2, [], []))
    assert audit.audit() == 0
    unreached = audit.Findings("JavaScript", 0, [], ["lit"], "Out of reach.")
    monkeypatch.setattr(audit, "of_javascript", lambda: unreached)
    assert audit.audit() == 1
    said = capsys.readouterr()
    assert "Python: 3 packages checked" in said.out
    assert "Not checked: lit. Out of reach." in said.err


# What the project depends on


def test_lock_records_no_place_to_download_from() -> None:
    lock = json.loads((ROOT / "package-lock.json").read_text())
    packages = {name: entry for name, entry in lock["packages"].items() if name}
    assert [name for name, entry in packages.items() if "resolved" in entry] == []
    assert [name for name, entry in packages.items() if "integrity" not in entry] == []


@pytest.mark.parametrize("name", lock.RANGES)
def test_every_requirement_has_a_lower_and_an_upper_bound(name: str) -> None:
    lines = [line.partition(";")[0].strip() for line in (ROOT / name).read_text().splitlines()]
    named = [line for line in lines if line and not line.startswith(("#", "-r"))]
    assert named
    assert [line for line in named if not re.fullmatch(r"[a-z0-9-]+>=[\d.]+,<[\d.]+", line)] == []


@pytest.mark.parametrize("name", lock.RANGES)
def test_lock_is_made_from_the_ranges_as_they_are(name: str) -> None:
    assert lock.is_current(name), f"{name} has changed: python3 run.py lock"


def test_lock_is_stale_when_a_range_changes_here_or_in_what_is_included(tmp_path: Path) -> None:
    (tmp_path / "base.txt").write_text("# comment\nnumpy>=2.0,<3\n")
    (tmp_path / "more.txt").write_text("-r base.txt\npytest>=9.0,<10\n")
    said = f"# Made by python3 run.py lock from ranges with the mark {lock.mark_of('more.txt', tmp_path)}.\n"
    (tmp_path / "more.lock").write_text(said)
    assert lock.is_current("more.txt", tmp_path)
    (tmp_path / "base.txt").write_text("# another comment\nnumpy>=2.0,<3\n")
    assert lock.is_current("more.txt", tmp_path)
    (tmp_path / "base.txt").write_text("numpy>=2.1,<3\n")
    assert not lock.is_current("more.txt", tmp_path)


def locked(name: str) -> dict[str, list[tuple[str, str]]]:
    """Each package of a lock with its releases, and the hashes behind each."""
    text = lock.lock_of(name).read_text("utf-8").replace("\\\n", " ")
    found: dict[str, list[tuple[str, str]]] = {}
    for line in text.splitlines():
        if line and not line.startswith("#"):
            package, release, rest = re.fullmatch(r"([a-z0-9-]+)==([\w.+]+)(.*)", line).groups()
            found.setdefault(package, []).append((release, rest))
    return found


@pytest.mark.parametrize("name", lock.RANGES)
def test_lock_names_releases_and_hashes_and_no_place_to_download_from(name: str) -> None:
    text = lock.lock_of(name).read_text("utf-8")
    assert not re.search(r"https?:|file:|index-url|find-links| @ ", text)
    for releases in locked(name).values():
        assert all(re.findall(r"--hash=sha256:[0-9a-f]{64}\b", rest) for _release, rest in releases)


@pytest.mark.parametrize("name", lock.RANGES)
def test_lock_holds_every_range_and_releases_within_it(name: str) -> None:
    for each in lock.with_included(name):
        for line in (ROOT / each).read_text().splitlines():
            range_ = re.match(r"([a-z0-9-]+)>=([\d.]+),<([\d.]+)", line)
            if range_:
                low, high = (tuple(map(int, end.split("."))) for end in range_.groups()[1:])
                for release, _rest in locked(name)[range_[1]]:
                    assert low <= tuple(map(int, re.findall(r"\d+", release)[:3])) < high, line


def test_set_up_imports_the_standard_library_only() -> None:
    """run.py runs before anything is installed. What works on fonts and numbers runs inside `.venv`."""
    allowed = {*sys.stdlib_module_names, "setup"}
    found: set[str] = set()
    for path in [ROOT / "run.py", *(ROOT / "setup").glob("*.py")]:
        if path.name not in ("math_font.py", "fallback_fonts.py", "numpy_in_use.py"):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(node, ast.Import):
                    found |= {alias.name.partition(".")[0] for alias in node.names}
                elif isinstance(node, ast.ImportFrom):
                    found.add((node.module or "").partition(".")[0])
    assert found <= allowed


# Another Python


def test_another_python_is_found_on_path_or_where_pyenv_and_uv_keep_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = [".pyenv/versions/3.77.1/bin/python3", ".local/share/uv/python/cpython-3.77.2-linux/bin/python3"]
    for place in kept:
        (tmp_path / place).parent.mkdir(parents=True)
        (tmp_path / place).touch()
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    monkeypatch.setattr(pythons.shutil, "which", lambda name: f"/on/path/{name}")
    found = list(pythons.candidates("3.77"))
    assert found == ["/on/path/python3.77", *(str(tmp_path / place) for place in kept)]
    monkeypatch.setattr(pythons, "version_of", lambda program: "3.77" if "uv" in program else "")
    assert pythons.find("3.77") == found[2]


def test_what_is_no_python_has_no_version(tmp_path: Path) -> None:
    assert pythons.version_of(sys.executable) == THIS_VERSION.rpartition(".")[0]
    assert pythons.version_of(str(tmp_path / "gone")) == ""


@pytest.mark.parametrize(
    ("version", "said"), [("3.77", "There is no Python 3.77 here"), ("new", "two numbers, such as 3.13")]
)
def test_a_python_that_is_not_here_is_said_in_a_sentence(
    version: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main.main(["test", "--python", version]) == 1
    complaint = capsys.readouterr().err
    assert said in complaint
    assert complaint.count("\n") == 1


def test_another_python_tests_in_an_environment_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    """What goes to pytest goes along, and the folder `.venv` stays as it is."""
    monkeypatch.setattr(pythons, "find", lambda version: sys.executable)
    started: list[tuple[list[str], dict[str, str]]] = []

    def run(command: list[str], env: dict[str, str]) -> subprocess.CompletedProcess[str]:
        started.append((command, env))
        return subprocess.CompletedProcess(command, 7)

    monkeypatch.setattr(pythons.subprocess, "run", run)
    assert main.main(["test", "-n", "0", "--python", "3.13", "tests/web"]) == 7
    ((command, environment),) = started
    assert command == [sys.executable, str(ROOT / "run.py"), "test", "-n", "0", "tests/web"]
    folder = environment[places.ENVIRONMENT]
    monkeypatch.setattr(python_packages, "VENV", Path(folder))
    assert Path(folder).name == "python3.13"
    assert python_packages.stamp_name("requirements.txt") == "python3.13-requirements"
    told = "from setup import places; print(places.VENV)"
    monkeypatch.undo()
    said = subprocess.check_output([sys.executable, "-c", told], cwd=ROOT, env=environment, text=True)
    assert said.strip() == folder
