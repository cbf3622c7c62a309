"""What fits what in a training run: data, output and loss; schedule and optimizer; price and limit."""

from __future__ import annotations

import math

from nn_core.datasets import Dataset
from panel_kit.contract.schema import FieldError
from panel_kit.specs.activations import ACTIVATION_NAMES, ends
from panel_kit.specs.losses import OUTPUT_FOR
from panel_kit.specs.schedule import ScheduleSpec
from panel_kit.specs.training_network import TrainingNetwork

LOSSES_FOR = {
    "two classes": ("bce", "mse", "mae", "huber"),
    "classes": ("cross_entropy", "mse"),
    "regression": ("mse", "mae", "huber"),
}


def fitting_end(task: str, network: TrainingNetwork, loss: str | None) -> tuple[str, str]:
    """The output activation and the loss: those given, and for what was left out one that fits.

    Parameters
    ----------
    task : str
        A key of ``LOSSES_FOR``.
    network : TrainingNetwork
    loss : str or None
        None where it was left out.
    """
    chosen = network.activations is not None or "output_activation" in network.model_fields_set
    output = network.layer_activations[-1]
    if loss is not None:
        if chosen:
            return output, loss
        usual = "linear" if task == "regression" else "sigmoid"
        return OUTPUT_FOR.get(loss, usual), loss
    if not chosen:
        output = {"two classes": "sigmoid", "classes": "softmax"}.get(task, "linear")
    fits = {("two classes", "sigmoid"): "bce", ("classes", "softmax"): "cross_entropy"}
    return output, fits.get((task, output), "mse")


def is_within_shares(data: Dataset) -> bool:
    """Whether all targets lie from 0 to 1, where a sigmoid can reach them."""
    return bool(((data.targets >= 0.0) & (data.targets <= 1.0)).all())


def check_end(task: str, network: TrainingNetwork, loss: str, *, are_shares: bool = False) -> None:
    """Raises unless data, output activation and loss fit each other; ``are_shares`` of the targets."""
    if loss not in LOSSES_FOR[task]:
        allowed = ", ".join(LOSSES_FOR[task])
        raise FieldError(("loss",), f"got {loss!r}, allowed: {allowed} for data of this kind")
    output = network.layer_activations[-1]
    path = ("network", "output_activation") if network.activations is None else ("network", "activations")
    needed = OUTPUT_FOR.get(loss)
    if needed and output != needed:
        raise FieldError(path, f"got {output!r}, allowed: {needed!r} for the loss {loss}")
    if output == "softmax" and loss != "cross_entropy":
        raise FieldError(path, f"got 'softmax', allowed: another one, or the loss cross_entropy, not {loss}")
    if task == "regression" and is_share(output) and not are_shares:
        allowed = ", ".join(f"'{name}'" for name in ACTIVATION_NAMES if not is_share(name))
        raise FieldError(path, f"got {output!r}, allowed: {allowed}: targets lie outside 0 to 1")
    if "softmax" in network.layer_activations[:-1]:
        place = network.layer_activations.index("softmax")
        raise FieldError((*path, place), "got 'softmax', allowed: in the last layer only")


def is_share(output: str) -> bool:
    """Whether an output lies from 0 to 1: right for a class, not for any number."""
    return ends(output) == [0.0, 1.0]


def outputs_for(task: str) -> list[str]:
    """The output activations that some loss goes with, for data of this kind."""
    if task == "regression":
        return [name for name in ACTIVATION_NAMES if not is_share(name)]
    return [name for name in ACTIVATION_NAMES if name != "softmax" or "cross_entropy" in LOSSES_FOR[task]]


def check_schedule(schedule: ScheduleSpec, optimizer: str, epochs: int) -> None:
    """Raises unless the schedule lasts as long as the run, and suits the optimizer."""
    if schedule.name != "one_cycle":
        return
    if schedule.total_steps is not None and schedule.total_steps < epochs:
        message = f"got {schedule.total_steps}, allowed: {epochs} or more, the epochs of the run"
        raise FieldError(("schedule", "total_steps"), message)
    if schedule.cycle_momentum and optimizer == "adagrad":
        raise FieldError(("schedule", "cycle_momentum"), "got true, allowed: false, adagrad has no momentum")


def check_work(epochs: int, work: int, most: int) -> None:
    """Raises if a run of so many epochs would cost too much."""
    if work <= most:
        return
    fits = math.floor(epochs * most / work)
    message = (
        f"got {epochs}, which would cost {work / 1e9:.1f} billion operations, "
        f"allowed: {most / 1e9:g} billion, here about {fits} epochs. "
        "Fewer epochs, larger batches, fewer examples or units cost less"
    )
    raise FieldError(("epochs",), message)
