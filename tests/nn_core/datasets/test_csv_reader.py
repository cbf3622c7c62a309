"""CSV read: what is understood, what is found out, and what is refused, with line and column."""

from contextlib import suppress

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nn_core.datasets import CsvBounds, read_csv
from nn_core.errors import FormatError, NotFiniteError, NudgeError, RangeError, ShapeError, UnknownNameError

IRIS = "length,width,kind\n5.1,3.5,setosa\n7,3.2,versicolor\n4.9,3,setosa\n"


def test_a_table_with_a_header_and_words():
    dataset = read_csv(IRIS)
    assert dataset.task == "classification"
    assert dataset.inputs.tolist() == [[5.1, 3.5], [7.0, 3.2], [4.9, 3.0]]
    assert dataset.targets.tolist() == [[0.0], [1.0], [0.0]]
    assert dataset.input_names == ("length", "width")
    assert dataset.target_name == "kind"
    assert dataset.class_names == ("setosa", "versicolor")


def test_a_table_without_a_header_gets_names():
    dataset = read_csv("1,2,a\n3,4,b\n")
    assert dataset.input_names == ("x1", "x2")
    assert dataset.target_name == "y"
    assert read_csv("1,2.5\n2,3.5\n").input_names == ("x",)


@pytest.mark.parametrize(
    "text",
    [
        IRIS.replace(",", ";"),
        IRIS.replace(",", "\t"),
        IRIS.replace("\n", "\r\n"),
        IRIS.replace("\n", "\r"),
        "\ufeff" + IRIS,
        IRIS.rstrip("\n"),
        "\n\n" + IRIS.replace("\n", "\n\n  \n"),
        IRIS.replace(",", " , "),
        IRIS.replace("width", '"width"').replace("setosa", '"setosa"').replace("3.5", '"3.5"'),
        IRIS.replace("5.1", "+5.10").replace("7", "7.").replace("3,", "3.0e0,"),
        IRIS.replace("5.1", ".51E1"),
    ],
)
def test_the_ways_to_write_the_same_table(text):
    expected, dataset = read_csv(IRIS), read_csv(text)
    assert dataset.inputs.tolist() == expected.inputs.tolist()
    assert dataset.targets.tolist() == expected.targets.tolist()
    assert dataset.input_names == expected.input_names
    assert dataset.class_names == expected.class_names


def test_a_delimiter_inside_quotes_delimits_nothing():
    assert read_csv('"a","b;c;d","y"\n1,2,0\n3,4,1\n').input_names == ("a", "b;c;d")
    assert read_csv('"a,b";"y"\n1;0\n3;1\n').input_names == ("a,b",)


def test_a_quoted_field_may_hold_delimiters_and_quotes():
    dataset = read_csv('"x, in ""cm""",kind\n1,"a, b"\n2,c\n')
    assert dataset.input_names == ('x, in "cm"',)
    assert dataset.class_names == ("a, b", "c")


def test_any_column_can_be_the_target():
    dataset = read_csv("kind,a,b\nyes,1,2\nno,3,4\n", target="kind")
    assert dataset.input_names == ("a", "b")
    assert dataset.inputs.tolist() == [[1, 2], [3, 4]]
    assert dataset.class_names == ("yes", "no")
    assert read_csv("0.5,1\n1.5,2\n", target="x").targets.tolist() == [[0.5], [1.5]]


@pytest.mark.parametrize(
    ("column", "task", "names"),
    [
        (["1", "0", "1.0", "+0"], "classification", ("0", "1")),
        (["7", "-1", "3", "7.0", "3", "-1"], "classification", ("-1", "3", "7")),
        (["1", "3", "2", "1"], "classification", ("1", "2", "3")),
        (["7", "-1", "3", "7.0"], "regression", ()),
        (["0.5", "1", "2", "3", "0.5", "2"], "regression", ()),
        ([str(number) for number in range(10)] * 2, "classification", tuple("0123456789")),
        ([str(number) for number in range(10)], "regression", ()),
        ([str(number) for number in range(11)] * 2, "regression", ()),
        (["b", "a", "1"], "classification", ("b", "a", "1")),
    ],
)
def test_the_task_is_found_out_and_numbers_are_classes_by_size(column, task, names):
    dataset = read_csv("".join(f"1,{cell}\n" for cell in column))
    assert dataset.task == task
    assert dataset.class_names == names


