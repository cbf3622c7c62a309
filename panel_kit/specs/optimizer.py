"""An optimizer as a request describes it: PyTorch's names of the options, and its defaults.

One flat table for all of them; which options there are depends on ``name``. An option that is left out, or
null, takes the optimizer's own default.
"""

from __future__ import annotations

from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import Field, model_validator
from typing_extensions import Self

from nn_core.optimizers import OPTIMIZERS, create_optimizer
from panel_kit.contract.schema import Request, choice, field_named, slider
from panel_kit.specs.engine_options import check_given

OptimizerName = Literal["sgd", "adagrad", "rmsprop", "adam", "adamw"]
OPTIMIZER_NAMES = {
    "sgd": "SGD",
    "adagrad": "AdaGrad",
    "rmsprop": "RMSProp",
    "adam": "Adam",
    "adamw": "AdamW",
}
Share = Annotated[float, Field(ge=0, le=1)]
MAX_RATE = 1000.0
Rate = Annotated[float, Field(ge=1e-7, le=MAX_RATE)]


def rate_slider(*, default: float, description: str) -> Any:
    """A field for a learning rate, set on a scale of powers of ten."""
    return slider(
        "Learning rate η",
        step=0.001,
        decimals=4,
        reach=(0.0001, 10),
        scale="log",
        default=default,
        description=description,
    )


def optimizer_choice(*, default: OptimizerName) -> Any:
    """A field for an optimizer by its name."""
    return choice(
        "Optimizer", names=OPTIMIZER_NAMES, default=default, description="What turns gradients into steps."
    )


class OptimizerSpec(Request):
    """Which optimizer, and its options."""

    name: OptimizerName = optimizer_choice(default="adam")
    learning_rate: Rate | None = rate_slider(
        default=0.03, description="The step size. Null: PyTorch's default for this optimizer."
    )
    momentum: Share | None = slider(
        "Momentum",
        step=0.01,
        default=None,
        description="sgd, rmsprop: how much of the last step rolls on. Null: 0.",
    )
    dampening: Share | None = Field(
        default=None, description="sgd: how much of each new gradient is held back. Null: 0."
    )
    nesterov: bool | None = field_named(
        "Nesterov",
        kind="switch",
        default=None,
        description="sgd: look one step of momentum ahead. Null: false.",
    )
    weight_decay: Annotated[float, Field(ge=0, le=10)] | None = slider(
        "Weight decay",
        step=0.001,
        decimals=4,
        reach=(0, 0.1),
        default=None,
        description="The pull of every parameter toward 0. Null: 0, for adamw 0.01.",
    )
    betas: Annotated[list[Share], Field(min_length=2, max_length=2)] | None = slider(
        "β{_}",
        reach=(0, 0.999),
        step=0.001,
        decimals=3,
        default=None,
        description="adam, adamw: how long the means of g and g² remember. Null: 0.9 and 0.999.",
    )
    eps: Annotated[float, Field(gt=0, le=1)] | None = Field(
        default=None, description="Keeps the division finite. Null: 1e-8, for adagrad 1e-10."
    )
    amsgrad: bool | None = field_named(
        "AMSGrad",
        kind="switch",
        default=None,
        description="adam, adamw: never let a step size grow again. Null: false.",
    )
    alpha: Share | None = slider(
        "α",
        step=0.01,
        default=None,
        description="rmsprop: how long the mean of g² remembers. Null: 0.99.",
    )
    centered: bool | None = field_named(
        "centered",
        kind="switch",
        default=None,
        description="rmsprop: divide by the deviation of the gradients. Null: false.",
    )
    lr_decay: Annotated[float, Field(ge=0, le=10)] | None = Field(
        default=None, description="adagrad: how fast the rate fades with the steps. Null: 0."
    )
    initial_accumulator_value: Annotated[float, Field(ge=0, le=1e6)] | None = Field(
        default=None, description="adagrad: what the sum of squares starts from. Null: 0."
    )

    @model_validator(mode="after")
    def _options_fit(self) -> Self:
        known = OPTIMIZERS[self.name].table
        check_given(self.name, self.given, known, lambda: create_optimizer(self.name, (1,), **self.given))
        return self

    @cached_property
    def given(self) -> dict[str, Any]:
        """The options that are not left to their defaults, the learning rate among them."""
        fields = ((name, getattr(self, name)) for name in type(self).model_fields if name != "name")
        return {name: value for name, value in fields if value is not None}

    @cached_property
    def settings(self) -> dict[str, Any]:
        """Every option of this optimizer, the defaults put in."""
        return create_optimizer(self.name, (1,), **self.given).settings
