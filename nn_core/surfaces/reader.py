"""A surface that somebody types: ``(x^2 + y - 11)^2 + (x + y^2 - 7)^2``.

A small grammar, read from left to right; nothing is ever run as a program.

    sum      = product { ("+" | "-") product }
    product  = signed { ("*" | "/") signed }
    signed   = { "+" | "-" } power
    power    = atom [ "^" exponent ]
    exponent = [ "-" ] number | "(" [ "-" ] number ")"
    atom     = number | "x" | "y" | "pi" | function "(" sum ")" | "(" sum ")"

So −x² is −(x²), as in books, and what is not in the grammar is refused by its place. ×, ·, ÷, − and ** are
read as ``*``, ``/``, ``-`` and ``^``, and x² and x³ as x^2 and x^3.
"""

from __future__ import annotations

import numpy as np

from nn_core.errors import FormatError
from nn_core.surfaces.dual import VALUES
from nn_core.surfaces.formula import Function, Negative, Number, Part, Variable
from nn_core.surfaces.operations import Power, Product, Quotient, Sum
from nn_core.surfaces.tokens import Token, tokens_of

MAX_LENGTH, MAX_DEPTH, MAX_PARTS = 200, 20, 100
MAX_NUMBER, MAX_EXPONENT = 1e6, 20.0
NAMES = tuple(name for name in VALUES if name != "sign")
BESIDE = "* before it: 2*x, not 2x"
ATOMS = "a number, x, y, pi, (, or one of " + ", ".join(NAMES)


class Reader:
    """Reads one expression; ``place`` is the token that comes next."""

    def __init__(self, text: str) -> None:
        self.tokens, self.at, self.depth, self.parts = tokens_of(text), 0, 0, 0

    @property
    def next(self) -> Token:
        """The token that comes next."""
        return self.tokens[self.at]

    def take(self) -> Token:
        """The next token, gone past."""
        token = self.next
        self.at += 1
        return token

    def refuse(self, allowed: str) -> FormatError:
        """What is wrong with the next token."""
        token = self.next
        came = f"{token.text!r} at position {token.place}" if token.text else f"its end at {token.place}"
        return FormatError("expression", came, allowed)

    @property
    def is_beside(self) -> bool:
        """Whether a factor follows without its sign: 3x for 3*x, the usual slip."""
        return self.next.kind in ("number", "name") or self.next.text == "("

    def counted(self, part: Part) -> Part:
        """The part, one more of those there may be."""
        self.parts += 1
        if self.parts > MAX_PARTS:
            raise FormatError("expression", f"more than {MAX_PARTS} numbers and operations", "fewer")
        return part

    def whole(self) -> Part:
        """All of the text."""
        part = self.sum()
        if self.next.kind != "end":
            raise self.refuse(BESIDE if self.is_beside else "+, -, *, / or ^ there, or its end")
        return part

    def sum(self) -> Part:
        """Products with + and − between them."""
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise self.refuse(f"at most {MAX_DEPTH} brackets within each other")
        part = self.product()
        while self.next.text in ("+", "-"):
            sign = self.take().text
            part = self.counted(Sum(part, self.product(), sign))
        self.depth -= 1
        return part

    def product(self) -> Part:
        """Signed powers with × and ÷ between them."""
        part = self.signed()
        while self.next.text in ("*", "/"):
            kind = Product if self.take().text == "*" else Quotient
            part = self.counted(kind(part, self.signed()))
        return part

    def signed(self) -> Part:
        """A power with any number of signs before it."""
        is_negative = False
        while self.next.text in ("+", "-"):
            is_negative ^= self.take().text == "-"
        part = self.power()
        return self.counted(Negative(part)) if is_negative else part

    def power(self) -> Part:
        """An atom, perhaps to the power of a number."""
        base = self.atom()
        if self.next.text != "^":
            return base
        self.take()
        power = self.counted(Power(base, self.exponent()))
        if self.next.text == "^":
            raise self.refuse("brackets around the first power: (x^2)^3")
        return power

    def exponent(self) -> float:
        """A number, perhaps negative, perhaps in brackets."""
        is_in_brackets = self.next.text == "("
        if is_in_brackets:
            self.take()
        sign = -1.0 if self.next.text == "-" else 1.0
        if sign < 0.0:
            self.take()
        if self.next.kind != "number":
            raise self.refuse("a number as exponent; for others use exp and log")
        if float(self.next.text) > MAX_EXPONENT:
            raise self.refuse(f"an exponent from -{MAX_EXPONENT:g} to {MAX_EXPONENT:g}")
        value = sign * float(self.take().text)
        if is_in_brackets:
            self.close()
        return value

    def close(self) -> None:
        """Goes past a closing bracket."""
        if self.next.text != ")":
            raise self.refuse(f"{BESIDE}, or a closing bracket" if self.is_beside else "a closing bracket")
        self.take()

    def atom(self) -> Part:
        """A number, a variable, a function of something, something in brackets."""
        token = self.next
        if token.kind == "number":
            return self.counted(self.number())
        if token.text in ("x", "y"):
            self.take()
            return self.counted(Variable(token.text))
        if token.text == "pi":
            self.take()
            return self.counted(Number(np.pi, "pi"))
        if token.text in NAMES:
            self.take()
            if self.next.text != "(":
                raise self.refuse(f"a bracket after {token.text}: {token.text}(x)")
            return self.counted(Function(token.text, self.atom()))
        if token.text == "(":
            self.take()
            part = self.sum()
            self.close()
            return part
        raise self.refuse(ATOMS)

    def number(self) -> Number:
        """A number within bounds."""
        if float(self.next.text) > MAX_NUMBER:
            raise self.refuse(f"numbers up to {MAX_NUMBER:g}")
        return Number(float(self.take().text))


def parse(text: str) -> Part:
    """The function that a text describes.

    Parameters
    ----------
    text : str
        At most 200 characters, in x and y.

    Raises
    ------
    FormatError
        Naming the place, counted from 1, and what could stand there.
    """
    if len(text) > MAX_LENGTH:
        raise FormatError("expression", f"{len(text)} characters", f"at most {MAX_LENGTH}")
    return Reader(text).whole()
