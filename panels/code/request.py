"""What is asked: which program, and which iteration of its loop."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator
from typing_extensions import Self

from panel_kit.contract.panel import PanelView
from panel_kit.contract.schema import FieldError, Request, choice, integral, slider
from panels.code.walks import MAX_ITERATIONS, iterations_of

ProgramName = Literal[
    "perceptron", "xor", "backpropagation", "dropout", "early_stopping", "full_loop", "simple_net"
]
PROGRAM_NAMES: dict[str, str] = {
    "perceptron": "Perceptron",
    "xor": "XOR network",
    "backpropagation": "Backpropagation",
    "dropout": "Dropout",
    "early_stopping": "Stopping early",
    "full_loop": "The full loop",
    "simple_net": "SimpleNet",
}
MOST_LINES = 60


class CodeRequest(Request):
    """A program, and how often its loop has run."""

    program: ProgramName = choice(
        "Which program", names=PROGRAM_NAMES, default="xor", description="Which of the lesson's programs."
    )
    iteration: Annotated[int, Field(ge=1, le=MAX_ITERATIONS), integral] = slider(
        "Iteration",
        step=1,
        decimals=0,
        default=1,
        description="Which step of the loop is walked, from 1: one batch, or of the perceptron one example.",
    )

    @model_validator(mode="after")
    def _is_reached(self) -> Self:
        most = iterations_of(self.program)
        if self.iteration > most:
            message = f"got {self.iteration}, allowed: at most {most}, where this program ends"
            raise FieldError(("iteration",), message)
        return self


class CodeView(PanelView):
    """How far the loop is walked, null for not at all; which column has the room; what is opened."""

    step: Annotated[int, Field(ge=0, le=MOST_LINES), integral] | None = None
    column: Literal["numpy", "pytorch", "sklearn"] = "numpy"
