"""A table written in any dialect and with any decimal mark reads back the same."""

import csv
from io import StringIO

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from nn_core.datasets import TableOptions, decoded, read_table

FINITE = st.floats(-1e6, 1e6).map(lambda number: float(f"{number:.6g}"))
WORDS = st.text("abcdefghijklmnopqrstuvwxyzäöü", min_size=2, max_size=8)
DIALECTS = st.sampled_from(
    [
        (",", "."),
        (";", "."),
        (";", ","),
        ("\t", "."),
        ("\t", ","),
        ("|", "."),
        ("|", ","),
        (" ", "."),
        (" ", ","),
    ]
)
MINUS = st.sampled_from(["-", "−"])


@st.composite
def tables(draw):
    width, length = draw(st.integers(2, 5)), draw(st.integers(2, 8))
    rows = draw(st.lists(st.lists(FINITE, min_size=width, max_size=width), min_size=length, max_size=length))
    # What is 1,234 in one column alone is asked about; here each column has a number that is plainly decimal
    rows.append([0.5 + column for column in range(width)])
    names = draw(st.lists(WORDS, min_size=width, max_size=width, unique=True))
    assume(
        not {"na", "nan", "nil", "none", "null", "inf", "id", "no", "nr", "idx", "row", "infinity"}
        & set(names)
    )
    return names, rows


def written(rows, separator, mark, minus, quoting=csv.QUOTE_MINIMAL):
    text = StringIO()
    writer = csv.writer(text, delimiter=separator, quoting=quoting, lineterminator="\r\n")
    for row in rows:
        writer.writerow([cell if isinstance(cell, str) else spelled(cell, mark, minus) for cell in row])
    return text.getvalue()


def spelled(number, mark, minus):
    return repr(number).replace(".", mark).replace("-", minus, 1)


@given(tables(), DIALECTS, MINUS, st.booleans())
def test_a_table_reads_back_the_same_however_it_is_written(table, dialect, minus, quoted):
    names, rows = table
    separator, mark = dialect
    quoting = csv.QUOTE_ALL if quoted else csv.QUOTE_MINIMAL
    again = read_table(written([names, *rows], separator, mark, minus, quoting)).dataset
    assert again.inputs.tolist() == [row[:-1] for row in rows]
    assert again.task == "regression"
    assert again.targets[:, 0].tolist() == [row[-1] for row in rows]
    assert (*again.input_names, again.target_name) == tuple(names)


@given(tables(), DIALECTS, st.lists(WORDS, min_size=2, max_size=3, unique=True), st.randoms())
def test_classes_read_back_the_same(table, dialect, words, random):
    names, rows = table
    labels = [*words, *(random.choice(words) for _ in rows)][: len(rows)]
    assume(len(set(labels)) > 1 and "none" not in words and "nil" not in words)
    assume(not {"na", "nan", "null"} & set(words) and names[-1] not in labels)
    lines = [names, *([*row[:-1], label] for row, label in zip(rows, labels, strict=True))]
    again = read_table(written(lines, *dialect, "-")).dataset
    assert [again.class_names[label] for label in again.labels] == labels


@given(tables(), st.sampled_from([",.", ".,", "'.", " ,", "’.", "\u202f,"]))
def test_thousands_read_back_the_same(table, signs):
    names, rows = table
    grouping, mark = signs
    whole = [[round(cell) * 1000 + 0.5 for cell in row] for row in rows]

    def grouped(number):
        plain = f"{number:,.1f}"
        return plain.translate(str.maketrans({",": grouping, ".": mark}))

    lines = [";".join(names), *(";".join(map(grouped, row)) for row in whole)]
    again = read_table("\n".join(lines)).dataset
    assert [[*x, *y] for x, y in zip(again.inputs.tolist(), again.targets.tolist(), strict=True)] == whole


@given(st.text(max_size=60))
def test_a_text_in_utf_8_is_decoded_as_it_was(text):
    assume(not text.startswith(("\ufeff", "\u0000")) and text.encode()[:2] not in (b"\xff\xfe", b"\xfe\xff"))
    assert decoded(text.encode()) == (text, "utf-8")


@pytest.mark.parametrize("separator", [",", ";", "\t", "|", " "])
def test_a_separator_can_be_said(separator):
    text = (
        separator.join(["a", "y"]) + "\n" + separator.join(["1", "2.5"]) + "\n" + separator.join(["2", "3"])
    )
    assert read_table(text, TableOptions(separator=separator)).dataset.inputs.tolist() == [[1], [2]]
