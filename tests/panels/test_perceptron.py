"""The perceptron: Rosenblatt's rule step by step, its bound on separable points, and XOR's circle."""

import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from panel_kit.contract.words import numeral, signed
from panels.perceptron.panel import MAX_STEPS, PANEL
from tests.panel_kit.programs.running import run
from tests.panels.reading import ask, ask_preset, column, numbers_said, table_of

CORNERS = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])


def test_the_first_epoch_of_and_is_that_worked_by_hand():
    # From w = (0, 0), b = 0, by ŷ = 1 where z ≥ 0:
    # (0, 0): z = 0, ŷ 1, y 0: b = −1.  (0, 1): z = −1, right.  (1, 0): right.
    # (1, 1): z = −1, ŷ 0, y 1: w = (1, 1), b = 0.
    updates = ask(PANEL).updates[:4]
    assert [each.z for each in updates] == [0.0, -1.0, -1.0, -1.0]
    assert [each.prediction for each in updates] == [1, 0, 0, 0]
    assert [each.target for each in updates] == [0, 0, 0, 1]
    assert [each.error for each in updates] == [-1, 0, 0, 1]
    assert [each.weights.tolist() for each in updates] == [[0, 0], [0, 0], [0, 0], [1, 1]]
    assert [each.bias for each in updates] == [-1, -1, -1, 0]
    assert {each.epoch for each in updates} == {1}
    assert [each.example for each in updates] == [0, 1, 2, 3]


@pytest.mark.parametrize(
    ("name", "answers"), [("AND", [0, 0, 0, 1]), ("OR", [0, 1, 1, 1]), ("NAND", [1, 1, 1, 0])]
)
def test_gates_with_a_line_are_learned(name, answers):
    result = ask_preset(PANEL, name)
    assert result.converged
    assert result.cycle is None
    assert result.wrong == []
    assert result.solver is None
    assert (CORNERS @ result.weights + result.bias >= 0).astype(int).tolist() == answers


def test_xor_is_shown_to_go_round_for_ever():
    result = ask_preset(PANEL, "XOR")
    assert not result.converged
    assert result.wrong
    first, length = result.cycle.first, result.cycle.length
    assert len(result.updates) == first + length
    assert "It will never end" in result.sentence
    # the state before the cycle and that at its end are one: at the same example, with the same w and b
    before, last = result.updates[first - 1], result.updates[-1]
    assert (before.weights.tolist(), before.bias) == (last.weights.tolist(), last.bias)
    assert (last.example + 1) % 4 == result.updates[first].example


def test_two_neurons_and_one_solve_xor():
    solver = ask_preset(PANEL, "XOR").solver
    assert solver.network.layers == [2, 2, 1]
    assert solver.predictions.tolist() == [0, 1, 1, 0]


def test_the_points_of_the_preset_have_a_line():
    result = ask_preset(PANEL, "own points")
    assert (result.converged, result.wrong, len(result.examples)) == (True, [], 6)


def test_a_right_example_on_the_line_is_said_to_count_as_1():
    # AND ends with w = (2, 1), b = −3: (1, 1) gives 2 + 1 − 3 = 0.  OR ends with w = (1, 1), b = −1.
    assert ask_preset(PANEL, "AND").sentence.endswith(
        "it answers every example correctly (on the line counts as 1), with w = (2.00, 1.00) and b = −3.00."
    )
    assert "(on the line counts as 1)" in ask_preset(PANEL, "OR").sentence
    # w = (1, 0) and b = 0.5 are right at once, with z = 1.5 and −0.5.
    apart = {"examples": [{"x": [1, 0], "y": 1}, {"x": [-1, 0], "y": 0}], "weights": [1, 0], "bias": 0.5}
    assert "it answers every example correctly, with w = " in ask(PANEL, apart).sentence
    # Without a weight there is no line: every z is 0 + 0 = 0, and 1 is right.
    nothing = ask(PANEL, {"examples": [{"x": [1, 1], "y": 1}]}).sentence
    assert nothing.endswith("it answers every example correctly, with w = (0.00, 0.00) and b = 0.00.")


def test_too_few_epochs_prove_nothing():
    result = ask(PANEL, {"max_epochs": 1})
    assert (result.converged, result.cycle, result.epochs) == (False, None, 1)
    assert "may or may not" in result.sentence


