"""Training: the shown network place by place of its run, then all seeds from both kinds of first biases.

A step of Adam moves no parameter by much more than η, so with η ≤ 1 no run leaves the finite numbers.
"""

from __future__ import annotations

from collections.abc import Generator
from typing import Any

import numpy as np

from nn_core import Network
from nn_core.activations import FloatArray
from nn_core.families import members_of
from nn_core.metrics import mean_interval
from nn_core.trainer import Trainer
from nn_core.trainer.snapshot import STOPPED_AT_LIMIT
from panel_kit.runs.many import train_family
from panel_kit.specs.network_result import NetworkResult
from panels.approximation.fits import answers_of, as_fields, fit_of, kinks_of, pieces_of, rmse
from panels.approximation.request import ApproximationRequest, Start
from panels.approximation.result import StartErrors
from panels.approximation.words import say_on_the_way

Part = dict[str, Any]


def shown_run(request: ApproximationRequest) -> Generator[Part]:
    """The run of the first seed: after every place the fit as it is, at the end with all its layers."""
    network = request.drawn(request.seed, request.biases)
    y, data = request.y, request.data
    epochs: list[int] = []
    losses: list[float] = []
    fits: list[FloatArray] = []
    kinks: list[FloatArray] = []
    thetas: list[FloatArray] = []
    errors: list[float] = []
    said: list[str] = []
    for snapshot in Trainer(network, data.inputs, data.targets, request.spec()).run():
        epochs.append(snapshot.epoch)
        losses.append(float(snapshot.train_loss))
        network = network.with_parameters(snapshot.parameters)
        thetas.append(snapshot.parameters)
        fits.append(answers_of(network))
        kinks.append(kinks_of(network))
        told: Part = {
            "epoch": np.array(epochs),
            "loss": np.array(losses),
            "fit": fits[-1],
            "kinks": kinks[-1],
            "network": NetworkResult.of(network),
        }
        told |= {"error": rmse(fits[-1], y)}
        errors.append(told["error"])
        said.append(say_on_the_way(request, told))
        yield {**told, "sentence": said[-1]}
    last = fit_of(network, y)
    course: Part = {"fits": fits, "kinks_then": kinks, "parameters": thetas}
    course |= {"errors_then": np.array(errors), "said": said}
    yield {**as_fields(last), **course, "errors": np.array([last.error])}


def all_starts(request: ApproximationRequest) -> Generator[Part]:
    """The errors of all seeds, from the first biases asked for and from the others."""
    starts: list[StartErrors] = []
    for start in request.starts:
        networks = [request.drawn(seed, start) for seed in request.all_seeds]
        family, ended = yield from train_family(networks, request.data, request.spec(request.seeds))
        starts.append(errors_of(request, family, start))
        cut = {} if ended is None else {"status": STOPPED_AT_LIMIT, "reached": ended}
        yield {"starts": list(starts), **cut}
    if request.how == "trained":
        yield {"errors": starts[0].errors}


def errors_of(request: ApproximationRequest, family: Network, start: Start) -> StartErrors:
    """How far off each member is, and how many straight pieces it has."""
    networks = members_of(family)
    errors = np.array([rmse(answers_of(network), request.y) for network in networks])
    counts = [count for count in map(pieces_of, networks) if count is not None]
    interval = mean_interval(errors)
    return StartErrors(
        biases=start,
        errors=errors,
        median=float(np.median(errors)),
        mean=interval.mean,
        low=interval.low,
        high=interval.high,
        pieces=counts or None,
        middle_pieces=float(np.median(counts)) if counts else None,
    )
