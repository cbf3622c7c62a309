"""The table of datasets: every kind with its names, its bounds and its defaults, said once."""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np

from nn_core.datasets import shapes
from nn_core.datasets.curves import CURVES, Curve, along
from nn_core.datasets.dataset import Dataset
from nn_core.datasets.gates import TRUTH_TABLES, corners
from nn_core.datasets.kind import DatasetKind
from nn_core.datasets.tumors import NAMES, SHARE, tumors
from nn_core.errors import UnknownNameError
from nn_core.options import Option

SEED = Option("seed", 0, "Another seed, another draw.", kind=int, high=2**32 - 1, high_allowed=True)
MOST_SAMPLES = 5000


def samples(default: int, low: int) -> Option:
    """The option of how many examples."""
    help_ = "Examples in all."
    return Option("samples", default, help_, kind=int, low=low, high=MOST_SAMPLES, high_allowed=True)


def noise(default: float, high: float = 0.5, what: str = "each input") -> Option:
    """The option of how noisy."""
    return Option(
        "noise", default, f"Standard deviation of what is added to {what}.", high=high, high_allowed=True
    )


def balance(default: float = 0.5) -> Option:
    """The option of how the classes are balanced."""
    help_ = "Share of class 1; of more than two classes, against any other one."
    return Option("balance", default, help_, low=0.1, high=0.9, high_allowed=True)


def gate(name: str, description: str) -> DatasetKind:
    """A logic gate; its own balance is that of its truth table."""
    answers = TRUTH_TABLES[name]
    return DatasetKind(
        name=name,
        title=name.upper(),
        description=description,
        task="classification",
        draw=partial(corners, answers=answers),
        options=(samples(4, 4), noise(0.0), balance(sum(answers) / 4.0)),
        low=(-0.5, -0.5),
        high=(1.5, 1.5),
        class_names=("0", "1"),
    )


def shape(
    name: str,
    title: str,
    description: str,
    class_names: tuple[str, ...],
    spread: Option,
    *options: Option,
    low: tuple[float, float] = (-1.5, -1.5),
    high: tuple[float, float] = (1.5, 1.5),
) -> DatasetKind:
    """A shape in the plane, called as its function is; plotted in a square, so that circles are round."""
    return DatasetKind(
        name=name,
        title=title,
        description=description,
        task="classification",
        draw=partial(shapes.scatter, shape=getattr(shapes, name)),
        options=(samples(200, 10), spread, balance(), *options),
        low=low,
        high=high,
        class_names=class_names,
    )


def curve(row: Curve) -> DatasetKind:
    """Points along a curve."""
    return DatasetKind(
        name=row.name,
        title=row.title,
        description=row.lesson,
        task="regression",
        draw=partial(along, curve=row),
        options=(samples(100, 5), noise(0.1, what="each target")),
        low=(-1.0, -1.5),
        high=(1.0, 1.5),
        input_names=("x",),
    )


MARGIN = Option(
    "margin", 0.05, "Distance kept from the line between the classes.", high=0.5, high_allowed=True
)
FACTOR = Option("factor", 0.5, "Radius of the inner circle.", low=0.1, high=0.9, high_allowed=True)
TURNS = Option("turns", 1.5, "Turns of each arm.", low=0.25, high=3.0, high_allowed=True)
CLASSES = Option("classes", 3, "How many blobs.", kind=int, low=2, high=4, high_allowed=True)

DATASETS: dict[str, DatasetKind] = {
    kind.name: kind
    for kind in (
        gate("and", "1 if both inputs are 1. One line separates it."),
        gate("or", "1 if any input is 1. One line separates it."),
        gate("nand", "0 if both inputs are 1. One line separates it."),
        gate("xor", "1 if the inputs differ. No line separates it: the least that needs a hidden layer."),
        shape(
            "linear",
            "Two sides",
            "Points on either side of a line: one neuron is enough.",
            ("below", "above"),
            noise(0.0),
            MARGIN,
        ),
        shape(
            "quadrants",
            "XOR quadrants",
            "XOR of the signs of the inputs, with many points: two lines are needed.",
            ("same signs", "different signs"),
            noise(0.0),
        ),
        shape(
            "circles",
            "Circles",
            "One class around the other: the boundary must close.",
            ("outer", "inner"),
            noise(0.08),
            FACTOR,
        ),
        shape(
            "moons",
            "Moons",
            "Two half circles that reach into each other: the boundary must bend twice.",
            ("upper", "lower"),
            noise(0.1),
            low=(-1.5, -1.75),
            high=(2.5, 2.25),
        ),
        shape(
            "spirals",
            "Spirals",
            "Two arms wound around each other: the hardest of these shapes.",
            ("first arm", "second arm"),
            noise(0.02),
            TURNS,
        ),
        shape(
            "blobs",
            "Blobs",
            "Two to four round clouds; more than two need one output a class.",
            ("blob 0", "blob 1", "blob 2", "blob 3"),
            noise(0.25, high=1.0),
            CLASSES,
            low=(-2.0, -2.0),
            high=(2.0, 2.0),
        ),
        DatasetKind(
            name="tumors",
            title="Tumors",
            description="Two measurements of real tumors, in standard deviations: how large the nuclei of "
            "the cells are, and how uneven their gray is. A demonstration, no medical device.",
            task="classification",
            draw=partial(shapes.scatter, shape=tumors),
            options=(samples(200, 10), noise(0.0), balance(SHARE)),
            low=(-2.5, -2.5),
            high=(4.5, 4.5),
            input_names=NAMES,
            class_names=("benign", "malignant"),
        ),
        *(curve(row) for row in CURVES.values()),
    )
}


def get_kind(name: str) -> DatasetKind:
    """The kind of dataset called ``name``.

    Raises
    ------
    UnknownNameError
        If there is none of that name.
    """
    if name not in DATASETS:
        raise UnknownNameError("dataset", name, DATASETS)
    return DATASETS[name]


def make_dataset(name: str, *, seed: int = 0, **options: Any) -> Dataset:
    """The dataset called ``name``: the same bytes for the same seed and options.

    Parameters
    ----------
    name : str
        A key of ``DATASETS``.
    seed : int
        0 to 2³² − 1.
    **options
        ``samples``, ``noise``, for classification ``balance``, and what else the kind's table of options
        names; the gates give their truth table, four rows without noise, unless told otherwise.

    Raises
    ------
    UnknownNameError, RangeError, NotFiniteError
        Naming the dataset or the option.
    """
    kind = get_kind(name)
    return kind.generate(np.random.default_rng(SEED.check(name, seed)), **options)
