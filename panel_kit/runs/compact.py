"""Snapshots in a compact form for pages: θ as the bytes of its numbers, not as their digits.

A number of JSON takes about 20 bytes. As float64 in base64 it takes 11, with every digit; as float32 5, with
seven digits, which is enough for pictures.
"""

from __future__ import annotations

import base64
from collections.abc import Generator, Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np

from panel_kit.contract.schema import CountCube, Counts, Matrix
from panel_kit.runs.result import Part, Snapshots

NUMBER_TYPES = {"float64": "<f8", "float32": "<f4"}
"""The forms by the names that a client asks for; low byte first."""


@dataclass(frozen=True)
class PackedRows:
    """Rows of so many ``columns``, one after the other, in ``base64``. Beyond float32 stands its largest."""

    type: str
    columns: int
    base64: str


@dataclass(frozen=True)
class CompactSnapshots:
    """``Snapshots`` with its ``parameters`` packed."""

    epoch: Counts
    parameters: PackedRows
    confusion: CountCube | None
    validation_confusion: CountCube | None


def compact(parts: Iterable[Part], number_type: str) -> Generator[Part]:
    """The parts of a run with their snapshots packed.

    Parameters
    ----------
    parts : iterable of dict
    number_type : str
        A key of ``NUMBER_TYPES``.
    """
    for part in parts:
        yield {name: packed(value, number_type) for name, value in part.items()}


def packed(value: Any, number_type: str) -> Any:
    """Snapshots packed; anything else as it is."""
    if not isinstance(value, Snapshots):
        return value
    rows = packed_rows(value.parameters, number_type)
    return CompactSnapshots(value.epoch, rows, value.confusion, value.validation_confusion)


def packed_rows(matrix: Matrix, number_type: str) -> PackedRows:
    """The rows of a matrix as bytes."""
    kind = np.dtype(NUMBER_TYPES[number_type])
    largest = np.finfo(kind).max
    numbers = np.clip(matrix, -largest, largest).astype(kind)
    return PackedRows(number_type, matrix.shape[1], base64.b64encode(numbers.tobytes()).decode("ascii"))
