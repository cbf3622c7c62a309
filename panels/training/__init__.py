"""Training: a whole run, and a time slider over it."""

from panels.training.panel import PANEL

__all__ = ["PANEL"]
