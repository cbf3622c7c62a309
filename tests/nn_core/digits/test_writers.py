"""Known writers and new ones: whole stretches, every row once, and harder."""

import numpy as np
import pytest

from nn_core import Network, train
from nn_core.datasets import load_breast_cancer, load_digits, split
from nn_core.digits import STRETCHES, split_by_writers
from nn_core.errors import RangeError


def test_fourteen_stretches_cover_the_file():
    lengths = [end - start for start, end in STRETCHES]
    assert len(STRETCHES) == 14
    assert sum(lengths) == load_digits().samples == 1797
    assert min(lengths) == 114
    assert max(lengths) == 139


@pytest.mark.parametrize("held_out", [1, 4, 13])
def test_whole_stretches_are_held_out(held_out):
    parts = split_by_writers(load_digits(), held_out, rng=np.random.default_rng(3))
    both = np.concatenate([parts.training_rows, parts.validation_rows])
    assert sorted(both.tolist()) == list(range(1797))
    shares = [np.isin(np.arange(*stretch), parts.validation_rows).mean() for stretch in STRETCHES]
    assert sorted(shares) == [0.0] * (14 - held_out) + [1.0] * held_out
    assert parts.validation.inputs.tolist() == load_digits().inputs[parts.validation_rows].tolist()


def test_the_seed_draws_the_stretches():
    def drawn(seed):
        return split_by_writers(load_digits(), rng=np.random.default_rng(seed)).validation_rows.tolist()

    assert drawn(1) == drawn(1)
    assert len({tuple(drawn(seed)) for seed in range(10)}) > 5


def test_every_stretch_looks_less_like_the_others_than_like_itself():
    # A digit's nearest neighbor, of those in the file that stand far enough from it not to be its copy, is
    # often by the same hand: more often than the tenth or so that a stretch makes up.
    digits = load_digits().inputs
    of = np.repeat(np.arange(14), [end - start for start, end in STRETCHES])
    squares = np.square(digits).sum(axis=1)
    distances = squares[:, np.newaxis] + squares - 2 * digits @ digits.T
    np.fill_diagonal(distances, np.inf)
    same = of == of[distances.argmin(axis=1)]
    chance = np.mean([length / 1797 for length in np.bincount(of)])
    assert all(same[of == stretch].mean() > 2 * chance for stretch in range(14))


def test_new_writers_are_harder_to_read_than_known_ones():
    digits, known, new = load_digits(), [], []
    for seed in range(5):
        for found, parts in (
            (known, split(digits, 0.25, rng=np.random.default_rng(seed))),
            (new, split_by_writers(digits, rng=np.random.default_rng(seed))),
        ):
            # Softmax regression: the least that learns it
            network = Network.create([64, 10], output_activation="softmax", rng=np.random.default_rng(0))
            run = train(
                network, parts.training.inputs / 16, parts.training.targets, loss="cross_entropy",
                validation=(parts.validation.inputs / 16, parts.validation.targets),
                optimizer="adam", learning_rate=0.01, batch_size=32, epochs=10, record_every=10,
            )  # fmt: skip
            found.append(run.history.validation_accuracy[-1])
    assert np.mean(known) > np.mean(new) + 0.01


@pytest.mark.parametrize("held_out", [0, 14, 2.5, True])
def test_another_number_of_stretches_is_refused(held_out):
    with pytest.raises(RangeError, match=r"^held_out: got .* expected a whole number from 1 to 13"):
        split_by_writers(load_digits(), held_out, rng=np.random.default_rng(0))


def test_other_data_are_refused():
    with pytest.raises(RangeError, match=r"^samples: got 569, expected 1797, the digits in the order"):
        split_by_writers(load_breast_cancer(), rng=np.random.default_rng(0))
