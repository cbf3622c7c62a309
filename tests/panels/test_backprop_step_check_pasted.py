"""Numbers as they are pasted: JSON, prints of NumPy and PyTorch, tables; what cannot be read is refused."""

import json
from collections import Counter

import numpy as np
import pytest

from panels.backprop.step_check import pasted
from panels.backprop.step_check.written import PastedError

PRINTED = """
z1 = tensor([[ 0.1000, -0.2000]], grad_fn=<AddmmBackward0>)
a1: 0.1 −0.2
loss tensor(0.2984, dtype=torch.float64)
W1.grad tensor([[ 0.1,  0.2],
        [-0.3, 4e-1]], requires_grad=True)
db1 = array([0.1 0.2])
"""


def read(text):
    """The numbers alone, by name."""
    return {name: claim.values for name, claim in pasted.read(text).items()}


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


def test_rows_of_a_matrix_are_read_as_they_stand():
    assert read("W1,1,2\n,3,4")["updated.weights.0"].tolist() == [[1, 2], [3, 4]]
    assert read("W1,1,2\n3,4\nz1,5,6")["updated.weights.0"].tolist() == [[1, 2], [3, 4]]
    assert read("W1\n1,2,3\n4,5,6")["updated.weights.0"].tolist() == [[1, 2, 3], [4, 5, 6]]
    assert read('W1,"0,5","-1,5"\n,"2,5",3')["updated.weights.0"].tolist() == [[0.5, -1.5], [2.5, 3]]
    assert read("b1\n0.5\n0.25")["updated.biases.0"].tolist() == [0.5, 0.25]
    assert read("z1 0.5\n 0.25")["z.0"].tolist() == [0.5, 0.25]


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
        ("z1 = nan", "line 1: got nan after z1, which is not a finite number"),
        ("z1 = [0.5, -inf]", "got -inf after z1, which is not a finite number"),
        ("z1 = 1e999", "got inf after z1, which is not a finite number"),
        ("z1 = [0.5, five]", "got 'five' after z1, allowed: numbers in brackets, or rows"),
        ("z1 = []", "no array"),
        ("{", "JSON"),
        ('{"z1": ["a"]}', "no array"),
        ('{"z1": [NaN]}', "^got nan after z1, which is not a finite number"),
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
