"""One line of a program as it runs, with the variables that it sets."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from panel_kit.programs.aligned.steps import Step

ASSIGNED = re.compile(r"\s*(\w+(?:, \w+)*) \+?= ")
LOOPED = re.compile(r"\s*for (\w+(?:, \w+)*) in ")
Line = tuple[int, str]
"""Its number in the program, from 1, and its text."""


@dataclass(frozen=True)
class Moment:
    """One line of the program, run.

    Attributes
    ----------
    line : int
        Its number in the text, from 1.
    text : str
        The line, without its indent.
    step : str
        Which step of the loop it belongs to.
    epoch : int
        From 1; 1 too where there is no loop.
    values : dict
        The variables that it sets, as they are after it.
    """

    line: int
    text: str
    step: Step
    epoch: int
    values: dict[str, Any]


def settings(lines: Iterable[Line], step: Step, epoch: int, values: dict[str, Any]) -> Iterator[Moment]:
    """A moment for each line, with those of the values that it sets."""
    for number, text in lines:
        match = ASSIGNED.match(text) or LOOPED.match(text)
        names = match[1].split(", ") if match else []
        told = {each: values[each] for each in names if each in values}
        yield Moment(number, text.strip(), step, epoch, told)
