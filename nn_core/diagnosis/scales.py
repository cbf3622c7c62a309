"""Problems of scale: inputs and targets far larger or smaller than 1, or very different among themselves.

First weights are drawn for inputs of about size 1. Inputs of 100 put every unit on its flat side, or make the
loss so steep in some directions that no learning rate suits all. A target of 1,000 is a long way from a first
prediction near 0.
"""

from __future__ import annotations

import numpy as np

from nn_core.activations import FloatArray
from nn_core.diagnosis.finding import Finding, Fix, written
from nn_core.diagnosis.record import RunRecord
from nn_core.losses import BCE, CategoricalCrossEntropy

LARGE, SMALL = 4.0, 0.05
"""A root mean square beyond these is far from 1."""

APART = 20.0
"""Inputs of which one is so many times as large as another are very different."""

SCALE_INPUTS = Fix("dataset.standardize", True, "Standardize the inputs: mean 0 and deviation 1.")
SCALE_TARGET = Fix("dataset.standardize_target", True, "Standardize the target: mean 0 and deviation 1.")


def unscaled(run: RunRecord) -> list[Finding]:
    """Inputs or a target of an unsuitable size, in a run that has not learned."""
    if run.learned and run.diverged_at is None:
        return []
    return [*unscaled_inputs(run), *unscaled_target(run)]


def sizes_of(columns: FloatArray) -> FloatArray:
    """The root mean square of each column."""
    with np.errstate(over="ignore", under="ignore"):
        sizes: FloatArray = np.sqrt(np.square(columns).mean(axis=0))
    return sizes


def unscaled_inputs(run: RunRecord) -> list[Finding]:
    """Inputs far from size 1, or far from each other."""
    sizes = sizes_of(run.inputs)
    used = sizes[sizes > 0.0]
    if not used.size:
        return []
    largest, smallest = float(used.max()), float(used.min())
    if SMALL <= largest <= LARGE and largest <= APART * smallest:
        return []
    evidence = {"largest_input_size": largest, "smallest_input_size": smallest, "loss_share": run.loss_share}
    sentence = (
        f"The inputs have a size (root mean square) from {written(smallest)} to {written(largest)}, "
        "and the first weights are drawn for inputs of about 1."
    )
    return [Finding("unscaled_inputs", evidence, sentence, SCALE_INPUTS)]


def unscaled_target(run: RunRecord) -> list[Finding]:
    """A number to predict that is far from size 1, or from 0 beside its spread."""
    if isinstance(run.loss, BCE | CategoricalCrossEntropy) or is_shares(run.targets):
        return []
    size, spread = float(sizes_of(run.targets).max()), float(run.targets.std(axis=0).max())
    if SMALL <= spread <= size <= LARGE:
        return []
    evidence = {"target_size": size, "target_spread": spread, "loss_share": run.loss_share}
    sentence = (
        f"The target has a size (root mean square) of {written(size)} and a spread of {written(spread)}, "
        "and first predictions lie near 0."
    )
    return [Finding("unscaled_target", evidence, sentence, SCALE_TARGET)]


def is_shares(targets: FloatArray) -> bool:
    """Whether the targets are classes: 0 and 1 only."""
    return bool(np.isin(targets, (0.0, 1.0)).all())
