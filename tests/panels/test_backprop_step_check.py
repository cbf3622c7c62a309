"""A step from elsewhere: read as it is pasted, compared with the engine's, the first wrong number named."""

import numpy as np
import pytest
from pydantic import ValidationError

from nn_core.slips import RATE
from nn_core.trace_check import quantities
from panels.backprop import PANEL
from panels.backprop.presets import MAZUR
from panels.backprop.step_check.check import OPERATION, step_of
from panels.backprop.step_check.pasted import KINDS
from panels.backprop.step_check.words import ONLY_HERE, SLIPS
from tests.panels.reading import ask


@pytest.fixture(scope="module")
def step():
    """The default pass, and all its numbers as text."""
    result = ask(PANEL, {})
    lines = [f"loss = {result.loss}"]
    for number, layer in enumerate(result.layers, 1):
        lines += [f"{name}{number} = {getattr(layer, name).tolist()}" for name in ("z", "a", "delta")]
        of = {"d": result.gradients, "": result.updated}
        lines += [f"{d}W{number} = {each.weights[number - 1].tolist()}" for d, each in of.items()]
        lines += [f"{d}b{number} = {each.biases[number - 1].tolist()}" for d, each in of.items()]
    return result, lines


def test_the_panels_own_step_is_right(step):
    result, lines = step
    answer = ask(OPERATION, {"text": "\n".join(lines)})
    assert (answer.right, answer.first_wrong) == (True, None)
    layers = result.layers
    assert answer.compared == 1 + 3 * sum(each.z.size for each in layers) + 2 * result.network.parameter_count
    assert answer.sentence == f"All {answer.compared} numbers are right, to four decimals."
    assert len(KINDS) >= 15


@pytest.mark.parametrize(
    "other", [{"optimizer": "adam", "steps": 3}, {"momentum": 0.9, "steps": 2}, {"freeze_biases": True}]
)
def test_a_step_by_another_optimizer_is_checked_as_it_is(other):
    updated = ask(PANEL, other).updated
    told = {"weights": [w.tolist() for w in updated.weights], "biases": [b.tolist() for b in updated.biases]}
    assert ask(OPERATION, {**other, "claimed": {"updated": told}}).right
    assert not ask(OPERATION, {"claimed": {"updated": told}}).right


def test_biases_that_moved_where_they_are_kept_are_named():
    moved = ask(PANEL, MAZUR | {"freeze_biases": False}).updated.biases
    wrong = ask(OPERATION, {**MAZUR, "claimed": {"updated": {"biases": [b.tolist() for b in moved]}}})
    assert (wrong.first_wrong.name, wrong.first_wrong.slip) == ("the updated bias of h₁", "nothing is kept")


@pytest.mark.parametrize("told", ["z1 = [[{0}, {1}, {2}]]", "z1 = [[{0}], [{1}], [{2}]]", "z1 {0} {1} {2}"])
def test_axes_of_length_one_are_no_mistake(step, told):
    result, _ = step
    answer = ask(OPERATION, {"text": told.format(*result.layers[0].z) + f"\nloss = [[{result.loss}]]"})
    assert (answer.right, answer.compared) == (True, 4)
    assert ask(OPERATION, {"text": f"loss = [{result.loss}]"}).sentence.startswith(
        "The one number given is right"
    )


def test_every_slip_has_its_words():
    asked = [
        {"optimizer": "adam", "freeze_biases": True},
        {"network": {"layers": [2, 2, 2, 3]}},
        {"network": {"layers": [2, 3]}, "reduction": "sum"},
    ]
    steps = [step_of(OPERATION.request.model_validate(each)) for each in asked]
    slips = {slip for step in steps for quantity in quantities(step) for slip in quantity.slips}
    assert slips == set(ONLY_HERE)
    assert slips | {RATE} == set(SLIPS)


def test_a_slip_is_named_with_its_place(step):
    result, _ = step
    turned = [each.delta.tolist() for each in result.layers]
    turned[1] = [-value for value in turned[1]]
    wrong = ask(OPERATION, {"claimed": {"delta": turned}}).first_wrong
    assert (wrong.pointer, wrong.name, wrong.slip) == ("/claimed/delta/1/0", "δ of h₄", "sign")
    assert wrong.claimed == -wrong.correct


def test_a_transposed_matrix_has_another_shape(step):
    result, _ = step
    answer = ask(OPERATION, {"claimed": {"gradients": {"weights": [result.gradients.weights[0].T.tolist()]}}})
    assert answer.first_wrong.slip == "transpose"
    assert answer.first_wrong.pointer == "/claimed/gradients/weights/0"
    assert answer.sentence == (
        "∂L/∂W of layer 1 has another shape than 3 × 2: it came as 2 × 3. The matrix is transposed."
    )


