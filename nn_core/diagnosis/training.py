"""From a run of the trainer to the record that a diagnosis looks at."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from nn_core.activations import FloatArray
from nn_core.diagnosis.record import RunRecord
from nn_core.errors import ShapeError
from nn_core.regularization import Penalty, weight_mask
from nn_core.trainer import History, Snapshot, TrainingRun, TrainingSpec
from nn_core.trainer.data import checked_data

MOST_SNAPSHOTS = 20
"""So many of a run's snapshots are looked at, evenly spread, with the first and the last."""


def record_run(
    run: TrainingRun,
    spec: TrainingSpec,
    inputs: npt.ArrayLike,
    targets: npt.ArrayLike,
    *,
    history: History | None = None,
) -> RunRecord:
    """What a diagnosis needs to know of a run.

    Batch normalization is looked at with the running numbers that the run ended with.

    Parameters
    ----------
    run : TrainingRun
        Of one network, no family.
    spec : TrainingSpec
        What it was told to do.
    inputs : array, shape (n, n_in)
    targets : array, shape (n, n_out)
        The data it was trained on.
    history : History, optional
        The losses of every epoch, where the run kept only some of its snapshots.

    Raises
    ------
    ShapeError, RangeError, NotFiniteError
        If it is a family, or the data do not fit the network.
    """
    if run.network.parameters.ndim != 1:
        raise ShapeError("parameters", run.network.parameters.shape, "one network, no family")
    loss = spec.create_loss()
    x, y = checked_data("", run.network, loss, inputs, targets)
    history = history or run.history
    validated = run.snapshots[0].validation_loss is not None
    rows = finite_rows(history, validated)
    kept = spread_snapshots(run, set(history.epoch[rows].tolist()))
    prices = weight_prices(spec)
    return RunRecord(
        network=run.network,
        snapshot_epochs=tuple(snapshot.epoch for snapshot in kept),
        snapshots=np.stack([snapshot.parameters for snapshot in kept]),
        inputs=x,
        targets=y,
        loss=loss,
        loss_epochs=history.epoch[rows],
        train_loss=history.train_loss[rows],
        validation_loss=history.validation_loss[rows] if validated else None,
        learning_rate=starting_rate(run, spec),
        epochs=spec.epochs,
        diverged_at=run.diverged_at,
        early_stopped=spec.early_stopping is not None,
        pulls={name: pull(name, price, kept[-1]) for name, price in prices.items()},
        prices=prices,
    )


def finite_rows(history: History, watches_validation: bool) -> np.typing.NDArray[np.int64]:
    """Where the run had not diverged yet: every loss a number."""
    losses = [history.train_loss] + ([history.validation_loss] if watches_validation else [])
    return np.flatnonzero(np.isfinite(losses).all(axis=0))


def spread_snapshots(run: TrainingRun, epochs: set[int]) -> list[Snapshot]:
    """At most ``MOST_SNAPSHOTS`` of those epochs' snapshots that hold numbers, evenly spread."""
    finite = [s for s in run.snapshots if s.epoch in epochs and np.isfinite(s.parameters).all()]
    places = np.linspace(0, len(finite) - 1, MOST_SNAPSHOTS).round().astype(int)
    return [finite[place] for place in np.unique(places)]


def starting_rate(run: TrainingRun, spec: TrainingSpec) -> float:
    """η as it was asked for, before any schedule."""
    return float(np.asarray(spec.create_optimizer(run.network.parameters.shape).learning_rate))


def weight_prices(spec: TrainingSpec) -> dict[str, float]:
    """What large weights cost, by the field that sets it. AdamW's decay bypasses the gradient."""
    decay = 0.0 if spec.optimizer == "adamw" else float(spec.optimizer_options.get("weight_decay", 0.0))
    prices = {"l1": spec.l1, "l2": spec.l2, "optimizer.weight_decay": decay}
    return {name: price for name, price in prices.items() if price > 0.0}


def pull(name: str, price: float, snapshot: Snapshot) -> FloatArray:
    """What one price adds to the gradient."""
    if name == "optimizer.weight_decay":
        return price * snapshot.parameters
    return Penalty(**{name: price}).gradient(snapshot.parameters, weight_mask(snapshot.layers))
