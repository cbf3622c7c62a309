"""A CSV text as data: understood, handed back as points, and learned as them."""

import numpy as np
import pytest
from pydantic import ValidationError

from panel_kit.specs.csv_upload import OPERATION, widest_table
from panel_kit.specs.data import DataSpec
from panels.training.panel import PANEL
from tests.panels.reading import ask


def test_a_table_of_words_becomes_classes():
    result = ask(
        OPERATION, {"csv": "size;weight;kind\n1;2,5;mouse\n30;9;cat\n2;3;mouse\n".replace(",5", ".5")}
    )
    assert (result.task, result.input_names, result.target_name) == (
        "classification",
        ["size", "weight"],
        "kind",
    )
    assert (result.class_names, result.class_counts) == (["mouse", "cat"], [2, 1])
    assert result.dataset["points"][1] == {"x": [30.0, 9.0], "y": 1}
    assert (result.low.tolist(), result.high.tolist()) == ([1.0, 2.5], [30.0, 9.0])


def test_numbers_that_are_no_classes_are_a_regression():
    result = ask(OPERATION, {"csv": "0,0.5\n1,1.5\n2,2.25\n"})
    assert (result.task, result.class_names, result.class_counts) == ("regression", [], None)
    assert [point["y"] for point in result.dataset["points"]] == [0.5, 1.5, 2.25]


@pytest.mark.parametrize(
    "text", ["0,0,0\n0,1,1\n1,0,1\n1,1,0\n", "0,0.5\n1,1.5\n2,2.25\n", "1,a\n2,b\n3,c\n4,a\n"]
)
def test_the_points_are_learned_as_the_text_is(text):
    by_points = ask(PANEL, {"dataset": ask(OPERATION, {"csv": text}).dataset, "epochs": 20})
    by_text = ask(PANEL, {"dataset": {"csv": text}, "epochs": 20})
    assert by_points.history.train_loss.tolist() == by_text.history.train_loss.tolist()


def test_another_column_can_be_the_target():
    result = ask(OPERATION, {"csv": "y,x\nno,1\nyes,2\n", "target": "y"})
    assert (result.target_name, result.input_names) == ("y", ["x"])


@pytest.mark.parametrize(
    ("fields", "path", "words"),
    [
        ({"csv": "a,b\n1,x\ntwo,y\n"}, ("csv",), "line 3, column 1 (a): got 'two'"),
        ({"csv": "a,b\n1,x\n2\n"}, ("csv",), "line 3: got 1 column"),
        ({"csv": "a,b\n1,2\n", "target": "c"}, ("target",), "one of a, b"),
    ],
)
def test_a_mistake_is_named_with_line_and_column(fields, path, words):
    with pytest.raises(ValidationError) as caught:
        OPERATION.request.model_validate(fields)
    cause = caught.value.errors()[0]["ctx"]["error"]
    assert cause.path == path
    assert words in str(cause)


def test_the_answer_says_how_the_table_was_read_and_what_changes_that():
    text = "nr;color;size;note;kind\n1;red;1,5;;cat\n2;blue;2,5;;dog\n3;red;?;;cat\n4;red;3,5;;cat\n"
    result = ask(OPERATION, {"csv": text})
    decided = {each.about: (each.value, each.option) for each in result.decisions}
    assert decided == {
        "separator": (";", "separator"),
        "header": (True, "header"),
        "left_out": (["nr", "note"], "leave_out"),
        "target": ("kind", "target"),
        "missing": (1, "missing"),
        "decimal_mark": (",", "decimal_mark"),
        "words": ("color", "leave_out"),
        "task": ("classification", "task"),
    }
    assert (
        set(filter(None, (option for _, option in decided.values()))) <= OPERATION.request.model_fields.keys()
    )
    assert result.header == ["nr", "color", "size", "note", "kind"]
    assert [(row.line, row.used) for row in result.first_rows] == [
        (2, True),
        (3, True),
        (4, False),
        (5, True),
    ]
    roles = [(column.name, column.role, column.kind) for column in result.columns]
    assert roles == [
        ("nr", "left out", "numbers"),
        ("color", "input", "words"),
        ("size", "input", "numbers"),
        ("note", "left out", "empty"),
        ("kind", "target", "words"),
    ]
    assert result.columns[1].inputs == result.input_names[:2] == ["color=red", "color=blue"]
    assert (result.columns[2].low, result.columns[2].high, result.columns[2].gaps) == (1.5, 3.5, 1)


def test_points_keep_their_names_and_every_digit():
    text = "a,b,kind\n0.00042,1.23456,cat\n0.00091,2.34567,dog\n0.00013,0.98765,cat\n0.00071,2.11119,dog\n"
    dataset = ask(OPERATION, {"csv": text}).dataset
    dataset["points"][2]["x"][1] = 0.5
    run = ask(PANEL, {"dataset": dataset, "epochs": 1})
    assert (run.data.input_names, run.data.target_name) == (["a", "b"], "kind")
    assert run.data.class_names == ["cat", "dog"]
    assert run.data.inputs[:3].tolist() == [[0.00042, 1.23456], [0.00091, 2.34567], [0.00013, 0.5]]


