"""What a prediction says, as a verdict and in a sentence."""

from __future__ import annotations

from typing import Literal

from nn_core import Network
from nn_core.activations import FloatArray
from panel_kit.contract.words import in_words, layer_phrase, numeral, signed
from panel_kit.specs.activations import WORDS, ends

Verdict = Literal[
    "neutral",
    "leans_to_0",
    "leans_to_1",
    "leans_to_minus_1",
    "zero",
    "one",
    "positive",
    "negative",
    "largest",
    "tie",
]

VERDICTS: dict[str, tuple[Verdict, Verdict, Verdict]] = {
    "sigmoid": ("leans_to_0", "neutral", "leans_to_1"),
    "tanh": ("leans_to_minus_1", "neutral", "leans_to_1"),
    "step": ("zero", "neutral", "one"),
    "softmax": ("zero", "neutral", "one"),
}
PHRASES: dict[str, str] = {
    "neutral": "it tips neither way",
    "leans_to_0": "it leans toward 0",
    "leans_to_1": "it leans toward 1",
    "leans_to_minus_1": "it leans toward −1",
    "zero": "it is zero",
    "one": "it is one",
    "positive": "it is positive",
    "negative": "it is negative",
}


def judge(prediction: FloatArray, activation: str) -> tuple[Verdict, int | None]:
    """What a prediction amounts to, read off the numbers as they are shown, to two decimals.

    One output: which end of its range it leans to, or neither. Several: which is largest, or a tie.
    """
    shown = [round(value, 2) for value in prediction.tolist()]
    if len(shown) > 1:
        leader = shown.index(max(shown))
        return ("largest", leader) if shown.count(shown[leader]) == 1 else ("tie", None)
    below, at, above = VERDICTS.get(activation, ("negative", "zero", "positive"))
    low, high = ends(activation)
    middle = 0.0 if low is None or high is None else (low + high) / 2
    return (below if shown[0] < middle else above if shown[0] > middle else at), 0


def say(
    network: Network, z: FloatArray, prediction: FloatArray, verdict: Verdict, leading: int | None
) -> str:
    """The picture in one or two sentences."""
    n_in, function = network.sizes[-2], network.activations[-1]
    sources = layer_phrase(n_in, "input" if len(network.sizes) == 2 else "hidden activation")
    if len(prediction) == 1:
        start = f"The output neuron weighs {sources}, adds its bias and gets z = {signed(z[0])}"
        if function == "linear":
            return f"{start}. A linear output passes it on: {PHRASES[verdict]}."
        bent = f"{WORDS[function].words} turns that into {signed(prediction[0])}"
        said = "an output alone gets all of the 1 that a softmax shares out" if function == "softmax" else ""
        return f"{start}; {bent}: {said or PHRASES[verdict]}."
    values = in_words([signed(value) for value in prediction])
    end = "the largest share a tie" if leading is None else f"output {leading + 1} is the largest"
    added = ", probabilities that add to 1" if function == "softmax" else ""
    each = f"Each of the {numeral(len(prediction))} outputs weighs {sources}."
    return f"{each} They answer {values}{added}: {end}."
