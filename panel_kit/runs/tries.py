"""Fixes tried before they are offered: the changed run is trained, and its loss compared.

What a diagnosis would change is a guess, however well founded. So each is tried in turn, and offered only if
it helps; what helped is told in numbers. A run that is too dear to be repeated gets the guess, and is told
so.
"""

from __future__ import annotations

import math
from collections.abc import Generator, Iterator, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

import numpy as np
from pydantic import ValidationError

from nn_core import Network
from nn_core.datasets import Dataset
from nn_core.diagnosis import Finding, Fix, RunRecord, remedies
from nn_core.losses.output import output_of
from nn_core.trainer import Snapshot, Trainer
from panel_kit.contract.words import amount, signed
from panel_kit.runs.result import FindingResult, FixResult, Part
from panel_kit.runs.setup import RunRequest, Setup

MOST_TRIES = 10  # for all findings of a run
LEAST_TRIES = 2  # left for each finding that is still to come
MUCH = 0.9  # a fix that leaves less than this share of the loss is good enough not to look for another
MOST_WORK = 300_000_000  # of all of them
WORK_OF_A_SLICE = 10_000_000
BETTER = 0.99  # a loss that falls by less than a hundredth is not lower to speak of
SCALES_TARGET = "dataset.standardize_target"
TOO_DEAR = "This was not tried: it would take longer than a diagnosis may."


class Losses(NamedTuple):
    """The losses of a finished run, targets on their own scale; infinite where there is no number."""

    training: float
    validation: float

    def of(self, finding: Finding) -> float:
        """The loss that a fix for this finding is to lower."""
        return self.validation if finding.problem == "overfitting" else self.training


def findings_tried(
    request: RunRequest, network: Network, record: RunRecord, found: Sequence[Finding]
) -> Generator[Part, None, list[FindingResult]]:
    """Each finding with the first of its fixes that helps; an empty part now and then, so that others are
    computed in between."""
    setup = request.setup
    bench = Bench(request, losses_of(setup, network), losses_of(setup, setup.network))
    results = []
    for still_to_come, finding in zip(reversed(range(len(found))), found, strict=True):
        bench.most_tries = max(LEAST_TRIES, MOST_TRIES - LEAST_TRIES * still_to_come)
        fix = yield from bench.fix_for(finding, remedies(record, finding))
        results.append(finding_result(finding, fix))
    return results


class Bench:
    """Where fixes of one run are tried.

    Parameters
    ----------
    request : RunRequest
    before : Losses
        Those the run ended with.
    start : Losses
        Those before training. A fix is to get below both.
    """

    def __init__(self, request: RunRequest, before: Losses, start: Losses) -> None:
        self.request, self.before, self.start = request, before, start
        self.tries, self.work, self.most_tries = 0, 0, MOST_TRIES
        self.known: dict[str, Losses] = {}

    def fix_for(self, finding: Finding, fixes: Sequence[Fix]) -> Generator[Part, None, FixResult]:
        """The first that helps much, else the one that helps most, or a word that none does."""
        before = self.before.of(finding)
        goal = min(before, self.start.of(finding))
        tried: list[tuple[float, Fix]] = []
        for fix, changed in self.possible(fixes):
            if not self.can_afford(changed):
                if not tried:
                    return untried(self.request, fix)
                break
            tried.append(((yield from self.losses(changed)).of(finding), fix))
            if tried[-1][0] < MUCH * goal:
                break
        after, best = min(tried, key=lambda each: each[0], default=(math.inf, None))
        if best is None or after >= BETTER * goal:
            return none_helps(finding, len(tried))
        return helping(self.request, finding, best, before, after)

    def possible(self, fixes: Sequence[Fix]) -> Iterator[tuple[Fix, RunRequest]]:
        """The fixes that change the request and may be asked, with the changed request."""
        for fix in fixes:
            changed = changed_request(self.request, fix)
            if changed is not None:
                yield fix, changed

    def can_afford(self, changed: RunRequest) -> bool:
        """Whether one more run may be trained, or was already."""
        if key_of(changed) in self.known:
            return True
        return self.tries < self.most_tries and self.work + changed.setup.work <= MOST_WORK

    def losses(self, changed: RunRequest) -> Generator[Part, None, Losses]:
        """What the changed run ends with."""
        key = key_of(changed)
        if key not in self.known:
            self.tries += 1
            self.work += changed.setup.work
            self.known[key] = yield from trained(changed.setup)
        return self.known[key]


def key_of(request: RunRequest) -> str:
    """A request as a text."""
    return request.model_dump_json()


