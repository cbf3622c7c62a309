"""Losses: one number for how wrong the predictions are, and its slope at each of them.

A term for each pair of prediction and target, then the mean or the sum of the terms. The slope says which
way a prediction should move, and how much that is worth: squared errors pull harder the farther off they
are, absolute errors always alike, cross-entropy without bound as a wrong answer gets surer.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from nn_core.activations import FloatArray
from nn_core.losses import LOSSES, Loss, get_loss
from panel_kit.contract.operation import Operation, at_once, varied
from panel_kit.contract.panel import Panel
from panel_kit.contract.schema import Vector
from panel_kit.contract.table import Cell, Column, Table, table, words
from panel_kit.contract.words import in_words, layer_phrase, signed
from panels.loss.programs import programs
from panels.loss.request import LOSS_NAMES, MOST, PROBABILITIES, LossRequest

POINTS = 121
LOSS_WORDS = {**LOSS_NAMES, "huber": "Huber loss"}


@dataclass(frozen=True)
class Curves:
    """One pair's term and slope for every prediction, at its target; other losses beside it.

    ``terms`` and ``slopes`` are by the loss's name: the one asked for, and where the target is a
    probability the mse and the bce to compare it with.
    """

    prediction: Vector
    terms: dict[str, Vector]
    slopes: dict[str, Vector]


@dataclass(frozen=True)
class LossResult:
    """``errors`` are ŷ − y, ``terms`` what each costs, ``loss`` their mean or sum, ``gradient`` ∂L/∂ŷ.

    ``point`` is the term of the pair whose curves are returned, and ``slope`` its own slope, before the mean.
    """

    predictions: Vector
    targets: Vector
    errors: Vector
    terms: Vector
    loss: float
    gradient: Vector
    point: float
    slope: float
    curves: Curves
    sentence: str


def loss_of(request: LossRequest) -> Loss:
    """The engine's loss with the options asked for."""
    options: dict[str, Any] = {"reduction": request.reduction}
    options |= {"half": request.half} if request.loss == "mse" else {}
    options |= {"delta": request.delta} if request.loss == "huber" else {}
    return get_loss(request.loss, **options)


SMALLEST_SHARE = float(np.exp(-100.0))


def compute(request: LossRequest) -> LossResult:
    """Asks the engine for terms, loss and gradient."""
    loss = loss_of(request)
    rows = request.loss != "categorical_cross_entropy"
    shape = (-1, 1) if rows else (1, -1)
    predictions, targets = np.array(request.predictions), np.array(request.targets)
    p, y = predictions.reshape(shape), targets.reshape(shape)
    terms = per_pair(loss, predictions, targets)
    slopes = loss.slope(p, y).ravel()
    value = float(loss.value(p, y))
    return LossResult(
        predictions=predictions,
        targets=targets,
        errors=predictions - targets,
        terms=terms,
        loss=value,
        gradient=loss.gradient(p, y).ravel(),
        point=float(terms[request.pair]),
        slope=float(slopes[request.pair]),
        curves=curves_of(request, loss),
        sentence=say(request, terms, value),
    )


def per_pair(loss: Loss, predictions: FloatArray, targets: FloatArray) -> FloatArray:
    """What each pair costs. For categorical cross-entropy −y ln ŷ, whose sum is the one term."""
    if loss.name != "categorical_cross_entropy":
        return loss.terms(predictions[:, None], targets[:, None])[:, 0]
    each: FloatArray = -targets * np.log(np.maximum(predictions, np.exp(-100.0)))
    return each + 0.0


def curves_of(request: LossRequest, loss: Loss) -> Curves:
    """Terms and slopes over all predictions, at the target of the pair asked for."""
    target = request.targets[request.pair]
    is_share = 0 <= target <= 1
    low, high = reach_of(request)
    p = np.linspace(low, high, POINTS)
    if is_share and request.loss in PROBABILITIES:
        p = np.linspace(0.005, 0.995, POINTS)
    compared = {request.loss: loss}
    if request.loss in PROBABILITIES:
        compared["mse"] = get_loss("mse")
    y = np.full_like(p, target)
    return Curves(
        prediction=p,
        terms={name: per_pair(each, p, y) for name, each in compared.items()},
        slopes={name: slope_of(each, p, y) for name, each in compared.items()},
    )


