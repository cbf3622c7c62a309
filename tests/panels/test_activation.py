"""Activation functions side by side: values by hand, slopes by differences, and who is saturated or dead."""

import math

import numpy as np
import pytest
from pydantic import ValidationError

from course.panels import all_panels
from nn_core.activations import ACTIVATIONS
from panel_kit.contract.words import in_words, signed
from panel_kit.specs.activations import FUNCTION_NAMES, WORDS
from panels.activation import FARTHEST, PANEL
from tests.panels.reading import ask, ask_preset, column, numbers_said, table_of
from tests.panels.states import random_request

SMOOTH = ("linear", "sigmoid", "tanh", "softplus", "gelu", "silu")
KINKED = ("step", "relu", "leaky_relu", "elu")


def drawn(seed, count=25):
    rng = np.random.default_rng(seed)
    return [random_request("activation", rng) for _ in range(count)]


def one(name, z):
    """A function of that name at z."""
    (function,) = ask(PANEL, {"names": [name], "z": z}).functions
    return function


def test_the_panel_opens_at_the_sigmoid_of_one_half():
    # e^−0.5 = 0.606531, 1 / 1.606531 = 0.622459; σ′ = 0.622459 × 0.377541 = 0.235004
    result = ask(PANEL)
    (sigmoid,) = result.functions
    assert (result.z, sigmoid.name) == (0.5, "sigmoid")
    assert sigmoid.a == pytest.approx(0.6224593312018546, abs=1e-15)
    assert sigmoid.derivative == pytest.approx(0.2350037122015945, abs=1e-15)
    assert (sigmoid.saturated, sigmoid.dead, sigmoid.range) == (False, False, [0.0, 1.0])
    assert ask_preset(PANEL, "sigmoid").functions[0].a == sigmoid.a


PHI_MINUS_1 = 0.15865525393145707  # Φ(−1), the share of a standard normal below −1
DENSITY_AT_1 = math.exp(-0.5) / math.sqrt(2 * math.pi)
SIGMOID_MINUS_1 = 1 / (1 + math.e)


@pytest.mark.parametrize(
    ("name", "a", "derivative"),
    [
        ("step", 0, 0),
        ("linear", -1, 1),
        ("sigmoid", SIGMOID_MINUS_1, SIGMOID_MINUS_1 * (1 - SIGMOID_MINUS_1)),
        ("tanh", math.tanh(-1), 1 - math.tanh(1) ** 2),
        ("relu", 0, 0),
        ("leaky_relu", -0.01, 0.01),
        ("elu", 1 / math.e - 1, 1 / math.e),
        ("softplus", math.log(1 + 1 / math.e), SIGMOID_MINUS_1),
        ("gelu", -PHI_MINUS_1, PHI_MINUS_1 - DENSITY_AT_1),
        ("silu", -SIGMOID_MINUS_1, SIGMOID_MINUS_1 * (1 - (1 - SIGMOID_MINUS_1))),
    ],
)
def test_each_function_at_minus_one_is_its_formula(name, a, derivative):
    function = one(name, -1.0)
    assert function.a == pytest.approx(a, rel=1e-12, abs=1e-15)
    assert function.derivative == pytest.approx(derivative, rel=1e-12, abs=1e-15)


@pytest.mark.parametrize("fields", drawn(1))
def test_the_slope_is_that_of_the_values_beside_it(fields):
    # (f(z + h) − f(z − h)) / 2h; away from 0, where those with a kink have none
    h, z = 1e-5, float(np.clip(fields["z"], -FARTHEST + 1e-4, FARTHEST - 1e-4))
    names = [name for name in fields["names"] if name in SMOOTH or abs(z) > 1e-4]
    for name in names:
        numeric = (one(name, z + h).a - one(name, z - h).a) / (2 * h)
        assert one(name, z).derivative == pytest.approx(numeric, rel=1e-6, abs=1e-9), name


