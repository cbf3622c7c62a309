"""A finding of the diagnosis as a page offers it: with the change of the request that is one click away."""

from __future__ import annotations

from typing import Any

import numpy as np
from pydantic import ValidationError

from nn_core.diagnosis import Finding
from panel_kit.runs.result import FindingResult, FixResult
from panel_kit.runs.setup import RunRequest


def finding_result(request: RunRequest, finding: Finding) -> FindingResult:
    """The finding, its numbers made plain, its fix as fields of the request."""
    fix = finding.fix
    return FindingResult(
        problem=finding.problem,
        sentence=finding.sentence,
        evidence={name: plain(value) for name, value in finding.evidence.items()},
        fix=FixResult(fix.field, fix.sentence, valid_change(request, fix.field, fix.value)),
    )


def plain(value: float) -> float | None:
    """The number as JSON has it: null for one beyond float64."""
    number = float(value)
    return number if np.isfinite(number) else None


def valid_change(request: RunRequest, field: str, value: Any) -> dict[str, Any] | None:
    """The new values by path; None where the changed request would be refused, or has no such field."""
    change = request.change_for(field, value)
    try:
        request.with_changes({field: value})
    except ValidationError:
        return None
    return change
