"""What a network makes of a digit of your own: every stage, ten probabilities, and a nudge against it."""

from __future__ import annotations

import base64
from collections.abc import Generator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from nn_core import Network
from nn_core.activations import FloatArray
from nn_core.adversarial import fast_gradient_sign
from nn_core.datasets import Dataset
from nn_core.digits import INK, DrawnDigit, drawn_digit
from panel_kit.contract.operation import QUICK, Cost, Operation
from panel_kit.contract.schema import Vector
from panel_kit.contract.words import probability
from panel_kit.runs.cost import cost as cost_of_a_run
from panels.digits.data import CLASSES, Images, digits
from panels.digits.drawing import MAX_POINTS, MAX_STROKES, DigitRequest
from panels.digits.request import DigitsRequest
from panels.digits.sheet import problem_of, say_problem

SECONDS_OF_A_POINT = 1e-5


@dataclass(frozen=True)
class Stages:
    """What became of the strokes: their ``box`` as they were drawn (left, top, right, lower end; null for no
    strokes), the ``strokes`` on a field of 32 × 32, and its ``bitmap`` in base64, a byte 0 or 1 for each dot.
    """

    box: Vector | None
    strokes: list[Vector]
    bitmap: str


@dataclass(frozen=True)
class Nearest:
    """The digit of the data that is most like it, by its row in the file and by how far away it is."""

    index: int
    label: int
    distance: float


@dataclass(frozen=True)
class DigitResult:
    """What the network makes of the digit.

    ``pixels`` are the 64 counts of ink, ``nudged`` the same after the nudge. ``probabilities`` are those of
    0 to 9, ``said`` is the largest, ``entropy`` −Σ p ln p; ``before`` are the probabilities before the nudge.
    All of them are null where there is nothing to read, and ``problem`` says why: ``"empty"``, ``"dot"`` or
    ``"full"``. ``stages`` are null for pixels.
    """

    pixels: Vector
    nudged: Vector
    stages: Stages | None
    probabilities: Vector | None
    before: Vector | None
    said: int | None
    entropy: float | None
    nearest: Nearest | None
    problem: str | None
    sentence: str


def run(request: DigitRequest) -> Generator[DigitResult | None]:
    """Draws, counts, asks."""
    if request.needs_training:
        yield None
    drawn = None if request.pixels is not None else drawn_digit(request.strokes or [], request.placement)
    pixels = np.array(request.pixels) if drawn is None else drawn.pixels.ravel()
    stages = stages_of(drawn) if drawn else None
    problem = problem_of(pixels, drawn)
    if problem:
        words = say_problem(problem)
        yield DigitResult(pixels, pixels, stages, None, None, None, None, None, problem, words)
        return
    yield answer(request, pixels, stages)


def answer(request: DigitRequest, pixels: FloatArray, stages: Stages | None) -> DigitResult:
    """What the network says, before and after the nudge."""
    reader, x = request.reader, pixels[np.newaxis] / INK
    with np.errstate(all="ignore"):
        before = after = probabilities_of(reader, x)
        nudged = x
        if request.epsilon:  # or a stroke would wait for a gradient that moves nothing
            nudged = fast_gradient_sign(reader, x, np.array([before.argmax()]), request.epsilon)
            after = probabilities_of(reader, nudged)
    nearest = nearest_to(pixels, request.images)
    said = int(after.argmax())
    return DigitResult(
        pixels=pixels,
        nudged=INK * nudged[0],
        stages=stages,
        probabilities=after,
        before=before,
        said=said,
        entropy=entropy_of(after),
        nearest=nearest,
        problem=None,
        sentence=say(request, before, after, nearest),
    )


def probabilities_of(network: Network, x: FloatArray) -> FloatArray:
    """Those of the ten digits; equal ones where the network's numbers have left float64."""
    p = network.forward(x).prediction[0]
    return p if np.isfinite(p).all() else np.full(CLASSES, 1.0 / CLASSES)


def entropy_of(p: FloatArray) -> float:
    """−Σ p ln p: 0 for one digit alone, ln 10 = 2.303 for no idea."""
    some = p[p > 0.0]
    return float(-(some * np.log(some)).sum()) + 0.0


def nearest_to(pixels: FloatArray, images: Images) -> Nearest:
    """The digit at the smallest distance √Σ (pixel − pixel)²."""
    data = digits(images)
    counts, squares = counts_of(data)
    # ‖d − p‖² = ‖d‖² − 2 d·p + ‖p‖², of which the last is the same for all: exact for whole numbers
    index = int((squares - 2.0 * (counts @ pixels)).argmin())
    distance = np.linalg.norm(counts[index] - pixels)
    return Nearest(index, int(data.labels[index]), float(distance))


@lru_cache(maxsize=2)
def counts_of(data: Dataset) -> tuple[FloatArray, FloatArray]:
    """The digits in counts of ink, as strokes are asked about, and ‖d‖² of each."""
    counts = INK * data.inputs
    return counts, np.square(counts).sum(axis=1)


def stages_of(drawn: DrawnDigit) -> Stages:
    """What became of the strokes, as a page draws it."""
    bitmap = base64.b64encode(drawn.bitmap.astype(np.uint8).tobytes()).decode("ascii")
    return Stages(drawn.box, [line.ravel() for line in drawn.strokes], bitmap)


def say(request: DigitRequest, before: FloatArray, after: FloatArray, nearest: Nearest) -> str:
    """What it says, how sure it is, and what the nudge did."""
    first, said = int(before.argmax()), int(after.argmax())
    sure, sure_before = probability(after[said]), probability(before[first])
    told = f"The network says {said} ({sure})."
    if request.epsilon and said != first:
        told = f"Nudged, it says {said} ({sure}); before, {first} ({sure_before})."
    elif request.epsilon:
        told = f"Nudged, it still says {said}: {sure} in place of {sure_before}."
    return f"{told} Most like it in the data: a {nearest.label}."


def cost(request: DigitRequest) -> Cost:
    """A few milliseconds, unless the default run has to be trained first."""
    drawn = Cost(0.004 + SECONDS_OF_A_POINT * request.points, QUICK.megabytes)
    return drawn + cost_of_a_run(DigitsRequest()) if request.needs_training else drawn


def dearest(seed: int) -> dict[str, Any]:
    """As many points as there may be, before the default run has been trained."""
    points = np.random.default_rng(seed).uniform(0.0, 1.0, (MAX_POINTS, 2)).round(3).tolist()
    return {"strokes": [points], "epsilon": 0.1}


SEVEN = [[[0.25, 0.2], [0.75, 0.2], [0.45, 0.85]]]
OPERATION = Operation(
    path="digit",
    title="A digit of your own",
    summary="Strokes or pixels as the network gets them, stage by stage, and what it says of them.",
    request=DigitRequest,
    result=DigitResult,
    run=run,
    cost=cost,
    dearest=dearest,
    limits={"digit.strokes": MAX_STROKES, "digit.points": MAX_POINTS},
    examples={"a seven": {"strokes": SEVEN}, "nudged": {"strokes": SEVEN, "epsilon": 0.2}},
    group="more",
)
