"""The curves: each seed draws digits and a layer, and every width is fitted for all prices at once."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from nn_core.activations import FloatArray
from nn_core.datasets import load_digits
from nn_core.metrics.mean_interval import mean_interval
from nn_core.random_features import RandomFeatures
from nn_core.ridge_path import RidgePath, ridge_path, wide_ridge_path
from panel_kit.runs.kept_results import KeptResults
from panels.double_descent.request import MAX_FEATURES, NEW_DIGITS, SHOWN_DIGITS, DoubleDescentRequest
from panels.double_descent.result import Compared, DoubleDescentResult, Shape, ShownDigit
from panels.double_descent.words import say

CLASSES = 10
Labels = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Drawn:
    """The digits of one seed: those it learns from, and new ones."""

    inputs: FloatArray
    targets: FloatArray
    new_inputs: FloatArray
    new_pixels: FloatArray
    labels: Labels
    new_labels: Labels


@dataclass(frozen=True, eq=False)
class SeedCurves:
    """Of one seed, each (prices, places): errors and norms; scores are (prices, places, digits, classes)."""

    train: FloatArray
    test: FloatArray
    norms: FloatArray
    scores: FloatArray
    drawn: Drawn


KEPT: KeptResults[SeedCurves] = KeptResults(64)
"""Curves of seeds for all prices: another price is looked up."""


def run(request: DoubleDescentRequest) -> Generator[DoubleDescentResult | None]:
    """Seed by seed, with a pause after every width."""
    curves = []
    for seed in request.all_seeds:
        curves.append((yield from kept_curves(request, seed)))
    yield result_of(request, curves)


def kept_curves(request: DoubleDescentRequest, seed: int) -> Generator[None, None, SeedCurves]:
    """What is known of the seed, or computed now."""
    key = repr((request.widths, request.examples, request.label_noise, request.prices, seed))
    return (yield from KEPT.get_or_compute(key, lambda: curves_of(request, seed)))


def drawn_digits(request: DoubleDescentRequest, rng: np.random.Generator) -> Drawn:
    """So many digits to learn from and 500 others; some labels are drawn anew."""
    data = load_digits()
    order = rng.permutation(data.samples)
    own, new = order[: request.examples], order[request.examples : request.examples + NEW_DIGITS]
    labels = np.asarray(data.labels, dtype=np.int64)
    is_drawn = rng.random(request.examples) < request.label_noise
    learned = np.where(is_drawn, rng.integers(CLASSES, size=request.examples), labels[own])
    pixels = data.inputs[own]
    middle, scale = pixels.mean(axis=0), pixels.std()
    return Drawn(
        inputs=(pixels - middle) / scale,
        targets=np.eye(CLASSES)[learned],
        new_inputs=(data.inputs[new] - middle) / scale,
        new_pixels=data.inputs[new[:SHOWN_DIGITS]],
        labels=learned,
        new_labels=labels[new],
    )


def curves_of(request: DoubleDescentRequest, seed: int) -> Generator[None, None, SeedCurves]:
    """One layer is drawn; narrower ones are its first features."""
    rng = np.random.default_rng(seed)
    drawn = drawn_digits(request, rng)
    layer = RandomFeatures.draw(drawn.inputs.shape[1], MAX_FEATURES, rng=rng)
    own, new = layer(drawn.inputs), layer(drawn.new_inputs)
    paths: list[RidgePath] = []
    for path in paths_of(request, drawn.targets, own, new):
        paths.append(path)
        yield
    return SeedCurves(
        train=np.stack([wrong(path.own, drawn.labels) for path in paths], axis=1),
        test=np.stack([wrong(path.new, drawn.new_labels) for path in paths], axis=1),
        norms=np.stack([path.norms for path in paths], axis=1),
        scores=np.stack([path.new[:, :SHOWN_DIGITS] for path in paths], axis=1),
        drawn=drawn,
    )


def paths_of(
    request: DoubleDescentRequest, targets: FloatArray, own: FloatArray, new: FloatArray
) -> Iterator[RidgePath]:
    """Width by width; sums over features go on from one to the next."""
    gram, cross = np.zeros((len(own), len(own))), np.zeros((len(new), len(own)))
    begun = 0
    for width in request.widths:
        added = slice(begun, width)
        gram += own[:, added] @ own[:, added].T
        cross += new[:, added] @ own[:, added].T
        begun = width
        # φ is divided by the root of the width, and was by that of the widest
        scale = MAX_FEATURES / width
        path = None
        if width >= request.examples:
            path = wide_ridge_path(scale * gram, targets, scale * cross, request.prices)
        if path is None:
            phi, other = (np.sqrt(scale) * each[:, :width] for each in (own, new))
            path = ridge_path(phi, targets, other, request.prices)
        yield path


def wrong(answers: FloatArray, labels: Labels) -> FloatArray:
    """The share whose highest score is not that of their label, for each price."""
    shares: FloatArray = (answers.argmax(axis=2) != labels).mean(axis=1)
    return shares


def result_of(request: DoubleDescentRequest, curves: list[SeedCurves]) -> DoubleDescentResult:
    """The seeds together, at the price that is asked for."""
    price = request.prices.index(request.ridge)
    errors = np.array([curve.test[price] for curve in curves])
    test = errors.mean(axis=0)
    before, at, beyond = three_places(request, test)
    rise, fall = compared(errors[:, at] - errors[:, before]), compared(errors[:, beyond] - errors[:, before])
    shape = shape_of(rise, fall, request.widths[-1] >= request.examples)
    train = np.mean([curve.train[price] for curve in curves], axis=0)
    norms = np.median([curve.norms[price] for curve in curves], axis=0)
    intervals = intervals_of(errors)
    return DoubleDescentResult(
        features=np.array(request.widths, dtype=np.int64),
        train_error=train,
        test_error=test,
        before=before,
        at=at,
        beyond=beyond,
        interval=intervals,
        errors=errors,
        parameter_norm=norms,
        seeds=request.all_seeds,
        rise=rise,
        fall=fall,
        shape=shape,
        digit=digit_of(curves[0], price, request.digit - 1),
        sentence=say(request, test, intervals, (before, at, beyond), shape),
    )


def three_places(request: DoubleDescentRequest, test: FloatArray) -> tuple[int, int, int]:
    """Before as many features as examples, there, and the last."""
    widths = np.array(request.widths)
    few = np.flatnonzero(4 * widths <= 3 * request.examples)
    before = int(few[test[few].argmin()]) if few.size else 0
    at = int(np.abs(np.log(widths / request.examples)).argmin())
    return before, at, len(widths) - 1


def intervals_of(errors: FloatArray) -> FloatArray | None:
    """Of the mean at each place; None for one seed."""
    if len(errors) < 2:
        return None
    found = [mean_interval(column) for column in errors.T]
    return np.array([[each.low, each.high] for each in found])


def compared(differences: FloatArray) -> Compared:
    """Their mean, and whether its interval leaves 0 out."""
    mean = float(differences.mean())
    if len(differences) < 2:
        return Compared(mean, None, None, int(np.sign(mean)))
    found = mean_interval(differences)
    return Compared(mean, found.low, found.high, found.sign)


def shape_of(rise: Compared, fall: Compared, is_whole: bool) -> Shape:
    """What a rise up to the peak and a fall beyond it make of the curve, or of its part before the peak."""
    if not is_whole:
        return "a valley" if rise.sign > 0 else "no valley"
    if rise.sign > 0:
        return "double descent" if fall.sign < 0 else "a peak"
    return "no peak" if rise.sign < 0 or fall.sign < 0 else "not distinguishable"


def digit_of(curves: SeedCurves, price: int, place: int) -> ShownDigit:
    """One of the new digits of the first seed."""
    scores = np.ascontiguousarray(curves.scores[price, :, place])
    label = int(curves.drawn.new_labels[place])
    return ShownDigit(curves.drawn.new_pixels[place], label, scores, scores.argmax(axis=1))
