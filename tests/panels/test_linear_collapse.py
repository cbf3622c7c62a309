"""Linear layers multiply out to one, and a bend between them is what stops that."""

import numpy as np
import pytest
from pydantic import ValidationError

from panel_kit.contract.words import in_words, signed
from panel_kit.specs.activations import ACTIVATION_NAMES
from panel_kit.specs.grid import grid_inputs
from panels.linear_collapse import MOST_EXAMPLES, PANEL, REACH, RESOLUTION
from tests.panels.reading import ask, ask_preset, column, numbers_said, table_of
from tests.panels.states import random_request

# Two layers: x ↦ 2x₁ + x₂ and −x₁ + 3x₂, with biases 1 and −2;
# then 4 of the first plus 5 of the second, minus 3.
BY_HAND = {
    "weights": [[[2.0, 1.0], [-1.0, 3.0]], [[4.0, 5.0]]],
    "biases": [[1.0, -2.0], [-3.0]],
    "activations": ["linear", "linear"],
}


def drawn(seed, count=25):
    rng = np.random.default_rng(seed)
    return [random_request("linear-collapse", rng) for _ in range(count)]


def made_linear(fields):
    """The same request with no bend in it."""
    network = {k: v for k, v in fields["network"].items() if not k.endswith("_activation")}
    sizes = network.get("layers") or [0] * (len(network["weights"]) + 1)
    return {**fields, "network": {**network, "activations": ["linear"] * (len(sizes) - 1)}}


def layers_of(result):
    return list(zip(result.network.weights, result.network.biases, strict=True))


def test_two_layers_multiply_out_to_those_worked_by_hand():
    # W₂W₁ = (4·2 + 5·−1, 4·1 + 5·3) = (3, 19);  W₂b₁ + b₂ = 4·1 + 5·−2 − 3 = −9
    # at (1, 0.5): 3 + 9.5 − 9 = 3.5;  at (−2, 0): −6 − 9 = −15
    result = ask(PANEL, {"network": BY_HAND, "inputs": [[1.0, 0.5], [-2.0, 0.0]]})
    assert (result.matrix.tolist(), result.bias.tolist()) == ([[3.0, 19.0]], [-9.0])
    assert result.outputs.tolist() == result.collapsed.tolist() == [3.5, -15.0]
    assert (result.max_difference, result.is_linear) == (0.0, True)
    first, both = result.products
    assert (first.layers, both.layers) == (1, 2)
    assert first.matrix.tolist() == BY_HAND["weights"][0]
    assert first.bias.tolist() == BY_HAND["biases"][0]


def test_with_relu_between_the_same_weights_differ_by_what_was_cut_off():
    # At (−2, 0): z = (−3, 0), ReLU makes zeros of both, 4·0 + 5·0 − 3 = −3 in place of −15.
    bent = {**BY_HAND, "activations": ["relu", "linear"]}
    result = ask(PANEL, {"network": bent, "inputs": [[-2.0, 0.0]]})
    assert (result.outputs.tolist(), result.collapsed.tolist()) == ([-3.0], [-15.0])
    assert not result.is_linear
    # Most at the corner (2, −2): z = (3, −10); 4·3 + 5·0 − 3 = 9 against 6 − 38 − 9 = −41.
    assert result.max_difference == 50.0


@pytest.mark.parametrize("fields", drawn(1))
def test_linear_layers_are_one_layer_whatever_the_weights(fields):
    result = ask(PANEL, made_linear(fields))
    assert result.is_linear
    # Every weight of the layers taken as positive: how large the sums on the way can get.
    size = np.full(2, REACH)
    for W, b in layers_of(result):
        size = np.abs(W) @ size + np.abs(b)
    assert result.max_difference <= 1e-13 * size.max()
    np.testing.assert_allclose(result.outputs, result.collapsed, rtol=0, atol=1e-13 * size.max())