def test_a_start_at_minus_zero_is_a_start_at_zero():
    # (0, 0) is right; (1, 1) is wrong as 0, takes the weights to −1, and wrong as 1, back to 0
    points = [([0, 0], 1), ([1, 1], 0), ([1, 1], 1), ([1, 1], 1)]
    fields = {"examples": [{"x": x, "y": y} for x, y in points]}
    plain, minus = ask(PANEL, fields), ask(PANEL, {**fields, "weights": [-0.0, 0.0]})
    assert (plain.cycle.first, plain.cycle.length) == (0, 4)
    assert minus.cycle == plain.cycle


coordinates = st.floats(-2.5, 2.5, allow_subnormal=False)


@st.composite
def runs(draw):
    points = draw(st.lists(st.tuples(coordinates, coordinates, st.integers(0, 1)), min_size=1, max_size=12))
    return {
        "examples": [{"x": [x1, x2], "y": y} for x1, x2, y in points],
        "learning_rate": draw(st.floats(0.01, 10)),
        "max_epochs": draw(st.integers(1, 40)),
        "weights": draw(st.lists(st.floats(-10, 10), min_size=2, max_size=2)),
        "bias": draw(st.floats(-10, 10)),
    }


@given(runs())
def test_every_step_follows_the_rule(fields):
    result = ask(PANEL, fields)
    w, b = np.array(fields["weights"]), fields["bias"]
    for each in result.updates:
        example = fields["examples"][each.example]
        x = np.array(example["x"])
        assert each.z == pytest.approx(float(w @ x + b), abs=1e-12)
        assert each.prediction == (each.z >= 0)
        assert each.target == example["y"]
        assert each.error == each.target - each.prediction
        # w ← w + η (y − ŷ) x, b ← b + η (y − ŷ)
        w, b = w + fields["learning_rate"] * each.error * x, b + fields["learning_rate"] * each.error
        np.testing.assert_allclose(each.weights, w, atol=1e-12)
        assert each.bias == pytest.approx(b, abs=1e-12)
    assert result.weights.tolist() == result.updates[-1].weights.tolist()
    assert result.mistakes == sum(each.error != 0 for each in result.updates)
    assert len(result.updates) <= MAX_STEPS


@given(runs())
def test_how_it_ended_is_what_the_steps_say(fields):
    result = ask(PANEL, fields)
    last_epoch = [each for each in result.updates if each.epoch == result.epochs]
    clean = len(last_epoch) == len(fields["examples"]) and all(each.error == 0 for each in last_epoch)
    assert result.converged == clean
    if result.converged:
        assert result.wrong == []
    assert not (result.converged and result.cycle)


@given(
    angle=st.floats(0, 2 * np.pi),
    offset=st.floats(-1, 1),
    points=st.lists(st.tuples(coordinates, coordinates), min_size=2, max_size=12),
)
def test_points_with_a_margin_are_parted_within_novikoffs_bound(angle, offset, points):
    # With (x, 1) for x, a separator u of length 1 and |u·x| ≥ γ: from zeros at most (R / γ)² mistakes.
    u = np.array([np.cos(angle), np.sin(angle), offset])
    u = u / np.linalg.norm(u)
    X = np.array([(*point, 1.0) for point in points if abs(u @ (*point, 1.0)) >= 0.4])
    if len(X) == 0:
        return
    examples = [{"x": x[:2].tolist(), "y": int(u @ x > 0)} for x in X]
    result = ask(PANEL, {"examples": examples, "max_epochs": 100})
    bound = (np.linalg.norm(X, axis=1).max() / np.abs(X @ u).min()) ** 2
    assert result.converged
    assert result.wrong == []
    assert result.mistakes <= bound


@settings(max_examples=40)
@given(runs())
def test_the_sentence_says_the_numbers_of_the_result(fields):
    result = ask(PANEL, fields)
    if result.cycle:
        assert f"{numeral(result.cycle.length)} examples before" in result.sentence
    else:
        line = [*(signed(w) for w in result.weights), signed(result.bias)]
        assert numbers_said(result.sentence) == line
    mistakes = re.search(r"fter (\S+) mistakes? in (\S+) epochs?", result.sentence)
    assert mistakes.groups() == (numeral(result.mistakes), numeral(result.epochs))


@settings(max_examples=40)
@given(runs())
def test_the_table_holds_every_step(fields):
    updates, table = ask(PANEL, fields).updates, table_of(PANEL, fields)
    for name in ("epoch", "prediction", "target", "error", "z"):
        assert column(table, name) == [getattr(each, name) for each in updates]
    assert column(table, "example") == [each.example + 1 for each in updates]
    assert column(table, "w₁ after") == [each.weights[0] for each in updates]
    assert column(table, "w₂ after") == [each.weights[1] for each in updates]
    assert column(table, "b after") == [each.bias for each in updates]


