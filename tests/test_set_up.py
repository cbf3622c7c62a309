"""What is set up at the first start: Python's packages and the scripts at once, and all that is needed."""

import subprocess
import threading
from pathlib import Path

import pytest

from setup import commands, everything, front_end, node, python_packages, report
from setup.places import VENV_PYTHON
from tests.waiting import SECONDS


@pytest.fixture
def done(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The works of a set-up in their order, none of which is really done; nothing is there yet."""
    works: list[str] = []

    def stand_in(name: str) -> None:
        def work(*_: object, **__: object) -> None:
            works.append(name)

        module, function = {
            "python": (python_packages, "install"),
            "npm": (node, "install_packages"),
            "scripts": (front_end, "build_scripts"),
            "all": (front_end, "build_math_font"),
        }[name]
        monkeypatch.setattr(module, function, work)

    for name in ("python", "npm", "scripts", "all"):
        stand_in(name)
    monkeypatch.setattr(python_packages, "is_there", lambda _: False)
    monkeypatch.setattr(node, "on_path", lambda: node.Node("node", ("npm",)))
    return works


def test_python_packages_and_scripts_are_made_at_the_same_time(
    done: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    both = threading.Barrier(2)
    monkeypatch.setattr(python_packages, "install", lambda _: both.wait(SECONDS))
    monkeypatch.setattr(front_end, "build_scripts", lambda: both.wait(SECONDS))
    everything.make(develop=True)
    assert done == ["npm", "all"]


@pytest.mark.parametrize("what", ["node", "nothing"])
def test_one_after_the_other_where_node_comes_with_python_or_nothing_is_missing(
    done: list[str], monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    monkeypatch.setattr(python_packages, "is_there", lambda _: what == "nothing")
    monkeypatch.setattr(node, "on_path", lambda: None)
    everything.make()
    assert done == ["python", "scripts", "all"]


@pytest.mark.parametrize("failing", [(python_packages, "install"), (front_end, "build_scripts")])
def test_either_failure_is_told(
    done: list[str], monkeypatch: pytest.MonkeyPatch, failing: tuple[object, str]
) -> None:
    def fail(*_: object) -> None:
        raise commands.SetupError("It failed.")

    monkeypatch.setattr(*failing, fail)
    with pytest.raises(commands.SetupError, match="It failed"):
        everything.make()
    assert "all" not in done


def test_two_steps_at_once_each_end_on_a_line_that_names_them(capsys: pytest.CaptureFixture[str]) -> None:
    with report.step("One"), report.step("Two"):
        pass
    with report.step("Three"):
        pass
    lines = capsys.readouterr().out.splitlines()
    assert [line.rstrip(" .0123456789s") for line in lines] == ["One …", "Two …", "One:", "Three …"]
    assert all(line.endswith(" s") for line in lines[1:])


def test_a_step_that_fails_leaves_the_terminal_on_a_new_line(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(commands.SetupError), report.step("One"):
        raise commands.SetupError("It failed.")
    assert capsys.readouterr().out == "One … \n"


def test_the_locks_name_all_that_their_packages_need() -> None:
    command: list[str | Path] = [VENV_PYTHON, "-m", "pip", "check", "--disable-pip-version-check"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS)
    assert (done.returncode, done.stdout.strip()) == (0, "No broken requirements found.")
