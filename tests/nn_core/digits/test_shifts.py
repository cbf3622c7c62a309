"""Images moved: by hand, there and back, and what a network makes of them."""

import numpy as np
import pytest

from nn_core import Network, train
from nn_core.datasets import Dataset, load_digits, split
from nn_core.digits import DIRECTIONS, shifted, with_shifted_copies
from nn_core.errors import NotFiniteError, RangeError, ShapeError
from nn_core.metrics import accuracy


def test_an_image_of_3_by_3_by_hand():
    image = [1, 2, 3, 4, 5, 6, 7, 8, 9]
    assert shifted(image, 1, 0).tolist() == [0, 1, 2, 0, 4, 5, 0, 7, 8]
    assert shifted(image, -1, 0).tolist() == [2, 3, 0, 5, 6, 0, 8, 9, 0]
    assert shifted(image, 0, 2).tolist() == [0, 0, 0, 0, 0, 0, 1, 2, 3]
    assert shifted(image, 1, -1).tolist() == [0, 4, 5, 0, 7, 8, 0, 0, 0]
    assert shifted(image, 0, 0).tolist() == image


def test_there_and_back_loses_an_edge_only():
    images = load_digits().inputs[:20]
    back = shifted(shifted(images, 2, -1), -2, 1).reshape(-1, 8, 8)
    assert back[:, 1:, :6].tolist() == images.reshape(-1, 8, 8)[:, 1:, :6].tolist()
    assert back[:, 0].sum() == back[:, :, 6:].sum() == 0


@pytest.mark.parametrize(
    ("images", "right", "down", "error", "field"),
    [
        ([1, 2, 3], 0, 0, ShapeError, "images"),
        (5, 0, 0, ShapeError, "images"),
        ([1, 2, 3, np.inf], 0, 0, NotFiniteError, "images"),
        ([1, 2, 3, 4], 2, 0, RangeError, "right"),
        ([1, 2, 3, 4], 0, -2, RangeError, "down"),
        ([1, 2, 3, 4], 0.5, 0, RangeError, "right"),
        ([1, 2, 3, 4], True, 0, RangeError, "right"),
    ],
)
def test_what_cannot_be_moved_is_refused(images, right, down, error, field):
    with pytest.raises(error, match=f"^{field}: "):
        shifted(images, right, down)


def test_copies_stand_behind_the_images_with_their_classes():
    few = load_digits().take(range(30))
    more = with_shifted_copies(few)
    assert isinstance(more, Dataset)
    assert more.samples == 150
    assert more.inputs[:30].tolist() == few.inputs.tolist()
    assert more.labels.tolist() == few.labels.tolist() * 5
    for number, direction in enumerate(DIRECTIONS.values(), 1):
        assert (
            more.inputs[30 * number : 30 * (number + 1)].tolist() == shifted(few.inputs, *direction).tolist()
        )


def learned(data):
    network = Network.create([64, 32, 10], output_activation="softmax", rng=np.random.default_rng(0))
    run = train(
        network, data.inputs / 16, data.targets, loss="cross_entropy", optimizer="adam", learning_rate=0.01,
        batch_size=32, epochs=8, record_every=8,
    )  # fmt: skip
    return lambda inputs: run.network.forward(inputs / 16).prediction.argmax(axis=1)


def test_one_pixel_halves_the_accuracy_and_shifted_copies_mend_it():
    parts = split(load_digits(), 0.25, rng=np.random.default_rng(0))
    held_out, labels = parts.validation.inputs, parts.validation.labels
    plain, augmented = learned(parts.training), learned(with_shifted_copies(parts.training))
    moved = [shifted(held_out, *direction) for direction in DIRECTIONS.values()]
    assert accuracy(labels, plain(held_out)) > 0.94
    assert np.mean([accuracy(labels, plain(images)) for images in moved]) < 0.65
    assert np.mean([accuracy(labels, augmented(images)) for images in moved]) > 0.88
