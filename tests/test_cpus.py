"""Other processors are played only where they can be, and what is played is looked at."""

import os

import pytest

from setup import cpus, tasks
from setup.commands import SetupError
from setup.cpus import AVX512, InUse, Processor
from setup.places import ROOT
from tests.computing import computes, may_compute

OLD = {"SSE", "SSE2", "SSE3", "SSSE3", "SSE42"}
NEW = OLD | {"AVX", "AVX2", "FMA3", "X86_V3"}
NEWEST = NEW | set(AVX512) | {"X86_V4", "AVX512_ICL"}
NUMPY = ("X86_V3", "X86_V4", "AVX512_ICL", "AVX512_SPR")


def here(features, kernel="Haswell", dispatched=NUMPY):
    return InUse(kernel, frozenset(features), dispatched)


@pytest.fixture
def any_openblas(monkeypatch):
    """An OpenBLAS on an x86 that takes the kernels asked for, and has none of its own for Zen."""
    taken = {"Zen": "Haswell"}
    monkeypatch.setattr(cpus.platform, "machine", lambda: "x86_64")
    monkeypatch.setattr(
        cpus, "in_use", lambda variables: here((), taken.get(variables[cpus.KERNEL], variables[cpus.KERNEL]))
    )


def test_numpy_is_told_only_of_features_that_it_has_code_for_and_the_processor_has():
    assert cpus.levels(here(NEWEST)) == [("X86_V3", "X86_V4", "AVX512_ICL"), ("X86_V4", "AVX512_ICL"), ()]
    assert cpus.levels(here(NEW)) == [("X86_V3",), ()]
    assert cpus.levels(here(OLD)) == [()]
    names_before = ("SSE41", "AVX2", "FMA3", "AVX512F", "AVX512_SKX")
    assert cpus.levels(here(NEWEST, dispatched=names_before))[:2] == [
        ("AVX2", "FMA3", "AVX512F"),
        ("AVX512F",),
    ]


@pytest.mark.usefixtures("any_openblas")
def test_a_processor_plays_itself_and_every_older_one():
    processors, missing = cpus.playable(here(NEWEST, "SkylakeX"))
    kernels = ["Prescott", "Nehalem", "Sandybridge", "Haswell", "SkylakeX"]
    assert [one.kernel for one in processors] == 3 * kernels
    assert missing == ["Zen has no kernels of its own in this OpenBLAS, which takes those of Haswell"]
    processors, missing = cpus.playable(here(NEW))
    assert [one.kernel for one in processors] == 2 * kernels[:4]
    assert missing[1].startswith("SkylakeX needs AVX512F, ")
    processors, missing = cpus.playable(here(OLD, "Nehalem"))
    assert [one.kernel for one in processors] == kernels[:2]
    assert len(missing) == 4


@pytest.mark.usefixtures("any_openblas")
def test_the_two_farthest_apart_are_the_oldest_and_the_newest_and_this_machine_is_played_by_all_other_runs():
    oldest = Processor("Prescott", ("X86_V3", "X86_V4", "AVX512_ICL"))
    processors, _ = cpus.playable(here(NEWEST, "SkylakeX"))
    assert cpus.most_different(processors, here(NEWEST, "SkylakeX")) == [oldest]
    assert cpus.most_different(processors, here(NEWEST)) == [oldest, Processor("SkylakeX", ())]
    assert cpus.most_different([Processor("Haswell", ())], here(NEW)) == []


def test_elsewhere_nothing_is_played_and_that_is_said(monkeypatch):
    monkeypatch.setattr(cpus.platform, "machine", lambda: "arm64")
    processors, (reason,) = cpus.playable(here(NEW))
    assert processors == []
    assert "arm64" in reason
    monkeypatch.setattr(cpus.platform, "machine", lambda: "AMD64")
    processors, (reason,) = cpus.playable(here(NEW, kernel=""))
    assert processors == []
    assert "OpenBLAS" in reason


def test_where_nothing_was_played_the_command_fails_and_says_why(monkeypatch, capsys):
    monkeypatch.setattr(tasks, "prepare", lambda: None)
    monkeypatch.setattr(cpus.platform, "machine", lambda: "riscv64")
    monkeypatch.setattr(cpus, "in_use", lambda _: here(NEW))
    assert tasks.test(["--cpus"]) == 1
    said = capsys.readouterr()
    assert "Not played: this is a riscv64" in said.out
    assert "nothing is known" in said.err


@pytest.mark.parametrize(("kernel", "features"), [("Nehalem", {"SSE42"}), ("Prescott", {"SSE3", "X86_V3"})])
def test_what_is_not_played_in_truth_stops_the_run(monkeypatch, kernel, features):
    monkeypatch.setattr(cpus, "in_use", lambda _: here(features, kernel))
    with pytest.raises(SetupError, match=f"computes as {kernel}"):
        cpus.check_in_use(Processor("Prescott", ("X86_V3",)), {})


def test_this_numpy_computes_as_it_is_told_to():
    """On a machine where OpenBLAS and x86 are not, there is nothing to tell."""
    plain = cpus.without_presets(os.environ)
    present = cpus.in_use(plain)
    processors, missing = cpus.playable(present)
    assert processors or missing
    for processor in processors[:1]:
        cpus.check_in_use(processor, {**plain, **processor.variables})
        with pytest.raises(SetupError):
            cpus.check_in_use(Processor("Katmai", ()), {**plain, **processor.variables})


def test_the_tests_run_as_on_a_machine_that_presets_nothing(monkeypatch):
    for name in cpus.PRESET:
        monkeypatch.setenv(name, "Prescott")
    monkeypatch.setenv("OMP_NUM_THREADS", "3")
    tasks.as_on_any_machine()
    assert not set(cpus.PRESET) & set(os.environ)
    assert os.environ["OMP_NUM_THREADS"] == "3"
    assert cpus.without_presets({"OPENBLAS_CORETYPE": "Zen", "HOME": "x"}) == {"HOME": "x"}


def test_a_file_is_read_for_another_processor_if_all_its_tests_compute_or_some_are_marked():
    tests = ROOT / "tests"
    assert computes(tests / "panels/test_forward.py")
    for name in ("panels/test_forward.py", "web/api/test_questions.py", "test_docs.py"):
        assert may_compute(tests / name)
    for name in ("nn_core/datasets/test_idx.py", "web/api/test_fuzzing.py", "browser/test_looks.py"):
        assert not may_compute(tests / name)