def changed_request(request: RunRequest, fix: Fix) -> RunRequest | None:
    """The request with a fix applied; None where it may not be asked, or is the same."""
    try:
        changed = request.with_changes({fix.field: fix.value})
    except ValidationError:
        return None
    return None if key_of(changed) == key_of(request) else changed


def trained(setup: Setup) -> Generator[Part, None, Losses]:
    """Trains a run to its end, and measures it."""
    spec = setup.spec
    epochs_a_slice = max(1, WORK_OF_A_SLICE * spec.epochs // max(1, setup.work))
    # Early stopping looks at every epoch, and goes back to one of them
    is_watched = spec.early_stopping is not None
    quiet = replace(spec, record_every=1 if is_watched else min(epochs_a_slice, max(1, spec.epochs)))
    held_out = setup.validation
    validation = (held_out.inputs, held_out.targets) if held_out else None
    trainer = Trainer(
        setup.network, setup.training.inputs, setup.training.targets, quiet, validation=validation
    )
    snapshots: list[Snapshot] = []
    for count, snapshot in enumerate(trainer.run()):
        if not is_watched:
            del snapshots[:-1]
        snapshots.append(snapshot)
        if not is_watched or count % epochs_a_slice == 0:
            yield {}
    finished = trainer.finish(tuple(snapshots))
    if finished.status == "diverged":
        return Losses(math.inf, math.inf)
    return losses_of(setup, finished.network)


def losses_of(setup: Setup, network: Network) -> Losses:
    """The losses of a network on both parts of the data."""
    return Losses(*(loss_of(setup, network, data) for data in (setup.training, setup.validation)))


def loss_of(setup: Setup, network: Network, data: Dataset | None) -> float:
    """The loss on some examples, targets on the scale they came with."""
    if data is None:
        return math.inf
    loss, scaler = setup.spec.create_loss(), setup.target_standardizer
    with np.errstate(all="ignore"):
        last = network.forward(data.inputs).layers[-1]
        if scaler is None:
            # As the trainer has it: softmax with cross-entropy and the like are measured at z
            output = output_of(network.leaves[-1].output_activation, loss)
            value = float(output.value(last.z, last.a, data.targets))
        else:
            value = float(loss.value(*(scaler.mean + scaler.std * each for each in (last.a, data.targets))))
    return value if math.isfinite(value) else math.inf


def helping(request: RunRequest, finding: Finding, fix: Fix, before: float, after: float) -> FixResult:
    """A fix that helped, with what came of it."""
    told = before if math.isfinite(before) else None
    instead = f" instead of {number(told)}" if told is not None else ""
    is_scaled = fix.field == SCALES_TARGET or request.setup.target_standardizer is not None
    which = f"{name_of_loss(finding)}{' on the scale of the table' if is_scaled else ''}"
    sentence = f"{fix.sentence} Tried: the {which} ends at {number(after)}{instead}."
    change = request.change_for(fix.field, fix.value)
    return FixResult(fix.field, sentence, change, tried=True, loss_before=told, loss_after=after)


def name_of_loss(finding: Finding) -> str:
    """Which loss a fix is to lower."""
    return "held-out loss" if finding.problem == "overfitting" else "loss"


def number(value: float) -> str:
    """A loss as a sentence has it."""
    return signed(value, 4) if value >= 0.001 or value == 0.0 else amount(value)


def untried(request: RunRequest, fix: Fix) -> FixResult:
    """A fix that nobody tried."""
    change = request.change_for(fix.field, fix.value)
    sentence = f"{fix.sentence} {TOO_DEAR}"
    return FixResult(fix.field, sentence, change, tried=False, loss_before=None, loss_after=None)


def none_helps(finding: Finding, tried: int) -> FixResult:
    """A word that nothing tried helps."""
    which = name_of_loss(finding)
    if tried:
        changes = "the one change that was" if tried == 1 else f"none of the {tried} changes that were"
        sentence = f"Tried: {changes} tried {'does not lower' if tried == 1 else 'lowers'} the {which}."
    else:
        sentence = "No change is known here that would help."
    return FixResult("", sentence, None, tried=tried > 0, loss_before=None, loss_after=None)


def finding_result(finding: Finding, fix: FixResult) -> FindingResult:
    """The finding, its numbers made plain."""
    evidence = {name: plain(value) for name, value in finding.evidence.items()}
    return FindingResult(finding.problem, finding.sentence, evidence, fix)


def plain(value: Any) -> float | None:
    """The number as JSON has it: null for one beyond float64."""
    found = float(value)
    return found if np.isfinite(found) else None
