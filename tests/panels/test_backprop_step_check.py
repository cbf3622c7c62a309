"""A step from elsewhere: read as it is pasted, compared with the engine's, the first wrong number named."""

import json
from collections import Counter

import numpy as np
import pytest
from pydantic import ValidationError

from nn_core.trace_check import quantities
from panels.backprop import PANEL
from panels.backprop.presets import MAZUR
from panels.backprop.step_check.check import OPERATION, SLIPS, step_of
from panels.backprop.step_check.pasted import KINDS, PastedError, read
from tests.panels.reading import ask

PRINTED = """
z1 = tensor([[ 0.1000, -0.2000]], grad_fn=<AddmmBackward0>)
a1: 0.1 −0.2
loss tensor(0.2984, dtype=torch.float64)
W1.grad tensor([[ 0.1,  0.2],
        [-0.3, 4e-1]], requires_grad=True)
db1 = array([0.1 0.2])
"""


def test_what_numpy_and_pytorch_print_is_read():
    found = read(PRINTED)
    assert set(found) == {"z.0", "a.0", "loss", "weights.0", "biases.0"}
    assert found["z.0"].tolist() == [[0.1, -0.2]]
    assert found["a.0"].tolist() == [0.1, -0.2]
    assert found["loss"] == 0.2984
    assert found["weights.0"].tolist() == [[0.1, 0.2], [-0.3, 0.4]]
    assert found["biases.0"].tolist() == [0.1, 0.2]


def test_the_names_of_a_pytorch_module_are_layers_in_their_order():
    found = read("0.weight.grad = [[1, 2]]\n0.bias.grad = [3]\n2.weight.grad = [[4]]\nhead.bias: [5]")
    assert set(found) == {"weights.0", "biases.0", "weights.1", "updated.biases.2"}


def test_the_state_that_pytorch_prints_is_read():
    found = read("OrderedDict([('0.weight', tensor([[1., 2.]])), ('0.bias', tensor([3.e-01]))])")
    assert {name: rows.tolist() for name, rows in found.items()} == {
        "updated.weights.0": [[1, 2]],
        "updated.biases.0": [0.3],
    }
    found = read("W1 Parameter containing:\ntensor([[1., 2.]], device='cuda:0', requires_grad=True)")
    assert found["updated.weights.0"].tolist() == [[1, 2]]


@pytest.mark.parametrize(
    "table",
    [
        "z1\t0,5\t-1,25\nloss\t0,125",
        "z1;0,5;-1,25\nloss;0,125",
        "z1 0,5 −1,25\nloss: 0,125",
        "z1,0.5,-1.25\nloss,0.125",
        "z1: 0.5, -1.25\nloss = 0.125",
        "z1 | 0.5 | -1.25 |\nloss | 0.125",
    ],
)
def test_rows_of_a_table_are_read_with_decimal_commas_too(table):
    found = read(table)
    assert (found["z.0"].tolist(), float(found["loss"])) == ([0.5, -1.25], 0.125)


@pytest.mark.parametrize(
    "table",
    [
        "name,1,2\nz1,0.1,0.2\ndelta1,0.3,0.4",
        "\n Name;value;value\r\nz1;0,1;0,2\r\ndelta1;0,3;0,4\r\n",
        ",0,1\nz1,0.1,0.2\ndelta1,0.3,0.4",
        "Variable\tnumbers\nz1\t0.1\t0.2\ndelta1\t0.3\t0.4",
        "| array | 1 | 2 |\n|:---|---|---|\n| z1 | 0.1 | 0.2 |\n| delta1 | 0.3 | 0.4 |",
    ],
)
def test_a_table_may_have_headings(table):
    found = read(table)
    assert {name: rows.tolist() for name, rows in found.items()} == {"z.0": [0.1, 0.2], "delta.0": [0.3, 0.4]}


@pytest.mark.parametrize("indent", ["\t", "  ", " \t"])
def test_a_first_line_that_is_indented_is_no_line_of_headings(indent):
    assert list(read(f"{indent}z1: 0.1 0.2\n{indent}delta1: 0.3")) == ["z.0", "delta.0"]


