"""The answer in parts: the curve and the network by formula at once, then the training, then all seeds."""

from __future__ import annotations

from collections.abc import Generator, Iterable

import numpy as np

from nn_core.approximation import BUILT_WITH, built_network
from panels.approximation.fits import as_fields, errors_as_added, fit_of
from panels.approximation.folds import folded
from panels.approximation.request import ApproximationRequest, X
from panels.approximation.result import Fit
from panels.approximation.training import Part, all_starts, shown_run
from panels.approximation.words import say_added, say_built, say_folded, say_trained


def parts_of(request: ApproximationRequest) -> Generator[Part]:
    """The answer, part by part; a part that comes again is the fuller one."""
    known: Part = beginning(request)
    yield known
    if request.how == "trained":
        known = yield from told(shown_run(request), known)
    if request.seeds > 1 and request.is_trained:
        known = yield from told(all_starts(request), known)
    yield {"sentence": sentence(request, known)}


def told(parts: Iterable[Part], known: Part) -> Generator[Part, None, Part]:
    """The parts, and all that is known after them."""
    for part in parts:
        known = {**known, **part}
        yield part
    return known


def beginning(request: ApproximationRequest) -> Part:
    """What is known before anything is trained; of a network by formula all."""
    known: Part = {
        "title": request.title,
        "x": X,
        "target": request.y,
        "status": "completed",
        "reached": request.epochs if request.is_trained else 0,
        "starts": [],
        "folds": None,
        "beside": None,
        "epoch": np.zeros(0, dtype=np.int64),
        "loss": np.zeros(0),
        "fits": [],
        "kinks_then": [],
        "parameters": [],
        "errors_then": np.zeros(0),
        "said": [],
    }
    if request.how == "folded":
        known |= folded(request.depth)
        return {**known, "errors": np.array([known["error"]])}
    built = built_fit(request)
    if request.how == "trained" or built is None:
        return {**known, "beside": built}
    errors = errors_as_added(built, request.y)
    said = [say_added(request, added, float(error)) for added, error in enumerate(errors)]
    known |= {"errors_then": errors, "said": said}
    return {**known, **as_fields(built), "errors": np.array([built.error])}


def built_fit(request: ApproximationRequest) -> Fit | None:
    """The network by formula; None where none is built of that activation."""
    if request.activation not in BUILT_WITH:
        return None
    network = built_network(request.curve, request.hidden, request.activation, request.steepness)
    return fit_of(network, request.y)


def sentence(request: ApproximationRequest, known: Part) -> str:
    """What the picture shows."""
    say = {"built": say_built, "trained": say_trained, "folded": say_folded}[request.how]
    return say(request, known)
