"""A run in words."""

from __future__ import annotations

from nn_core.trainer import TrainingRun, TrainingSpec
from nn_core.trainer.snapshot import STOPPED_AT_LIMIT
from panel_kit.contract import words
from panel_kit.contract.words import signed
from panel_kit.runs.result import Final, History


def say(spec: TrainingSpec, run: TrainingRun, history: History, final: Final) -> str:
    """How it ended, and how good the network is now."""
    return f"{how_it_ended(spec, run, history)} {how_good(final)}".strip()


def how_it_ended(spec: TrainingSpec, run: TrainingRun, history: History) -> str:
    """After how many epochs, and why then."""
    epochs = int(history.epoch[-1])
    if run.status == "diverged":
        return f"The run diverged in epoch {run.diverged_at}: the loss left the numbers a computer holds."
    if run.status == "early_stopped":
        patience = spec.early_stopping.patience if spec.early_stopping else 0
        best = f"the weights are those of epoch {run.best_epoch}"
        return f"Stopped early after {counted(epochs)}, {patience} without progress; {best}."
    if run.status == "goal_reached":
        return f"Stopped after {counted(epochs)}: the loss on the training examples reached its goal."
    if run.status == STOPPED_AT_LIMIT:
        return f"Stopped after {counted(epochs)}, for {spec.time_limit or 0:g} seconds of computing were up."
    return f"{counted(epochs)} trained." if epochs else "Not trained yet."


def stopped_after(reached: int, wanted: int, unit: str = "epochs") -> str:
    """How far runs have come that the time limit ended."""
    return f"Stopped after {reached} of {wanted} {unit}, for the time was up"


def counted(epochs: int) -> str:
    """1 epoch, 2 epochs."""
    return f"{epochs} epoch{'' if epochs == 1 else 's'}"


def how_good(final: Final) -> str:
    """Loss and accuracy on both parts of the data."""
    if final.train_loss is None:
        return ""
    loss = f"The loss is {signed(final.train_loss, 4)} on the training examples"
    if final.validation_loss is not None:
        loss += f" and {signed(final.validation_loss, 4)} on those held out"
    if final.train_accuracy is None:
        return f"{loss}.{explained(final)}"
    right = f"{percent(final.train_accuracy)} of the decisions are right"
    if final.validation_accuracy is not None:
        both = f"{percent(final.train_accuracy)} and {percent(final.validation_accuracy)}"
        right = f"{both} of the decisions are right"
    return f"{loss}; {right}."


def explained(final: Final) -> str:
    """R² and RMSE of a regression, those of the examples held out after those of training."""
    measures = (
        ("R² is", final.train_r2, final.validation_r2),
        ("RMSE", final.train_rmse, final.validation_rmse),
    )
    told = [
        f"{name} {signed(train, 4)}" + ("" if held_out is None else f" (held out {signed(held_out, 4)})")
        for name, train, held_out in measures
        if train is not None
    ]
    return f" {', '.join(told)}." if told else ""


def percent(share: float) -> str:
    """A share in percent, one decimal."""
    return f"{words.percent(share)} %"
