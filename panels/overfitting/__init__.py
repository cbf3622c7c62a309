"""Overfitting, and what is done against it."""

from panels.overfitting.panel import PANEL

__all__ = ["PANEL"]
