"""What the curve shows, in words."""

from __future__ import annotations

from nn_core.activations import FloatArray
from panel_kit.contract.words import digits_that_count, grouped, layer_phrase, percent
from panels.double_descent.request import DoubleDescentRequest
from panels.double_descent.result import Shape

VERDICTS: dict[Shape, str] = {
    "double descent": "Double descent: the error falls, peaks, falls lower still",
    "a peak": "A peak; beyond it the error is not told apart from the lowest before, or is higher",
    "no peak": "No peak: more features do not raise the error",
    "not distinguishable": "No peak and no second fall that these seeds can tell",
    "a valley": "A valley: the error falls, and rises again with still fewer features than examples",
    "no valley": "The error falls as far as these features go",
}


def say(
    request: DoubleDescentRequest,
    test: FloatArray,
    intervals: FloatArray | None,
    places: tuple[int, int, int],
    shape: Shape,
) -> str:
    """The verdict, and the test error at three places with its interval: three lines on a projector."""
    price = f"λ = {digits_that_count(request.ridge)}" if request.ridge else "no ridge"
    seeds = layer_phrase(request.seeds, "seed")
    wrong = ", ".join(said_at(request, test, intervals, place) for place in sorted(set(places)))
    of = f"{request.examples} examples, {price}, {seeds}"
    return f"{VERDICTS[shape]}. Wrong on new digits: {wrong} features; {of}."


def said_at(request: DoubleDescentRequest, test: FloatArray, intervals: FloatArray | None, place: int) -> str:
    """“4.4 % (3.9 to 4.9) with 3,200”."""
    between = ""
    if intervals is not None:
        low, high = map(percent, intervals[place])
        between = f" ({low} to {high})"
    return f"{percent(test[place])} %{between} with {grouped(request.widths[place])}"