@pytest.mark.parametrize("fields", drawn(2))
def test_the_curve_is_the_function_between_the_ends(fields):
    for each in ask(PANEL, fields).functions:
        z = each.curve.z
        assert (z[0], z[-1], len(z)) == (fields["low"], fields["high"], fields.get("points", 201))
        np.testing.assert_allclose(np.diff(z), (z[-1] - z[0]) / (len(z) - 1), rtol=1e-9)
        middle = len(z) // 2
        at_middle = one(each.name, float(z[middle]))
        assert (each.curve.a[middle], each.curve.derivative[middle]) == (at_middle.a, at_middle.derivative)


@pytest.mark.parametrize("fields", drawn(3))
def test_values_stay_within_the_range_told(fields):
    for each in ask(PANEL, fields).functions:
        low, high = each.range
        assert low is None or each.curve.a.min() >= low - 1e-12
        assert high is None or each.curve.a.max() <= high + 1e-12
        assert np.abs(each.curve.derivative).max() <= each.largest_slope + 1e-12


@pytest.mark.parametrize(
    ("name", "slope"),
    [("sigmoid", 0.25), ("tanh", 1.0), ("relu", 1.0), ("step", 0.0), ("linear", 1.0), ("softplus", 1.0)],
)
def test_the_largest_slope_is_the_known_one(name, slope):
    assert one(name, 0.0).largest_slope == pytest.approx(slope, abs=1e-8)


@pytest.mark.parametrize(
    ("name", "z", "fate"),
    [
        ("sigmoid", 0.0, "fine"),
        ("sigmoid", 4.0, "fine"),  # σ′ = 0.0177, more than 0.05 × 0.25
        ("sigmoid", 5.0, "saturated"),  # σ′ = 0.0066
        ("sigmoid", -5.0, "saturated"),
        ("tanh", 2.0, "fine"),  # 1 − tanh² = 0.0707
        ("tanh", 2.5, "saturated"),  # 0.0266
        ("relu", 5.0, "fine"),
        ("relu", -0.01, "dead"),
        ("leaky_relu", -20.0, "fine"),
        ("linear", 20.0, "fine"),
        ("elu", -5.0, "saturated"),
        ("elu", 5.0, "fine"),
        ("softplus", -5.0, "saturated"),
        ("softplus", 5.0, "fine"),
        ("silu", 20.0, "fine"),
        ("gelu", 20.0, "fine"),
        ("step", -1.0, "dead"),
        ("step", 1.0, "dead"),
    ],
)
def test_a_unit_is_saturated_or_dead_where_its_slope_is_gone_for_good(name, z, fate):
    function = one(name, z)
    assert (function.saturated, function.dead) == (fate == "saturated", fate == "dead")


@pytest.mark.parametrize("name", ["gelu", "silu"])
def test_a_dip_with_no_slope_at_its_bottom_is_not_saturated(name):
    # Both have a lowest point near −1: flat there, and steeper again farther out.
    z = np.linspace(-2, -0.5, 100_001)
    bottom = float(z[np.argmin(ACTIVATIONS[name](z))])
    function = one(name, bottom)
    assert abs(function.derivative) < 1e-4
    assert not function.saturated
    assert not function.dead


@pytest.mark.parametrize("fields", drawn(4))
def test_nobody_is_dead_and_saturated_at_once_and_the_dead_have_no_slope(fields):
    for each in ask(PANEL, fields).functions:
        assert not (each.dead and each.saturated)
        assert not each.dead or each.derivative == 0.0
        assert not each.saturated or abs(each.derivative) < 0.05 * each.largest_slope


def test_presets_show_what_they_are_called():
    expected = {
        "sigmoid": ["sigmoid"],
        "sigmoid and tanh": ["sigmoid", "tanh"],
        "step": ["step"],
        "the ReLU family": ["relu", "leaky_relu", "elu", "gelu"],
    }
    for name, functions in expected.items():
        assert [each.name for each in ask_preset(PANEL, name).functions] == functions
    assert {preset.name for preset in PANEL.presets} == {*expected, "saturated"}