def test_labels_of_minus_one_and_one_learn_by_the_same_rule():
    # From w = (0, 0), b = 0, by ŷ = 1 only where z > 0, else −1: (0, 0): right. (0, 1): right. (1, 0): right.
    # (1, 1): z = 0, ŷ −1, y 1, error 2: w = (2, 2), b = 2.
    result = ask(PANEL, {"labels": "minus_one_one", "fires_at_zero": False})
    assert [each.prediction for each in result.updates[:4]] == [-1, -1, -1, -1]
    assert [each.error for each in result.updates[:4]] == [0, 0, 0, 2]
    assert (result.updates[3].weights.tolist(), result.updates[3].bias) == ([2, 2], 2)
    assert (result.converged, result.wrong, result.low) == (True, [], -1)


def test_the_labels_of_the_examples_count():
    examples = [{"x": [120.0, 3.0, -7.0], "y": -1}, {"x": [2.0, 40.0, 6.0], "y": 1}]
    result = ask(PANEL, {"examples": examples})
    assert (result.low, result.converged, len(result.weights)) == (-1, True, 3)
    assert "w = (" in result.sentence


@pytest.mark.parametrize(
    ("fields", "path"),
    [
        ({"examples": [{"x": [1.0], "y": -1}, {"x": [2.0], "y": 0}]}, ("examples", 1, "y")),
        ({"examples": [{"x": [1.0], "y": 1}, {"x": [2.0, 1.0], "y": 0}]}, ("examples", 1, "x")),
        ({"examples": [{"x": [1.0, 2.0, 3.0], "y": 1}], "weights": [1.0, 2.0]}, ("weights",)),
        ({"examples": [{"x": [1.0], "y": 1}], "table": "a,y\n1,0\n2,1\n"}, ("table",)),
        ({"table": "a,b,c,d,y\n1,2,3,4,0\n2,3,4,5,1\n"}, ("table",)),
        ({"table": "a,y\n1,no\n2,yes\n3,may\n"}, ("table",)),
        ({"reading": {"separator": ";"}}, ("reading", "separator")),
        ({"table": "a,y\n1,0\n2,1\n", "reading": {"target": "b"}}, ("reading", "target")),
        ({"input_names": ["a", "b"]}, ("input_names",)),
        ({"examples": [{"x": [1.0], "y": 1}], "input_names": ["a", "b"]}, ("input_names",)),
        ({"table": "a,y\n1,0\n2,1\n", "class_names": ["no", "yes"]}, ("class_names",)),
    ],
)
def test_examples_that_do_not_fit_each_other_are_named(fields, path):
    with pytest.raises(ValidationError) as caught:
        PANEL.request.model_validate(fields)
    assert caught.value.errors()[0]["ctx"]["error"].path == path


def test_a_table_gives_the_examples():
    result = ask(PANEL, {"table": "Länge;Breite;Art\n−1,5;2;klein\n1,5;3;groß\n"})
    assert [(each.x, each.y) for each in result.examples] == [([-1.5, 2.0], 0), ([1.5, 3.0], 1)]
    assert (result.input_names, result.class_names) == (["Länge", "Breite"], ["klein", "groß"])
    assert ask(PANEL, {"table": "a,b,y\n1,2,-1\n3,4,1\n"}).low == -1


def test_a_table_is_read_as_it_is_said_and_its_columns_keep_names_and_units():
    text = "kind;price;id\nmouse;1,50 €;7\ncat;2,25 €;9\n"
    result = ask(PANEL, {"table": text, "reading": {"target": "kind", "leave_out": ["id"]}})
    assert [each.x for each in result.examples] == [[1.5], [2.25]]
    assert (result.input_names, result.class_names) == (["price (€)"], ["mouse", "cat"])
    examples = [{"x": each.x, "y": each.y} for each in result.examples]
    again = ask(PANEL, {"examples": examples, "input_names": ["price (€)"], "class_names": ["mouse", "cat"]})
    assert again.updates[-1].z == result.updates[-1].z
    assert (again.input_names, again.class_names) == (result.input_names, result.class_names)
    assert ask(PANEL, {"labels": "minus_one_one"}).class_names == ["−1", "1"]


@pytest.mark.parametrize(
    "fields", [{}, {"labels": "minus_one_one"}, {"fires_at_zero": False}, {"gate": "xor"}]
)
def test_the_program_fires_and_answers_alike(fields):
    request = PANEL.request.model_validate(fields)
    printed = run(PANEL.programs(request)["numpy"].text)
    result = ask(PANEL, fields)
    assert printed["weights"] == result.weights.tolist()
    assert printed["mistakes"] == result.mistakes