def test_the_task_can_be_said():
    numbers = "1,2\n1,3\n"
    assert read_csv(numbers, task="regression").targets.tolist() == [[2.0], [3.0]]
    assert read_csv("1,2.5\n1,3.5\n1,2.50\n", task="classification").class_names == ("2.5", "3.5")
    assert read_csv(numbers, class_names=["3", "2"]).labels.tolist() == [1, 0]


def test_a_header_of_numbers_can_be_said():
    dataset = read_csv("2020,2021\n1.5,2.5\n", header=True)
    assert dataset.input_names == ("2020",)
    assert dataset.inputs.tolist() == [[1.5]]
    with pytest.raises(RangeError, match=r"line 1, column 1 \(x1\): got 'length', expected a number"):
        read_csv(IRIS, header=False)


# Every mistake in the rows, with the cell that is at fault.
@pytest.mark.parametrize(
    ("text", "error", "message"),
    [
        ("", RangeError, "text: got no rows"),
        ("\n \n\r\n", RangeError, "text: got no rows"),
        ("\ufeff", RangeError, "text: got no rows"),
        ("a,b\n", RangeError, "rows: got 0, expected 1 to 5000, besides the header"),
        ("a\n1\n", ShapeError, "line 1: got 1 column, expected 2 or more, separated by one of comma, semi"),
        ("1,2,a\n3,4\n", ShapeError, "line 2: got 2 columns, expected 3, as in line 1"),
        ("1,2,a\n\n3,4,5,b\n", ShapeError, "line 3: got 4 columns, expected 3"),
        ("1,2,a\n3,4,b,5\n", ShapeError, "line 2: got 4 columns, expected 3"),
        (
            "1,2,a\n3,four,b\n",
            RangeError,
            r"line 2, column 2 \(x2\): got 'four', expected a number",
        ),
        (
            "u,v,w\n1,2,a\n3,,b\n",
            RangeError,
            r"column 3 \(w\): got only the class 'a', expected 2 or more classes. 1 of 2 rows left out, "
            r"for a value is missing: line 3 \(an empty cell in v\).",
        ),
        ("u,v\n,2.5\n3,\n", RangeError, r"column 1 \(u\): got no value in 1 of 2 rows, so that no row is"),
        ("1,2,a\n3,NaN,b\n", RangeError, r"column 3 \(y\): got only the class 'a'.*line 2 \('NaN' in x2\)"),
        ("1,2,a\n3,-inf,b\n", NotFiniteError, r"line 2, column 2 \(x2\): got -inf"),
        ("1,2,a\n3,1e400,b\n", NotFiniteError, r"line 2, column 2 \(x2\): got '1e400', expected a finite"),
        (
            "1,2,a\n3,1e16,b\n",
            RangeError,
            r"line 2, column 2 \(x2\): got '1e16', expected a number in \[-1e\+15",
        ),
        ("1,a\n3,nan\n", RangeError, r"column 2 \(y\): got only the class 'a'.*line 2 \('nan' in y\)"),
        ("1,2.5\n3,1e999\n", NotFiniteError, r"line 2, column 2 \(y\): got '1e999'"),
        ("1,2,a\n3,1_000,b\n", RangeError, "line 2, column 2"),
        ("1,2,a\n3,0x10,b\n", RangeError, "line 2, column 2"),
        ("1,2,a\n3,٣,b\n", RangeError, "line 2, column 2"),
        (
            "1.5;2;a\n1,5;2;b\n",
            FormatError,
            r"line 2, column 1 \(x1\): got '1,5', and elsewhere '1.5', expected one decimal mark",
        ),
        ("1,a\n2,a\n", RangeError, r"column 2 \(y\): got only the class 'a', expected 2 or more classes"),
        ("1,1\n2,1\n", RangeError, r"column 2 \(y\): got only the class '1'"),
        (
            '1,a\n2,"b\n3,c\n',
            FormatError,
            "line 2: got a quote that is never closed, expected a closing quote",
        ),
        (
            '1,a\n2,"b"c\n',
            FormatError,
            "line 2: got text after a closing quote, expected a separator; a quote",
        ),
        (
            '1,a\n2,"b\nc"\n',
            FormatError,
            r"line 2, column 2 \(y\): got 'b\\nc', expected up to 100 printable",
        ),
        ('"1\n",a\n2,b\n3,c,d\n', ShapeError, "line 4: got 3 columns"),
        ("1,a\r\n2,\0\r\n", FormatError, "line 2: got a NUL character"),
        ("1,a\n2," + "b" * 101, FormatError, "line 2, column 2"),
        ("1,a\n2," + "b" * 200_000, FormatError, "line 2: got a very long field, expected at most 131072"),
        ("a,,c\n1,2,3\n", FormatError, "line 1, column 2: got '', expected a name"),
        ("1,a\n" * 5002, RangeError, "rows: got 5002, expected 1 to 5000, besides the header"),
        ("1,2\n" * 5001, RangeError, "rows: got 5001, expected 1 to 5000"),
        ("1," * 101 + "a\n", ShapeError, "line 1: got 102 columns, expected at most 101"),
        (
            "".join(f"1,k{row}\n" for row in range(12)),
            RangeError,
            r"line 11, column 2 \(y\): got 'k10', class 11,",
        ),
        ("1,a\n" * 1_000_001, RangeError, "text: got 4000004 characters, expected at most 4000000"),
        (b"1,a\n2,b\n", ShapeError, "text: got bytes, expected a text"),
        (None, ShapeError, "text: got NoneType"),
    ],
    ids=lambda value: value[:40] if isinstance(value, str) else None,
)
def test_a_mistake_is_named_with_line_and_column(text, error, message):
    with pytest.raises(error, match=f"^{message}"):
        read_csv(text)


