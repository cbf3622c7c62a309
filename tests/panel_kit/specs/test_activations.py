"""The table of activations: every one of the engine, each with its name and with its slope as a formula."""

import re

import numpy as np
import pytest

from nn_core.activations import ACTIVATIONS
from panel_kit.specs.activations import ACTIVATION_NAMES, HIDDEN_NAMES, WORDS, activation_table, ends

Z = np.array([-3.0, -0.7, 0.4, 2.5])
# What the formulas of the table name besides a and z
PARTS = {
    "ReLU′": ACTIVATIONS["relu"],
    "LeakyReLU′": ACTIVATIONS["leaky_relu"],
    "ELU′": ACTIVATIONS["elu"],
    "GELU′": ACTIVATIONS["gelu_tanh"],
}


def test_every_activation_of_the_engine_has_its_words():
    assert WORDS.keys() == ACTIVATIONS.keys()
    assert set(HIDDEN_NAMES) == set(ACTIVATIONS) - {"softmax"}


def test_no_two_activations_share_a_label():
    assert len(set(ACTIVATION_NAMES.values())) == len(ACTIVATION_NAMES)


def test_a_page_gets_words_and_range_of_each():
    table = activation_table()
    assert table["sigmoid"] | {"slope": ""} == {
        "label": "sigmoid", "words": "the sigmoid", "symbol": "σ", "slope": "", "range": [0.0, 1.0],
    }  # fmt: skip
    assert ends("relu") == [0.0, None]
    assert all(re.fullmatch(r"[^\W\d_]+", each["symbol"]) for each in table.values())


def normal(z):
    return ACTIVATIONS["gelu"](z) / z  # z Φ(z) / z


def density(z):
    return np.exp(-z * z / 2) / np.sqrt(2 * np.pi)


@pytest.mark.parametrize("name", [name for name in WORDS if name != "softmax"])
def test_the_slope_as_the_pages_write_it_is_that_of_the_engine(name):
    activation, text = ACTIVATIONS[name], WORDS[name].slope
    a, sigmoid = activation(Z), ACTIVATIONS["sigmoid"]
    named = {part.replace("′", "_slope"): lambda z, f=f: f.derivative(z, f(z)) for part, f in PARTS.items()}
    python = text.replace("·", "*").replace("−", "-").replace("′", "_slope").replace("φ", "density")
    python = python.replace("Φ", "normal").replace("σ", "sigmoid")
    values = {"a": a, "z": Z, "sigmoid": sigmoid, "normal": normal, "density": density, **named}
    slope = np.broadcast_to(eval(python, values), Z.shape)
    np.testing.assert_allclose(slope, activation.derivative(Z, a), rtol=1e-12, atol=1e-15)