@pytest.mark.parametrize("fields", drawn(2))
def test_the_products_are_the_layers_multiplied_out_one_by_one(fields):
    result = ask(PANEL, fields)
    A, c = np.eye(2), np.zeros(2)
    for number, ((W, b), product) in enumerate(zip(layers_of(result), result.products, strict=True), 1):
        A, c = W @ A, W @ c + b
        size = np.abs(A).max() + np.abs(c).max()
        assert product.layers == number
        np.testing.assert_allclose(product.matrix, A, rtol=0, atol=1e-12 * size)
        np.testing.assert_allclose(product.bias, c, rtol=0, atol=1e-12 * size)
    assert result.matrix.tolist() == result.products[-1].matrix.tolist()
    assert result.bias.tolist() == result.products[-1].bias.tolist()


@pytest.mark.parametrize("fields", drawn(3))
def test_outputs_are_the_networks_and_collapsed_those_of_the_one_layer(fields):
    result = ask(PANEL, fields)
    network = PANEL.request.model_validate(fields).network.build()
    X = np.array(fields["inputs"])
    np.testing.assert_allclose(result.outputs, network.forward(X).prediction[:, 0], rtol=1e-12)
    one_layer = X @ result.matrix[0] + result.bias[0]
    np.testing.assert_allclose(result.collapsed, one_layer, rtol=1e-10, atol=1e-12 * np.abs(one_layer).max())


@pytest.mark.parametrize("fields", drawn(4))
def test_the_difference_is_the_largest_over_examples_and_plane(fields):
    result = ask(PANEL, fields)
    network = PANEL.request.model_validate(fields).network.build()
    everywhere = np.concatenate([np.array(fields["inputs"]), grid_inputs(-REACH, REACH, RESOLUTION)])
    outputs = network.forward(everywhere).prediction[:, 0]
    apart = np.abs(outputs - (everywhere @ result.matrix[0] + result.bias[0]))
    assert result.max_difference == pytest.approx(apart.max(), rel=1e-9, abs=1e-12 * np.abs(outputs).max())
    np.testing.assert_allclose(result.grid.values, outputs[-(RESOLUTION**2) :], rtol=0, atol=5.1e-6)


def test_the_plane_goes_row_by_row_from_low_x2_to_high():
    grid = ask(PANEL, {"network": {**BY_HAND}}).grid
    assert (grid.low, grid.high, grid.resolution) == (-REACH, REACH, RESOLUTION)
    values = grid.values.reshape(RESOLUTION, RESOLUTION)
    # 3 x₁ + 19 x₂ − 9 at the four corners
    assert values[[0, 0, -1, -1], [0, -1, 0, -1]].tolist() == [-53.0, -41.0, 23.0, 35.0]


def is_flat(grid):
    """Whether the grid is a plane: second differences along both axes vanish, up to its five decimals."""
    values = grid.values.reshape(grid.resolution, grid.resolution)
    bends = [np.abs(np.diff(values, 2, axis=axis)).max() for axis in (0, 1)]
    return max(bends) < 4e-5


@pytest.mark.parametrize(
    ("name", "linear", "count"),
    [
        ("linear", True, 3),
        ("tanh between", False, 3),
        ("ReLU between", False, 3),
        ("five linear layers", True, 5),
    ],
)
def test_presets_show_what_they_are_called(name, linear, count):
    result = ask_preset(PANEL, name)
    assert (result.is_linear, len(result.products)) == (linear, count)
    assert is_flat(result.grid) == linear
    assert (result.max_difference < 1e-12) == linear
    assert min(boundary_shares(result.grid)) > 0.2


def boundary_shares(grid):
    """The shares of the plane on both sides of the boundary, where the answer is 0."""
    return float((grid.values > 0).mean()), float((grid.values < 0).mean())


def off_every_line(grid):
    """How much of the plane lies on the wrong side of the line through its middle that fits best."""
    angles = np.linspace(0, 2 * np.pi, 720, endpoint=False)
    sides = grid_inputs(-REACH, REACH, RESOLUTION) @ np.array([np.cos(angles), np.sin(angles)]) > 0
    return float((sides != (grid.values > 0)[:, None]).mean(axis=0).min())


