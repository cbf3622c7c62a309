"""A network beside the curve: its answers, what each unit adds to them, where it bends, how far off it is."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

import numpy as np

from nn_core import Network
from nn_core.activations import FloatArray
from nn_core.approximation import contributions, linear_pieces
from nn_core.approximation.pieces import PIECEWISE
from nn_core.approximation.targets import HIGH, LOW
from panel_kit.specs.network_result import NetworkResult
from panels.approximation.request import X
from panels.approximation.result import Fit


def fit_of(network: Network, y: FloatArray) -> Fit:
    """What there is to say of a network 1 → N → 1 beside the values y at ``X``."""
    apart = taken_apart(network)
    return Fit(**apart, error=rmse(apart["fit"], y), network=NetworkResult.of(network))


def taken_apart(network: Network) -> dict[str, Any]:
    """What it answers at ``X``, what each unit adds to that, and where it bends."""
    answers = answers_of(network)
    units, bias = contributions(network, X), float(network.biases[-1][0])
    return {
        "fit": answers,
        "units": units,
        "bias": bias,
        "difference": float(np.abs(units.sum(axis=0) + bias - answers).max()),
        "kinks": kinks_of(network),
        "linear_pieces": pieces_of(network),
    }


def answers_of(network: Network) -> FloatArray:
    """ŷ at ``X``."""
    answers: FloatArray = network.forward(X[:, np.newaxis]).prediction[:, 0].copy()
    return answers


def rmse(answers: FloatArray, y: FloatArray) -> float:
    """√ mean (ŷ − y)²."""
    return float(np.sqrt(np.mean(np.square(answers - y))))


def errors_as_added(fit: Fit, y: FloatArray) -> FloatArray:
    """How far off the fit is with no unit, with one, …, all, added from left to right by their kinks."""
    order = np.argsort(fit.kinks, kind="stable")
    sums = fit.bias + np.vstack([np.zeros_like(y), np.cumsum(fit.units[order], axis=0)])
    return np.array([rmse(each, y) for each in sums])


def kinks_of(network: Network) -> FloatArray:
    """−b / w of each hidden unit, where its z is 0; NaN where no x makes it 0."""
    w, b = network.weights[0][:, 0], network.biases[0]
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        places: FloatArray = -b / w
    places[~np.isfinite(places)] = np.nan
    return places


def pieces_of(network: Network) -> int | None:
    """How many straight lines it is made of in [−1, 1]; None for an activation that is curved or jumps."""
    is_straight = set(network.activations) <= set(PIECEWISE)
    return linear_pieces(network, LOW, HIGH).count if is_straight else None


def as_fields(fit: Fit) -> dict[str, Any]:
    """The fields of a fit by name, for the result that extends it."""
    return {field.name: getattr(fit, field.name) for field in fields(Fit)}
