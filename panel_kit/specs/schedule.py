"""A schedule as a request describes it: how the learning rate changes from epoch to epoch.

PyTorch's names and defaults. One flat table for all of them; which options there are depends on ``name``.
What PyTorch has no default for (how long, when) fits the length of the run where it is left out or null.
"""

from __future__ import annotations

from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import Field, model_validator
from typing_extensions import Self

from nn_core.schedules import SCHEDULES, create_schedule
from panel_kit.contract.schema import Request, choice, integral, slider
from panel_kit.specs.engine_options import check_given

ScheduleName = Literal[
    "constant",
    "step",
    "multistep",
    "exponential",
    "cosine",
    "warm_restarts",
    "warmup_cosine",
    "one_cycle",
    "reduce_on_plateau",
]
SCHEDULE_NAMES = {
    "constant": "constant",
    "step": "step",
    "multistep": "at given epochs",
    "exponential": "exponential",
    "cosine": "cosine",
    "warm_restarts": "cosine, restarted",
    "warmup_cosine": "warm-up, cosine",
    "one_cycle": "one cycle",
    "reduce_on_plateau": "on plateau",
}
MAX_SPAN = 100_000
Span = Annotated[int, Field(ge=1, le=MAX_SPAN), integral]
Count = Annotated[int, Field(ge=0, le=MAX_SPAN), integral]
Share = Annotated[float, Field(ge=0, le=1)]
Rate = Annotated[float, Field(ge=0, le=1000)]
Divisor = Annotated[float, Field(ge=1e-3, le=1e12)]


def span(label: str, description: str) -> Any:
    """A number of epochs that fits the run where it is null."""
    return slider(label, step=1, decimals=0, reach=(1, 1000), default=None, description=description)


