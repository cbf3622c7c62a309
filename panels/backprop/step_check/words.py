"""What is said of a step from elsewhere: which number is wrong first, and how it came about."""

from __future__ import annotations

from nn_core.slips import RATE
from nn_core.trace_check import FirstWrong
from panel_kit.contract.words import capital, digits_that_count, signed, unit_name
from panels.backprop.step_check.request import TraceCheckRequest

SLIPS = {
    "sign": "The sign is turned around.",
    "sign of the bias": "The bias is subtracted.",
    "transpose": "The matrix is transposed.",
    "missing bias": "The bias is missing.",
    "forgotten activation": "z was taken where a, the activation, belongs.",
    "½ too many": "There is a factor ½ too many.",
    "½ missing": "A factor ½ is missing.",
    "sum for mean": "A sum was taken where a mean is asked for.",
    "mean for sum": "A mean was taken where a sum is asked for.",
    "mean over the outputs": "A mean over the outputs was taken where their sum is asked for.",
    "sum over the outputs": "A sum over the outputs was taken where their mean is asked for.",
    "forgotten f′": "The slope of the activation function, f′(z), is missing.",
    "δ of cross-entropy": "This is a − y. It is δ for cross-entropy after sigmoid or softmax; "
    "here δ is ∂L/∂a · f′(z).",
    "δ of cross-entropy, turned around": "This is y − a. For cross-entropy after sigmoid or "
    "softmax δ is a − y; here it is ∂L/∂a · f′(z).",
    "updated weights used too early": "The next layer’s weights had been updated before δ was sent back.",
    "no learning rate": "The whole gradient was subtracted: η is missing.",
    "nothing": "It is what it was before the update.",
    "the bare gradient": "η times the bare gradient was subtracted: the optimizer makes another step of it.",
    "no correction": "The means m and v were not divided by 1 − βᵗ.",
    "ε in the wrong place": "ε stands in the wrong place: it is added to the root √v, not under it.",
    "nothing is kept": "The biases are kept as they are in this update.",
    "the gradient": "These are the gradients, not the parameters after the update.",
    RATE: "All numbers of this array were moved as by a learning rate of {rate}; here η is {eta}.",
}
"""Of a slip that makes all of an array."""
ONLY_HERE = {slip: f"Here {words[0].lower()}{words[1:]}" for slip, words in SLIPS.items() if slip != RATE} | {
    "sign": "The sign is turned around here.",
    "sign of the bias": "The bias is subtracted here.",
    "transpose": "Row and column of the matrix are swapped here.",
    "missing bias": "The bias is missing here.",
    "½ too many": "There is a factor ½ too many here.",
    "½ missing": "A factor ½ is missing here.",
    "forgotten f′": "The slope of the activation function, f′(z), is missing here.",
    "δ of cross-entropy": "Here it is a − y, δ for cross-entropy after sigmoid or softmax; it should be "
    "∂L/∂a · f′(z).",
    "δ of cross-entropy, turned around": "Here it is y − a; it should be ∂L/∂a · f′(z).",
    "updated weights used too early": "Here the next layer’s weights had been updated before δ came back.",
    "no learning rate": "The whole gradient was subtracted here: η is missing.",
    "nothing": "This one is what it was before the update.",
    "nothing is kept": "The biases are kept as they are in this update; this one was moved.",
    "the gradient": "This is its gradient, not the parameter after the update.",
}
"""Of a slip that makes the first wrong number, and not all of its array."""
OVER_TWO_OUTPUTS = {
    ("½ too many", "sum"): " That fits a mean over the two outputs, where their sum is asked for.",
    ("½ missing", "mean"): " That fits a sum over the two outputs, where their mean is asked for.",
}
"""What else makes a factor ½ of the squared error, by the slip and what is asked for."""
NAMES = {
    "z": "z of {unit}",
    "a": "a of {unit}",
    "delta": "δ of {unit}",
    "weights": "the gradient of the weight {source} → {unit}",
    "biases": "the gradient of the bias of {unit}",
    "updated.weights": "the updated weight {source} → {unit}",
    "updated.biases": "the updated bias of {unit}",
}
WHOLE = {
    "z": "z of layer {}",
    "a": "a of layer {}",
    "delta": "δ of layer {}",
    "weights": "∂L/∂W of layer {}",
    "biases": "∂L/∂b of layer {}",
    "updated.weights": "the updated W of layer {}",
    "updated.biases": "the updated b of layer {}",
}


