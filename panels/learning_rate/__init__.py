"""The same network at several learning rates."""

from panels.learning_rate.panel import PANEL

__all__ = ["PANEL"]
