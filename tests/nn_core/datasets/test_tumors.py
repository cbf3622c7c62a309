"""Two measurements of real tumors, drawn as any shape of the plane."""

import numpy as np

from nn_core.datasets import load_breast_cancer, make_dataset
from nn_core.datasets.tumors import MEASURED, by_class


def test_each_example_is_a_tumor_of_the_file_and_of_its_class():
    data = load_breast_cancer()
    columns = data.inputs[:, [data.input_names.index(name) for name in MEASURED]]
    expected = (columns - columns.mean(axis=0)) / columns.std(axis=0)
    drawn = make_dataset("tumors", samples=100, seed=3)
    for place, label in zip(drawn.inputs, drawn.labels, strict=True):
        at = np.abs(expected - place).sum(axis=1).argmin()
        np.testing.assert_allclose(expected[at], place, atol=1e-12)
        assert data.labels[at] == label


def test_no_tumor_comes_twice_until_all_have_come():
    benign, malignant = by_class()
    assert (len(benign), len(malignant)) == (357, 212)
    all_of_them = make_dataset("tumors", samples=569)
    assert all_of_them.class_counts == (357, 212)
    assert len(np.unique(all_of_them.inputs, axis=0)) == len(
        np.unique(np.vstack([benign, malignant]), axis=0)
    )


def test_by_default_as_many_are_malignant_as_among_all():
    assert make_dataset("tumors").class_counts == (125, 75)