class ScheduleSpec(Request):
    """Which schedule, and its options."""

    name: ScheduleName = choice(
        "Schedule", names=SCHEDULE_NAMES, default="constant", description="How the learning rate changes."
    )
    step_size: Span | None = span("Epochs from fall to fall", "step. Null: a third of the run.")
    milestones: Annotated[list[Count], Field(min_length=1, max_length=20)] | None = slider(
        "Fall {0}",
        step=1,
        decimals=0,
        reach=(0, 1000),
        default=None,
        description="multistep: the epochs at which it falls. Null: half and three quarters.",
    )
    gamma: Share | None = slider(
        "Factor γ",
        step=0.001,
        decimals=3,
        default=None,
        description="step, multistep, exponential: the factor of each fall. Null: 0.1; exponential: 0.99.",
    )
    T_max: Span | None = span(
        "Epochs to the bottom", "cosine, warmup_cosine: of the cosine. Null: the whole run."
    )
    eta_min: Rate | None = slider(
        "Rate at the bottom",
        step=0.001,
        decimals=4,
        reach=(0, 1),
        default=None,
        description="cosine and its kin: the rate at the bottom. Null: 0.",
    )
    T_0: Span | None = span("Epochs to the first restart", "warm_restarts. Null: a third of the run.")
    T_mult: Annotated[int, Field(ge=1, le=10), integral] | None = slider(
        "Next cycle, times as long",
        step=1,
        decimals=0,
        default=None,
        description="warm_restarts: how many times longer each cycle is. Null: 1.",
    )
    start_factor: Share | None = slider(
        "Share to start from",
        step=0.01,
        decimals=2,
        default=None,
        description="warmup_cosine: the first rate as a share. Null: 1/3.",
    )
    end_factor: Share | None = slider(
        "Share it leads to",
        step=0.01,
        decimals=2,
        default=None,
        description="warmup_cosine: where the warm-up leads to. Null: 1.",
    )
    total_iters: Span | None = span("Epochs of warm-up", "warmup_cosine. Null: 5.")
    total_steps: Span | None = span(
        "Epochs of the cycle", "one_cycle: at least the epochs of the run. Null: the whole run."
    )
    pct_start: Share | None = slider(
        "Share spent climbing",
        step=0.01,
        decimals=2,
        default=None,
        description="one_cycle: the share spent climbing. Null: 0.3.",
    )
    anneal_strategy: Literal["cos", "linear"] | None = choice(
        "Along",
        names={"cos": "a cosine", "linear": "a line"},
        default=None,
        description="one_cycle: along a cosine or a line. Null: cos.",
    )
    cycle_momentum: bool | None = choice(
        "Momentum",
        names={"false": "left alone", "true": "cycled against the rate"},
        default=None,
        description="one_cycle: cycle the momentum too. Null: true; false for adagrad.",
    )
    base_momentum: Annotated[float, Field(ge=0, lt=1)] | None = slider(
        "Momentum at the peak",
        step=0.01,
        decimals=2,
        reach=(0, 0.99),
        default=None,
        description="one_cycle: the momentum where the rate is largest. Null: 0.85.",
    )
    max_momentum: Annotated[float, Field(ge=0, lt=1)] | None = slider(
        "Momentum at the ends",
        step=0.01,
        decimals=2,
        reach=(0, 0.99),
        default=None,
        description="one_cycle: the momentum where the rate is small. Null: 0.95.",
    )
    div_factor: Divisor | None = slider(
        "Peak ÷ first rate",
        step=1,
        decimals=1,
        reach=(1, 1000),
        scale="log",
        default=None,
        description="one_cycle: the first rate is η divided by this. Null: 25.",
    )
    final_div_factor: Divisor | None = slider(
        "First ÷ last rate",
        step=1,
        decimals=1,
        reach=(1, 100000),
        scale="log",
        default=None,
        description="one_cycle: the last is the first divided by this. Null: 10000.",
    )
    three_phase: bool | None = choice(
        "Phases",
        names={"false": "two phases", "true": "three phases"},
        default=None,
        description="one_cycle: come back before the last fall. Null: false.",
    )
    factor: Annotated[float, Field(ge=0, lt=1)] | None = slider(
        "Factor of each fall",
        step=0.01,
        decimals=2,
        reach=(0, 0.99),
        default=None,
        description="reduce_on_plateau: the factor of each fall. Null: 0.1.",
    )
    patience: Count | None = slider(
        "Patience",
        step=1,
        decimals=0,
        reach=(0, 100),
        default=None,
        description="reduce_on_plateau: epochs without progress that are borne. Null: 10.",
    )
    threshold: Rate | None = slider(
        "Least progress",
        step=0.0001,
        decimals=4,
        reach=(0, 0.1),
        default=None,
        description="reduce_on_plateau: progress smaller than this is none. Null: 0.0001.",
    )
    threshold_mode: Literal["rel", "abs"] | None = choice(
        "Progress counts",
        names={"rel": "as a share", "abs": "as an amount"},
        default=None,
        description="reduce_on_plateau: as a share, or as such. Null: rel.",
    )
    cooldown: Count | None = slider(
        "Epochs of cooldown",
        step=1,
        decimals=0,
        reach=(0, 100),
        default=None,
        description="reduce_on_plateau: epochs after a fall that do not count. Null: 0.",
    )
    min_lr: Rate | None = slider(
        "Lowest rate",
        step=0.001,
        decimals=4,
        reach=(0, 1),
        default=None,
        description="reduce_on_plateau: the rate never falls below this. Null: 0.",
    )
    eps: Rate | None = Field(
        default=None, description="reduce_on_plateau: a fall smaller than this is left out. Null: 1e-8."
    )

    @model_validator(mode="after")
    def _options_fit(self) -> Self:
        known = SCHEDULES[self.name].table
        check_given(
            self.name, self.given, known, lambda: create_schedule(self.name, **self.options(MAX_SPAN, "sgd"))
        )
        return self

    @cached_property
    def given(self) -> dict[str, Any]:
        """The options that are not left to their defaults."""
        fields = ((name, getattr(self, name)) for name in ScheduleSpec.model_fields if name != "name")
        return {name: value for name, value in fields if value is not None}

    def options(self, epochs: int, optimizer: str) -> dict[str, Any]:
        """Every option that the engine needs to be told, for a run of so many epochs."""
        third = max(1, round(epochs / 3))
        fitting: dict[str, dict[str, Any]] = {
            "step": {"step_size": third},
            "multistep": {"milestones": [epochs // 2, 3 * epochs // 4]},
            "exponential": {"gamma": 0.99},
            "cosine": {"T_max": max(1, epochs)},
            "warm_restarts": {"T_0": third},
            "warmup_cosine": {"T_max": max(1, epochs - (self.total_iters or 5))},
            "one_cycle": {"total_steps": max(1, epochs), "cycle_momentum": optimizer != "adagrad"},
        }
        return fitting.get(self.name, {}) | self.given
