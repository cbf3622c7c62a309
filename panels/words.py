"""Numbers and lists as prose puts them."""

from __future__ import annotations

from collections.abc import Sequence

NUMERALS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def signed(value: float, decimals: int = 2) -> str:
    """A number with fixed decimals and a true minus sign; a rounded-off zero has none.

    >>> signed(-0.456), signed(-0.001)
    ('−0.46', '0.00')
    """
    text = f"{value:.{decimals}f}"
    if not text.startswith("-"):
        return text
    return text[1:] if float(text) == 0 else f"−{text[1:]}"


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
