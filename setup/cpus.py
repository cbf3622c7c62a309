"""Play other processors: what OpenBLAS and NumPy would compute with if they ran on them.

Both pick their machine code when they are loaded, by what the processor can do, and round differently in the
last bit. A processor can play every older one: two variables, read at the start of a process, say which.
"""

import json
import os
import platform
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from setup.commands import SetupError
from setup.places import ROOT, VENV_PYTHON

KERNEL, DISABLED = "OPENBLAS_CORETYPE", "NPY_DISABLE_CPU_FEATURES"
# What a machine may preset; the tests run as on a machine that presets nothing
PRESET = (KERNEL, DISABLED, "NPY_ENABLE_CPU_FEATURES")
AVX512 = ("AVX512F", "AVX512CD", "AVX512BW", "AVX512DQ", "AVX512VL")
# OpenBLAS's kernels from old to new, and what a processor must have to run them (NumPy's names)
KERNELS: dict[str, tuple[str, ...]] = {
    "Prescott": ("SSE3",),
    "Nehalem": ("SSE3", "SSSE3", "SSE42"),
    "Sandybridge": ("SSE42", "AVX"),
    "Haswell": ("AVX2", "FMA3"),
    "Zen": ("AVX2", "FMA3"),
    "SkylakeX": ("AVX2", "FMA3", *AVX512),
}
# An OpenBLAS that holds nothing older calls Prescott's kernels by the oldest name that falls to them
CALLED = {"Katmai": "Prescott"}


@dataclass(frozen=True)
class InUse:
    """What NumPy computes with in a process.

    Attributes
    ----------
    kernel : str
        OpenBLAS's name of its kernels; "" if NumPy computes with another library.
    features : frozenset of str
        What the processor has, or is left with.
    dispatched : tuple of str
        The features that NumPy has code of its own for, beyond those that it cannot do without.
    """

    kernel: str
    features: frozenset[str]
    dispatched: tuple[str, ...]


@dataclass(frozen=True)
class Processor:
    """One that is played: OpenBLAS's kernels, and the features that NumPy is to leave alone."""

    kernel: str
    disabled: tuple[str, ...]

    @property
    def variables(self) -> dict[str, str]:
        """The environment that plays it. Empty, the second one says nothing to NumPy."""
        return {KERNEL: self.kernel, DISABLED: " ".join(self.disabled)}

    def __str__(self) -> str:
        rest = f"without {' '.join(self.disabled)}" if self.disabled else "with all it has"
        return f"{self.kernel}, NumPy {rest}"


def without_presets(environment: Mapping[str, str]) -> dict[str, str]:
    """The environment without the variables that choose a processor."""
    return {name: value for name, value in environment.items() if name not in PRESET}


def in_use(environment: Mapping[str, str]) -> InUse:
    """What NumPy computes with in a process that is started in this environment."""
    command = [str(VENV_PYTHON), "-W", "error", "-m", "setup.numpy_in_use"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    if done.returncode != 0:
        raise SetupError(f"NumPy does not start as another processor: {done.stderr.strip()[-500:]}")
    seen = json.loads(done.stdout)
    kernel = seen["kernels"][0] if seen["kernels"] else ""
    return InUse(CALLED.get(kernel, kernel), frozenset(seen["features"]), tuple(seen["dispatched"]))


def levels(here: InUse) -> list[tuple[str, ...]]:
    """What NumPy is told to leave alone: all that AVX2 brought and after, AVX-512 and after, nothing.

    Only what the processor has and NumPy has code for can be disabled; NumPy warns of anything else.
    """
    present = tuple(name for name in here.dispatched if name in here.features)
    newest = tuple(name for name in present if name.startswith("AVX512") or name == "X86_V4")
    return list(dict.fromkeys((present, newest, ())))


def playable(here: InUse) -> tuple[list[Processor], list[str]]:
    """The processors that can be played here, from old to new, and what cannot be, in words."""
    if platform.machine().lower() not in ("x86_64", "amd64"):
        return [], [f"this is a {platform.machine()}, and only x86 processors are played"]
    if not here.kernel:
        return [], ["NumPy does not compute with OpenBLAS here, whose kernels are played"]
    kernels, missing, seen = [], [], set[str]()
    for name, needed in KERNELS.items():
        lacking = [feature for feature in needed if feature not in here.features]
        if lacking:
            missing.append(f"{name} needs {', '.join(lacking)}, which this processor has not")
            continue
        used = in_use({**without_presets(os.environ), KERNEL: name}).kernel
        if used in seen:
            missing.append(f"{name} has no kernels of its own in this OpenBLAS, which takes those of {used}")
        elif used.lower() != name.lower():
            missing.append(f"{name} is not in this OpenBLAS, which takes {used}")
        else:
            kernels.append(name)
        seen.add(used)
    return [Processor(name, level) for level in levels(here) for name in kernels], missing


def most_different(processors: Sequence[Processor], here: InUse) -> list[Processor]:
    """The oldest and the newest; the one that this machine is, every other test run plays."""
    ends = dict.fromkeys((*processors[:1], *processors[-1:]))
    return [one for one in ends if one.disabled or one.kernel.lower() != here.kernel.lower()]


def check_in_use(processor: Processor, environment: Mapping[str, str]) -> None:
    """Raises SetupError unless a process in this environment computes as that processor would."""
    used = in_use(environment)
    left = used.features & set(processor.disabled)
    if used.kernel.lower() != processor.kernel.lower() or left:
        found = f"{used.kernel} with {', '.join(sorted(left))}" if left else used.kernel
        raise SetupError(f"{processor} is not played: NumPy computes as {found}.")
