"""The virtual environment `.venv` and the Python packages in it."""

import configparser
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from setup import lock, stamps
from setup.commands import SetupError, run
from setup.places import ON_WINDOWS, VENV, VENV_PYTHON
from setup.report import step

RUN = "requirements.txt"
DEVELOP = "requirements-dev.txt"
AUDIT = "requirements-audit.txt"


def install(requirements: str = RUN) -> None:
    """Make `.venv` hold the packages that the lock of a requirements file names, unless it already does."""
    if is_there(requirements):
        return
    ensure_environment()
    with step(f"Installing the Python packages of {requirements}"):
        stamps.redo(stamp_name(requirements), mark(requirements), lambda: pip_install(requirements))


def is_there(requirements: str) -> bool:
    """Tell whether `.venv` holds them."""
    return is_usable(VENV) and stamps.is_fresh(stamp_name(requirements), mark(requirements), [VENV_PYTHON])


def stamp_name(requirements: str) -> str:
    """Name the step; an environment beside `.venv` has stamps of its own."""
    beside = "" if VENV.name == ".venv" else f"{VENV.name}-"
    return beside + requirements.removesuffix(".txt")


def mark(requirements: str) -> str:
    """Hash the lock, the Python, and the birth of the environment they are installed in."""
    born = (VENV / "pyvenv.cfg").stat().st_mtime_ns
    return stamps.mark_of([lock.lock_of(requirements)], sys.version, sys.platform, str(born))


def pip_install(requirements: str) -> None:
    """Install what the lock names: it names all, and of a thousand modules Python compiles those it reads."""
    locked = lock.lock_of(requirements)
    words: list[str | Path] = ["--require-hashes", "--no-deps", "--no-compile", "-r", locked]
    pip(words, f"pip could not install the packages of {locked.name}")


def pip(words: Sequence[str | Path], failure: str, advice: str = "") -> None:
    """Let the environment's pip install something."""
    run([VENV_PYTHON, "-m", "pip", "install", "--disable-pip-version-check", *words], failure, advice)


def ensure_environment() -> None:
    """Make `.venv` unless there is one that works with this Python."""
    if is_usable(VENV) and has_pip():
        return
    require_venv_module()
    with step(f"Making the Python environment {VENV.name}"):
        run(
            [sys.executable, "-m", "venv", "--clear", VENV],
            f"Python could not make the environment {VENV.name}",
            f"delete the folder {VENV} if there is one, and start again.",
        )


def is_usable(folder: Path) -> bool:
    """Tell whether the environment is of this Python's version and its base Python still exists."""
    try:
        settings = read_settings(folder)
    except (OSError, configparser.Error):
        return False
    home, version = settings.get("home", ""), settings.get("version", settings.get("version_info", ""))
    same = version.split(".")[:2] == [str(part) for part in sys.version_info[:2]]
    python = folder / VENV_PYTHON.relative_to(VENV)
    return same and Path(home).is_dir() and python.exists()


def read_settings(folder: Path) -> dict[str, str]:
    """Return what `pyvenv.cfg` says; it is an INI file without a section."""
    parser = configparser.ConfigParser(interpolation=None)
    parser.read_string("[venv]\n" + (folder / "pyvenv.cfg").read_text(encoding="utf-8"))
    return dict(parser["venv"])


def has_pip() -> bool:
    """Tell whether the environment's pip runs; it does not when making it was interrupted."""
    command = [str(VENV_PYTHON), "-m", "pip", "--version"]
    return subprocess.run(command, capture_output=True).returncode == 0


def require_venv_module() -> None:
    """Raise SetupError where Python came without its `venv` and `ensurepip` modules (Debian, Ubuntu)."""
    try:
        import ensurepip  # noqa: F401
        import venv  # noqa: F401
    except ImportError as error:
        raise SetupError(without_venv(str(error.name))) from error


def without_venv(module: str) -> str:
    version = f"{sys.version_info[0]}.{sys.version_info[1]}"
    if ON_WINDOWS or sys.platform == "darwin":
        return f"This Python has no module {module}: install Python again from python.org, then start again."
    return (
        f"This Python has no module {module}: install it (on Debian and Ubuntu: "
        f"sudo apt install python3-venv, or python{version}-venv), then start again."
    )