def all_right(compared: int, is_coarse: bool) -> str:
    """That nothing is wrong, and how closely that was looked at."""
    if not compared:
        return "No number is given yet."
    told = "The one number given is right" if compared == 1 else f"All {compared} numbers are right"
    return f"{told}, to the digits that are given." if is_coarse else f"{told}, to four decimals."


def named(sizes: list[int], kind: str, layer: int, place: tuple[int, ...]) -> str:
    """“δ of h₁”, “the gradient of the weight x₁ → h₁”; of a whole array “δ of layer 1”."""
    if not place:
        return WHOLE[kind].format(layer + 1)
    source = unit_name(sizes, layer, place[-1])
    return NAMES[kind].format(unit=unit_name(sizes, layer + 1, place[0]), source=source)


def say(request: TraceCheckRequest, found: FirstWrong, name: str, came: tuple[int, ...]) -> str:
    """What is wrong first, and why; ``came`` is the shape of the array."""
    if found.claimed is None or found.correct is None:
        return of_shape(request, found, name, came)
    if found.slip == "the gradient" and not found.why.only_here:
        return of_gradients(found)
    numbers = f"{signed(found.claimed, 6)} should be {signed(found.correct, 6)}"
    return f"The first wrong number is {name}: {numbers}. {why(request, found)}"


def why(request: TraceCheckRequest, found: FirstWrong) -> str:
    """The slip in words."""
    if found.slip is None:
        return "None of the usual slips leads there."
    if found.why.only_here:
        return ONLY_HERE[found.slip]
    words = SLIPS[found.slip]
    if found.why.rate is not None:
        rates = {"rate": found.why.rate, "eta": float(request.learning_rate)}
        words = words.format(**{key: digits_that_count(rate, 4) for key, rate in rates.items()})
    if request.loss == "mse" and request.network.layers[-1] == 2:
        words += OVER_TWO_OUTPUTS.get((found.slip, request.reduction), "")
    return words


def of_shape(request: TraceCheckRequest, found: FirstWrong, name: str, came: tuple[int, ...]) -> str:
    """That an array has another shape, and which; z and a, δ and ∂L/∂W stay as they are written."""
    kind, _, layer = found.name.rpartition(".")
    right = shape_of(request.network.layers, kind, layer) if layer.isdigit() else [1]
    start = capital(name) if name.startswith("the ") else name
    came = came[1:] if kind in ("z", "a", "delta") and came[:1] == (1,) else came
    told = f"{start} has another shape than {in_words(right)}: it came as {in_words(list(came))}."
    return f"{told} {SLIPS[found.slip]}" if found.slip else told


def in_words(shape: list[int]) -> str:
    """“3 × 2”, “2 numbers”."""
    if len(shape) > 1:
        return " × ".join(str(size) for size in shape)
    return "one number" if shape in ([], [1]) else f"{shape[0]} numbers"


def of_gradients(found: FirstWrong) -> str:
    """That gradients were told by the names of parameters, as PyTorch prints p.grad beside p's name."""
    kind, _, layer = found.name.rpartition(".")
    number = int(layer) + 1
    gradient = WHOLE[kind.removeprefix("updated.")].format(number)
    letter = "W" if kind.endswith("weights") else "b"
    return (
        f"What is told as {WHOLE[kind].format(number)} is not that: these are the gradients, {gradient}, and "
        f"right as such. Name them d{letter}{number}, {letter}{number}.grad, or as in PyTorch with .grad at "
        "the end."
    )


def shape_of(sizes: list[int], kind: str, layer: str) -> list[int]:
    """The right shape of an array of a layer."""
    own, before = sizes[int(layer) + 1], sizes[int(layer)]
    return [own, before] if kind.endswith("weights") else [own]