def test_a_bend_takes_the_boundary_away_from_every_straight_line():
    # All go through the middle: the network drawn has no biases.
    assert off_every_line(ask_preset(PANEL, "linear").grid) < 0.005
    assert off_every_line(ask_preset(PANEL, "five linear layers").grid) < 0.005
    assert off_every_line(ask_preset(PANEL, "tanh between").grid) > 0.025
    assert off_every_line(ask_preset(PANEL, "ReLU between").grid) > 0.1


def test_switching_the_bend_on_changes_no_weight():
    straight, bent = ask_preset(PANEL, "linear"), ask_preset(PANEL, "tanh between")
    assert [W.tolist() for W in straight.network.weights] == [W.tolist() for W in bent.network.weights]
    assert straight.matrix.tolist() == bent.matrix.tolist()
    assert bent.max_difference > 0.1


@pytest.mark.parametrize("fields", [*drawn(5), *(made_linear(fields) for fields in drawn(6, 10))])
def test_the_sentence_says_the_numbers_of_the_result(fields):
    result = ask(PANEL, fields)
    line = [*(signed(w).lstrip("−") for w in result.matrix[0]), signed(result.bias[0]).lstrip("−")]
    said = [number.lstrip("−") for number in numbers_said(result.sentence)]
    if result.is_linear:
        assert said == line
        assert "straight line" in result.sentence
    else:
        assert said == [*line, signed(result.max_difference)]
        bends = sorted({ACTIVATION_NAMES[name] for name in result.network.activations if name != "linear"})
        assert f"With {in_words(bends)} between them" in result.sentence


@pytest.mark.parametrize("fields", drawn(7))
def test_the_line_in_the_sentence_has_the_signs_of_the_result(fields):
    result = ask(PANEL, fields)
    w1, w2, b = signed(result.matrix[0, 0]), signed(result.matrix[0, 1]), signed(result.bias[0])
    line = f"{w1} · x₁ + {w2} · x₂ + {b}".replace("+ −", "− ")
    assert line in result.sentence


def test_the_sentence_of_the_first_state_reads_well():
    assert ask(PANEL, {"network": BY_HAND}).sentence == (
        "Two layers are one: the answer is 3.00 · x₁ + 19.00 · x₂ − 9.00, "
        "and the boundary is a straight line."
    )


@pytest.mark.parametrize("fields", drawn(8))
def test_the_table_holds_the_one_layer_and_both_answers(fields):
    result, table = ask(PANEL, fields), table_of(PANEL, fields)
    assert column(table, "network") == [
        *result.matrix[0],
        result.bias[0],
        *result.outputs,
        result.max_difference,
    ]
    assert column(table, "one layer")[3:-1] == result.collapsed.tolist()
    points = [f"({signed(x[0])}, {signed(x[1])})" for x in fields["inputs"]]
    assert column(table, "of") == ["w₁", "w₂", "b", *points, ""]


@pytest.mark.parametrize(
    ("fields", "place"),
    [
        ({"network": {"layers": [3, 3, 1]}}, ("network", "layers", 0)),
        ({"network": {"layers": [2, 3, 2]}}, ("network", "layers", 2)),
        ({"network": {"weights": [[[1.0]], [[1.0]]]}}, ("network", "layers", 0)),
        ({"inputs": []}, ("inputs",)),
        ({"inputs": [[0.0, 0.0]] * (MOST_EXAMPLES + 1)}, ("inputs",)),
        ({"inputs": [[0.0]]}, ("inputs", 0)),
        ({"inputs": [[0.0, 2.5]]}, ("inputs", 0, 1)),
    ],
)
def test_what_cannot_be_drawn_over_the_plane_is_refused_at_its_field(fields, place):
    with pytest.raises(ValidationError) as refused:
        ask(PANEL, fields)
    (error,) = refused.value.errors()
    blamed = error.get("ctx", {}).get("error")
    assert (*error["loc"], *(blamed.path if blamed else ())) == place
