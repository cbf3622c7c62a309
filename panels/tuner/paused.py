"""A run that stands still and can be gone on with: what successive halving is made of."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from dataclasses import replace

from nn_core.trainer import Snapshot
from nn_core.trainer.snapshot import COMPLETED, DIVERGED, STOPPED_AT_LIMIT
from panels.tuner.jobs import job_of, trainer_of
from panels.tuner.request import SECONDS, TunerRequest
from panels.tuner.running import Outcome, Pause, outcome_of
from panels.tuner.space import Values


class Paused:
    """One run that can be gone on with, as halving does with those it keeps.

    Parameters
    ----------
    request : TunerRequest
    values : dict
    """

    def __init__(self, request: TunerRequest, values: Values) -> None:
        self.request, self.job = request, job_of(request, values)
        spec = replace(self.job.spec, record_every=request.rungs[0], time_limit=SECONDS)
        self.trainer = trainer_of(self.job, self.job.network, spec)
        self.snapshots: Iterator[Snapshot] = self.trainer.run()
        self.seconds = 0.0

    def go_on(self, epochs: int) -> Generator[Pause, None, Outcome]:
        """Trains on, to so many epochs in all; or to the end of the run, where it comes to one before."""
        last = None
        for last in self.snapshots:
            if last.epoch >= epochs:
                break
            yield {}
        spent, self.seconds = self.trainer.seconds - self.seconds, self.trainer.seconds
        if last is None or last.epoch < epochs:
            status = STOPPED_AT_LIMIT if self.trainer.stopped else DIVERGED
            return Outcome(last_epoch(last), status, None, None, None, None, spent)
        network = self.job.network.with_parameters(last.parameters)
        return outcome_of(self.job, network, epochs, COMPLETED, spent)


def last_epoch(snapshot: Snapshot | None) -> int:
    """How far a run has come."""
    return 0 if snapshot is None else int(snapshot.epoch)