def test_the_preset_saturated_has_three_flat_units_and_one_without_slope():
    functions = {each.name: each for each in ask_preset(PANEL, "saturated").functions}
    assert [name for name, each in functions.items() if each.saturated] == ["sigmoid", "tanh", "softplus"]
    assert [name for name, each in functions.items() if each.dead] == ["relu"]


def test_a_step_passes_nothing_back_anywhere():
    (step,) = ask_preset(PANEL, "step").functions
    assert step.dead
    assert not step.curve.derivative.any()
    assert set(step.curve.a) == {0.0, 1.0}


@pytest.mark.parametrize("fields", drawn(5))
def test_the_sentence_says_the_numbers_and_the_troubles_of_the_result(fields):
    result = ask(PANEL, fields)
    pairs = [signed(value, 4) for each in result.functions for value in (each.a, each.derivative)]
    assert numbers_said(result.sentence) == [signed(result.z), *pairs]
    start, *ends = result.sentence.split(". ")
    for trouble, words in (("dead", "no slope here"), ("saturated", "saturated")):
        names = [WORDS[each.name].words for each in result.functions if getattr(each, trouble)]
        said = [end for end in ends if f" {words}" in end]
        assert len(said) == bool(names)
        if names:
            assert said[0].lower().startswith(in_words(names).lower())
    assert start.startswith("At z = ")


def test_the_sentence_of_the_relu_family_reads_well():
    assert ask_preset(PANEL, "the ReLU family").sentence == (
        "At z = −1.00 ReLU gives 0.0000 with slope 0.0000, leaky ReLU gives −0.0100 with slope 0.0100, "
        "ELU gives −0.6321 with slope 0.3679 and GELU gives −0.1587 with slope −0.0833. "
        "ReLU has no slope here: nothing flows back."
    )


@pytest.mark.parametrize("fields", drawn(6))
def test_the_table_holds_every_function_at_z_and_points_of_its_curve(fields):
    functions, table = ask(PANEL, fields).functions, table_of(PANEL, fields)
    count = len(functions)
    assert column(table, "function")[:count] == fields["names"]
    assert column(table, "z")[:count] == [fields["z"]] * count
    assert column(table, "f(z)")[:count] == [each.a for each in functions]
    assert column(table, "f′(z)")[:count] == [each.derivative for each in functions]
    curves = {
        (each.name, *point)
        for each in functions
        for point in zip(each.curve.z, each.curve.a, each.curve.derivative, strict=True)
    }
    assert all((name, z, a, slope) in curves for name, z, a, slope, _ in table.rows[count:])
    for each in functions:
        along = [row[1] for row in table.rows[count:] if row[0] == each.name]
        assert (along[0], along[-1]) == (fields["low"], fields["high"])
        assert 11 <= len(along) <= 25


def test_every_function_of_the_lesson_is_offered():
    assert set(FUNCTION_NAMES) == {*SMOOTH, *KINKED}
    options = [value for value, _ in all_panels()["activation"].controls["names"].options]
    assert options == list(FUNCTION_NAMES)


@pytest.mark.parametrize(
    ("fields", "place"),
    [
        ({"names": ["sigmoid", "sigmoid"]}, "names"),
        ({"names": []}, "names"),
        ({"names": ["sigmoid", "tanh", "relu", "elu", "gelu"]}, "names"),
        ({"names": ["softmax"]}, "names"),
        ({"low": 3.0, "high": 3.5}, "high"),
        ({"low": 3.0, "high": -3.0}, "high"),
        ({"z": 20.5}, "z"),
        ({"points": 10}, "points"),
        ({"points": 402}, "points"),
    ],
)
def test_what_cannot_be_drawn_is_refused_at_its_field(fields, place):
    with pytest.raises(ValidationError) as refused:
        ask(PANEL, fields)
    (error,) = refused.value.errors()
    blamed = error.get("ctx", {}).get("error")
    assert (error["loc"] or blamed.path)[0] == place
