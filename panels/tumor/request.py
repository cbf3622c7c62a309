"""What is asked: a network, where it says yes, who is tested, and perhaps one patient."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, model_validator
from typing_extensions import Self

from panel_kit.contract.panel import PanelView
from panel_kit.contract.schema import FieldError, Request, integral, slider
from panel_kit.specs.limits import MAX_SEED
from panel_kit.specs.optimizer import Rate, rate_slider
from panels.tumor.data import FEATURES, SAMPLES

MAX_HIDDEN, MAX_UNITS, MAX_EPOCHS, MAX_SPLITS = 2, 32, 200, 20
FARTHEST = 15.0
"""So many standard deviations a measurement may lie from the mean; the farthest tumor lies at about 12."""

Share = Annotated[float, Field(ge=0, le=1)]
Units = Annotated[int, Field(ge=1, le=MAX_UNITS), integral]
Deviations = Annotated[float, Field(ge=-FARTHEST, le=FARTHEST)]


class AssumedTest(Request):
    """A test by its two rates alone."""

    sensitivity: Share = Field(default=0.95, description="Of the sick, the share that it finds.")
    specificity: Share = Field(default=0.98, description="Of the healthy, the share that it leaves alone.")


class DecisionFields(Request):
    """Where a probability says yes, what mistakes cost, and how many of the tested are sick."""

    threshold: Share = slider(
        "Threshold",
        step=0.01,
        default=0.5,
        description="From which probability on a tumor is said to be malignant.",
    )
    cost_ratio: Annotated[float, Field(ge=1, le=50)] = slider(
        "Cost of a miss",
        step=1,
        decimals=0,
        default=1.0,
        description="What a missed tumor costs where a false alarm costs 1.",
    )
    prevalence: Annotated[float, Field(ge=0.001, le=0.5)] | None = slider(
        "Prevalence",
        step=0.001,
        decimals=3,
        scale="log",
        reach=(0.001, 0.5),
        default=None,
        description="The share of the tested people who are sick. Null: that of the patients held out.",
    )
    assumed: AssumedTest | None = Field(
        default=None,
        description="A test by its rates, to be used on the 1,000 people in place of the network. Null: the "
        "network.",
    )


class TumorRequest(DecisionFields):
    """A network that tells malignant tumors from benign ones, and what is decided by it."""

    hidden: Annotated[list[Units], Field(max_length=MAX_HIDDEN)] = slider(
        "Units in hidden layer {0}",
        step=1,
        decimals=0,
        default=[16],
        description="The sizes of the hidden layers, of ReLU units; none is logistic regression.",
    )
    learning_rate: Rate = rate_slider(default=0.01, description="η of Adam.")
    epochs: Annotated[int, Field(ge=1, le=MAX_EPOCHS), integral] = slider(
        "Epochs", step=1, decimals=0, default=100, description="Steps, each with all examples at once."
    )
    seed: Annotated[int, Field(ge=0, le=MAX_SEED), integral] = slider(
        "Run seed", step=1, decimals=0, default=0, description="Fixes the split and the first weights."
    )
    splits: Annotated[int, Field(ge=1, le=MAX_SPLITS), integral] = slider(
        "Splits",
        step=1,
        decimals=0,
        default=1,
        description="On how many splits both are trained and compared, the first of them that of the seed.",
    )
    features: Annotated[list[Deviations], Field(min_length=FEATURES, max_length=FEATURES)] | None = slider(
        "Input {0}",
        step=0.1,
        decimals=1,
        reach=(-3, 6),
        default=None,
        description="The 30 measurements of one patient, in standard deviations from the mean of those the "
        "network learned from. Null: nobody is asked about.",
    )
    patient: Annotated[int, Field(ge=0, le=SAMPLES - 1), integral] | None = Field(
        default=None, description="A patient by the row in the file, from 0, in place of ``features``."
    )

    @model_validator(mode="after")
    def _one_patient(self) -> Self:
        check_one_patient(self.features, self.patient)
        return self


def check_one_patient(features: list[float] | None, patient: int | None) -> None:
    """Raises where two patients are asked about at once."""
    if features is not None and patient is not None:
        raise FieldError(("patient",), f"got {patient} beside features, allowed: null beside features")


class TumorView(PanelView):
    """Which picture is shown, and which of the patients held out is selected, by its place among them."""

    drawer: Literal["maths", "card", "numpy", "pytorch", "sklearn", "api", "data", "none"] = "none"  # type: ignore[assignment]
    shown: Literal["screening", "curves", "patient", "splits"] = "screening"
    group: Literal["mean", "error", "worst"] = "worst"
    selected: Annotated[int, Field(ge=0, le=SAMPLES - 1), integral] | None = None


def dearest(seed: int) -> dict[str, Any]:
    """The largest networks, on as many splits and for as long as there may be."""
    return {
        "hidden": [MAX_UNITS] * MAX_HIDDEN,
        "epochs": MAX_EPOCHS,
        "splits": MAX_SPLITS,
        "seed": seed % (MAX_SEED + 1),
    }
