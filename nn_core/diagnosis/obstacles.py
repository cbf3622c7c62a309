"""What can stand in the way of a gradient: a price on the weights, equal units, many flat layers."""

from __future__ import annotations

import numpy as np

from nn_core.diagnosis.finding import Finding, Fix, left, written
from nn_core.diagnosis.record import RunRecord

VANISHED = 0.01
"""A first layer whose gradient is below this share of the last layer's gets hardly any."""

HOLD = 0.5
"""A price that pulls with more than this share of the loss's own gradient holds the weights back."""


def obstacle(run: RunRecord, evidence: dict[str, float]) -> Finding | None:
    """What stands in the way of the gradient, if anything does."""
    if is_held_back(run):
        return held_back(run, evidence)
    if are_all_alike(run):
        return all_units_alike(evidence)
    if run.gradient_flow < VANISHED:
        return vanishing(run, evidence | {"first_last_ratio": run.gradient_flow})
    return None


def is_held_back(run: RunRecord) -> bool:
    """Whether the prices on the weights balance the gradient of the loss."""
    pull = float(np.linalg.norm(sum(run.pulls.values(), np.zeros_like(run.gradient))))
    return pull > 0.0 and pull > HOLD * float(np.linalg.norm(run.gradient))


def held_back(run: RunRecord, evidence: dict[str, float]) -> Finding:
    """Underfitting because large weights cost too much."""
    name = max(run.pulls, key=lambda field: float(np.linalg.norm(run.pulls[field])))
    pull, gradient = float(np.linalg.norm(run.pulls[name])), float(np.linalg.norm(run.gradient))
    evidence |= {"pull_norm": pull, "gradient_norm": gradient, "price": run.prices[name]}
    price = run.prices[name] / 100.0
    sentence = (
        f"{left(run.loss_share)}: {name} pulls the weights toward 0 with a force of "
        f"{written(pull, 2)}, and the loss pulls back with {written(gradient, 2)}. The two nearly balance."
    )
    fix = Fix(name, price, f"Lower {name} to {written(price, 6)}.")
    return Finding("underfitting", evidence, sentence, fix)


def are_all_alike(run: RunRecord) -> bool:
    """Whether all units of some hidden layer hold the same weights."""
    last = run.network.with_parameters(run.snapshots[-1])
    return any(len(W) > 1 and not np.ptp(W, axis=0).any() for W in last.weights[:-1] if W.ndim == 2)


def all_units_alike(evidence: dict[str, float]) -> Finding:
    """A plateau because equal units get equal gradients."""
    sentence = (
        "All units of a hidden layer hold the same weights at the end, so all give the same: the layer is "
        "worth a single unit."
    )
    words = "Draw different weights: initializer xavier_uniform."
    return Finding("plateau", evidence, sentence, Fix("network.initializer", "xavier_uniform", words))


def vanishing(run: RunRecord, evidence: dict[str, float]) -> Finding:
    """A plateau because the gradient fades on its way back through the layers."""
    sentence = (
        f"At the start, the gradient of the first layer was {written(evidence['first_last_ratio'], 1)} "
        "of the last layer's: it shrinks on its way back."
    )
    better = "tanh" if "sigmoid" in run.network.activations[:-1] else "relu"
    words = f"Use {better}: its slope reaches 1 and lets the gradient pass."
    return Finding("plateau", evidence, sentence, Fix("network.hidden_activation", better, words))