def test_mazurs_pass_with_the_slope_forgotten():
    answer = ask(OPERATION, OPERATION.examples["Mazur’s pass, f′ forgotten"])
    assert (answer.first_wrong.name, answer.first_wrong.slip) == ("δ of ŷ₁", "forgotten f′")
    np.testing.assert_allclose(answer.first_wrong.correct, 0.13849856, atol=1e-8)  # his δₒ₁


@pytest.mark.parametrize(
    ("changes", "slip"),
    [
        ({}, "forgotten f′"),  # with ½ a − y is ∂L/∂a: only the slope is missing
        ({"half": False}, "δ of cross-entropy"),
        ({"half": False, "loss": "mae"}, "δ of cross-entropy"),
    ],
)
def test_a_minus_y_told_for_delta_is_known_under_every_loss(changes, slip):
    asked = {**MAZUR, **changes}
    error = ask(PANEL, asked).layers[1].a - asked["y"]
    wrong = ask(OPERATION, {**asked, "claimed": {"delta": [None, error.tolist()]}}).first_wrong
    assert (wrong.name, wrong.slip) == ("δ of ŷ₁", slip)
    wrong = ask(OPERATION, {**asked, "claimed": {"delta": [None, (-error).tolist()]}}).first_wrong
    assert wrong.slip == "δ of cross-entropy, turned around"


def test_a_matrix_in_one_row_is_told_transposed_where_it_is_no_square_either(step):
    weights = step[0].gradients.weights[0]
    for matrix, slip in [(weights, None), (weights.T, "transpose")]:
        text = " ".join(["dW1", *(f"{value:.6f}" for value in matrix.ravel())])
        found = ask(OPERATION, {"text": text}).first_wrong
        assert (found and found.slip) == slip


@pytest.mark.parametrize("number", ["1e308", "-1.79e308", "1.2e-320", "0.00", "12e300"])
@pytest.mark.parametrize("name", ["z1", "loss", "delta2", "dW3", "W3", "b1"])
def test_no_number_is_too_large_or_too_small_to_be_compared(name, number):
    with np.errstate(all="raise", under="ignore"):
        for told in (number, f"{number} {number} {number}"):
            assert ask(OPERATION, {"text": f"{name} {told}"}).sentence


def test_an_empty_array_has_another_shape():
    for claimed in ({"z": [[]]}, {"gradients": {"weights": [[[]]]}}, {"updated": {"biases": [[]]}}):
        assert "has another shape" in ask(OPERATION, {"claimed": claimed}).sentence


def test_nothing_told_is_nothing_wrong():
    answer = ask(OPERATION, {})
    assert (answer.right, answer.compared, answer.sentence) == (True, 0, "No number is given yet.")


@pytest.mark.parametrize(
    ("request_", "words"),
    [
        ({"text": "z9 = [1]"}, "got layer 9, allowed: 1 to 3"),
        ({"claimed": {"z": [None, None, None, [1]]}}, "got layer 4, allowed: 1 to 3"),
        ({"text": "z1 = [1]", "claimed": {"loss": 1}}, "a text beside claimed"),
        ({"claimed": {"gradients": {"weights": [[[1, 2], [3]]]}}}, "rows of different length"),
        ({"text": "x" * 20_001}, "20000|20,000"),
        ({"claimed": {"dW": [1]}}, "got an unknown name, allowed: z, a, loss, delta, gradients, updated"),
    ],
)
def test_what_cannot_be_compared_is_refused(request_, words):
    with pytest.raises(ValidationError, match=words):
        OPERATION.request.model_validate(request_)


@pytest.mark.parametrize(
    ("text", "quantity", "place"),
    [
        ("loss = 9", "loss", []),
        ("z1 = [[{z[0]}, 9, 9]]", "z", [1, 1]),
        ("a2 = [{a[0]}, {a[1]}, 9]", "a", [2, 2]),
        ("delta1 = [9, 9, 9]", "delta", [1, 0]),
        ("dW1 = [[9, 9], [9, 9], [9, 9]]", "weights", [1, 0, 0]),
        ("db3 = [9]", "biases", [3, 0]),
        ("W2 = [[9, 9, 9], [9, 9, 9], [9, 9, 9]]", "updated.weights", [2, 0, 0]),
        ("b1 = [9, 9, 9]", "updated.biases", [1, 0]),
        ("dW1 = [[9, 9, 9]]", "weights", [1]),
    ],
)
def test_where_the_wrong_number_is_in_the_network_is_told_however_it_came(step, text, quantity, place):
    layers = step[0].layers
    told = text.format(z=layers[0].z, a=layers[1].a)
    wrong = ask(OPERATION, {"text": told}).first_wrong
    assert (wrong.quantity, wrong.place, wrong.pointer) == (quantity, place, "/text")
