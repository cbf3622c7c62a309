"""Typed surfaces: slopes against differences, texts against values, what is refused and where."""

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nn_core.errors import FormatError
from nn_core.surfaces import HIMMELBLAU
from nn_core.surfaces.expression import MAX_DEPTH, MAX_LENGTH, expression_surface, parse

SMOOTH = [
    "x^2 + 10*y^2",
    "-x^2",
    "sin(pi*x) * cos(y) + 0.1*x",
    "exp(-x^2 - y^2)",
    "log(3 + x*y) / (2 + y)",
    "sqrt(5 + x) - y / (x - 7)",
    "tanh(x*y)^3 - -x",
    "(x^2 + y - 11)^2 + (x + y^2 - 7)^2",
    "x^-2 * (y + 3)^(-1.5) + x^0",
    "abs(x - 9) * exp(2)",
]


@pytest.mark.parametrize("text", SMOOTH)
def test_the_slopes_are_those_of_central_differences(text):
    surface = expression_surface(text)
    points = np.random.default_rng(1).uniform(0.2, 1.6, (40, 2))
    slopes = surface.gradient(points)
    for axis in range(2):
        way = 1e-6 * np.eye(2)[axis]
        differences = (surface.value(points + way) - surface.value(points - way)) / 2e-6
        np.testing.assert_allclose(slopes[:, axis], differences, rtol=1e-6, atol=1e-6)


@pytest.mark.parametrize("text", SMOOTH)
def test_the_program_computes_the_same(text):
    points = np.random.default_rng(2).uniform(0.2, 1.6, (20, 2))
    names = {"np": np, "x": points[:, 0], "y": points[:, 1]}
    written = eval(parse(text).python("np"), names)
    np.testing.assert_allclose(written + np.zeros(20), expression_surface(text).value(points), rtol=1e-13)


def test_himmelblau_typed_is_himmelblau():
    typed = expression_surface("(x²+y-11)²+(x+y²-7)²")
    points = np.random.default_rng(3).uniform(-5, 5, (50, 2))
    np.testing.assert_allclose(typed.value(points), HIMMELBLAU.value(points), rtol=1e-13)
    np.testing.assert_allclose(typed.gradient(points), HIMMELBLAU.gradient(points), rtol=1e-12, atol=1e-12)


def test_other_spellings_are_the_same_function():
    plain, other = expression_surface("2*x - 3/y + x^2"), expression_surface("2 × x − 3 ÷ y + x**2")
    points = np.array([[0.5, 2.0], [-1.0, 4.0]])
    np.testing.assert_array_equal(plain.value(points), other.value(points))


def test_a_minus_binds_less_than_a_power_and_the_left_comes_first():
    # −(2²) = −4; (8 / 4) / 2 = 1; 10 − 3 − 2 = 5
    point = np.array([0.0, 0.0])
    found = [float(expression_surface(text).value(point)) for text in ("-2^2", "8/4/2", "10-3-2")]
    assert found == [-4.0, 1.0, 5.0]


def test_at_its_kink_an_absolute_value_has_no_slope_and_a_logarithm_ends():
    assert expression_surface("abs(x)").gradient(np.zeros(2)).tolist() == [0.0, 0.0]
    assert np.isnan(expression_surface("log(x)").value(np.array([-1.0, 0.0])))


REFUSED = {
    "": "its end at 1",
    "2x": "'x' at position 2, expected * before it",
    "x (y)": r"'(' at position 3, expected * before it",
    "sin x": "'x' at position 5, expected a bracket after sin",
    "x^y": "'y' at position 3, expected a number as exponent",
    "x^21": "'21' at position 3, expected an exponent from -20 to 20",
    "x^2^3": "'^' at position 4, expected brackets",
    "1e400": "'1e400' at position 1, expected numbers up to 1e+06",
    "x^1e999": "'1e999' at position 3, expected an exponent from -20 to 20",
    "x^(-1e999)": "'1e999' at position 5, expected an exponent from -20 to 20",
    "٣*x": "'٣' at position 1",
    "x^२": "'२' at position 3, expected a number as exponent",
    "x²³": "'^' at position 3, expected brackets",
    "3,5*x": "',' at position 2",
    "(x": "its end at 3, expected a closing bracket",
    "sin(3x)": "'x' at position 6, expected * before it: 2*x, not 2x, or a closing bracket",
    "x)": "')' at position 2",
    "x+": "its end at 3",
    "__import__('os')": "'_' at position 1",
    "lambda x: x": "'lambda' at position 1",
    "x.real": "'.' at position 2",
    "z": "'z' at position 1",
    "(" * (MAX_DEPTH + 1) + "x": f"expected at most {MAX_DEPTH} brackets",
    "x+" * 99 + "x": "fewer",
    "x" * (MAX_LENGTH + 1): f"{MAX_LENGTH + 1} characters",
}


@pytest.mark.parametrize("text", REFUSED)
def test_anything_else_is_refused_by_its_place(text):
    with pytest.raises(FormatError, match=re.escape(REFUSED[text])):
        parse(text)


@given(st.text(alphabet="xy0123456789.+-*/^()sincoexpabtah ,_²√", max_size=MAX_LENGTH))
def test_any_text_is_a_function_or_refused(text):
    try:
        surface = expression_surface(text)
    except FormatError:
        return
    assert surface.value(np.zeros((3, 2))).shape == (3,)
    assert surface.gradient(np.zeros((3, 2))).shape == (3, 2)
