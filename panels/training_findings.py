"""A finding of the diagnosis as a page offers it: with the change of the request that is one click away."""

from __future__ import annotations

from typing import Any

import numpy as np
from pydantic import ValidationError

from nn_core.diagnosis import Finding
from panels.training_request import MAX_EPOCHS, TrainingRequest
from panels.training_result import FindingResult, FixResult


def finding_result(request: TrainingRequest, finding: Finding) -> FindingResult:
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


def valid_change(request: TrainingRequest, field: str, value: Any) -> dict[str, Any] | None:
    """The new values by path; None where the changed request would be refused."""
    change = changes(request, field, value)
    try:
        type(request).model_validate(changed(request, change))
    except ValidationError:
        return None
    return change


def changes(request: TrainingRequest, field: str, value: Any) -> dict[str, Any]:
    """What has to change besides the field itself, so that it has its effect."""
    network = request.network
    if field == "network.hidden_activation" and network.activations is not None:
        return {"network.activations": [*[value] * (len(network.activations) - 1), network.activations[-1]]}
    if field == "network.initializer":
        return {field: value, "network.weights": None, "network.biases": None}
    if field == "epochs":
        return {field: min(value, MAX_EPOCHS)}
    return {field: value}


def changed(request: TrainingRequest, change: dict[str, Any]) -> dict[str, Any]:
    """The whole request, with these values in their place."""
    fields = request.model_dump(mode="json")
    for path, value in change.items():
        *parents, last = path.split(".")
        inside = fields
        for parent in parents:
            inside = inside[parent]
        inside[last] = value
    return fields
