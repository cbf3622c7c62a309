"""Changes of a request: new values by their path, as a diagnosis, a comparison or a search makes them.

Besides one field others may have to change, or its new value would have no effect: weights that were given
know no initializer, and plain Adam no momentum.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from panel_kit.contract.schema import Request
from panel_kit.specs.optimizer import OptimizerSpec
from panel_kit.specs.schedule import ScheduleSpec
from panel_kit.specs.training_network import TrainingNetwork


def changed(request: Request, change: Mapping[str, Any]) -> dict[str, Any]:
    """The whole request, with these values in place; what it has no field for is put in, to be refused."""
    return with_values(request.model_dump(mode="json"), change)


def with_values(fields: dict[str, Any], change: Mapping[str, Any]) -> dict[str, Any]:
    """These fields, with values put in by their paths."""
    for path, value in change.items():
        *parents, last = path.split(".")
        inside = fields
        for parent in parents:
            if not isinstance(inside.get(parent), dict):
                inside[parent] = {}
            inside = inside[parent]
        inside[last] = value
    return fields


def with_hidden_activation(network: TrainingNetwork, name: str) -> dict[str, Any]:
    """Another activation, also where each layer has its own."""
    own = network.activations
    if own is None:
        return {"network.hidden_activation": name}
    return {"network.activations": [*[name] * (len(own) - 1), own[-1]]}


def with_initializer(name: str) -> dict[str, Any]:
    """Weights drawn anew, also where they were given."""
    return {"network.initializer": name, "network.weights": None, "network.biases": None}


def with_layers(network: TrainingNetwork, layers: list[int]) -> dict[str, Any]:
    """Other sizes: the weights are drawn, the activations stay."""
    *hidden, output = network.layer_activations
    own = ("weights", "biases", "parameter_count")
    drawn: dict[str, Any] = {f"network.{name}": None for name in own}
    if len(layers) == len(network.layers):
        return {"network.layers": layers, **drawn}
    ends: dict[str, Any] = {"network.hidden_activation": hidden[0] if hidden else network.hidden_activation}
    ends |= {"network.output_activation": output, "network.activations": None}
    return {"network.layers": layers, **drawn, **ends}


def with_momentum(optimizer: OptimizerSpec, momentum: float) -> dict[str, Any]:
    """Momentum; SGD with it where the optimizer has none."""
    if optimizer.name in ("sgd", "rmsprop"):
        return {"optimizer.momentum": momentum}
    others: dict[str, Any] = {
        f"optimizer.{name}": None for name in optimizer.given if name != "learning_rate"
    }
    return {**others, "optimizer.name": "sgd", "optimizer.momentum": momentum}


def with_epochs(schedule: ScheduleSpec, epochs: int) -> dict[str, Any]:
    """More epochs, and a schedule that lasts as long."""
    change: dict[str, Any] = {"epochs": epochs}
    return change if schedule.total_steps is None else {**change, "schedule.total_steps": None}
