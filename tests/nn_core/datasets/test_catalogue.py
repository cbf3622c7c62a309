"""The table of datasets: every row can be offered as it stands, and is kept to."""

import numpy as np
import pytest

from nn_core.datasets import DATASETS, get_kind, make_dataset
from nn_core.errors import NotFiniteError, RangeError, UnknownNameError
from tests.every_case import check_every


@pytest.mark.parametrize("kind", DATASETS.values(), ids=lambda kind: kind.name)
def test_every_kind_can_be_offered_as_its_row_says(kind):
    names = [option.name for option in kind.options]
    expected = ["samples", "noise", "balance"] if kind.task == "classification" else ["samples", "noise"]
    assert names[: len(expected)] == expected
    assert kind.title
    assert kind.description.endswith(".")
    dataset = make_dataset(kind.name)
    assert dataset.samples == kind.defaults["samples"]
    assert dataset.input_names == kind.input_names
    shown = (
        dataset.inputs
        if kind.task == "classification"
        else np.column_stack([dataset.inputs, dataset.targets])
    )
    assert (shown >= kind.low).all()
    assert (shown <= kind.high).all()


@pytest.mark.parametrize("name", DATASETS)
def test_every_option_works_at_both_of_its_bounds(name):
    def works(option, value):
        assert make_dataset(name, **{option: value}).samples >= 4

    options = get_kind(name).options
    bounds = [(option.name, value) for option in options for value in (option.low, option.high)]
    check_every(((f"{option} = {value}", (option, value)) for option, value in bounds), works)


def wrong_values(name):
    """For every option of a kind: what it must refuse, and how."""
    for option in get_kind(name).options:
        beyond = 1 if option.kind is int else 1e-9
        for value in (option.low - beyond, option.high + beyond, None, True, "many", 10**400):
            yield option.name, value, RangeError
        if option.kind is float:
            yield option.name, float("nan"), NotFiniteError


@pytest.mark.parametrize("name", DATASETS)
def test_a_value_out_of_bounds_is_refused_by_name(name):
    def refused(option, value, error):
        with pytest.raises(error, match=f"^{option} of {name}: got "):
            make_dataset(name, **{option: value})

    check_every(((f"{case[0]} = {str(case[1])[:40]}", case) for case in wrong_values(name)), refused)


@pytest.mark.parametrize("seed", [-1, 2**32, 0.5, None, True, "1"])
def test_a_bad_seed_is_refused(seed):
    with pytest.raises(RangeError, match=r"^seed of xor: got .*, expected a whole number in \[0, 4.29"):
        make_dataset("xor", seed=seed)


def test_unknown_names_are_refused():
    with pytest.raises(UnknownNameError, match="dataset: got 'rings', expected one of and, or, nand, xor"):
        make_dataset("rings")
    with pytest.raises(
        UnknownNameError, match="option of sine: got 'balance', expected one of samples, noise"
    ):
        make_dataset("sine", balance=0.5)
