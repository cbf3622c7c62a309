"""What can be wrong with a request to the engine: five errors, one for each kind of mistake.

    NudgeError (a ValueError)
    ├── ShapeError         an array has another shape than the layer or function needs
    ├── UnknownNameError   a name is not in the catalogue: an activation, an initializer, …
    ├── RangeError         a number lies outside what is allowed
    ├── NotFiniteError     a NaN or an infinity where a number is needed
    └── FormatError        a text or a file is not written as its format asks

Every message names the field, what came, and what is allowed. Nothing is corrected silently.
"""

from __future__ import annotations

from collections.abc import Iterable


class NudgeError(ValueError):
    """Any mistake in what the engine was given.

    Attributes
    ----------
    field : str
        What is wrong, in the words of the notation: ``"weights of layer 2"``.
    came : object
        The value, name or shape that was given.
    allowed : str
        What would have been right, as a phrase.
    """

    def __init__(self, field: str, came: object, allowed: str) -> None:
        self.field = field
        self.came = came
        self.allowed = allowed
        super().__init__(f"{field}: got {came}, expected {allowed}")


class ShapeError(NudgeError):
    """An array of the wrong shape."""


class UnknownNameError(NudgeError):
    """A name that the catalogue does not hold."""

    def __init__(self, field: str, came: object, names: Iterable[str]) -> None:
        super().__init__(field, repr(came), "one of " + ", ".join(names))


class RangeError(NudgeError):
    """A number outside its range."""


class NotFiniteError(NudgeError):
    """A NaN or an infinity among the numbers."""


class FormatError(NudgeError):
    """A text or a file that is not written as its format asks."""
