"""The hyperparameter tuner."""

from panels.tuner.panel import PANEL

__all__ = ["PANEL"]
