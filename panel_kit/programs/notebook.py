"""A panel's programs as a notebook that runs without Nudge: nbformat 4.5, every cell with an id.

Words and the address of the state come first, then NumPy, PyTorch, scikit-learn, and the same asked of the
API. Long data and first weights have a cell of their own, which JupyterLab shows folded. A cell whose library
may be missing does not end a run of all cells.

Reference: the notebook format, https://nbformat.readthedocs.io/en/latest/format_description.html
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from panel_kit.programs.literals import joined
from panel_kit.programs.program import LIBRARY_NAMES, Program, Programs
from panel_kit.programs.segments import segments

Cell = dict[str, Any]

MOST_KEPT = 30_000
"""Characters of an answer that is kept in the notebook."""
ASKING = """\
def ask(address, body):
    message = urllib.request.Request(
        address, json.dumps(body).encode(), {"Content-Type": "application/json"}
    )
    try:
        with urllib.request.urlopen(message, timeout=600) as answer:
            return json.load(answer)
    except OSError as error:
        print(f"Nudge does not answer: {error}")
        return None


numbers = ask(address, request)
"""
OTHERWISE_KEPT = """\
if numbers is None:
    print("Here are its numbers as they were when this notebook was written.")
    numbers = kept
"""
OTHERWISE = """\
if numbers is None:
    print("Its numbers are those that the programs above print. They were not kept here.")
    numbers = {}
"""
PRINTS = """\
for name, value in numbers.items():
    print(f"{name} = {str(value)[:200]}")
"""


@dataclass(frozen=True)
class Source:
    """What a notebook is written of.

    Attributes
    ----------
    title, summary : str
        The panel's.
    link : str
        The address of the panel in this state.
    api : str
        The address that answers the request.
    request : mapping
        As JSON has it, and only what differs from the defaults.
    answer : mapping or None
        What the API says, as JSON has it, kept for where it cannot be reached; None where that takes long.
    """

    title: str
    summary: str
    link: str
    api: str
    request: dict[str, Any]
    answer: dict[str, Any] | None


def notebook(source: Source, programs: Programs) -> dict[str, Any]:
    """The notebook, ready to be written as JSON."""
    return {
        "cells": list(cells(source, programs)),
        "metadata": {
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
            "language_info": {"name": "python"},
        },
        "nbformat": 4,
        "nbformat_minor": 5,
    }


def cells(source: Source, programs: Programs) -> Iterator[Cell]:
    """The words, each library's program under its name, the question to the API."""
    yield words("about", f"# {source.title}\n\n{source.summary}\n\nThe same in Nudge: <{source.link}>")
    for library, each in programs.items():
        if each is not None:
            yield words(f"{library}-words", f"## {LIBRARY_NAMES[library]}")
            yield from program_cells(library, each)
    yield words("api-words", "## The same from the API\n\nWith Nudge running, it computes this anew.")
    yield from code_cells("api", ["import json\nimport urllib.request\n", *asking(source)])


def program_cells(library: str, program: Program) -> Iterator[Cell]:
    """A cell for each part; NumPy comes along with Nudge, the others may be missing."""
    imports, *parts = (part.text for part in program.parts)
    tags = [library] if library == "numpy" else [library, "raises-exception"]
    yield from code_cells(library, [imports, *parts], tags)


def asking(source: Source) -> Iterator[str]:
    """The request, what was answered, and the question."""
    yield f"address = {source.api!r}\n"
    yield f"request = {source.request!r}\n"
    kept = f"kept = {source.answer!r}\n" if source.answer is not None else ""
    if 0 < len(kept) <= MOST_KEPT:
        yield kept
        yield joined(ASKING, OTHERWISE_KEPT, PRINTS)
    else:
        yield joined(ASKING, OTHERWISE, PRINTS)


def code_cells(name: str, parts: list[str], tags: list[str] | None = None) -> Iterator[Cell]:
    """The parts as cells, long numbers in some of their own."""
    pieces = [piece for part in parts for piece in segments(part) if piece.text.strip()]
    for number, piece in enumerate(pieces, 1):
        metadata: dict[str, Any] = {"tags": tags or [name]}
        if piece.is_numbers:
            metadata["jupyter"] = {"source_hidden": True}
        yield {
            "cell_type": "code",
            "id": f"{name}-{number}",
            "metadata": metadata,
            "execution_count": None,
            "outputs": [],
            "source": piece.text.strip("\n"),
        }


def words(name: str, text: str) -> Cell:
    """Some words in Markdown."""
    return {"cell_type": "markdown", "id": name, "metadata": {}, "source": text}
