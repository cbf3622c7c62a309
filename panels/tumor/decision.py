"""Decisions alone: probabilities and what became of the patients are given, and nothing is trained."""

from __future__ import annotations

from typing import Annotated, Any

import numpy as np
from pydantic import Field, model_validator
from typing_extensions import Self

from panel_kit.contract.operation import Cost, Operation, at_once
from panel_kit.contract.schema import FieldError, integral
from panels.tumor.data import SAMPLES
from panels.tumor.rates import decide_by
from panels.tumor.request import DecisionFields, Share
from panels.tumor.result import TumorDecision

Probabilities = Annotated[list[Share], Field(min_length=2, max_length=SAMPLES)]
Target = Annotated[int, Field(ge=0, le=1), integral]


class DecisionRequest(DecisionFields):
    """Probabilities of a yes, the truth beside them, and how to decide."""

    probabilities: Probabilities = Field(
        default=[0.1, 0.3, 0.6, 0.9], description="Of a 1, one for each patient."
    )
    targets: Annotated[list[Target], Field(min_length=2, max_length=SAMPLES)] = Field(
        default=[0, 0, 1, 1], description="What was true: 1 or 0 for each, and both of them somewhere."
    )
    logistic: Probabilities | None = Field(
        default=None, description="Probabilities of the same patients by another model, to stand beside."
    )

    @model_validator(mode="after")
    def _of_the_same(self) -> Self:
        count = len(self.probabilities)
        for name in ("targets", "logistic"):
            values = getattr(self, name)
            if values is not None and len(values) != count:
                raise FieldError((name,), f"got {len(values)} values, allowed: {count}, as probabilities")
        if len(set(self.targets)) < 2:
            raise FieldError(("targets",), f"got only {self.targets[0]}, allowed: both 0 and 1")
        return self


def compute(request: DecisionRequest) -> TumorDecision:
    """All rates."""
    beside = None if request.logistic is None else np.array(request.logistic)
    return decide_by(request, np.array(request.targets), np.array(request.probabilities), beside)


def dearest(seed: int) -> dict[str, Any]:
    """As many patients as there may be, beside another model."""
    rng = np.random.default_rng(seed)
    values = rng.uniform(0.0, 1.0, (2, SAMPLES)).round(6).tolist()
    return {
        "probabilities": values[0],
        "logistic": values[1],
        "targets": [0, 1, *rng.integers(0, 2, SAMPLES - 2).tolist()],
    }


OPERATION = Operation(
    path="tumor/decision",
    title="Decide by probabilities",
    summary="Probabilities and the truth become rates, curves, and what they mean for 1,000 people.",
    request=DecisionRequest,
    result=TumorDecision,
    run=at_once(compute),
    cost=lambda _request: Cost(0.002, 0.3),
    dearest=dearest,
    limits={"tumor.patients": SAMPLES},
    examples={
        "four patients": {},
        "a test at 1 in 200": {"assumed": {"sensitivity": 0.95, "specificity": 0.98}, "prevalence": 0.005},
    },
    group="more",
)
