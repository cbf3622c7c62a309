"""Small tables as spreadsheets, statistics programs, textbooks and devices write them."""

from dataclasses import dataclass

import pytest

from nn_core.datasets import TableOptions, read_table
from nn_core.datasets.tables.display_names import display_names
from nn_core.errors import NudgeError


@dataclass(frozen=True)
class Read:
    """What a table is read as: names, the first example, its target, the task, how many examples."""

    names: tuple
    first: list
    target: float
    task: str
    samples: int
    classes: tuple = ()


REGRESSION, CLASSES = "regression", "classification"
TABLES = {
    "iris as it is published": (
        "5.1,3.5,1.4,0.2,Iris-setosa\n4.9,3.0,1.4,0.2,Iris-setosa\n7.0,3.2,4.7,1.4,Iris-versicolor\n",
        Read(
            ("x1", "x2", "x3", "x4"), [5.1, 3.5, 1.4, 0.2], 0, CLASSES, 3, ("Iris-setosa", "Iris-versicolor")
        ),
    ),
    "iris with numbered rows": (
        "Id,SepalLengthCm,Species\n1,5.1,Iris-setosa\n2,4.9,Iris-setosa\n3,7.0,Iris-versicolor\n",
        Read(("SepalLengthCm",), [5.1], 0, CLASSES, 3, ("Iris-setosa", "Iris-versicolor")),
    ),
    "iris as R writes it": (
        '"Sepal.Length" "Species"\n"1" 5.1 "setosa"\n"2" 4.9 "setosa"\n"3" 7 "versicolor"\n',
        Read(("Sepal.Length",), [5.1], 0, CLASSES, 3, ("setosa", "versicolor")),
    ),
    "a data frame as pandas prints it": (
        "   a    b  y\n0  1  2.5  0\n1  2  3.5  1\n2  4  4.5  0\n",
        Read(("a", "b"), [1, 2.5], 0, CLASSES, 3, ("0", "1")),
    ),
    "an index that pandas wrote twice": (
        "Unnamed: 0,a,y\n0,1.5,0\n1,2.5,1\n2,3.5,0\n",
        Read(("a",), [1.5], 0, CLASSES, 3, ("0", "1")),
    ),
    "a German spreadsheet": (
        "Fläche;Preis\n45,5;1.250,00\n60;1.480,50\n72,25;990,00\n",
        Read(("Fläche",), [45.5], 1250.0, REGRESSION, 3),
    ),
    "a German spreadsheet with all in quotes": (
        '"Fläche";"Preis"\n"45,5";"1250,5"\n"60,0";"1480,25"\n',
        Read(("Fläche",), [45.5], 1250.5, REGRESSION, 2),
    ),
    "decimal commas in quotes between commas": (
        '"a","b"\n"0,5","1,25"\n"1,5","2,75"\n"2,5","3"\n',
        Read(("a",), [0.5], 1.25, REGRESSION, 3),
    ),
    "French thousands with narrow spaces": (
        "surface;prix\n45,5;250\u202f000,50\n60,0;310\u202f500,00\n",
        Read(("surface",), [45.5], 250000.5, REGRESSION, 2),
    ),
    "thousands with no-break spaces": (
        "m2\tprice\n45\t250\u00a0000\n60\t310\u00a0500\n",
        Read(("m2",), [45], 250000, REGRESSION, 2),
    ),
    "Swiss thousands": (
        "m2;CHF\n45;1'250.50\n60;12'480.00\n72;980.25\n",
        Read(("m2",), [45], 1250.5, REGRESSION, 3),
    ),
    "Swiss thousands with a typographic apostrophe": (
        "m2;CHF\n45;1’250’000\n60;12’480\n72;980\n",
        Read(("m2",), [45], 1250000, REGRESSION, 3),
    ),
    "Indian thousands": (
        'sqft,price\n500,"12,50,000"\n650,"1,05,00,000"\n700,"9,80,000.50"\n',
        Read(("sqft",), [500], 1250000, REGRESSION, 3),
    ),
    "American money": (
        'sqft,price\n500,"$1,250.00"\n650,"$2,310.50"\n700,$980\n',
        Read(("sqft",), [500], 1250.0, REGRESSION, 3),
    ),
    "euros behind the number": (
        "qm;preis\n45;1.250,00 €\n60;990,50 €\n72;1.100,00 €\n",
        Read(("qm",), [45], 1250.0, REGRESSION, 3),
    ),
    "percent signs": (
        "share,turnout\n12%,45.5%\n30%,50%\n7%,61.2%\n",
        Read(("share",), [12], 45.5, REGRESSION, 3),
    ),
    "tabs from a spreadsheet, with one at each end": (
        "a\tb\ty\t\n1\t2\t0\t\n2\t3\t1\t\n4\t5\t1\t\n",
        Read(("a", "b"), [1, 2], 0, CLASSES, 3, ("0", "1")),
    ),
    "vertical bars": (
        "a|b|y\n1|2|no\n2|3|yes\n",
        Read(("a", "b"), [1, 2], 0, CLASSES, 2, ("no", "yes")),
    ),
    "columns set apart by spaces, no header": (
        "  8.0   5.0   135.0\n  9.5  12.25   90.0\n 14.0   7.5   112.0\n",
        Read(("x1", "x2"), [8, 5], 135, REGRESSION, 3),
    ),
    "decimal commas between spaces": (
        "1,5 2,5 3,5\n4,5 5,5 6,5\n7,5 8,5 9,5\n",
        Read(("x1", "x2"), [1.5, 2.5], 3.5, REGRESSION, 3),
    ),
    "two words in a name, between tabs": (
        "sepal length\tspecies\n5.1\tIris setosa\n7.0\tIris versicolor\n",
        Read(("sepal length",), [5.1], 0, CLASSES, 2, ("Iris setosa", "Iris versicolor")),
    ),
    "spaces after commas": (
        "a, b, y\n1, 2, no\n3, 4, yes\n",
        Read(("a", "b"), [1, 2], 0, CLASSES, 2, ("no", "yes")),
    ),
    "names with the unit in the next line": (
        '"height\n(cm)","weight\n(kg)",sex\n180,80,m\n165,60,f\n',
        Read(("height (cm)", "weight (kg)"), [180, 80], 0, CLASSES, 2, ("m", "f")),
    ),
    "names that come twice": (
        "x,x,y\n1,2,no\n3,4,yes\n",
        Read(("x", "x (2)"), [1, 2], 0, CLASSES, 2, ("no", "yes")),
    ),
    "more columns than are filled": (
        "a,y,,\n1,2.5,,\n2,3.5,,\n3,5,,\n",
        Read(("a",), [1], 2.5, REGRESSION, 3),
    ),
    "rows without the separator at the end that the header has": (
        "a,y,\n1,2.5\n2,3.5\n3,5\n",
        Read(("a",), [1], 2.5, REGRESSION, 3),
    ),
    "a column with a name and nothing in it": (
        "a,note,y\n1,,2.5\n2,,3.5\n3,,5\n",
        Read(("a",), [1], 2.5, REGRESSION, 3),
    ),
    "words as inputs": (
        "color,size,kind\nred,1,apple\ngreen,2,pear\nred,3,apple\n",
        Read(("color=red", "color=green", "size"), [1, 0, 1], 0, CLASSES, 3, ("apple", "pear")),
    ),
    "names of people, who are no inputs": (
        "name,age,survived\n" + "".join(f"Person {chr(65 + i)},{20 + i},{i % 2}\n" for i in range(26)),
        Read(("age",), [20], 0, CLASSES, 26, ("0", "1")),
    ),
    "gaps as a spreadsheet marks them": (
        "a;y\n1;2,5\n2;#NV\n3;#DIV/0!\n4;5,5\n",
        Read(("a",), [1], 2.5, REGRESSION, 2),
    ),
    "none is a class among words": (
        "a,pain\n1,none\n2,mild\n3,none\n",
        Read(("a",), [1], 0, CLASSES, 3, ("none", "mild")),
    ),
    "plus and minus are classes": (
        "a,y\n1,+\n2,-\n3,+\n",
        Read(("a",), [1], 0, CLASSES, 3, ("+", "-")),
    ),
    "labels of minus one and one": (
        "x1,x2,y\n1,2,-1\n3,4,1\n5,6,1\n7,8,-1\n",
        Read(("x1", "x2"), [1, 2], 0, CLASSES, 4, ("-1", "1")),
    ),
    "true and false": (
        "x1,x2,y\n0,0,False\n0,1,True\n1,0,True\n",
        Read(("x1", "x2"), [0, 0], 0, CLASSES, 3, ("False", "True")),
    ),
    "the truth table of XOR": (
        "0,0,0\n0,1,1\n1,0,1\n1,1,0\n",
        Read(("x1", "x2"), [0, 0], 0, CLASSES, 4, ("0", "1")),
    ),
    "powers of ten": (
        "rate,loss\n1e-3,2.5E+02\n1E-2,1.5e2\n0.1,3\n",
        Read(("rate",), [0.001], 250.0, REGRESSION, 3),
    ),
    "years over years are examples": (
        "2019,1.5\n2020,2.5\n2021,3.5\n",
        Read(("x",), [2019], 1.5, REGRESSION, 3),
    ),
    "Persian names": (
        "وزن;نوع\n1.5;گربه\n2.5;سگ\n",
        Read(("وزن",), [1.5], 0, CLASSES, 2, ("گربه", "سگ")),
    ),
    "lines that end as on an old Mac": (
        "a,y\r1,2.5\r2,3.5\r3,5\r",
        Read(("a",), [1], 2.5, REGRESSION, 3),
    ),
    "a byte-order mark and a line for the separator": (
        "\ufeffsep=,\r\na,y\r\n1,2.5\r\n2,3.5\r\n",
        Read(("a",), [1], 2.5, REGRESSION, 2),
    ),
    "prices with a header of one word over a word": (
        "fruit,price\napple,1.5\npear,2.5\napple,1.75\n",
        Read(("fruit=apple", "fruit=pear"), [1, 0], 1.5, REGRESSION, 3),
    ),
}


