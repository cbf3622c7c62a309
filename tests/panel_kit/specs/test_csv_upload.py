"""A CSV text as data: understood, handed back as points, and learned as them."""

import pytest
from pydantic import ValidationError

from panel_kit.specs.csv_upload import OPERATION
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
