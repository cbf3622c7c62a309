"""What is asked: a network, one example, a loss, and the numbers that somebody got for the step."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Annotated, Any

from pydantic import Field, model_validator
from typing_extensions import Self

from nn_core.slips import Claim
from panel_kit.contract.schema import FieldError, Request
from panels.backprop.request import LARGEST, MAX_SIZES, MAX_UNITS, BackpropRequest
from panels.backprop.step_check.pasted import read
from panels.backprop.step_check.written import PastedError, claim_of

MOST_CHARACTERS = 20_000

Number = Annotated[float, Field(ge=-LARGEST, le=LARGEST)]
Row = Annotated[list[Number], Field(max_length=MAX_UNITS)]
Rows = Annotated[list[Row], Field(max_length=MAX_UNITS)]
Vectors = Annotated[list[Row | None], Field(max_length=MAX_SIZES - 1)]
Matrices = Annotated[list[Rows | None], Field(max_length=MAX_SIZES - 1)]


class ClaimedParameters(Request):
    """Gradients, or parameters after the update, layer by layer; null for a layer left out."""

    weights: Matrices = Field(default=[], description="One matrix a layer, rows for its units.")
    biases: Vectors = Field(default=[], description="One list a layer.")


class Claimed(Request):
    """What somebody got. Any part may be left out, and any layer be null."""

    z: Vectors = Field(default=[], description="z of each layer, from the first that computes.")
    a: Vectors = Field(default=[], description="a of each layer.")
    loss: Number | None = Field(default=None, description="The loss.")
    delta: Vectors = Field(default=[], description="δ = ∂L/∂z of each layer, the first one first.")
    gradients: ClaimedParameters = Field(default=ClaimedParameters(), description="∂L/∂W and ∂L/∂b.")
    updated: ClaimedParameters = Field(default=ClaimedParameters(), description="W and b after the update.")

    @model_validator(mode="before")
    @classmethod
    def _names_are_known(cls, given: Any) -> Any:
        names = given if isinstance(given, dict) else {}
        if strange := next((name for name in names if name not in cls.model_fields), None):
            raise FieldError((strange,), f"got an unknown name, allowed: {', '.join(cls.model_fields)}")
        return given

    def arrays(self) -> dict[str, Claim]:
        """By the engine's names."""
        lists: dict[str, Sequence[Row | Rows | None]] = {
            "z": self.z,
            "a": self.a,
            "delta": self.delta,
            "weights": self.gradients.weights,
            "biases": self.gradients.biases,
            "updated.weights": self.updated.weights,
            "updated.biases": self.updated.biases,
        }
        found = {} if self.loss is None else {"loss": claim_of(self.loss)}
        for name, layers in lists.items():
            for layer, rows in enumerate(layers):
                if rows is not None:
                    found[f"{name}.{layer}"] = array_within(rows, name, layer)
        return found


def array_within(rows: Row | Rows, name: str, layer: int) -> Claim:
    """Rows as an array, each number as exact as its shortest text."""
    if rows and isinstance(rows[0], list) and len({len(row) for row in rows if isinstance(row, list)}) > 1:
        message = f"got rows of different length for {name} of layer {layer + 1}, allowed: equal ones"
        raise FieldError(("claimed",), message)
    return claim_of(rows)


class TraceCheckRequest(BackpropRequest):
    """A step on one example, by whatever optimizer, and what somebody got for it."""

    claimed: Claimed = Field(default=Claimed(), description="What somebody got, by name and layer.")
    text: Annotated[str, Field(max_length=MOST_CHARACTERS)] | None = Field(
        default=None,
        description="The same as it was printed: names and arrays (z1 = [0.1, 0.2], W1.grad tensor([[…]])), "
        "or a JSON object of them. Takes the place of claimed.",
    )

    @model_validator(mode="after")
    def _can_be_compared(self) -> Self:
        if self.text is not None and self.claimed.arrays():
            raise FieldError(("text",), "got a text beside claimed, allowed: one of them")
        for name in self.told:
            layer = name.rpartition(".")[2]
            if layer.isdigit() and int(layer) >= len(self.network.layers) - 1:
                message = f"got layer {int(layer) + 1}, allowed: 1 to {len(self.network.layers) - 1}"
                raise FieldError(("claimed" if self.text is None else "text",), message)
        return self

    @cached_property
    def told(self) -> dict[str, Claim]:
        """The arrays by the engine's names, as they were told."""
        if self.text is None:
            return self.claimed.arrays()
        try:
            return read(self.text)
        except PastedError as error:
            raise FieldError(("text",), str(error)) from error
