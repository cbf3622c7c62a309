"""The lines of each activation function compute what the engine does, for any z, without a warning."""

import math

import numpy as np
import pytest

from nn_core.activations import ACTIVATIONS
from panel_kit.programs.activations import definitions, function, sklearn_name, slope, torch_modules

MODERATE = np.linspace(-20.0, 20.0, 1203).reshape(-1, 3)
WIDE = np.array(
    [[s * size for s in (-1.0, 1.0, 0.5)] for size in (30.0, 50.0, 700.0, 1e3, 1e6, 1e150, 1e290)]
)
CASES = [
    pytest.param(name, wide, id=f"{name}-{'any z' if wide else 'moderate z'}")
    for name in ACTIVATIONS
    for wide in (True, False)
]


def functions_of(name, wide):
    """``name`` and ``name_slope`` as the lines define them."""
    namespace = {"np": np, "math": math}
    exec("\n".join(definitions([name], sloped=[name], wide=wide)), namespace)
    return namespace[name], namespace[f"{name}_slope"]


@pytest.mark.parametrize(("name", "wide"), CASES)
def test_the_lines_compute_f_and_its_slope(name, wide):
    activation, (f, f_slope) = ACTIVATIONS[name], functions_of(name, wide)
    z = np.concatenate([MODERATE, WIDE]) if wide else MODERATE
    with np.errstate(all="raise", under="ignore"):
        a, slopes = f(z), f_slope(z)
    np.testing.assert_allclose(a, activation(z), rtol=1e-12, atol=1e-15)
    np.testing.assert_allclose(slopes, activation.derivative(z, a), rtol=1e-12, atol=1e-14)


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_the_slope_can_be_written_by_a(name):
    f, f_slope = functions_of(name, wide=True)
    namespace = {"np": np, "math": math}
    exec("\n".join(definitions([name], lines=slope(name, "a"))), namespace)
    written = eval(slope(name, "a"), namespace, {"z": MODERATE, "a": f(MODERATE)})
    np.testing.assert_allclose(written, f_slope(MODERATE), rtol=1e-14)


def test_what_functions_stand_on_comes_once_and_before_them():
    lines = definitions(["silu", "sigmoid", "gelu"], sloped=["silu", "gelu"])
    names = [line.partition("(")[0].removeprefix("def ") for line in lines]
    assert names == ["sigmoid", "silu", "normal_share", "gelu", "silu_slope", "gelu_slope"]


def test_moderate_z_has_the_bare_formula():
    assert function("sigmoid", wide=False) == "def sigmoid(z):\n    return 1 / (1 + np.exp(-z))\n"


def test_the_step_module_is_written_where_it_is_needed():
    assert torch_modules(["tanh", "step"]).startswith("class Step(nn.Module)")
    assert torch_modules(["tanh", "relu"]) == ""


def test_scikit_learn_has_a_name_for_one_function_in_all_layers():
    assert sklearn_name(["sigmoid", "sigmoid"]) == "logistic"
    assert sklearn_name(["gelu"]) is None
    assert sklearn_name(["tanh", "relu"]) is None
    assert sklearn_name([]) is None