@pytest.mark.parametrize("form", ["points", "text"])
def test_several_targets_are_learned_from_points_as_from_the_text(form):
    text = "x;sum;product\n1;3,5;2\n2;4,5;4\n3;5,5;7\n4;6,5;8\n"
    asked = {"csv": text, "target": ["sum", 3], "standardize_target": True}
    dataset = ask(OPERATION, asked).dataset if form == "points" else asked
    run = ask(PANEL, {"dataset": dataset, "epochs": 5})
    assert (run.data.target_names, run.settings.layers[-1]) == (["sum", "product"], 2)
    np.testing.assert_allclose(run.data.targets.mean(axis=0), 0, atol=1e-12)
    np.testing.assert_allclose(run.data.target_scaling.mean, [5, 5.25])


def test_the_units_of_columns_go_along_and_words_have_none():
    text = "Fläche;Ort;Preis\n45;Ulm;1.250,00 €\n60;Bonn;990,50 €\n72;Ulm;1.100,00 €\n"
    dataset = ask(OPERATION, {"csv": text}).dataset
    assert "input_units" not in dataset
    data = ask(PANEL, {"dataset": dataset, "epochs": 1}).data
    assert (data.input_units, data.target_units) == (["", "", ""], ["€"])
    swapped = ask(PANEL, {"dataset": {"csv": text, "target": "Fläche", "leave_out": ["Ort"]}, "epochs": 1})
    assert (swapped.data.input_units, swapped.data.target_units) == (["€"], [""])


@pytest.mark.parametrize(
    ("fields", "path"),
    [
        ({"points": [{"x": [1], "y": [1, 2]}, {"x": [2], "y": [1]}]}, ("points", 1, "y")),
        ({"points": [{"x": [1], "y": 1}, {"x": [2], "y": [1, 2]}]}, ("points", 1, "y")),
        ({"points": [{"x": [1], "y": [1, 2]}], "target_names": ["a"]}, ("target_names",)),
        ({"points": [{"x": [1], "y": 1}], "input_units": ["m", "kg"]}, ("input_units",)),
        ({"points": [{"x": [1], "y": [0, 1]}], "task": None}, ("points", 0, "y")),
        ({"points": [{"x": [1], "y": [0, 1e10]}]}, (1,)),
        ({"target_units": ["m"]}, ("target_units",)),
    ],
)
def test_targets_and_units_that_do_not_fit_are_named(fields, path):
    with pytest.raises(ValidationError) as caught:
        DataSpec.model_validate({"task": "regression", **fields})
    assert caught.value.errors()[0]["ctx"]["error"].path == path


@pytest.mark.parametrize("task", ["regression", "classification"])
def test_scaled_inputs_and_targets_are_a_switch(task):
    text = "a,b,y\n" + "".join(
        f"{30 + i},{900 - 7 * i},{i % 2 if task[0] == 'c' else 50 * i}\n" for i in range(20)
    )
    fields = {"csv": text, "standardize": True, "standardize_target": task == "regression"}
    dataset = ask(OPERATION, fields).dataset
    by_points, by_text = (
        ask(PANEL, {"dataset": data, "epochs": 20, "validation_share": 0}) for data in (dataset, fields)
    )
    assert by_points.history.train_loss.tolist() == by_text.history.train_loss.tolist()
    np.testing.assert_allclose(by_text.data.inputs.std(axis=0), 1)
    assert (by_text.data.target_scaling is None) == (task == "classification")


@pytest.mark.parametrize(
    ("fields", "path"),
    [
        ({"csv": "a,y\n1,no\n2,yes\n", "standardize_target": True}, ("standardize_target",)),
        ({"csv": "a,y\n1,no\n2,yes\n", "leave_out": ["b"]}, ("leave_out",)),
        ({"csv": "a,y\n1,no\n2,yes\n", "target": 3}, ("target",)),
        ({"csv": "a;y\n1;2.345\n2;3.456\n"}, ("csv",)),
    ],
)
def test_an_option_that_does_not_fit_is_named(fields, path):
    with pytest.raises(ValidationError) as caught:
        OPERATION.request.model_validate(fields)
    assert caught.value.errors()[0]["ctx"]["error"].path == path


def test_the_widest_table_is_read_and_learned():
    run = ask(PANEL, {"dataset": {"csv": widest_table(0)}, "epochs": 1, "network": {"hidden": [4]}})
    assert (run.settings.training + run.settings.validation, run.settings.layers[0]) == (5000, 64)
