"""Optimizers race down a surface."""

from panels.descent.panel import PANEL

__all__ = ["PANEL"]
