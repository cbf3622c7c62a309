"""A finding of the diagnosis as a page offers it: with the change of the request that is one click away."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from pydantic import ValidationError

from nn_core.diagnosis import Finding
from panel_kit.runs.request import MAX_EPOCHS, TrainingRequest
from panel_kit.runs.result import FindingResult, FixResult


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
    """What has to change besides the field itself, so that it is accepted and has its effect."""
    besides: dict[str, Callable[[TrainingRequest, Any], dict[str, Any]]] = {
        "network.hidden_activation": with_hidden_activation,
        "network.initializer": with_initializer,
        "network.layers": with_layers,
        "optimizer.momentum": with_momentum,
        "epochs": with_epochs,
    }
    return besides[field](request, value) if field in besides else {field: value}


def with_hidden_activation(request: TrainingRequest, name: str) -> dict[str, Any]:
    """Another activation, also where each layer has its own."""
    own = request.network.activations
    if own is None:
        return {"network.hidden_activation": name}
    return {"network.activations": [*[name] * (len(own) - 1), own[-1]]}


def with_initializer(request: TrainingRequest, name: str) -> dict[str, Any]:
    """Weights drawn anew, also where they were given."""
    return {"network.initializer": name, "network.weights": None, "network.biases": None}


def with_layers(request: TrainingRequest, layers: list[int]) -> dict[str, Any]:
    """Other sizes: the weights are drawn, the activations stay."""
    *hidden, output = request.network.layer_activations
    drawn: dict[str, Any] = {"network.weights": None, "network.biases": None, "network.parameter_count": None}
    if len(layers) == len(request.network.layers):
        return {"network.layers": layers, **drawn}
    ends: dict[str, Any] = {
        "network.hidden_activation": hidden[0] if hidden else request.network.hidden_activation
    }
    ends |= {"network.output_activation": output, "network.activations": None}
    return {"network.layers": layers, **drawn, **ends}


def with_momentum(request: TrainingRequest, momentum: float) -> dict[str, Any]:
    """Momentum; SGD with it where the optimizer has none."""
    if request.optimizer.name in ("sgd", "rmsprop"):
        return {"optimizer.momentum": momentum}
    others: dict[str, Any] = {
        f"optimizer.{name}": None for name in request.optimizer.given if name != "learning_rate"
    }
    return {**others, "optimizer.name": "sgd", "optimizer.momentum": momentum}


def with_epochs(request: TrainingRequest, epochs: int) -> dict[str, Any]:
    """More epochs, and a schedule that lasts as long."""
    change: dict[str, Any] = {"epochs": min(epochs, MAX_EPOCHS)}
    return change if request.schedule.total_steps is None else {**change, "schedule.total_steps": None}


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
