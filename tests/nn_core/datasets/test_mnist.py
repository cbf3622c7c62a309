"""MNIST's four files, a few images long: found under all of their names, refused when they do not fit."""

import gzip

import numpy as np
import pytest

from nn_core.datasets import load_mnist
from nn_core.errors import FormatError, RangeError, ShapeError
from tests.nn_core.datasets.test_idx import as_idx

RNG = np.random.default_rng(8)
ARRAYS = {
    "train-images-idx3-ubyte": RNG.integers(0, 256, (5, 28, 28), dtype=np.uint8),
    "train-labels-idx1-ubyte": np.array([5, 0, 4, 1, 9], dtype=np.uint8),
    "t10k-images-idx3-ubyte": RNG.integers(0, 256, (3, 28, 28), dtype=np.uint8),
    "t10k-labels-idx1-ubyte": np.array([7, 2, 1], dtype=np.uint8),
}


def write(folder, arrays, sign="-", packed=False):
    for name, array in arrays.items():
        content = as_idx(array)
        path = folder / (name.replace("-idx", f"{sign}idx") + ".gz" * packed)
        path.write_bytes(gzip.compress(content) if packed else content)


@pytest.mark.parametrize("sign", ["-", "."])
@pytest.mark.parametrize("packed", [False, True])
def test_the_files_are_found_under_all_their_names(tmp_path, sign, packed):
    write(tmp_path, ARRAYS, sign, packed)
    mnist = load_mnist(tmp_path)
    found = (mnist.train_images, mnist.train_labels, mnist.test_images, mnist.test_labels)
    for array, expected in zip(found, ARRAYS.values(), strict=True):
        assert array.dtype == np.uint8
        assert array.tolist() == expected.tolist()


def test_images_become_a_dataset_of_784_inputs(tmp_path):
    write(tmp_path, ARRAYS)
    mnist = load_mnist(str(tmp_path))
    training = mnist.training(4)
    images = ARRAYS["train-images-idx3-ubyte"]
    assert training.inputs.tolist() == images[:4].reshape(4, 784).tolist()
    assert training.labels.tolist() == [5, 0, 4, 1]
    assert training.targets.shape == (4, 10)
    assert training.inputs[2, training.input_names.index("pixel_3_7")] == images[2, 3, 7]
    assert mnist.training().samples == 5
    assert mnist.test().labels.tolist() == [7, 2, 1]


@pytest.mark.parametrize("samples", [0, 6, True, 2.0, "all"])
def test_a_bad_number_of_images_is_refused(tmp_path, samples):
    write(tmp_path, ARRAYS)
    with pytest.raises(RangeError, match=r"^samples: got .*, expected 1 to 5, or None for all"):
        load_mnist(tmp_path).training(samples)


@pytest.mark.parametrize("missing", ARRAYS)
def test_a_missing_file_is_named_with_all_its_names(tmp_path, missing):
    write(tmp_path, {name: array for name, array in ARRAYS.items() if name != missing})
    stem = missing.rpartition("-idx")[0]
    with pytest.raises(
        FormatError,
        match=rf"^{stem}: got no such file in the folder, expected one of {missing}, {missing}\.gz",
    ):
        load_mnist(tmp_path)


@pytest.mark.parametrize(
    ("name", "array", "error", "message"),
    [
        (
            "train-images-idx3-ubyte",
            np.zeros((5, 28, 27), np.uint8),
            ShapeError,
            r"got \(5, 28, 27\), expected \(samples, 28, 28\)",
        ),
        ("train-images-idx3-ubyte", np.zeros((5, 784), np.uint8), ShapeError, r"got \(5, 784\)"),
        ("train-images-idx3-ubyte", np.zeros((0, 28, 28), np.uint8), ShapeError, r"got \(0, 28, 28\)"),
        ("t10k-images-idx3-ubyte", np.zeros((3, 28, 28), np.int16), FormatError, "got numbers of type int16"),
        (
            "train-labels-idx1-ubyte",
            np.zeros(4, np.uint8),
            ShapeError,
            "got 4 labels, expected 5, one for each of train-images",
        ),
        (
            "t10k-labels-idx1-ubyte",
            np.zeros((3, 1), np.uint8),
            ShapeError,
            r"got \(3, 1\), expected \(samples,\)",
        ),
        (
            "t10k-labels-idx1-ubyte",
            np.zeros(3, np.float32),
            FormatError,
            "got numbers of type float32, expected unsigned",
        ),
        (
            "t10k-labels-idx1-ubyte",
            np.array([1, 10, 2], np.uint8),
            RangeError,
            "got the label 10, expected 0 to 9",
        ),
        ("t10k-labels-idx1-ubyte", np.zeros(0, np.uint8), ShapeError, "got 0 labels, expected 3"),
    ],
)
def test_a_file_that_does_not_fit_is_named(tmp_path, name, array, error, message):
    write(tmp_path, ARRAYS | {name: array})
    with pytest.raises(error, match=f"^{name}: {message}"):
        load_mnist(tmp_path)
