"""The run as programs."""

from __future__ import annotations

from panels.training_request import TrainingRequest


def programs(request: TrainingRequest) -> dict[str, str | None]:
    """The run in NumPy, PyTorch and scikit-learn."""
    return {"numpy": None, "pytorch": None, "sklearn": None}
