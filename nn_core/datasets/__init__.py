"""Data: what a network learns from, always as one frozen ``Dataset``.

``make_dataset`` draws one of the kinds in the table ``DATASETS``: logic gates, shapes in the plane and
curves, each small enough to see how a network copes with it. ``from_points`` takes points placed by hand.
"""

from nn_core.datasets.catalogue import DATASETS, SEED, get_kind, make_dataset
from nn_core.datasets.curves import CURVES, Curve
from nn_core.datasets.dataset import Dataset
from nn_core.datasets.kind import DatasetKind
from nn_core.datasets.points import from_points

__all__ = [
    "CURVES",
    "DATASETS",
    "SEED",
    "Curve",
    "Dataset",
    "DatasetKind",
    "from_points",
    "get_kind",
    "make_dataset",
]
