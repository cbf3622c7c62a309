"""Data: what a network learns from, always as one frozen ``Dataset``.

Where it comes from and what is done with it:

    make_dataset        draws one of the kinds in the table ``DATASETS``: logic gates, shapes, curves
    from_points         takes points placed by hand
    split               keeps some of the examples for validation
    with_derived        gives a network x₁², x₁x₂, sin x₁, … in place of x₁ and x₂
    Standardizer        brings every input to mean 0 and deviation 1
    read_csv            reads a table that a learner has; ``to_csv`` writes one
    read_table          the same, and says what it decided on the way (``tables/``)
    load_digits         handwritten digits, 8 × 8 (``nn_core/data/``)
    load_breast_cancer  tumors, benign or malignant (``nn_core/data/``)
    load_mnist          the MNIST files, where there are any
"""

from nn_core.datasets.bundled import load_breast_cancer, load_digits
from nn_core.datasets.catalogue import DATASETS, SEED, get_kind, make_dataset
from nn_core.datasets.csv_reader import read_csv
from nn_core.datasets.csv_writer import to_csv
from nn_core.datasets.curves import CURVES, Curve
from nn_core.datasets.dataset import Dataset
from nn_core.datasets.derived import DERIVED, derive, with_derived
from nn_core.datasets.idx import read_idx
from nn_core.datasets.kind import DatasetKind
from nn_core.datasets.mnist import Mnist, load_mnist
from nn_core.datasets.points import from_points
from nn_core.datasets.splitting import VALIDATION_SHARE, Split, split
from nn_core.datasets.standardizer import Standardizer
from nn_core.datasets.tables import CSV_BOUNDS, CsvBounds, Decision, Table, TableOptions, decoded, read_table

__all__ = [
    "CSV_BOUNDS",
    "CURVES",
    "DATASETS",
    "DERIVED",
    "SEED",
    "VALIDATION_SHARE",
    "CsvBounds",
    "Curve",
    "Dataset",
    "DatasetKind",
    "Decision",
    "Mnist",
    "Split",
    "Standardizer",
    "Table",
    "TableOptions",
    "decoded",
    "derive",
    "from_points",
    "get_kind",
    "load_breast_cancer",
    "load_digits",
    "load_mnist",
    "make_dataset",
    "read_csv",
    "read_idx",
    "read_table",
    "split",
    "to_csv",
    "with_derived",
]