def slope_of(loss: Loss, p: FloatArray, y: FloatArray) -> FloatArray:
    """∂term/∂ŷ at each prediction."""
    shape = (-1, 1) if loss.name != "categorical_cross_entropy" else (1, -1)
    return loss.slope(p.reshape(shape), y.reshape(shape)).ravel()


def reach_of(request: LossRequest) -> tuple[float, float]:
    """How far the curve goes: from 0 to 1, or as far as the numbers do."""
    numbers = [*request.predictions, *request.targets]
    if all(0 <= number <= 1 for number in numbers):
        return 0.0, 1.0
    reach = float(np.ceil(max(abs(number) for number in numbers)))
    return -reach, reach


def say(request: LossRequest, terms: FloatArray, value: float) -> str:
    """The loss in words; one pair's cost is the loss itself."""
    pairs = [
        f"{signed(p)} for {signed(y)}" for p, y in zip(request.predictions, request.targets, strict=True)
    ]
    said = f"Predicting {in_words(pairs)} costs {in_words([signed(term, 4) for term in terms])}"
    name = LOSS_WORDS[request.loss] + (" with the ½" if request.half else "")
    if len(terms) == 1:
        return f"{said} by the {name}.{cut(request)}"
    if request.loss == "categorical_cross_entropy":
        return f"{said}, together {signed(value, 4)}: the {name}.{cut(request)}"
    how = f"the {request.reduction} of {layer_phrase(len(terms), 'term')}"
    return f"{said}; {how} is {signed(value, 4)}, the {name}.{cut(request)}"


def cut(request: LossRequest) -> str:
    """A word where a logarithm is cut off, for its share is 0 or next to it."""
    pairs = zip(request.predictions, request.targets, strict=True)
    shares = [share for p, y in pairs for share, weight in ((p, y), (1 - p, 1 - y)) if weight > 0]
    if request.loss == "categorical_cross_entropy":
        shares = [p for p, y in zip(request.predictions, request.targets, strict=True) if y > 0]
    if request.loss not in PROBABILITIES or all(share >= SMALLEST_SHARE for share in shares):
        return ""
    return " The logarithm is cut off at −100, as in PyTorch; that of 0 has no end."


def all_numbers(request: LossRequest, result: LossResult) -> Table:
    """Each pair's error, term and gradient; then the loss."""
    rows: list[list[Cell]] = [
        [f"pair {i}", p, y, error, term, slope]
        for i, (p, y, error, term, slope) in enumerate(
            zip(
                result.predictions,
                result.targets,
                result.errors,
                result.terms,
                result.gradient,
                strict=True,
            ),
            1,
        )
    ]
    total: list[Cell] = [f"loss ({request.reduction})", None, None, None, result.loss, None]
    columns: list[str | Column] = [
        words("pair"),
        *("prediction ŷ", "target y", "error ŷ − y", "term", "gradient ∂L/∂ŷ"),
    ]
    return table("The loss, pair by pair", columns, [*rows, total])


def dearest(seed: int) -> dict[str, Any]:
    """As many pairs as there may be."""
    predictions = [(k + varied(seed)) / MOST for k in range(MOST)]
    return {"predictions": predictions, "targets": [float(k % 2) for k in range(MOST)]}


PANEL = Panel(
    operation=Operation(
        path="loss",
        title="How wrong, in one number",
        summary="Move a prediction along the loss curve and watch its cost and its slope.",
        request=LossRequest,
        result=LossResult,
        run=at_once(compute),
        dearest=dearest,
        limits={"loss.pairs": MOST},
        examples={
            "0.70 for 0.90": {},
            "99 % right": {"loss": "bce", "predictions": [0.99], "targets": [1.0]},
            "99 % wrong": {"loss": "bce", "predictions": [0.01], "targets": [1.0]},
            "one outlier": {
                "loss": "huber",
                "predictions": [0.1, 0.4, 3.0],
                "targets": [0.0, 0.5, 0.2],
                "delta": 0.5,
                "pair": 2,
            },
            "three classes": {
                "loss": "categorical_cross_entropy",
                "predictions": [0.7, 0.2, 0.1],
                "targets": [1.0, 0.0, 0.0],
            },
        },
    ),
    programs=programs,
    table=all_numbers,
    constants=lambda: {
        "formulas": {name: LOSSES[name].formula for name in LOSS_NAMES},
        "names": LOSS_NAMES,
    },
)
