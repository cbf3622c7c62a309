"""What can be chosen about a table; what is not chosen, the reader decides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from nn_core.datasets.dataset import TASKS
from nn_core.datasets.tables.dialect import SEPARATORS
from nn_core.datasets.tables.numbers import MARKS
from nn_core.errors import RangeError, UnknownNameError

ColumnName = str | int


@dataclass(frozen=True)
class TableOptions:
    """How to read a table. None leaves the choice to the reader.

    Attributes
    ----------
    target : str, int or a sequence of them, optional
        The column to predict, or several, by name or by position from 1; the last if not given.
    task : str, optional
        ``"classification"`` or ``"regression"``.
    class_names : sequence of str, optional
        The classes in order. If not given: labels that are numbers by size, words as they first appear.
    header : bool, optional
        Whether the first row holds names.
    separator : str, optional
        A key of ``SEPARATORS``.
    decimal_mark : str, optional
        ``"."`` or ``","``; the other one may set off thousands then.
    missing : sequence of str, optional
        The words that stand for a value that is not there, besides the empty cell.
    leave_out : sequence of str or int, optional
        Columns that are not used, by name or position. Given, no other named column is left out.
    """

    target: ColumnName | Sequence[ColumnName] | None = None
    task: str | None = None
    class_names: Sequence[str] | None = None
    header: bool | None = None
    separator: str | None = None
    decimal_mark: str | None = None
    missing: Sequence[str] | None = None
    leave_out: Sequence[ColumnName] | None = None

    def __post_init__(self) -> None:
        if self.task is not None and self.task not in TASKS:
            raise UnknownNameError("task", self.task, TASKS)
        if self.task == "regression" and self.class_names is not None:
            raise RangeError("class_names", repr(self.class_names), "None for regression")
        if self.header not in (None, True, False):
            raise RangeError("header", repr(self.header), "True, False or None")
        if self.separator is not None and self.separator not in SEPARATORS:
            raise UnknownNameError("separator", self.separator, map(repr, SEPARATORS))
        if self.decimal_mark is not None and self.decimal_mark not in MARKS:
            raise UnknownNameError("decimal_mark", self.decimal_mark, map(repr, MARKS))
