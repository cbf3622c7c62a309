"""Diagnosis: why did this run not learn? From the numbers, not from a rule of thumb.

A loss curve shows that something is wrong; gradients, slopes and curvatures show what. Each finding names
the problem, the measured numbers it rests on, and one change to try first; ``remedies`` has more. A healthy
run has none. What a finding says is what was measured on this run and these data: how a longer run would go
on is only said where it is certain.
"""

from __future__ import annotations

from nn_core.diagnosis.curves import divergence, oscillation, overfitting
from nn_core.diagnosis.finding import PROBLEMS, Finding, Fix
from nn_core.diagnosis.progress import standstill
from nn_core.diagnosis.record import RunRecord
from nn_core.diagnosis.remedies import remedies
from nn_core.diagnosis.scales import unscaled
from nn_core.diagnosis.training import record_run
from nn_core.diagnosis.units import dead_units, linear_units, no_slope, saturation

__all__ = ["PROBLEMS", "Finding", "Fix", "RunRecord", "diagnose", "record_run", "remedies"]


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
    scales = unscaled(run)
    diverged = divergence(run)
    if diverged:
        return (*scales, *diverged)
    if scales:
        return (*scales, *overfitting(run))
    flat = linear_units(run)
    if flat:
        return (*flat, *overfitting(run))
    restless = oscillation(run)
    units = [*no_slope(run), *dead_units(run), *saturation(run)]
    stopped = [] if restless or units else standstill(run)
    return (*restless, *units, *stopped, *overfitting(run))