@pytest.mark.parametrize("name", TABLES)
def test_a_table_is_read_as_it_was_meant(name):
    text, expected = TABLES[name]
    data = read_table(text).dataset
    found = Read(
        data.input_names,
        data.inputs[0].tolist(),
        float(data.targets[0, 0]),
        data.task,
        data.samples,
        data.class_names,
    )
    assert found == expected


REFUSED = {
    "dates as inputs": (
        "day,y\n2024-01-05,1.5\n2024-01-06,2.5\n2024-01-07,3\n",
        r"line 2, column 1 \(day\): got '2024-01-05', expected a number, not a date; or leave the column out",
    ),
    "German dates": ("tag;y\n5.1.2024;1,5\n6.1.2024;2,5\n", r"line 2, column 1 \(tag\): got '5.1.2024'"),
    "a slip among numbers": (
        "a,y\n1,2.5\n2,3.5\n3..1,4.5\n4,5.5\n",
        r"line 4, column 1 \(a\): got '3..1', expected a number",
    ),
    "units written with the numbers": (
        "weight,y\n12 kg,1.5\n15 kg,2.5\n",
        r"line 2, column 1 \(weight\): got '12 kg', expected a number",
    ),
    "a row that is too short": (
        "a,b,y\n1,2,0.5\n3,4\n5,6,1.5\n",
        "line 3: got 2 columns, expected 3, as in line 1",
    ),
    "an infinite number": (
        "a,y\n1,2.5\n2,inf\n",
        r"line 3, column 2 \(y\): got inf, expected a finite number",
    ),
    "a column without a name": ("a,,y\n1,5,2.5\n2,7,3.5\n", "line 1, column 2: got '', expected a name"),
    "a target of one class": ("a,y\n1,no\n2,no\n", r"column 2 \(y\): got only the class 'no'"),
    "only gaps": (
        "a,b,y\n,1,2.5\n1,,3.5\n",
        r"column 1 \(a\): got no value in 1 of 2 rows, so that no row is whole",
    ),
    "a spreadsheet file": ("PK\x03\x04\0\0", "line 1: got a NUL character, expected text; is it a CSV file"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_read_is_named_by_line_and_column(name):
    text, words = REFUSED[name]
    with pytest.raises(NudgeError, match=f"^{words}"):
        read_table(text)


# Choices


TABLE = "id,color,size,price,kind\n7,red,1,2.5,cat\n9,blue,2,3.5,dog\n12,red,4,5.5,cat\n"


@pytest.mark.parametrize("target", ["price", 4])
def test_the_target_is_chosen_by_name_or_position(target):
    data = read_table(TABLE, TableOptions(target=target, leave_out=["kind", 1])).dataset
    assert (data.target_name, data.task) == ("price", "regression")
    assert data.input_names == ("color=red", "color=blue", "size")


def test_several_targets_are_a_regression_with_as_many_outputs():
    data = read_table(TABLE, TableOptions(target=["size", "price"], leave_out=["kind"])).dataset
    assert (data.target_names, data.targets.tolist()) == (("size", "price"), [[1, 2.5], [2, 3.5], [4, 5.5]])
    assert data.take([0, 2]).target_names == ("size", "price")


def test_a_column_that_counts_the_rows_stays_if_it_is_said():
    text = "id,a,y\n1,5,2.5\n2,6,3.5\n3,8,4.5\n"
    assert read_table(text).dataset.input_names == ("a",)
    assert read_table(text, TableOptions(leave_out=[])).dataset.input_names == ("id", "a")
    # Where it is all there is, it is an input
    assert read_table("id,y\n1,2.5\n2,3.5\n").dataset.input_names == ("id",)


def test_every_decision_that_can_be_changed_is_changed_by_its_option():
    text = "id;v;kind\n1;1,5;0\n2;2,5;1\n3;?;1\n4;3,5;0\n"
    decisions = {each.about: each for each in read_table(text).decisions}
    assert set(decisions) == {"separator", "header", "left_out", "missing", "decimal_mark", "target", "task"}
    for each in decisions.values():
        assert each.option in TableOptions.__dataclass_fields__
        assert each.sentence.endswith(".")
    assert read_table(text, TableOptions(task="regression")).dataset.task == "regression"
    assert read_table(text, TableOptions(target="v")).dataset.target_name == "v"
    assert read_table(text, TableOptions(leave_out=["v"])).dataset.input_names == ("id",)
    with pytest.raises(NudgeError, match=r"line 4, column 2 \(v\): got '\?'"):
        read_table(text, TableOptions(missing=[]))
    with pytest.raises(NudgeError, match="line 1, column 1"):
        read_table(text, TableOptions(header=False, leave_out=[]))
    with pytest.raises(NudgeError):
        read_table(text, TableOptions(separator=","))
    with pytest.raises(
        NudgeError, match=r"line 2, column 2 \(v\): got '1,5', expected a number, with a decimal p"
    ):
        read_table(text, TableOptions(decimal_mark="."))


def test_the_first_rows_are_told_as_they_were_written():
    table = read_table("a;y\n1;2,5\n?;3\n2;4\n3;5\n")
    assert table.header == ("a", "y")
    assert [(row.line, row.cells) for row in table.first_rows[:2]] == [(2, ("1", "2,5")), (3, ("?", "3"))]
    assert table.lines == [2, 4, 5]


def test_a_long_name_is_short_where_there_is_little_room():
    name = "average_number_of_bedrooms_" * 8
    table = read_table(f"{name},y\n1,2.5\n2,3.5\n")
    [used, _] = table.columns
    assert len(used.column.name) == 100
    assert display_names([used.column.name]) == ["average_numbe…"]


def test_short_names_are_told_apart():
    words = ["eye color of the hen=green", "eye color of the hen=grey"]
    assert display_names(words) == ["eye col…=green", "eye colo…=grey"]
    assert display_names(["average number in 2020", "average number in 2021", "size", "", ""]) == [
        "averag…in 2020",
        "averag…in 2021",
        "size",
        "",
        "",
    ]
    alike = [f"a very long name of a column, the {place} first" for place in ("1st, my", "2nd, my")]
    assert display_names(alike) == ["a very lon…1", "a very lon…2"]


def test_dates_are_left_out_and_said_and_predicted_by_no_one():
    rows = "a;day;y;at\n1;04.06.2015;2,5;12:30\n2;14.07.2016;3,5;07:15\n3;08.11.2015;1,5;23:59\n"
    table = read_table(rows)
    assert (table.dataset.input_names, table.dataset.target_name) == (("a",), "y")
    said = {each.about: each.sentence for each in table.decisions}
    assert said["left_out"] == (
        "Left out: day (it holds dates or times such as 04.06.2015) "
        "and at (it holds dates or times such as 12:30)."
    )
    assert said["target"] == "Predicted: y, the last column that holds no dates."
    with pytest.raises(NudgeError, match=r"line 2, column 2.*not a date"):
        read_table(rows, TableOptions(leave_out=["at"]))


def test_what_is_no_number_is_told_as_the_others_in_its_column_are_written():
    with pytest.raises(NudgeError) as error:
        read_table("a;y\n1,5;0\nnichts;1\n2,5;0\n")
    assert error.value.allowed == (
        "a number, with a decimal comma; or say in missing that it stands for a missing value; "
        "or leave the column out"
    )
    assert read_table("a;y\n1,5;0\nnichts;1\n2,5;1\n", TableOptions(missing=["nichts"])).dataset.samples == 2


@pytest.mark.parametrize("word", ["k.A.", "–", "<NA>", "#WERT!", "n.a."])
def test_what_people_write_for_nothing_is_a_gap(word):
    table = read_table(f"a;y\n1,5;0\n{word};1\n2,5;1\n")
    assert table.lines == [2, 4]