def test_where_a_comma_follows_the_name_or_brackets_stand_commas_part_numbers():
    assert read("z1,1,2")["z.0"].tolist() == [1, 2]
    assert read("z1 = [1,2]")["z.0"].tolist() == [1, 2]


def test_a_request_for_this_check_is_read_as_it_is():
    told = {"z": [None, [1, 2]], "gradients": {"weights": [[[3]]]}, "updated": {"biases": [[4]]}, "loss": 5}
    assert {name: rows.tolist() for name, rows in read(json.dumps(told)).items()} == {
        "z.1": [1, 2],
        "weights.0": [[3]],
        "updated.biases.0": [4],
        "loss": 5,
    }


def test_any_text_is_read_or_refused_in_words():
    rng = np.random.default_rng(3)
    starts = ["", "z1 ", "loss = ", '{"z1": ', "OrderedDict([('0.weight', "]
    parts = ["1", "2", "-2.5e3", ",", "1e999", "=", ":", "[", "]", "[1]", "tensor(", ")", "{", "}", '"', "'"]
    parts += ["W1.grad", "δ1", "−", "nan", "null", "true", "\x00", "🎲"]
    outcomes: Counter[str | bool] = Counter()
    for _ in range(3000):
        text = rng.choice(starts) + rng.choice(["", " ", "\n"]).join(rng.choice(parts, rng.integers(1, 6)))
        try:
            found = read(text)
        except PastedError as error:
            outcomes["allowed" in str(error)] += 1
        else:
            outcomes["read"] += bool(found) and all(np.isfinite(rows).all() for rows in found.values())
    assert outcomes["read"] + outcomes[True] == 3000
    assert min(outcomes.values()) > 20


def test_json_is_read_by_the_same_names():
    assert {name: rows.tolist() for name, rows in read(json.dumps({"z1": [1, 2], "loss": 3})).items()} == {
        "z.0": [1, 2],
        "loss": 3,
    }
    assert read("{'z1': [1, 2]}")["z.0"].tolist() == [1, 2]  # as Python prints it


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "got no name"),
        ("hello = 1", "line 1: got hello"),
        ("z1 = 1\nz1 = 2", "line 2: got z1 twice"),
        ("z0 = 1", "line 1: got z0"),
        ("z1 = [1, 2", "do not close"),
        ("z1 = [[1], [2, 3]]", "rows of equal length"),
        ("z1 = nan", "got 'nan'"),
        ("z1 = []", "no array"),
        ("{", "JSON"),
        ('{"z1": ["a"]}', "no array"),
        ('{"z1": [NaN]}', "no array"),
        ('{"z1": [true]}', "no array"),
        ('{"z1": ["1"]}', "no array"),
        ('{"z1": [1], "Z1": [2]}', "got Z1 twice"),
        ('{"z": [null], "hello": 1}', "^got hello"),
        ('{"z1": ' + "[" * 9000 + "]" * 9000 + "}", "no array|JSON"),
        ("z1 = " + "[" * 9000 + "]" * 9000, "no array"),
        ("W1 = [1] [2]", "more than one array"),
        ("\n0.5 0.6\nz1 = [1, 2]", "line 2: got 0.5 before any name"),
        ("name: 3\nz1 = [1]", "line 1: got name"),  # no headings: it has a value
        ("hello,1,2\nz1,1,2", "line 1: got hello"),
    ],
)
def test_what_cannot_be_read_is_named_with_its_line(text, words):
    with pytest.raises(PastedError, match=words):
        read(text)


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
    request = OPERATION.request.model_validate({"optimizer": "adam", "freeze_biases": True})
    plain = OPERATION.request.model_validate({"network": {"layers": [2, 2, 2, 1]}})
    slips = {
        slip for each in (request, plain) for quantity in quantities(step_of(each)) for slip in quantity.slips
    }
    assert slips == set(SLIPS)


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
    assert answer.sentence == "∂L/∂W of layer 1 has another shape than 3 × 2. The matrix is transposed."


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
