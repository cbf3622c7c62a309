"""Tables that people brought, and what they meant: the kinds that readers of tables stumble over."""

import pytest

from nn_core.datasets import TableOptions, decoded, read_table
from nn_core.errors import FormatError, NudgeError, RangeError


def read(text, **options):
    return read_table(text, TableOptions(**options))


def said(table, about):
    """What was decided about something, in words."""
    return " ".join(each.sentence for each in table.decisions if each.about == about)


def chosen(table, about):
    return next(each.value for each in table.decisions if each.about == about)


def numbers(data):
    return [round(value, 12) for value in data.targets[:, 0].tolist()]


# Numbers as people write them


def test_decimal_commas_between_semicolons():
    table = read("hours;score\n1;52,5\n2;55,0\n3;61,2\n")
    assert (table.dataset.task, numbers(table.dataset)) == ("regression", [52.5, 55.0, 61.2])
    assert chosen(table, "decimal_mark") == ","
    iris = read("laenge;breite;art\n5,1;3,5;setosa\n7,0;3,2;versicolor\n").dataset
    assert iris.inputs.tolist() == [[5.1, 3.5], [7.0, 3.2]]
    assert iris.class_names == ("setosa", "versicolor")


def test_a_true_minus_is_a_minus():
    data = read("x1,x2,y\n0.5,−0.2,1\n0.3,0.4,0\n").dataset
    assert data.inputs.tolist() == [[0.5, -0.2], [0.3, 0.4]]
    assert numbers(read("a,y\n1,−0.5\n2,1.5\n3,2.5\n").dataset) == [-0.5, 1.5, 2.5]


def test_thousands_are_read_and_said():
    table = read('size,price\n1,"250,000"\n2,"310,500"\n3,"475,250"\n')
    assert numbers(table.dataset) == [250000, 310500, 475250]
    assert "250,000 is 250000" in said(table, "decimal_mark")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "a\ty\n1\t1,234\n2\t2,345\n3\t3,456\n",
            r"line 2, column 2 \(y\): got '1,234', expected decimal_mark",
        ),
        ("a;y\n1;1.234\n2;2.345\n3;3.456\n", r"line 2, column 2 \(y\): got '1.234'.*may be 1.234 or 1234"),
        ("a,y\n1,2.5\n2,3.5 kg\n3,4.5\n", r"line 3, column 2 \(y\): got '3.5 kg', expected a number"),
        (
            "a;y\n1;2,5\n2;3.5\n3;4\n",
            r"line 2, column 2 \(y\): got '2,5', and elsewhere '3.5', expected one d",
        ),
        ("a,y\n1,2024-01-05\n2,2024-01-06\n3,2024-02-01\n", r"line 2.*'2024-01-05'.*not a date.*task: class"),
        ("a,y\n1,12:30\n2,13:30\n", r"line 2, column 2 \(y\): got '12:30'.*or say task: classification"),
        ("a,y\n1,18-25\n2,26-35\n3,18-25\n", r"line 2, column 2 \(y\): got '18-25'"),
        ("a,y\n1,$5\n2,€6\n3,$7\n", r"line 2, column 2 \(y\): got '\$5'"),
    ],
)
def test_what_is_meant_as_a_number_never_becomes_a_class_without_a_word(text, words):
    with pytest.raises(NudgeError, match=words):
        read(text)
    assert read(text, task="classification", decimal_mark=".").dataset.task == "classification"


def test_the_decimal_mark_can_be_said_where_a_table_leaves_it_open():
    text = "a\ty\n1\t1,234\n2\t2,345\n3\t3,456\n"
    assert numbers(read(text, decimal_mark=",").dataset) == [1.234, 2.345, 3.456]
    assert numbers(read(text, decimal_mark=".").dataset) == [1234, 2345, 3456]


def test_another_column_decides_where_one_leaves_it_open():
    table = read("menge;preis\n1.234;0,5\n2.345;1,75\n3.456;2,25\n")
    assert table.dataset.inputs[:, 0].tolist() == [1234, 2345, 3456]


def test_names_of_classes_with_digits_are_classes_and_said():
    table = read("a,y\n1,group1\n2,group2\n3,group1\n")
    assert table.dataset.class_names == ("group1", "group2")
    assert "digits" in said(table, "task")


# The first line


def test_years_over_smaller_numbers_are_names():
    data = read("2019,2020,class\n5.1,3.5,up\n4.9,3.0,down\n").dataset
    assert (data.samples, data.class_names, data.input_names) == (2, ("up", "down"), ("2019", "2020"))


