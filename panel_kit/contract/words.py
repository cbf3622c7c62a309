"""Numbers and lists as prose puts them."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

LARGE = 1e6  # from here on a number that has decimals is written as a power of ten
SMALL = 1e-3  # below, three decimals say next to nothing
FIELD_ROOM = 7  # signs that a number field has room for
SMALLEST_PLAIN = 1e-6  # below, JavaScript writes an exponent
SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
NUMERALS = (
    "no",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
)


def signed(value: float, decimals: int = 2) -> str:
    """A number with fixed decimals and a true minus sign; a rounded-off zero has none.

    A number of a million or more is written as a power of ten. An exact half is rounded away from zero,
    as JavaScript's toFixed does, so that a sentence written here and a picture drawn there never differ
    in a digit.

    >>> signed(-0.456), signed(-0.001), signed(0.125), signed(-1.4e23), signed(1e-7, 8)
    ('−0.46', '0.00', '0.13', '−1.40·10²³', '0.00000010')
    """
    value = float(value)
    if decimals > 0 and abs(value) >= LARGE:
        return power_of_ten(value, 2)
    if abs(value) * 10**decimals % 1 == 0.5:
        text = format(Decimal(value).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP), "f")
    else:
        text = f"{value:.{decimals}f}"
    if not text.startswith("-"):
        return text
    return text[1:] if float(text) == 0 else f"−{text[1:]}"


def power_of_ten(value: float, decimals: int) -> str:
    """A number as a mantissa with so many decimals and a power of ten.

    No sentence writes one any other way (in the page, static/js/lib/format.js).

    >>> power_of_ten(2.69e43, 2), power_of_ten(-0.000032, 1)
    ('2.69·10⁴³', '−3.2·10⁻⁵')
    """
    exact, digit = Decimal(value), Decimal(1).scaleb(-decimals)
    exponent = exact.adjusted()
    mantissa = exact.scaleb(-exponent).quantize(digit, ROUND_HALF_UP)
    if abs(mantissa) >= 10:
        mantissa, exponent = mantissa.scaleb(-1).quantize(digit), exponent + 1
    raised = str(exponent).translate(SUPERSCRIPTS)
    return f"{'−' if value < 0 else ''}{abs(mantissa)}·10{raised}"


def amount(value: float) -> str:
    """A number with three decimals, or as a power of ten where those would say nothing.

    >>> amount(0.25), amount(0.000032)
    ('0.250', '3.2·10⁻⁵')
    """
    if value == 0.0 or abs(value) >= SMALL:
        return signed(value, 3)
    return power_of_ten(value, 1)


def grouped(count: int) -> str:
    """A whole number with its thousands apart (in the page, static/js/lib/format.js).

    >>> grouped(26), grouped(101770)
    ('26', '101,770')
    """
    return f"{count:,}"


def percent(share: float, decimals: int = 1) -> str:
    """A share as a number of hundredths (in the page, static/js/lib/format.js).

    >>> percent(0.978), percent(1.0), percent(0.978, 0)
    ('97.8', '100.0', '98')
    """
    return signed(100 * share, decimals)


def probability(p: float) -> str:
    """A probability that is never rounded to 0 or 1.

    >>> probability(0.12345), probability(0.9999), probability(1e-9)
    ('0.123', 'above 0.999', 'below 0.001')
    """
    if p < 0.0005:
        return "below 0.001"
    return "above 0.999" if p >= 0.9995 else signed(p, 3)


def digits_that_count(value: float, count: int = 3) -> str:
    """A number with so many digits that count and no exponent, as rates and places are said.

    >>> digits_that_count(0.0000123456), digits_that_count(0.5), digits_that_count(-20.0)
    ('0.0000123', '0.5', '−20')
    """
    return plain(float(f"{value:.{count}g}") + 0.0).replace("-", "−")


def field_text(value: float, decimals: int) -> str:
    """What a number field shows: all digits where there is room, else so many that two of them count.

    Fields in the page write the same (static/js/lib/number_text.js).

    >>> field_text(0.3, 4), field_text(0.00001, 4), field_text(-0.3456789, 2), field_text(-0.000012, 4)
    ('0.3000', '0.00001', '−0.35', '−1.2e−5')
    """
    if abs(value) < LARGE and float(f"{value:.{decimals}f}") == value:
        return signed(value, decimals)
    exact = _exact(value)
    if len(exact) <= FIELD_ROOM:
        return exact
    rounded = float(f"{value:.1e}")
    if abs(value) >= LARGE:
        return _exact(rounded, 0)
    return signed(value, decimals) if abs(value) >= 10.0 ** (1 - decimals) else _exact(rounded, FIELD_ROOM)


def plain(value: float) -> str:
    """A number without an exponent, as attributes for assistive technology want it: 0.0000001."""
    return format(Decimal(repr(float(value))).normalize(), "f")


def _exact(value: float, room: int = 30) -> str:
    """A number with no more digits than it has, as JavaScript writes it; where it has no room, as a power."""
    exact = Decimal(repr(float(value))).normalize()
    text = format(exact, "f")
    if abs(value) < SMALLEST_PLAIN or len(text) > room:
        mantissa = format(exact.scaleb(-exact.adjusted()), "f")
        text = f"{mantissa}e{exact.adjusted()}"
    return text.replace("-", "−")


def short(value: float) -> str:
    """A number as short as it is exact to three decimals, for the ends of a scale: 4, 0.5, −1.25."""
    text = signed(value, 3)
    return text.rstrip("0").rstrip(".")


def subscript(number: int) -> str:
    """Digits set low: 12 → ₁₂."""
    return "".join(chr(0x2080 + int(digit)) for digit in str(number))


def capital(text: str) -> str:
    """The text as a sentence starts."""
    return text[:1].upper() + text[1:]


def numeral(count: int) -> str:
    """Small counts as words: three, twelve, 13."""
    return NUMERALS[count] if count < len(NUMERALS) else str(count)


def layer_phrase(count: int, noun: str) -> str:
    """“one input”, “three hidden activations”."""
    return f"{numeral(count)} {noun}{'' if count == 1 else 's'}"


def in_words(items: Sequence[str]) -> str:
    """“a”, “a and b”, “a, b and c”."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} and {items[-1]}"


def unit_name(sizes: Sequence[int], layer: int, unit: int) -> str:
    """What a unit is called: inputs x, hidden units h numbered through, outputs ŷ.

    ``layer`` is 0 for the inputs, ``unit`` counts from 0. The pages do the same (static/js/lib/format.js).

    >>> unit_name([2, 3, 3, 1], 2, 0), unit_name([2, 3, 3, 1], 3, 0)
    ('h₄', 'ŷ')
    """
    if layer == 0:
        return f"x{subscript(unit + 1)}"
    if layer == len(sizes) - 1:
        return "ŷ" if sizes[layer] == 1 else f"ŷ{subscript(unit + 1)}"
    return f"h{subscript(sum(sizes[1:layer]) + unit + 1)}"