@pytest.mark.parametrize(
    ("request_", "error", "message"),
    [
        ({"target": "color"}, UnknownNameError, "target: got 'color', expected one of length, width, kind"),
        ({"target": 0}, RangeError, "target: got 0, expected the position of a column, 1 to 3, or its name"),
        ({"target": 4}, RangeError, "target: got 4"),
        ({"target": []}, RangeError, r"target: got \[\], expected one or more different columns"),
        ({"target": ["width", 2]}, RangeError, "target: got .*, expected one or more different columns"),
        ({"target": ["width", "kind"]}, RangeError, r"line 2, column 3 \(kind\): got 'setosa'"),
        ({"leave_out": ["color"]}, UnknownNameError, "leave_out: got 'color', expected one of length, width"),
        ({"leave_out": [1, 2]}, ShapeError, "columns: got 1 column in use, expected an input besides"),
        ({"task": "ranking"}, UnknownNameError, "task: got 'ranking'"),
        ({"task": "regression"}, RangeError, r"line 2, column 3 \(kind\): got 'setosa', expected a number"),
        ({"task": "regression", "class_names": ["a", "b"]}, RangeError, "class_names: got"),
        ({"class_names": ["setosa", "virginica"]}, UnknownNameError, r"line 3, column 3 \(kind\): got"),
        ({"class_names": ["setosa", "setosa"]}, RangeError, "class_names: got 'setosa' twice"),
        ({"header": "yes"}, RangeError, "header: got 'yes', expected True, False or None"),
        (
            {"delimiter": ":"},
            UnknownNameError,
            r"separator: got ':', expected one of ',', ';', '\\t', '\|', ' '",
        ),
        ({"delimiter": ";"}, ShapeError, "line 1: got 1 column"),
        ({"bounds": CsvBounds(rows=2)}, RangeError, "rows: got 3, expected 1 to 2"),
        ({"bounds": CsvBounds(columns=2)}, ShapeError, "line 1: got 3 columns, expected at most 2"),
        ({"bounds": CsvBounds(characters=9)}, RangeError, "text: got 63 characters"),
        ({"bounds": CsvBounds(magnitude=5)}, RangeError, r"line 2, column 1 \(length\): got '5.1'"),
        (
            {"bounds": CsvBounds(classes=1)},
            RangeError,
            r"line 3, column 3 \(kind\): got 'versicolor', class 2",
        ),
    ],
)
def test_a_bad_choice_is_refused(request_, error, message):
    with pytest.raises(error, match=f"^({message})"):
        read_csv(IRIS, **request_)


@given(st.text(st.sampled_from(list('01.e-+,;\t"\n\r ab\0é')), max_size=60))
def test_any_text_is_read_or_refused_with_a_reason(text):
    with suppress(NudgeError):
        assert np.isfinite(read_csv(text).inputs).all()
