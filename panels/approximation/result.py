"""What is answered: the fit and its layers, how far off it is, the same by formula, the seeds, the folds."""

from __future__ import annotations

from dataclasses import dataclass

from panel_kit.contract.schema import Counts, GappyVector, Matrix, Vector
from panel_kit.specs.network_result import NetworkResult


@dataclass(frozen=True)
class Fit:
    """One network beside the curve.

    ``fit`` is what it answers at ``x``, ``units`` what each hidden unit adds to that, and ``bias`` the
    output's: ``units`` and ``bias`` add up to ``fit``, and ``difference`` is by how much they miss it at
    most, a rounding. ``kinks`` are the places where the z of each unit is 0; null for a weight of 0.
    ``error`` is the root of the mean squared error at ``x``. ``linear_pieces`` are counted in [−1, 1] from
    the weights; null where the activation is not made of straight pieces.
    """

    fit: Vector
    units: Matrix
    bias: float
    difference: float
    kinks: GappyVector
    error: float
    linear_pieces: int | None
    network: NetworkResult


@dataclass(frozen=True)
class StartErrors:
    """The errors of all seeds from one kind of first biases, with the 95 % interval of their mean (Student).

    ``pieces`` counts the straight lines of each, ``middle_pieces`` is their median; null where the activation
    is not made of them.
    """

    biases: str
    errors: Vector
    median: float
    mean: float
    low: float
    high: float
    pieces: list[int] | None
    middle_pieces: float | None


@dataclass(frozen=True)
class Folds:
    """The tent map: what depth makes of few parameters, counted.

    ``folded`` are the outputs after one fold, two, … at ``x``, which has every corner; ``pieces`` how many
    straight lines each is. One layer with no more parameters than the deep network bends in as many places as
    it has units, so ``equal_most`` are its pieces at most; ``wide_units``, with ``wide_parameters``, make as
    many as all folds together.
    """

    parameters: int
    x: Vector
    folded: Matrix
    pieces: list[int]
    equal_most: int
    wide_units: int
    wide_parameters: int
    wide_pieces: int


@dataclass(frozen=True)
class ApproximationResult(Fit):
    """A curve, and a network beside it.

    ``target`` are the curve's values at ``x``. With weights by formula ``beside`` is null; where they are
    trained it is the network by formula with as many units, if one can be built of that activation. Of the
    folds it is one layer with no more parameters than the deep network has. ``loss`` is the mean squared
    error at the epochs ``epoch``; ``fits`` is what the network answered then, ``kinks_then`` where its units
    bent, ``parameters`` its θ, ``errors_then`` how far off it was, and ``said`` the same in words. With
    weights by formula these two are about the sum with no unit, with one, and so on, from left to right.
    ``errors`` are those of all seeds with the first biases that were asked for, and ``starts`` those of both
    kinds, where there are several seeds. ``reached`` is the last epoch that all of them were trained to.
    """

    title: str
    x: Vector
    target: Vector
    beside: Fit | None
    epoch: Counts
    loss: Vector
    fits: list[Vector]
    kinks_then: list[GappyVector]
    parameters: list[Vector]
    errors_then: Vector
    said: list[str]
    status: str
    reached: int
    errors: Vector
    starts: list[StartErrors]
    folds: Folds | None
    sentence: str
