"""Mazur's step as a student may hand it in: in tables, rounded, with a slip or two."""

import numpy as np
import pytest

from nn_core.slips import RATE
from panels.backprop import PANEL
from panels.backprop.presets import MAZUR
from panels.backprop.step_check.check import OPERATION
from tests.panels.reading import ask


@pytest.fixture(scope="module")
def mazur():
    return ask(PANEL, MAZUR)


def told(text, **others):
    return ask(OPERATION, {**MAZUR, **others, "text": text})


MATRICES = {
    "the name in each row": "dW2,{0},{1}\ndW2,{2},{3}",
    "an empty cell below the name": "dW2,{0},{1}\n,{2},{3}",
    "numbers alone below the name": "dW2,{0},{1}\n{2},{3}",
    "the name in a line of its own": "dW2\n{0},{1}\n{2},{3}",
    "tabs": "dW2\t{0}\t{1}\n\t{2}\t{3}\n",
    "semicolons": "dW2;{0};{1}\n;{2};{3}",
    "headings": "name,1,2\ndW2,{0},{1}\n,{2},{3}",
    "Markdown": "| dW2 | {0} | {1} |\n| | {2} | {3} |",
    "one row": "dW2,{0},{1},{2},{3}",
    "a name of PyTorch": "0.weight.grad 0 0 0 0\n2.weight.grad,{0},{1}\n2.weight.grad,{2},{3}",
}
WITH_DECIMAL_COMMAS = ("tabs", "semicolons", "Markdown")


@pytest.mark.parametrize("form", MATRICES)
def test_a_matrix_may_be_rows_of_a_table(form):
    # Mazur's ∂L/∂W of layer 2, and its transpose
    right, turned = (
        ["0.0821670", "0.0826676", "-0.0226025", "-0.0227402"],
        ["0.0821670", "-0.0226025", "0.0826676", "-0.0227402"],
    )

    def check(numbers):
        text = MATRICES[form].format(*numbers).replace("0.weight.grad 0 0 0 0", "0.bias.grad 0.0087 0.0099")
        return told(text)

    assert check(right).right
    assert check(turned).first_wrong.slip == "transpose"
    if form in WITH_DECIMAL_COMMAS:
        assert check([number.replace(".", ",") for number in right]).right


def test_a_single_slip_is_explained_where_the_rest_is_right(mazur):
    gradients, z = mazur.gradients.weights[1], mazur.layers[0].z
    turned, halved = gradients.copy(), gradients.copy()
    turned[1, 0] *= -1
    halved[0, 1] /= 2
    for text, words in [
        (
            f"dW2 = {turned.tolist()}",
            "0.022603 should be −0.022603. The sign is turned around here.",
        ),
        (f"dW2 = {halved.tolist()}", "0.041334 should be 0.082668. There is a factor ½ too many here."),
        (f"z1 = [{z[0]}, {z[1] - 0.35}]", "z of h₂: 0.042500 should be 0.392500. The bias is missing here."),
        (f"z1 = [{z[0]}, {-z[1]}]", "z of h₂: −0.392500 should be 0.392500. The sign is turned around here."),
        (f"z1 = [{z[0]}, {z[1] + 0.01}]", "None of the usual slips leads there."),
    ]:
        answer = told(text)
        assert answer.sentence.endswith(words)
        assert answer.first_wrong.only_here == words.endswith(" here.")


def test_before_the_update_is_what_the_weight_was_and_nothing_near_it(mazur):
    old = np.array(MAZUR["network"]["weights"])
    assert told(f"W1 = {old[0].tolist()}").sentence.endswith("It is what it was before the update.")
    one = mazur.updated.weights[1].copy()
    one[0, 1] = 0.45
    answer = told(f"W2 = {one.tolist()}")
    assert answer.sentence.endswith("0.450000 should be 0.408666. This one is what it was before the update.")
    near = old[0] + [[0.00003, 0.00001], [-0.00002, 0.00002]]
    assert told(f"W1 = {near.tolist()}").first_wrong.slip is None


@pytest.mark.parametrize("layer", [0, 1])
@pytest.mark.parametrize("rate", [0.1, 0.05, 0.25, 5.0])
def test_another_learning_rate_is_read_from_the_weights(mazur, layer, rate):
    moved = np.array(MAZUR["network"]["weights"][layer]) - rate * mazur.gradients.weights[layer]
    answer = told(f"W{layer + 1} = {np.round(moved, 6).tolist()}")
    assert (answer.first_wrong.slip, answer.first_wrong.learning_rate) == (RATE, rate)
    assert f"as by a learning rate of {rate:g}; here η is 0.5." in answer.sentence


