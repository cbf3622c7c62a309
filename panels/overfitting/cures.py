"""What is done against overfitting: each cure with how strong it may be, said once."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, ValidationError, model_validator
from typing_extensions import Self

from panel_kit.contract.schema import FieldError, Request, choice, integral, slider
from panel_kit.contract.words import digits_that_count, in_words

CureName = Literal["none", "l1", "l2", "dropout", "jitter", "early_stopping", "more_data"]
PLAIN: CureName = "none"
CURE_NAMES: dict[str, str] = {
    "none": "plain",
    "l1": "L1",
    "l2": "L2",
    "dropout": "dropout",
    "jitter": "jitter",
    "early_stopping": "early stopping",
    "more_data": "more data",
}
STRENGTHS: dict[str, str] = {
    "l1": "λ = {}",
    "l2": "λ = {}",
    "dropout": "p = {}",
    "jitter": "σ = {}",
    "early_stopping": "patience {}",
    "more_data": "{} times as many",
}
MOST_CURES = 4
MAX_PATIENCE, MAX_TIMES = 1000, 10
Price = Annotated[float, Field(ge=0.00001, le=10)]


class Strengths(Request):
    """How strong each cure is where a request does not say, and how strong it may be."""

    l1: Price = slider(
        "L1, λ",
        step=0.0001,
        decimals=4,
        scale="log",
        reach=(0.0001, 0.1),
        default=0.003,
        description="The price λ Σ |w| of the weights.",
    )
    l2: Price = slider(
        "L2, λ",
        step=0.0001,
        decimals=4,
        scale="log",
        reach=(0.0001, 1),
        default=0.02,
        description="The price λ/2 Σ w² of the weights.",
    )
    dropout: Annotated[float, Field(ge=0, le=0.9)] = slider(
        "Dropout, p",
        step=0.05,
        reach=(0, 0.8),
        default=0.3,
        description="The chance that a hidden unit is silenced in a step.",
    )
    jitter: Annotated[float, Field(ge=0, le=5)] = slider(
        "Jitter, σ",
        step=0.02,
        reach=(0, 1),
        default=0.3,
        description="How far each epoch moves the examples, a standard deviation.",
    )
    early_stopping: Annotated[int, Field(ge=1, le=MAX_PATIENCE), integral] = slider(
        "Patience",
        step=1,
        decimals=0,
        reach=(1, 100),
        default=30,
        description="So many epochs in a row without a lower held-out loss end the run.",
    )
    more_data: Annotated[int, Field(ge=1, le=MAX_TIMES), integral] = slider(
        "More data, times",
        step=1,
        decimals=0,
        default=5,
        description="How many times as many examples there are to learn from.",
    )


USUAL = Strengths()


class Cure(Request):
    """One cure and how strong it is."""

    name: CureName = choice(
        "Cure",
        names=CURE_NAMES,
        default=PLAIN,
        description="Which cure.",
    )
    amount: Annotated[float, Field(ge=0, le=1000)] | None = Field(
        default=None,
        description="How strong: λ of l1 and l2, the chance of dropout, the deviation of jitter, the "
        "patience of early_stopping, how many times as many examples. Null: 0 for none, else "
        f"{in_words([digits_that_count(getattr(USUAL, name)) for name in STRENGTHS])}.",
    )

    @model_validator(mode="after")
    def _has_its_bounds(self) -> Self:
        if self.name == PLAIN:
            if self.amount:
                raise FieldError(("amount",), f"got {self.amount}, allowed: 0 or null for none")
            self.__dict__["amount"] = 0.0
            return self
        given = {} if self.amount is None else {self.name: self.amount}
        try:
            strengths = Strengths.model_validate(given)
        except ValidationError as error:
            message = error.errors()[0]["msg"]
            raise FieldError(("amount",), f"got {self.amount}, allowed for {self.name}: {message}") from error
        self.__dict__["amount"] = float(getattr(strengths, self.name))
        return self

    @property
    def strength(self) -> float:
        """How strong it is; 0 for none."""
        return self.amount or 0.0

    @property
    def title(self) -> str:
        """“L2, λ = 0.02”."""
        if self.name == PLAIN:
            return CURE_NAMES[PLAIN]
        return f"{CURE_NAMES[self.name]}, {STRENGTHS[self.name].format(digits_that_count(self.strength, 5))}"


OPENING = (
    Cure(),
    Cure(name="l2"),
    Cure(name="dropout"),
    Cure(name="jitter"),
    Cure(name="early_stopping"),
)
