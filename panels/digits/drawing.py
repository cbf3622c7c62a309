"""A digit of your own as a request: strokes or pixels, and the network that is to read them."""

from __future__ import annotations

import base64
import binascii
from functools import lru_cache
from typing import Annotated, Literal

import numpy as np
from pydantic import Field, model_validator
from typing_extensions import Self

from nn_core import Network
from nn_core.activations import FloatArray
from nn_core.digits import INK
from panel_kit.contract.schema import FieldError, Request, choice, slider
from panel_kit.runs.record import trainer_of
from panel_kit.specs.network import NetworkSpec, check_ends, network_within
from panels.digits.data import CLASSES, PIXELS, Images
from panels.digits.request import LIMITS, DigitsRequest, check_images

MAX_STROKES, MAX_POINTS = 64, 2000
MOST_CHARACTERS = 60_000

Place = Annotated[float, Field(ge=0, le=1)]
Point = Annotated[list[Place], Field(min_length=2, max_length=2)]
Stroke = Annotated[list[Point], Field(min_length=1, max_length=MAX_POINTS)]
Placement = Literal["centered", "as_drawn"]
PLACEMENT_NAMES = {"centered": "centered", "as_drawn": "as drawn"}


@network_within(LIMITS, layers=[PIXELS, 32, CLASSES], output_activation="softmax")
class DigitsNetwork(NetworkSpec):
    """A network from 64 pixels to ten classes."""


class DigitRequest(Request):
    """A digit, and the network to read it."""

    network: DigitsNetwork | None = Field(
        default=None, description="The network to ask. Null: what the default run of ``digits`` leaves."
    )
    parameters: Annotated[str, Field(max_length=MOST_CHARACTERS)] | None = Field(
        default=None,
        description="θ for this network as float32, low byte first, in base64, as compact snapshots hold it. "
        "Null: the network's own.",
    )
    strokes: Annotated[list[Stroke], Field(max_length=MAX_STROKES)] | None = Field(
        default=None, description="Strokes of points [x, y], from the upper left corner. Null: none."
    )
    pixels: (
        Annotated[list[Annotated[float, Field(ge=0, le=INK)]], Field(min_length=PIXELS, max_length=PIXELS)]
        | None
    ) = Field(default=None, description="64 pixels row by row, 0 to 16, in place of strokes.")
    placement: Placement = choice(
        "Placement",
        names=PLACEMENT_NAMES,
        default="centered",
        description="Strokes enlarged and put in the middle, as the digits of the data were; or as drawn.",
    )
    images: Images = Field(default="uci", description="Among which digits the one most like it is sought.")
    epsilon: Annotated[float, Field(ge=0, le=1)] = slider(
        "Attack size",
        step=0.01,
        reach=(0, 0.5),
        default=0.0,
        description="How far each pixel goes against the network, of the way from paper to ink.",
    )

    @model_validator(mode="after")
    def _fields_agree(self) -> Self:
        check_images(self.images)
        if self.strokes is not None and self.pixels is not None:
            raise FieldError(("pixels",), "got pixels, allowed: null beside strokes")
        points = self.points
        if points > MAX_POINTS:
            message = f"got {points} points in all strokes, allowed: {MAX_POINTS}"
            raise FieldError(("strokes",), message)
        if self.network is not None:
            check_ends(
                self.network,
                (PIXELS, "one for each of the pixels"),
                (CLASSES, "one for each of the digits"),
                ("softmax", "for probabilities"),
            )
        if self.parameters is not None:
            self.__dict__["theta"] = theta_of(self.parameters, self.own_network.parameter_count)
        return self

    @property
    def points(self) -> int:
        """Of all strokes."""
        return sum(len(stroke) for stroke in self.strokes or ())

    @property
    def own_network(self) -> Network:
        """As it is described."""
        return (self.network or DigitsNetwork()).build()

    @property
    def needs_training(self) -> bool:
        """Whether nothing says what the weights are, and something is there to be read."""
        is_given = self.network is not None or self.parameters is not None
        return not is_given and bool(self.strokes or self.pixels)

    @property
    def reader(self) -> Network:
        """The network that reads."""
        theta = self.__dict__.get("theta")
        if theta is not None:
            return self.own_network.with_parameters(theta)
        return self.own_network if self.network is not None else trained_by_default()


def theta_of(text: str, count: int) -> FloatArray:
    """θ from its bytes."""
    try:
        content = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise FieldError(("parameters",), "got a text that is no base64, allowed: base64") from error
    if len(content) != 4 * count:
        message = f"got {len(content)} bytes, allowed: {4 * count}, four for each parameter of this network"
        raise FieldError(("parameters",), message)
    theta = np.frombuffer(content, "<f4").astype(np.float64)
    if not np.isfinite(theta).all():
        raise FieldError(("parameters",), "got a NaN or an infinity, allowed: finite numbers")
    return theta


@lru_cache(maxsize=1)
def trained_by_default() -> Network:
    """What the default run leaves."""
    trainer = trainer_of(DigitsRequest().setup)
    return trainer.finish(tuple(trainer.run())).network
