"""MNIST in the panel of digits: from a folder that the server was given, in the form of the other digits."""

import gzip

import numpy as np
import pytest
from pydantic import ValidationError

from course.panels import use_mnist
from nn_core.datasets import load_digits
from nn_core.digits import reduced
from panels.digits import mnist
from panels.digits.answer import OPERATION
from panels.digits.panel import PANEL, constants
from panels.digits.request import DigitsRequest
from tests.nn_core.datasets.test_idx import as_idx
from web.api.limits import limits

pytestmark = pytest.mark.computes

SMALL = {"images": "mnist", "epochs": 3}


def as_mnist(rows):
    """Digits of the other collection on 28 × 28, each pixel 3 × 3 large: what these tests have in files."""
    counts = load_digits().inputs[rows].reshape(-1, 8, 8)
    large = np.kron(counts, np.ones((3, 3))) * 255 / 16
    return np.pad(large, ((0, 0), (2, 2), (2, 2))).astype(np.uint8)


def write(folder, training, test):
    labels = load_digits().labels.astype(np.uint8)
    for part, rows in (("train", training), ("t10k", test)):
        images = gzip.compress(as_idx(as_mnist(rows)), 1)
        (folder / f"{part}-images-idx3-ubyte.gz").write_bytes(images)
        (folder / f"{part}-labels-idx1-ubyte").write_bytes(as_idx(labels[rows]))


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    folder = tmp_path_factory.mktemp("mnist")
    write(folder, np.arange(300), np.arange(300, 400))
    return folder


@pytest.fixture
def given(files, monkeypatch):
    """A server that was started with a folder."""
    monkeypatch.setenv(mnist.FOLDER, str(files))
    return files


def test_the_network_learns_from_the_images_of_the_folder(given):
    result = PANEL.compute(DigitsRequest(**SMALL))
    assert len(result.data.labels) == 400
    assert result.data.split.count("validation") == 100
    assert result.held_out_accuracy > 0.5
    assert result.data.source == mnist.SOURCE
    assert "CC BY-SA 3.0" in result.data.source
    assert len(result.data.checksum) == 64
    assert result.network.layers == [64, 32, 10]


def test_the_limits_say_what_the_server_has_whenever_its_folder_was_given(files, monkeypatch):
    monkeypatch.setenv(mnist.FOLDER, "")
    assert limits()["digits"]["mnist"] == 0
    monkeypatch.setenv(mnist.FOLDER, str(files))
    assert limits()["digits"]["mnist"] == 1797


def test_the_pixels_are_those_of_drawings(given):
    data = DigitsRequest(**SMALL).setup.data
    assert np.array_equal(16 * data.inputs, reduced(as_mnist(np.arange(400))))
    assert data.labels.tolist() == load_digits().labels[:400].tolist()


def test_new_writers_are_those_of_the_test_file_for_every_seed(given):
    for seed in (0, 1):
        request = DigitsRequest(**SMALL, split="new_writers", seed=seed)
        assert request.setup.split.validation_rows.tolist() == list(range(300, 400))
    result = PANEL.compute(request)
    assert result.data.stretches == [(300, 400)]


def test_no_more_images_are_taken_than_there_are_other_digits(tmp_path, monkeypatch):
    rows = np.arange(1400) % 40
    write(tmp_path, rows, rows)
    monkeypatch.setenv(mnist.FOLDER, str(tmp_path))
    assert mnist.mnist().of_training == 1347
    assert mnist.mnist().data.samples == load_digits().samples == 1797


def test_what_is_drawn_is_compared_with_them(given):
    row = 305
    asked = {"pixels": reduced(as_mnist([row]))[0].tolist(), "images": "mnist"}
    nearest = OPERATION.compute(OPERATION.request.model_validate(asked)).nearest
    assert (nearest.index, nearest.distance) == (row, 0.0)


@pytest.mark.parametrize("request_type", [DigitsRequest, OPERATION.request])
def test_without_a_folder_the_request_is_told_what_to_do(request_type, monkeypatch):
    monkeypatch.delenv(mnist.FOLDER, raising=False)
    with pytest.raises(ValidationError, match=r"python3 run\.py --mnist FOLDER") as caught:
        request_type.model_validate({"images": "mnist"})
    assert [error["loc"] for error in caught.value.errors()] == [()]
    assert not constants()["has_mnist"]


def test_with_a_folder_there_is_a_choice(given):
    assert constants()["has_mnist"]


def test_a_folder_that_will_do_has_no_problem(files):
    assert mnist.problem_with(str(files)) is None


def without(folder):
    (folder / "t10k-labels-idx1-ubyte").unlink()


def cut(folder):
    path = folder / "train-labels-idx1-ubyte"
    path.write_bytes(path.read_bytes()[:-1])


def other(folder):
    (folder / "train-images-idx3-ubyte.gz").write_bytes(b"<html>")


def too_few(folder):
    write(folder, np.arange(30), np.arange(19))


@pytest.mark.parametrize(
    ("spoil", "named"),
    [
        (without, "t10k-labels: got no such file in the folder"),
        (cut, "train-labels-idx1-ubyte: got 29 bytes after the header"),
        (other, "train-images-idx3-ubyte.gz: got the beginning"),
        (too_few, "t10k-images: got 19 images, expected 20 or more"),
    ],
)
def test_a_folder_with_missing_or_wrong_files_is_a_sentence(tmp_path, spoil, named):
    write(tmp_path, np.arange(30), np.arange(30))
    spoil(tmp_path)
    told = mnist.problem_with(str(tmp_path))
    assert told.startswith(f"the folder {tmp_path} will not do: {named}")
    assert "\n" not in told


def test_no_folder_at_all_is_a_sentence(tmp_path):
    assert mnist.problem_with(str(tmp_path / "none")) == f"there is no folder {tmp_path / 'none'}"


@pytest.mark.parametrize("split", ["same_writers", "new_writers"])
def test_the_numpy_program_reads_the_files_and_makes_the_same_run(given, split, monkeypatch, capsys):
    request = DigitsRequest(**SMALL, split=split)
    program = PANEL.programs(request)["numpy"]
    monkeypatch.chdir(given)
    names: dict[str, object] = {}
    exec(compile(program.text, "program", "exec"), names)
    setup = request.setup
    assert np.array_equal(names["X"], setup.training.inputs)
    assert np.array_equal(names["X_held_out"], setup.data.inputs[setup.split.validation_rows])
    assert np.array_equal(names["y_held_out"], setup.data.targets[setup.split.validation_rows])
    last = PANEL.compute(request).history.train_loss[-1]
    assert f"{last:.6f}"[:6] in capsys.readouterr().out


def test_processes_that_start_elsewhere_find_a_relative_folder(files, monkeypatch):
    monkeypatch.setenv(mnist.FOLDER, "")
    monkeypatch.chdir(files.parent)
    assert use_mnist(None) is None
    assert mnist.folder() is None
    assert use_mnist(files.name) is None
    assert mnist.folder() == str(files)
    assert use_mnist("none") == "--mnist: there is no folder none"
