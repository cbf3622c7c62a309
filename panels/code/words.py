"""What a line of a program does, in words."""

from __future__ import annotations

import re
from typing import Any

import numpy as np

from panel_kit.contract.words import amount, in_words, signed
from panel_kit.programs.aligned.moment import Moment
from panel_kit.programs.aligned.recipes import recipes
from panels.code.printed import Told

LAYERED = re.compile(r"([a-zA-Z]+?)(\d)$")
OF_A_LAYER = {
    "z": "are the weighted sums of layer {n}, with the biases: a row for each example",
    "a": "are the activations of layer {n}, what it passes on",
    "h": "are the activations of layer {n} before any is silenced",
    "mask": "says which units stay, made louder, and which are silent in this step (0)",
    "d": "is δ of layer {n}: how the mean loss changes with each of its sums",
    "dW": "is the gradient of W{n}, in the shape of W{n}: δ times what came in",
    "db": "is the gradient of b{n}: δ added up over the examples",
    "W": "are the weights of layer {n} after the step against the gradient",
    "b": "are the biases of layer {n} after the step",
}
NAMED = {
    "p": "is the prediction",
    "loss": "is the mean cross-entropy of the predictions",
    "epoch": "counts the rounds through the data",
    "order": "has all rows, shuffled anew for this epoch",
    "start": "is where in that order the batch begins",
    "rows": "are the examples of this batch",
    "x": "holds the inputs",
    "t": "holds the targets",
    "error": "is the target minus the prediction: 0 where it is right",
    "w": "moves toward an example it missed, or away from one that it took for a 1",
    "b": "moves with it",
    "mistakes": "counts the errors of this epoch",
    "now": "is the held-out loss after this epoch",
    "best": "is the lowest held-out loss so far",
    "best_epoch": "is the epoch that had it",
    "waited": "counts the epochs since then",
    "prediction": "is what the function returned: a number for each row of the batch",
}
ONCE = {
    "a1": "are the activations of the first hidden layer",
    "a2": "are the activations of the second hidden layer",
    "z3": "are the weighted sums of the output",
    "W1": "and the others are the three layers, taken apart",
}


def say_line(program: str, moment: Moment, printed: tuple[Told, ...]) -> str:
    """One sentence or two."""
    if not moment.values:
        return say_other(moment, printed)
    if program == "simple_net":
        return say_simple_net(moment)
    told = [say_variable(program, name, value) for name, value in moment.values.items()]
    return f"{'; '.join(told)}."


def say_variable(program: str, name: str, value: Any) -> str:
    """“z1 [4 × 3] are the weighted sums …”."""
    size = f" {sizes(value)}" if np.ndim(value) else f" = {number(value)}"
    match = LAYERED.match(name)
    if match and program != "perceptron":
        kind, n = match.groups()
        return f"{name}{size} {OF_A_LAYER[kind].format(n=n)}"
    return f"{name}{size} {NAMED[name]}"


def sizes(value: Any) -> str:
    """“[4 × 3]”."""
    return f"[{' × '.join(map(str, np.shape(value)))}]"


def say_simple_net(moment: Moment) -> str:
    """The lines of its function."""
    name, value = next(iter(moment.values.items()))
    if name == "x":
        return f"The function is called with the batch, x {sizes(value)}."
    return f"{name} {sizes(value)} {ONCE.get(name, NAMED.get(name, ''))}."


def say_other(moment: Moment, printed: tuple[Told, ...]) -> str:
    """A line that sets nothing."""
    text = moment.text
    if text.startswith("for "):
        return "Nothing is left of this epoch, so the inner loop ends."
    if text.startswith("if epoch"):
        every = int(text.split(" ")[3])
        said = "so it prints" if moment.epoch % every == 0 else "so nothing is printed now"
        return f"Every {every} epochs something is printed. This is epoch {moment.epoch}, {said}."
    if text.startswith("print("):
        return say_print(moment, printed)
    return CONDITIONS.get(text.split(" ")[1] if " " in text else text, "The function hands its answer back.")


CONDITIONS = {
    "mistakes": "An epoch without a mistake ends the loop: nothing would move any more.",
    "now": "Is it lower than ever before?",
    "waited": "Enough epochs without a new lowest loss end the loop.",
    "break": "The loop ends here, before its last epoch.",
}


def say_print(moment: Moment, printed: tuple[Told, ...]) -> str:
    """What the line prints."""
    name = moment.text.removeprefix('print(f"').split(" = ")[0].replace("{epoch}", str(moment.epoch))
    value = next((value for _, each, value in printed if each == name), None)
    if value is None:
        return "It prints."
    if np.ndim(value):
        return f"It prints {name} with all its numbers."
    digits = "" if float(value).is_integer() else ", with all its digits"
    return f"It prints {name} = {number(value)}{digits}."


def number(value: Any) -> str:
    """A whole number as it is, another with its digits."""
    return signed(value, 0) if float(value).is_integer() else amount(float(value))


def title_of(program: str) -> str:
    """“XOR: 2 → 3 → 1, tanh”."""
    if program == "simple_net":
        return "SimpleNet: 4 → 16 → 8 → 1, ReLU, a batch of 32"
    if program == "perceptron":
        return "The perceptron learns AND"
    recipe = recipes()[program]
    layers = " → ".join(map(str, recipe.sizes))
    hidden = {"tanh": "tanh", "relu": "ReLU"}[recipe.hidden]
    return f"{recipe.title}: {layers}, {hidden}"


def say(program: str, libraries: list[str], printed: tuple[Told, ...]) -> str:
    """Who prints the same, and what that is in the end."""
    said = in_words(libraries)
    return f"{title_of(program)}. {said} take the same steps and print the same numbers: {ending(printed)}."


def ending(printed: tuple[Told, ...]) -> str:
    """The last that is printed, as far as it is single numbers."""
    last = printed[-1][0]
    single = [(name, value) for epoch, name, value in printed if epoch == last and np.ndim(value) == 0]
    told = [f"{name} {number(value)}" for name, value in single]
    return in_words(told)


def say_missing(program: str) -> str | None:
    """Why scikit-learn has no such program."""
    return {
        "perceptron": "scikit-learn’s own Perceptron shuffles the examples, and stops by another rule.",
        "backpropagation": "scikit-learn’s network learns in one call and shows no gradient.",
        "dropout": "scikit-learn’s network has no dropout.",
        "simple_net": "scikit-learn’s network cannot be asked before it has learned.",
    }.get(program)
