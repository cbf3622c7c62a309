"""What is answered: the programs step by step, and the lines of one iteration with all that they set."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from panel_kit.contract.schema import Matrix
from panel_kit.programs.aligned.steps import Step
from panel_kit.programs.program import Library


@dataclass(frozen=True)
class CodeVariable:
    """A variable of the program: its shape as NumPy has it, and its numbers, a single one as one row.

    ``whole`` says that all of them are whole numbers.
    """

    name: str
    shape: list[int]
    rows: Matrix
    whole: bool

    @property
    def value(self) -> Any:
        """The numbers in their shape."""
        return self.rows.reshape(self.shape)


def variable(name: str, value: Any) -> CodeVariable:
    """A variable from what it holds."""
    array = np.asarray(value, dtype=np.float64)
    rows = array if array.ndim == 2 else array.reshape(1, -1)
    return CodeVariable(name, list(array.shape), rows, bool((rows == np.round(rows)).all()))


@dataclass(frozen=True)
class CodePrinted(CodeVariable):
    """What a program prints under a name, after which epoch."""

    epoch: int


@dataclass(frozen=True)
class CodePiece:
    """Some lines of a program; whether they are one long list of numbers."""

    text: str
    is_numbers: bool


@dataclass(frozen=True)
class CodeBlock:
    """What a library writes for one step, and the number of its first line in the program, from 1."""

    step: Step
    line: int
    pieces: list[CodePiece]


@dataclass(frozen=True)
class CodeColumn:
    """A library, and what it writes for each step."""

    library: Library
    blocks: list[CodeBlock]


@dataclass(frozen=True)
class CodeLine:
    """A line of the NumPy program, run: the variables that it sets, as they are after it."""

    line: int
    text: str
    step: Step
    variables: list[CodeVariable]
    sentence: str


@dataclass(frozen=True)
class CodeResult:
    """Programs side by side, and one iteration of the NumPy loop.

    ``steps`` are those of this program, in order; ``columns`` the libraries that can do it, and ``missing``
    says why scikit-learn is not one of them. ``iteration`` of ``iterations`` is in ``epoch`` of ``epochs``.
    ``before`` are the variables when it begins, ``walk`` its lines. ``printed`` is what every library prints
    in the whole run.
    """

    title: str
    steps: list[Step]
    columns: list[CodeColumn]
    missing: str | None
    iteration: int
    iterations: int
    epoch: int
    epochs: int
    before: list[CodeVariable]
    walk: list[CodeLine]
    printed: list[CodePrinted]
    sentence: str
