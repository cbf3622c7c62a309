"""What the picture shows, in words."""

from __future__ import annotations

from typing import Any

from nn_core.trainer.snapshot import STOPPED_AT_LIMIT
from panel_kit.contract.words import amount, capital, layer_phrase, numeral
from panel_kit.runs.words import stopped_after
from panel_kit.specs.activations import ACTIVATION_NAMES
from panels.approximation.request import ApproximationRequest
from panels.approximation.result import StartErrors

START_WORDS = {"zeros": "first biases of 0", "spread": "spread first biases"}


def units_phrase(request: ApproximationRequest) -> str:
    """“ten ReLU units”."""
    return layer_phrase(request.hidden, f"{ACTIVATION_NAMES[request.activation]} unit")


def named_curve(request: ApproximationRequest) -> str:
    """“the sine”, “your curve”, “Nielsen’s curve”."""
    title = request.title
    if request.points or "’" in title:
        return title
    return f"the {title[0].lower()}{title[1:]}"


def straight(pieces: int) -> str:
    """“nine straight pieces”."""
    return layer_phrase(pieces, "straight piece")


def follow(count: int) -> str:
    """One unit follows, several follow."""
    return "follows" if count == 1 else "follow"


def say_built(request: ApproximationRequest, known: dict[str, Any]) -> str:
    """What the formula makes, and how far off it is."""
    made = f"{capital(units_phrase(request))} by formula {follow(request.hidden)} {named_curve(request)} in"
    missing = f"RMSE {amount(known['error'])}"
    if request.activation == "relu":
        return f"{made} {straight(known['linear_pieces'])}: {missing}."
    bumps = layer_phrase(request.hidden // 2, "bump")
    idle = ", and one unit has no part" if request.hidden % 2 else ""
    return f"{made} {bumps}{idle}: {missing}."


def say_added(request: ApproximationRequest, added: int, error: float) -> str:
    """How far off the sum of the first units is."""
    return f"{capital(numeral(added))} of {units_phrase(request)} added: RMSE {amount(error)}."


def say_on_the_way(request: ApproximationRequest, part: dict[str, Any]) -> str:
    """How far the shown run has come."""
    return f"Training, epoch {int(part['epoch'][-1])} of {request.epochs}: RMSE {amount(part['error'])}."


def say_trained(request: ApproximationRequest, known: dict[str, Any]) -> str:
    """What training came to, beside the formula, and from all seeds."""
    ended, beside = int(known["epoch"][-1]), known["beside"]
    begun = f"After {layer_phrase(ended, 'epoch')}"
    told = f"{units_phrase(request)} with {START_WORDS[request.biases]} {follow(request.hidden)}"
    pieces = known["linear_pieces"]
    counted = "" if pieces is None else f" in {straight(pieces)}"
    other = "" if beside is None else f"; by formula {amount(beside.error)}"
    shown = f"{begun}, {told} {named_curve(request)}{counted}: RMSE {amount(known['error'])}{other}."
    return f"{shown}{say_starts(request, known)}"


def say_folded(request: ApproximationRequest, known: dict[str, Any]) -> str:
    """How many pieces depth makes of so many parameters, and one layer."""
    folds, beside = known["folds"], known["beside"]
    layers = layer_phrase(request.depth, "layer")
    deep = f"{capital(layers)} of two ReLU units, {folds.parameters} parameters, make"
    equal = layer_phrase(beside.network.layers[1], "unit")
    told = (
        f"{deep} {straight(known['linear_pieces'])}. One layer with {equal}, "
        f"{beside.network.parameter_count} parameters, makes {folds.equal_most} at most; for as many it "
        f"takes {folds.wide_units} units, {folds.wide_parameters} parameters."
    )
    return f"{told}{say_starts(request, known)}"


def say_starts(request: ApproximationRequest, known: dict[str, Any]) -> str:
    """All seeds; nothing where there is one."""
    starts = known["starts"]
    cut = ""
    if known["status"] == STOPPED_AT_LIMIT:
        cut = f" {stopped_after(known['reached'], request.epochs)}."
    say = say_start_pieces if request.how == "folded" else say_start
    return cut + "".join(f" {say(start)}" for start in starts)


def say_start(start: StartErrors) -> str:
    """The seeds of one kind of first biases."""
    mean = f"{amount(start.mean)} ({amount(start.low)} to {amount(start.high)})"
    words, count = capital(START_WORDS[start.biases]), len(start.errors)
    return f"{words}, {count} seeds: median RMSE {amount(start.median)}, mean {mean}."


def say_start_pieces(start: StartErrors) -> str:
    """How many pieces training makes of the folds."""
    pieces = start.pieces or [0]
    words, count = START_WORDS[start.biases], len(start.errors)
    return f"Trained with {words}, {count} seeds make {min(pieces)} to {max(pieces)} pieces."
