"""What the loss panel is asked: a loss, and pairs of prediction and target."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator
from typing_extensions import Self

from panel_kit.contract.schema import FieldError, Request, choice, integral, slider
from panel_kit.specs.losses import losses_named
from panel_kit.specs.reduction import REDUCTION_NAMES, Reduction

MOST = 10
LARGEST = 1e6
LossName = Literal["mse", "mae", "huber", "bce", "categorical_cross_entropy"]
LOSS_NAMES = losses_named("mse", "mae", "huber", "bce", "categorical_cross_entropy")
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
    reduction: Reduction = choice(
        "Put together as",
        names=REDUCTION_NAMES,
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