def test_a_first_line_whose_class_comes_again_is_an_example():
    table = read("0,5;a\n1;b\n2;c\n3;a\n4;b\n")
    assert (table.dataset.samples, table.dataset.inputs[0, 0]) == (5, 0.5)
    assert "'a' comes again" in said(table, "header")
    gap = read("?,yes\n1,no\n2,yes\n")
    assert gap.dataset.samples == 2
    assert "line 1 ('?' in x)" in said(gap, "missing")


def test_a_first_line_that_is_neither_names_nor_an_example_is_refused():
    text = "120,4,setosa,versicolor,virginica\n6.4,2.8,5.6,2.2,2\n5.0,2.3,3.3,1.0,1\n"
    with pytest.raises(
        FormatError, match=r"line 1: got 'setosa' over a column of numbers.*neither a header nor"
    ):
        read(text)
    assert read(text, header=True).dataset.samples == 2


def test_a_line_that_names_the_separator():
    data = read("sep=;\na;b;y\n1;2;0\n2;3;1\n").dataset
    assert (data.samples, data.input_names) == (2, ("a", "b"))
    assert read("sep=|\r\na;b|y\r\n1|0\r\n2|1\r\n").dataset.input_names == ("a;b",)


# Empty names, empty rows


@pytest.mark.parametrize(
    "text", [",a,b,y\n0,1,2,0\n1,2,3,1\n", "a,b,y,\n1,2,0,\n2,3,1,\n", "a,b,y\n1,2,0\n,,\n2,3,1\n,,\n"]
)
def test_an_index_empty_columns_and_empty_rows_are_left_out_and_said(text):
    table = read(text)
    assert table.dataset.inputs.tolist() == [[1, 2], [2, 3]]
    assert table.dataset.input_names == ("a", "b")
    assert said(table, "left_out")


# Gaps


def test_a_row_with_a_gap_is_left_out_and_counted():
    table = read("a,b,y\n1,1,yes\n2,3,?\n4,4,no\n")
    assert (table.dataset.samples, table.dataset.class_names) == (2, ("yes", "no"))
    assert said(table, "missing") == "1 of 3 rows left out, for a value is missing: line 3 ('?' in y)."


def test_a_gap_at_the_end_of_many_numbers():
    rows = "".join(f"{i},{0.25 + i / 2}\n" for i in range(1, 13))
    table = read(f"a,y\n{rows}13,NA\n")
    assert (table.dataset.task, table.dataset.samples) == ("regression", 12)
    assert "line 14 ('NA' in y)" in said(table, "missing")
    with pytest.raises(RangeError, match=r"line 14, column 2 \(y\): got 'unknown'"):
        read(f"a,y\n{rows}13,unknown\n")
    assert read(f"a,y\n{rows}13,unknown\n", missing=["unknown"]).dataset.samples == 12


# What is to be predicted


@pytest.mark.parametrize("count", [2, 4, 10, 11, 50])
def test_numbers_of_which_each_comes_once_are_a_regression(count):
    rows = "".join(f"{x},{2 * x}\n" for x in range(1, count + 1))
    data = read(f"x,y\n{rows}").dataset
    assert (data.task, numbers(data)) == ("regression", [2 * x for x in range(1, count + 1)])


def test_small_values_keep_every_digit():
    text = "a,b,kind\n0.00042,1.23456,cat\n0.00091,2.34567,dog\n0.00013,0.98765,cat\n0.00071,2.11119,dog\n"
    data = read(text).dataset
    assert data.inputs.tolist() == [
        [0.00042, 1.23456], [0.00091, 2.34567], [0.00013, 0.98765], [0.00071, 2.11119]
    ]  # fmt: skip
    assert data.class_names == ("cat", "dog")


# Encodings


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_a_file_is_decoded_by_what_its_bytes_can_be(encoding):
    text = "Größe;Gewicht;Art\n1.5;2;groß\n0.5;1;klein\n"
    found, name = decoded(text.encode(encoding))
    assert found == text
    assert name == {"utf-8-sig": "utf-8", "cp1252": "windows-1252"}.get(encoding, encoding)


def test_every_byte_of_windows_1252_has_a_character():
    text, name = decoded(bytes(range(256)))
    assert (len(text), name) == (256, "windows-1252")
    assert text[0x80] == "€"
    assert text[0x81] == "\x81"
