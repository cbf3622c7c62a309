"""Numbers and lists as prose puts them: rounding, minus signs, numerals, “a, b and c”."""

import json
import re
import shutil
import subprocess
from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from panel_kit.contract.words import (
    NUMERALS,
    capital,
    field_text,
    in_words,
    layer_phrase,
    numeral,
    short,
    signed,
    subscript,
)

FORMAT = Path(__file__).resolve().parents[3] / "static" / "js" / "lib" / "format.js"
finite = st.floats(-999_999, 999_999)  # larger ones are powers of ten: test_large_numbers.py


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (0.6, 2, "0.60"),
        (-0.456, 2, "−0.46"),
        (-0.001, 2, "0.00"),
        (-0.0, 2, "0.00"),
        (0.125, 2, "0.13"),  # an exact half, away from zero
        (-0.125, 2, "−0.13"),
        (0.375, 2, "0.38"),
        (1.005, 2, "1.00"),  # the float is 1.00499999999999989…
        (2.5, 0, "3"),
        (-0.4, 0, "0"),
        (999.995, 1, "1000.0"),
        (4.605170185988091, 3, "4.605"),
        (1e-12, 4, "0.0000"),
        (0.0, 8, "0.00000000"),
        (-1.2e-7, 8, "−0.00000012"),
        (7, 2, "7.00"),
    ],
)
def test_signed_rounds_to_fixed_decimals_with_a_true_minus(value, decimals, text):
    assert signed(value, decimals) == text


@given(value=finite, decimals=st.integers(0, 6))
def test_signed_is_the_nearest_number_of_that_many_decimals(value, decimals):
    said = Decimal(signed(value, decimals).replace("−", "-"))
    assert abs(said - Decimal(value)) <= Decimal(5).scaleb(-decimals - 1)
    assert "-" not in signed(value, decimals)


@given(value=finite, decimals=st.integers(0, 6))
def test_signed_turns_its_sign_and_nothing_else(value, decimals):
    plain, turned = signed(value, decimals), signed(-value, decimals)
    assert plain.lstrip("−") == turned.lstrip("−")
    if float(plain.replace("−", "-")) != 0:
        assert plain.startswith("−") != turned.startswith("−")
    else:
        assert not plain.startswith("−")


def test_signed_and_the_scripts_round_alike():
    rng = np.random.default_rng(11)
    drawn = [(value, int(rng.integers(0, 7))) for value in rng.normal(0, 100, 5000).tolist()]
    halves = [((2 * k + 1) / 8, decimals) for k in range(-500, 500) for decimals in (0, 1, 2)]
    tiny = [(sign * 10.0**-k, decimals) for k in range(20) for sign in (1, -1) for decimals in (0, 2, 4)]
    cases = [*drawn, *halves, *tiny, (0.0, 2), (-0.0, 2)]
    assert fixed_by_script(cases) == [signed(*case) for case in cases]


def fixed_by_script(cases):
    program = (
        f"import {{ fixed }} from {json.dumps(FORMAT.as_uri())};"
        "let text = ''; for await (const part of process.stdin) text += part;"
        "console.log(JSON.stringify(JSON.parse(text).map(([value, decimals]) => fixed(value, decimals))));"
    )
    done = subprocess.run(
        [shutil.which("node"), "--input-type=module", "-e", program],
        input=json.dumps(cases),
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(done.stdout)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (4.0, "4"),
        (0.5, "0.5"),
        (-1.25, "−1.25"),
        (0.1 + 0.2, "0.3"),
        (100.0, "100"),
        (-0.0001, "0"),
        (0, "0"),
    ],
)
def test_short_drops_the_zeros_behind_and_no_others(value, text):
    assert short(value) == text


def test_subscripts_are_digits_set_low():
    assert [subscript(n) for n in (0, 1, 9, 10, 205)] == ["₀", "₁", "₉", "₁₀", "₂₀₅"]


@pytest.mark.parametrize(
    ("text", "begun"),
    [("the sigmoid", "The sigmoid"), ("", ""), ("ReLU", "ReLU"), ("é", "É"), ("a b", "A b")],
)
def test_capital_changes_the_first_letter_only(text, begun):
    assert capital(text) == begun


def test_numerals_are_words_up_to_twelve():
    assert [numeral(n) for n in (0, 1, 2, 12, 13, 100)] == ["no", "one", "two", "twelve", "13", "100"]
    assert len(NUMERALS) == 13


@pytest.mark.parametrize(
    ("count", "phrase"), [(0, "no inputs"), (1, "one input"), (2, "two inputs"), (13, "13 inputs")]
)
def test_a_count_of_things_is_singular_for_one_alone(count, phrase):
    assert layer_phrase(count, "input") == phrase


@pytest.mark.parametrize(
    ("items", "text"),
    [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")],
)
def test_lists_in_words_have_one_and_at_the_end(items, text):
    assert in_words(items) == text


def test_fields_show_the_same_here_and_in_the_page():
    """The table of tests/js/number_text.test.js, read from there."""
    table = (Path(__file__).resolve().parents[2] / "js" / "number_text.test.js").read_text("utf-8")
    rows = re.findall(r'^  \[(-?[\d.e-]+), (\d), "(.+)"\],$', table, flags=re.MULTILINE)
    assert len(rows) > 10
    assert [(value, field_text(float(value), int(decimals))) for value, decimals, _ in rows] == [
        (value, text) for value, _, text in rows
    ]


@given(finite, st.integers(0, 4))
def test_a_field_tells_a_value_to_two_digits_and_never_as_zero(value, decimals):
    text = field_text(value, decimals).replace("−", "-")
    assert float(text) == pytest.approx(value, rel=0.06, abs=0)
    assert not text.startswith("-0.00") or float(text) != 0
