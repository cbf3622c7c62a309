"""How the terms of a loss are put together, as a request says it."""

from __future__ import annotations

from typing import Literal

Reduction = Literal["mean", "sum"]
REDUCTION_NAMES = {"mean": "mean of the terms", "sum": "sum of the terms"}
