"""Words as inputs: an input for each different word, 1 where the row holds it and 0 elsewhere (one-hot)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from nn_core.activations import FloatArray
from nn_core.datasets.tables.bounds import CsvBounds
from nn_core.datasets.tables.columns import Column
from nn_core.datasets.tables.decision import Decision, listed, shortened_name
from nn_core.datasets.tables.names import clean_name
from nn_core.errors import UnknownNameError


def words_of(column: Column, places: Sequence[int]) -> tuple[str, ...]:
    """The different words of these rows, as they first appear."""
    return tuple(dict.fromkeys(column.cells[place] for place in places))


def input_names(column: Column, words: Sequence[str]) -> list[str]:
    """What the inputs are called: “color=red”."""
    return [clean_name(f"{column.name}={word}") or column.name for word in words]


def encoded(column: Column, places: Sequence[int], words: Sequence[str]) -> FloatArray:
    """A column of 0 and 1 for each word, (rows, words).

    Raises
    ------
    UnknownNameError
        A cell holds another word.
    """
    numbers = {word: number for number, word in enumerate(words)}
    for place in places:
        if column.cells[place] not in numbers:
            raise UnknownNameError(column.where(place), shortened_name(column.cells[place]), words)
    rows: FloatArray = np.eye(len(words))[[numbers[column.cells[place]] for place in places]]
    return rows


def as_inputs(
    columns: Iterable[tuple[Column, Sequence[str]]], places: Sequence[int], bounds: CsvBounds
) -> FloatArray:
    """The inputs that these rows give: numbers as they are, words one by one, (rows, n_in)."""
    return np.column_stack(
        [
            encoded(column, places, words) if words else column.numbers(places, bounds)[:, np.newaxis]
            for column, words in columns
        ]
    )


def words_decision(column: Column, words: Sequence[str]) -> Decision:
    """What became of the words."""
    names = listed([shortened_name(word) for word in words], 8)
    sentence = (
        f"{shortened_name(column.name)} holds words: it became an input for each of them ({names}), "
        "1 where the row holds the word and 0 elsewhere."
    )
    return Decision("words", column.name, sentence, "leave_out")
