"""Problems that a run's losses show: divergence, oscillation, overfitting."""

from __future__ import annotations

import numpy as np

from nn_core.activations import FloatArray
from nn_core.diagnosis.finding import Finding, Fix, percent, written
from nn_core.diagnosis.record import RunRecord

FEWEST_EPOCHS = 10
"""Below this the losses are too few to read a course from."""

BLOWN_UP = 100.0
"""A loss that ends above this many times its start, and the baseline, has diverged."""

SWING = 0.05
"""A loss that moves by more than this share of the baseline from epoch to epoch is restless."""

WORSE = 0.1
"""A validation loss that ends this share above its best has got worse."""


def divergence(run: RunRecord) -> list[Finding]:
    """A loss that left the finite numbers, or ended far above where it began."""
    first, last = float(run.train_loss[0]), float(run.train_loss[-1])
    if run.diverged_at is None and last <= BLOWN_UP * max(first, run.baseline):
        return []
    evidence = {"first_loss": first, "last_finite_loss": last, "learning_rate": run.learning_rate}
    evidence["largest_curvature_before"] = run.sharpness
    when = "the loss ended far above its start"
    if run.diverged_at is not None:
        evidence["diverged_at"] = run.diverged_at
        when = f"the loss left the finite numbers in epoch {run.diverged_at}"
    sentence = f"From {written(first, 4)}, {when}: the steps are too long for this loss."
    # Well below the 2 / λ at which plain gradient descent starts to diverge
    factor = max(10.0, run.learning_rate * run.sharpness)
    return [Finding("divergence", evidence, sentence, slower(run, factor))]


def oscillation(run: RunRecord) -> list[Finding]:
    """A loss that in the second half of the run goes up and down by much and gets nowhere.

    Much is more than 5 % of the baseline an epoch; nowhere, that the ups undo more than half of the downs.
    """
    second_half = run.train_loss[len(run.train_loss) // 2 :]
    if len(second_half) < FEWEST_EPOCHS // 2:
        return []
    changes = np.diff(second_half)
    swing = float(np.abs(changes).mean() / run.baseline) if run.baseline > 0.0 else 0.0
    up, down = float(changes[changes > 0.0].sum()), float(-changes[changes < 0.0].sum())
    if swing <= SWING or up <= 0.5 * down:
        return []
    evidence = {
        "mean_swing": swing,
        "share_of_rises": float((changes > 0.0).mean()),
        "up": up,
        "down": down,
        "learning_rate": run.learning_rate,
    }
    sentence = (
        "In the second half of the run the loss moves from epoch to epoch by "
        f"{percent(swing)} of what the best constant answer costs, and the ups undo "
        f"{percent(up / down if down else 1.0)} of the downs."
    )
    return [Finding("oscillation", evidence, sentence, slower(run, 5.0))]


def slower(run: RunRecord, factor: float) -> Fix:
    """A learning rate that many times smaller."""
    rate = run.learning_rate / factor
    return Fix("optimizer.learning_rate", rate, f"Take smaller steps: learning rate {written(rate, 6)}.")


def overfitting(run: RunRecord) -> list[Finding]:
    """A validation loss that has got worse since its best while the training loss went on falling.

    Early stopping has seen to it already where it was on.
    """
    validation = run.validation_loss
    if validation is None or run.early_stopped or len(validation) < FEWEST_EPOCHS:
        return []
    best = int(np.argmin(validation))
    lowest, end = float(validation[best]), late_mean(validation)
    train_then, train_end = float(run.train_loss[best]), late_mean(run.train_loss)
    rise = end - lowest
    if rise <= WORSE * lowest or rise <= SWING * run.baseline or train_end >= train_then:
        return []
    epoch = int(run.loss_epochs[best])
    evidence = {
        "best_epoch": epoch,
        "best_validation_loss": lowest,
        "last_validation_loss": end,
        "train_loss_then": train_then,
        "last_train_loss": train_end,
    }
    sentence = (
        f"Since epoch {epoch} the held-out loss rose from {written(lowest, 4)} to {written(end, 4)} "
        f"while the training loss fell from {written(train_then, 4)} to {written(train_end, 4)}: "
        "what was learned since then does not hold for the held-out examples."
    )
    words = f"Stop early: the held-out loss was lowest in epoch {epoch}. Or add weight decay, or more data."
    return [
        Finding("overfitting", evidence, sentence, Fix("early_stopping", {"patience": max(10, epoch)}, words))
    ]


def late_mean(losses: FloatArray) -> float:
    """The mean of the last tenth of the epochs, so that no single one decides."""
    return float(losses[-max(1, len(losses) // 10) :].mean())
