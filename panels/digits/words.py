"""A run on digits in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nn_core.trainer import TrainingRun
from panel_kit.runs.words import counted, percent, stopped_after
from panels.digits.request import DigitsRequest

OF_WRITERS = {
    "same_writers": "digits of the same writers",
    "new_writers": "digits by other hands",
}


def say(request: DigitsRequest, run: TrainingRun, found: Mapping[str, Any], is_cut: bool) -> str:
    """How well digits are read that it has not seen, beside softmax regression."""
    if run.status == "diverged":
        return f"The run diverged in epoch {run.diverged_at}: the loss left the numbers a computer holds."
    if not request.epochs:
        return (
            f"Not trained yet: of the held-out {OF_WRITERS[request.split]} it gets "
            f"{percent(found['held_out_accuracy'])} right; guessing gets 10 %."
        )
    cut = f"{cut_short(request, run, len(found['accuracies']))}. " if is_cut else ""
    moved = percent(found["moved"].held_out_accuracy)
    return f"{cut}{how_well(request, found)} {beside(found)} Moved by a pixel: {moved}."


def cut_short(request: DigitsRequest, run: TrainingRun, splits: int) -> str:
    """How far it came before the time was up."""
    if run.status == "stopped_at_limit" or request.splits == 1:
        return f"Stopped after {counted(run.snapshots[-1].epoch)}, for the time was up"
    return stopped_after(splits, request.splits, "splits")


def how_well(request: DigitsRequest, found: Mapping[str, Any]) -> str:
    """The accuracy with its interval."""
    splits = len(found["accuracies"])
    over = f"on average over {splits} splits " if splits > 1 else ""
    held_out, whose = request.setup.split.validation_rows.size, OF_WRITERS[request.split]
    of = f"the {whose} held out" if splits > 1 else f"{held_out} {whose}"
    right = f"{percent(found['held_out_accuracy'])} of {of} right"
    return f"It reads {right} {over}({reach(found['interval'])})."


def reach(interval: tuple[float, float]) -> str:
    """The ends of a 95 % interval."""
    return " to ".join(percent(end) for end in interval)


def beside(found: Mapping[str, Any]) -> str:
    """What a network without a hidden layer gets."""
    plain = found["beside"]
    return f"No hidden layer: {percent(plain.held_out_accuracy)} ({reach(plain.interval)})."
