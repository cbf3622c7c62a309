"""Options: the numbers a learner may turn on an optimizer or a schedule, as a table.

Each row says an option's name, default, bounds and meaning once. The constructors check what they
are given against it; sliders, documents and other programs can read the very same rows.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from nn_core.errors import NotFiniteError, RangeError, UnknownNameError

REQUIRED = None
"""The default of an option that has none: it must be given."""


@dataclass(frozen=True)
class Option:
    """One option.

    Attributes
    ----------
    name : str
        PyTorch's name.
    default : number, bool, str, tuple or None
        PyTorch's default; None where the option must be given.
    help : str
        What it does, one sentence.
    kind : type
        float, int, bool, str (one of ``choices``) or tuple (``length`` numbers; any number of them if 0).
    low, high : float
        The smallest and the largest value.
    low_allowed, high_allowed : bool
        Whether the bounds themselves are allowed. Infinity never is.
    choices : tuple of str
        The words allowed, for ``kind`` str.
    length : int
        How many numbers, for ``kind`` tuple; 0 for any number of them.
    item : type
        float or int: what each of them is, for ``kind`` tuple.
    """

    name: str
    default: Any
    help: str
    kind: type = float
    low: float = 0.0
    high: float = math.inf
    low_allowed: bool = True
    high_allowed: bool = False
    choices: tuple[str, ...] = ()
    length: int = 0
    item: type = float

    @property
    def allowed(self) -> str:
        """What may be given, as a phrase: ``"a number in [0, 1)"``."""
        if self.kind is bool:
            return "True or False"
        if self.kind is str:
            return "one of " + ", ".join(self.choices)
        interval = f"{'(['[self.low_allowed]}{self.low:g}, {self.high:g}{')]'[self.high_allowed]}"
        if self.kind is tuple:
            whole = "whole " if self.item is int else ""
            return f"{self.length or 'a list of'} {whole}numbers in {interval}"
        return f"{'a whole' if self.kind is int else 'a'} number in {interval}"

    def check(self, owner: str, value: Any) -> Any:
        """The value itself, if it is allowed.

        Raises
        ------
        RangeError
            It is of another kind or out of range. The field is named ``"<name> of <owner>"``.
        NotFiniteError
            It is a NaN or an infinity.
        """
        field = f"{self.name} of {owner}"
        if self.kind is bool or self.kind is str:
            if not self.is_word(value):
                raise RangeError(field, repr(value), self.allowed)
            return value
        if self.kind is not tuple:
            return self.check_number(field, value, self.kind)
        if not isinstance(value, list | tuple) or self.length not in (0, len(value)):
            raise RangeError(field, repr(value), self.allowed)
        return tuple(self.check_number(field, number, self.item) for number in value)

    def is_word(self, value: Any) -> bool:
        """Whether the value is a truth value, or one of the choices."""
        return isinstance(value, bool) if self.kind is bool else value in self.choices

    def check_number(self, field: str, value: Any, kind: type) -> Any:
        """The number, if it is of this kind, finite and within the bounds."""
        if isinstance(value, bool) or not isinstance(value, int if kind is int else int | float):
            raise RangeError(field, repr(value), self.allowed)
        # A whole number is always finite, but may be too large for isfinite
        if isinstance(value, float) and not math.isfinite(value):
            raise NotFiniteError(field, value, self.allowed)
        above = value >= self.low if self.low_allowed else value > self.low
        below = value <= self.high if self.high_allowed else value < self.high
        if not (above and below):
            raise RangeError(field, value, self.allowed)
        return value


def check_options(owner: str, table: Iterable[Option], given: Mapping[str, Any]) -> dict[str, Any]:
    """Every option of the table: the value given, or else its default.

    Parameters
    ----------
    owner : str
        Whose options they are, for the messages: ``"sgd"``.
    table : iterable of Option
    given : mapping
        Option name → value.

    Raises
    ------
    UnknownNameError
        A name that the table does not hold.
    RangeError, NotFiniteError
        A value that its row does not allow, or a required one that is missing.
    """
    rows = {option.name: option for option in table}
    for name in given:
        if name not in rows:
            raise UnknownNameError(f"option of {owner}", name, rows or ["no options"])
    missing = [option for option in rows.values() if option.default is REQUIRED and option.name not in given]
    if missing:
        raise RangeError(f"{missing[0].name} of {owner}", "nothing", missing[0].allowed)
    return {
        name: option.check(owner, given[name]) if name in given else option.default
        for name, option in rows.items()
    }
