"""Diagnosis: why did this run not learn? From the numbers, not from a rule of thumb.

A loss curve shows that something is wrong; gradients, slopes and curvatures show what. Each finding names
the problem, the measured numbers it rests on, and one change to try first. A healthy run has none.
"""

from __future__ import annotations

from nn_core.diagnosis.curves import divergence, oscillation, overfitting
from nn_core.diagnosis.finding import PROBLEMS, Finding, Fix
from nn_core.diagnosis.progress import standstill
from nn_core.diagnosis.record import RunRecord
from nn_core.diagnosis.training import record_run
from nn_core.diagnosis.units import dead_units, no_slope, saturation

__all__ = ["PROBLEMS", "Finding", "Fix", "RunRecord", "diagnose", "record_run"]


def diagnose(run: RunRecord) -> tuple[Finding, ...]:
    """What is wrong with a run, the cause that hides the others first; nothing for a healthy one.

    Parameters
    ----------
    run : RunRecord
        ``record_run`` makes it from a run of the trainer.

    Returns
    -------
    tuple of Finding
    """
    diverged = divergence(run)
    if diverged:
        return tuple(diverged)
    restless = oscillation(run)
    units = [*no_slope(run), *dead_units(run), *saturation(run)]
    stopped = [] if restless or units else standstill(run)
    return (*restless, *units, *stopped, *overfitting(run))
