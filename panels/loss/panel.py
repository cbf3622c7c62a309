"""Losses: one number for how wrong the predictions are, and its slope at each of them.

A term for each pair of prediction and target, then the mean or the sum of the terms. The slope says which
way a prediction should move, and how much that is worth: squared errors pull harder the farther off they
are, absolute errors always alike, cross-entropy without bound as a wrong answer gets surer.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any, Literal

import numpy as np
from pydantic import Field, model_validator
from typing_extensions import Self

from nn_core.activations import FloatArray
from nn_core.losses import LOSSES, Loss, get_loss
from panel_kit.contract.panel import Panel, PanelView, Preset
from panel_kit.contract.schema import FieldError, Request, Vector, choice, integral, slider
from panel_kit.contract.table import Cell, Column, Table, table, words
from panel_kit.contract.words import in_words, layer_phrase, signed
from panel_kit.specs.losses import losses_named
from panels.loss.programs import programs

MOST = 5
LARGEST = 10.0
POINTS = 121
LossName = Literal["mse", "mae", "huber", "bce", "categorical_cross_entropy"]
LOSS_NAMES = losses_named("mse", "mae", "huber", "bce", "categorical_cross_entropy")
LOSS_WORDS = {**LOSS_NAMES, "huber": "Huber loss"}
PROBABILITIES = ("bce", "categorical_cross_entropy")
Number = Annotated[float, Field(ge=-LARGEST, le=LARGEST)]


class LossRequest(Request):
    """Predictions, targets, and how to put their differences together."""

    loss: LossName = choice(
        "Loss", names=LOSS_NAMES, default="mse", description="Which loss. Cross-entropy takes probabilities."
    )
    predictions: list[Number] = slider(
        "Prediction ŷ{_}",
        step=0.01,
        reach=(0, 1),
        default=[0.7],
        min_length=1,
        max_length=MOST,
        description="What the network said.",
    )
    targets: list[Number] = slider(
        "Target y{_}",
        step=0.01,
        reach=(0, 1),
        default=[0.9],
        min_length=1,
        max_length=MOST,
        description="What it should have said.",
    )
    reduction: Literal["mean", "sum"] = choice(
        "Put together as",
        names={"mean": "mean of the terms", "sum": "sum of the terms"},
        default="mean",
        description="Mean or sum of the terms; categorical cross-entropy is one example, so one term in all.",
    )
    half: bool = Field(
        default=False,
        description="With mse: whether each term carries a ½, so that its slope is ŷ − y. PyTorch has none.",
    )
    delta: Annotated[float, Field(ge=0.01, le=10)] = slider(
        "Huber's δ",
        step=0.01,
        reach=(0.05, 2),
        default=1.0,
        description="Where Huber's parabola goes straight on.",
    )
    pair: Annotated[int, Field(ge=0, le=MOST - 1), integral] = Field(
        default=0, description="Whose curves are returned, counted from 0."
    )

    @model_validator(mode="after")
    def _fields_agree(self) -> Self:
        _check_lengths(self)
        if self.loss in PROBABILITIES:
            _check_probabilities(self)
        if self.loss == "categorical_cross_entropy":
            _check_distribution(self)
        if self.half and self.loss != "mse":
            raise FieldError(("half",), f"got true, allowed: false, for {self.loss} has no ½ form")
        return self


def _check_lengths(request: LossRequest) -> None:
    count = len(request.predictions)
    if len(request.targets) != count:
        message = f"got {len(request.targets)} targets, allowed: {count}, one for each prediction"
        raise FieldError(("targets",), message)
    if request.pair >= count:
        raise FieldError(("pair",), f"got {request.pair}, allowed: 0 to {count - 1}")


def _check_probabilities(request: LossRequest) -> None:
    for field in ("predictions", "targets"):
        for place, value in enumerate(getattr(request, field)):
            if not 0 <= value <= 1:
                message = f"got {value}, allowed: 0 to 1, for {request.loss} is about probabilities"
                raise FieldError((field, place), message)


def _check_distribution(request: LossRequest) -> None:
    total = sum(request.targets)
    if abs(total - 1) > 1e-9:
        raise FieldError(
            ("targets",), f"got targets that add up to {total}, allowed: a sum of 1, a class each"
        )


class LossView(PanelView):
    """Nothing besides the drawers."""


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
        return f"{said} by the {name}."
    if request.loss == "categorical_cross_entropy":
        return f"{said}, together {signed(value, 4)}: the {name}."
    how = f"the {request.reduction} of {layer_phrase(len(terms), 'term')}"
    return f"{said}; {how} is {signed(value, 4)}, the {name}."


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


PANEL = Panel(
    slug="loss",
    title="How wrong, in one number",
    summary="Move a prediction along the loss curve and watch its cost and its slope.",
    request=LossRequest,
    result=LossResult,
    compute=compute,
    programs=programs,
    table=all_numbers,
    view=LossView,
    presets=(
        Preset("0.70 for 0.90", {}),
        Preset("99 % right", {"loss": "bce", "predictions": [0.99], "targets": [1.0]}),
        Preset("99 % wrong", {"loss": "bce", "predictions": [0.01], "targets": [1.0]}),
        Preset(
            "one outlier",
            {
                "loss": "huber",
                "predictions": [0.1, 0.4, 3.0],
                "targets": [0.0, 0.5, 0.2],
                "delta": 0.5,
                "pair": 2,
            },
        ),
        Preset(
            "three classes",
            {
                "loss": "categorical_cross_entropy",
                "predictions": [0.7, 0.2, 0.1],
                "targets": [1.0, 0.0, 0.0],
            },
        ),
    ),
    constants=lambda: {
        "formulas": {name: LOSSES[name].formula for name in LOSS_NAMES},
        "names": LOSS_NAMES,
    },
)
