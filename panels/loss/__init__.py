"""Losses: one number for how wrong the predictions are."""

from panels.loss.panel import PANEL

__all__ = ["PANEL"]
