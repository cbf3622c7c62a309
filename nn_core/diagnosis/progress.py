"""Problems of a run that stopped short: plateau and underfitting, told apart by measuring the ground.

A loss that no longer falls, though little was learned, can mean several things. Something stands in its way
(``obstacles``). Or the steps are too short for the ground: how far the gradient's direction leads down can
be measured from the curvature. Or the network stands on a saddle, where some direction still leads down. Or
the ground is flat as far as it was measured, which is all there is to say.
"""

from __future__ import annotations

import numpy as np

from nn_core.diagnosis.curves import FEWEST_EPOCHS
from nn_core.diagnosis.finding import Finding, Fix, left, percent, written
from nn_core.diagnosis.obstacles import obstacle
from nn_core.diagnosis.record import RunRecord

FLAT = 0.02
"""A loss that fell by less than this share of the baseline in the last third of the run is flat."""

SHORT = 0.1
"""Steps that in a whole epoch cover less than this share of the way down are too short."""

WORTH = 0.01
"""A way down is worth going if at its end this share of the baseline would be gone."""

SADDLE = 0.01
"""A curvature below 0 by more than this share of the largest leads down."""

IN_THE_DARK = 10.0
"""How much larger a step to try where no curvature says how far the way down goes."""

SEEN_AS_SOMETHING = 0.0001
"""Below this share a way covered is next to nothing."""


def standstill(run: RunRecord) -> list[Finding]:
    """Plateau or underfitting, if the run has not learned."""
    if run.learned or len(run.train_loss) <= FEWEST_EPOCHS:
        return []
    fallen = recent_fall(run)
    evidence = {"loss_share": run.loss_share, "fall_in_last_third": fallen}
    if fallen > FLAT:
        return [still_falling(run, evidence)]
    return [obstacle(run, evidence) or ground(run, evidence)]


def ground(run: RunRecord, evidence: dict[str, float]) -> Finding:
    """What the slope and the curvatures say of the place where the run stands still."""
    covered, gain = share_of_way(run), possible_gain(run)
    evidence |= {"gradient_norm": float(np.linalg.norm(run.gradient)), "share_of_way_per_epoch": covered}
    if covered < SHORT and gain > WORTH:
        return steps_too_short(run, evidence)
    if run.eigenvalues is not None:
        lowest, highest = float(run.eigenvalues[0]), float(run.eigenvalues[-1])
        evidence |= {"smallest_curvature": lowest, "largest_curvature": highest}
        if lowest < -SADDLE * highest:
            return on_a_saddle(evidence)
    return hardly_moves(run, evidence)


def recent_fall(run: RunRecord) -> float:
    """By how much of the baseline the loss fell in the last third of the run."""
    last_third = run.train_loss[-(len(run.train_loss) // 3) :]
    return float((last_third[0] - last_third[-1]) / run.baseline)


def share_of_way(run: RunRecord) -> float:
    """Which share of the way down the gradient the run covers in an epoch: ‖Δθ‖ / (‖g‖ / c).

    Along −g the loss falls for ‖g‖ / c, c being the curvature along g. Where it does not curve up, the
    way has no end, and the share is 0. Where there is no gradient there is no way to go, and it is 1.
    """
    norm = float(np.linalg.norm(run.gradient))
    if norm == 0.0:
        return 1.0
    epochs = run.snapshot_epochs[-1] - run.snapshot_epochs[-2] if len(run.snapshot_epochs) > 1 else 0
    if run.curvature <= 0.0 or epochs == 0:
        return 0.0
    moved = float(np.linalg.norm(run.snapshots[-1] - run.snapshots[-2])) / epochs
    return moved * run.curvature / norm


def possible_gain(run: RunRecord) -> float:
    """Which share of the baseline would be gone at the end of the way down: ‖g‖² / (2 c).

    Where it does not curve up nothing bounds the gain; it counts as all of the loss.
    """
    squared = float(run.gradient @ run.gradient)
    if squared == 0.0:
        return 0.0
    if run.curvature <= 0.0:
        return run.loss_share
    return squared / (2.0 * run.curvature * run.baseline)


def still_falling(run: RunRecord, evidence: dict[str, float]) -> Finding:
    """Underfitting because the run ended too soon."""
    sentence = (
        f"{left(run.loss_share)}, and {percent(evidence['fall_in_last_third'])} of that cost went in the "
        "last third of the epochs: the run ended while the loss was falling."
    )
    words = f"Train longer: {3 * run.epochs} epochs."
    return Finding("underfitting", evidence, sentence, Fix("epochs", 3 * run.epochs, words))


def steps_too_short(run: RunRecord, evidence: dict[str, float]) -> Finding:
    """A plateau because the learning rate is too small."""
    covered = evidence["share_of_way_per_epoch"]
    rate = run.learning_rate * (min(100.0, max(2.0, 1.0 / covered)) if covered > 0.0 else IN_THE_DARK)
    share = f"only {percent(covered, 2)}" if covered >= SEEN_AS_SOMETHING else "next to nothing"
    sentence = (
        f"{left(run.loss_share)} and the loss hardly moves, and an epoch covers {share} of "
        "the way that the gradient leads down."
    )
    words = f"Take larger steps: learning rate {written(rate, 6)}."
    return Finding("plateau", evidence, sentence, Fix("optimizer.learning_rate", rate, words))


def on_a_saddle(evidence: dict[str, float]) -> Finding:
    """A plateau because the run lingers where the slope is small but a way down exists."""
    sentence = (
        f"{left(evidence['loss_share'])} and the loss hardly moves, yet in one direction it "
        f"curves down ({written(evidence['smallest_curvature'], 2)}): this is no minimum."
    )
    words = "Add momentum: 0.9."
    return Finding("plateau", evidence, sentence, Fix("optimizer.momentum", 0.9, words))


def hardly_moves(run: RunRecord, evidence: dict[str, float]) -> Finding:
    """Underfitting without an obstacle in sight: the loss is high, and hardly moves.

    Flat ground does not prove a minimum. Many a plateau ends after thousands of epochs more.
    """
    hidden = [2 * size for size in run.network.sizes[1:-1]] or [8]
    measured = "nothing measured here tells whether a longer run would get further"
    if run.eigenvalues is not None:
        measured = (
            "around here it curves up or lies flat in all directions; a longer run may still get further"
        )
    sentence = (
        f"{left(run.loss_share)}, and {percent(evidence['fall_in_last_third'], 1)} of that cost went in the "
        f"last third of the epochs: {measured}."
    )
    words = f"Give it more hidden units: {hidden}."
    return Finding("underfitting", evidence, sentence, Fix("network.hidden", hidden, words))
