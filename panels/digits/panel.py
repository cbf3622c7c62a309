"""Handwritten digits: a network learns to read them in view, and then reads what you draw.

A panel that trains, on data of its own: what it adds is how well digits are read that it has not seen, and
the way from the strokes of a pen to the 64 numbers that a network gets.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Annotated, Any, Literal

from pydantic import Field

from nn_core.digits import INK
from panel_kit.contract.operation import Cost
from panel_kit.contract.panel import SavedState
from panel_kit.contract.schema import controls_of, integral
from panel_kit.programs.size import cost_of_numbers
from panel_kit.runs.cost import LEAST_SECONDS
from panel_kit.runs.panel import RunPanel
from panel_kit.runs.view import RunView
from panel_kit.specs.digits_bounds import MAX_EPOCHS
from panel_kit.specs.limits import MAX_SEED
from panels.digits import answer, mnist
from panels.digits.data import CLASSES, SAMPLES, SIDE
from panels.digits.drawing import MAX_POINTS, MAX_STROKES, DigitRequest
from panels.digits.programs import programs
from panels.digits.reading import more
from panels.digits.request import LIMITS, MAX_SPLITS, DigitsRequest
from panels.digits.result import DigitsResult, beginning

Class = Annotated[int, Field(ge=0, le=CLASSES - 1), integral]


class DigitsView(RunView):
    """The view of any run; ``digit`` is the row of the digit that is read while nothing is drawn.

    ``cell`` is the truth and the decision whose digits are shown, null for all mistakes.
    """

    cell: Annotated[list[Class], Field(min_length=2, max_length=2)] | None = None
    digit: Annotated[int, Field(ge=0, le=SAMPLES - 1), integral] = 5
    shown: Literal["digit", "mistakes"] = "digit"
    placement: Literal["centered", "as_drawn"] = "centered"
    epsilon: Annotated[float, Field(ge=0, le=1)] = 0.0


def programs_cost(request: DigitsRequest) -> Cost:
    """What it costs to write the held-out rows, and to color them."""
    return Cost(LEAST_SECONDS) + cost_of_numbers(request.setup.split.validation_rows.size)


def dearest(seed: int) -> dict[str, Any]:
    """As many splits of a large network as may be trained."""
    return {"hidden": [LIMITS.units] * 2, "epochs": 20, "splits": 8, "seed": seed % (MAX_SEED + 1)}


def dearest_epoch(seed: int) -> dict[str, Any]:
    """As many batches as an epoch of the largest network may be gone through."""
    return {**dearest(seed), "splits": 1, "batch_size": 64, "epoch": 20}


def dearest_code(seed: int) -> dict[str, Any]:
    """The split that holds most digits out."""
    return {"split": "new_writers", "epochs": 1 + seed % MAX_EPOCHS}


def dearest_kept(seed: int) -> dict[str, Any]:
    """A run of the longest kind, kept."""
    return {"request": dearest(seed)}


def constants() -> dict[str, Any]:
    """What the pictures need to know besides the run, and whether there is MNIST to choose."""
    return {**fixed(), "has_mnist": mnist.folder() is not None}


def mnist_images() -> int:
    """How many digits of MNIST there may be on this server."""
    return SAMPLES if mnist.folder() else 0


@lru_cache(maxsize=1)
def fixed() -> dict[str, Any]:
    """What is the same for every server."""
    drawn = controls_of(DigitRequest, "digits")
    return {
        "side": SIDE,
        "ink": INK,
        "strokes": MAX_STROKES,
        "points": MAX_POINTS,
        "numbers_of_an_epoch": LIMITS.snapshot_numbers,
        "drawing": {name: drawn[name] for name in ("placement", "epsilon")},
    }


def trained(epoch: int = 40, view: Mapping[str, Any] | None = None, **request: Any) -> SavedState:
    """A run at its end, and what is looked at."""
    return SavedState(request, {"epoch": epoch, **(view or {})})


SAVED_STATES: dict[str, SavedState] = {
    "first-epoch": trained(1),
    "trained": trained(),
    "as-drawn": trained(view={"placement": "as_drawn"}),
    "mistakes": trained(view={"shown": "mistakes"}),
    "plain": trained(hidden=[]),
    "ten-splits": trained(splits=10),
    "new-writers": trained(split="new_writers", splits=10),
    "copies": trained(15, shifted_copies=True, epochs=15, splits=3),
    "nudge": trained(view={"epsilon": 0.1}),
}
"""What the lesson opens."""

RUN = RunPanel(
    slug="digits",
    title="Handwritten digits",
    summary="Train a network to read digits, look at what it gets wrong, and draw one of your own.",
    request=DigitsRequest,
    result=DigitsResult,
    begin=beginning,
    more=more,
    programs=programs,
    programs_cost=programs_cost,
    schemas="Digits",
    view=DigitsView,
    saved_states=SAVED_STATES,
    constants=constants,
    limits={"epochs": MAX_EPOCHS, "splits": MAX_SPLITS, "mnist": mnist_images},
    presets={
        "known writers": {},
        "new writers": {"split": "new_writers"},
        "shifted copies": {"shifted_copies": True, "epochs": 15},
        "no hidden layer": {"hidden": []},
        "three splits": {"splits": 3},
    },
    is_seeded=False,
    dearest={"run": dearest, "epoch": dearest_epoch, "code": dearest_code, "import": dearest_kept},
)
PANEL = replace(RUN.panel, others=(*RUN.panel.others, answer.OPERATION))