@pytest.mark.parametrize(
    ("text", "is_right"),
    [
        ("z1 = [0.378, 0.393]", True),  # 0.3775 and 0.3925
        ("z1 = [0.379, 0.393]", False),
        ("z1 = [0.3780, 0.3925]", False),
        ("z1 = [0.38, 0.39]\na1 = [0.593, 0.597]", True),
        ("z1 = [0.4, 0.4]", False),  # one digit says too little
        ("z1\t0,378\t0,393", True),
        ("z1 = [3.78e-1, 3.9e−1]", True),
        ("z1 = [3.79e-1, 3.9e-1]", False),
        ('{"z1": [0.378, 0.393]}', True),
        ('{"z1": [0.3780, 0.393]}', False),
        ("delta2 = [0.14, -0.038]", True),  # 0.138499 and −0.038098
        ("loss = 0.30", True),  # 0.298371
        ("loss = 0.3", False),
    ],
)
def test_a_number_that_is_rounded_rightly_is_right(text, is_right):
    assert told(text).right is is_right


def test_how_closely_rounded_numbers_are_right_is_said():
    assert told("z1 = [0.378, 0.393]").sentence == "All 2 numbers are right, to the digits that are given."
    assert ask(OPERATION, {**MAZUR, "claimed": {"z": [[0.378, 0.393]]}}).right
    assert not ask(OPERATION, {**MAZUR, "claimed": {"z": [[0.379, 0.393]]}}).right
    assert told("z1 = [0.378, 0.391]").first_wrong.name == "z of h₂"


def test_gradients_that_pytorch_prints_by_the_names_of_parameters_are_known_as_such(mazur):
    lines = [
        f"{2 * layer}.{name} tensor({np.round(of[layer], 4).tolist()})"
        for layer in (0, 1)
        for name, of in [("weight", mazur.gradients.weights), ("bias", mazur.gradients.biases)]
    ]
    answer = told("\n".join(lines))
    assert answer.first_wrong.slip == "the gradient"
    assert answer.sentence == (
        "What is told as the updated W of layer 1 is not that: these are the gradients, ∂L/∂W of layer 1, "
        "and right as such. Name them dW1, W1.grad, or as in PyTorch with .grad at the end."
    )
    answer = told(f"b2 {np.round(mazur.gradients.biases[1], 4).tolist()}")
    assert "these are the gradients, ∂L/∂b of layer 2" in answer.sentence


def test_a_mean_for_the_sum_over_two_outputs_is_named_beside_its_half(mazur):
    half = f"delta2 = {(mazur.layers[1].delta / 2).tolist()}"
    fits = (
        "There is a factor ½ too many. That fits a mean over the two outputs, where their sum is asked for."
    )
    assert told(half).sentence.endswith(fits)
    assert told(f"loss = {mazur.loss / 2}").sentence.endswith(fits)
    double = f"delta2 = {(mazur.layers[1].delta * 2).tolist()}"
    summed = "A factor ½ is missing. That fits a sum over the two outputs, where their mean is asked for."
    assert told(f"loss = {mazur.loss * 2}").sentence.endswith("A factor ½ is missing.")
    assert told(double, reduction="mean", half=False).sentence.endswith(summed)


@pytest.mark.parametrize(("reduction", "share"), [("sum", 1 / 3), ("mean", 3)])
def test_a_mean_for_the_sum_over_more_outputs_is_a_factor_of_its_own(reduction, share):
    asked = {"network": {"layers": [2, 3]}, "reduction": reduction}
    loss = ask(PANEL, asked).loss
    other = "mean" if reduction == "sum" else "sum"
    found = ask(OPERATION, {**asked, "text": f"loss = {share * loss}"}).first_wrong
    assert found.slip == f"{other} over the outputs"


def test_an_array_of_another_shape_is_named_as_it_is_written_with_the_shape_that_came():
    said = "z of layer 1 has another shape than 2 numbers: it came as 3 numbers."
    assert told("Z1 = [1, 2, 3]").sentence == said
    said = "δ of layer 2 has another shape than 2 numbers: it came as one number."
    assert told("delta2 = 1").sentence == said
    said = "The updated W of layer 1 has another shape than 2 × 2: it came as 3 × 2."
    assert told("W1;1;2\n;3;4\n;5;6").sentence == said
    assert told("W1 = [[1, 2]]").sentence.endswith("it came as 1 × 2.")
    assert told("z1 = [[[1, 2]], [[3, 4]]]").sentence.endswith("than 2 numbers: it came as 2 × 1 × 2.")
    assert told("a1 = 1").sentence.endswith("than 2 numbers: it came as one number.")
    assert (
        told("loss = [1, 2]").sentence == "The loss has another shape than one number: it came as 2 numbers."
    )
