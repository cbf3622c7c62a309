"""Training: a whole run, and a time slider over it."""

from panels.training.panel import ENDPOINTS, PANEL

__all__ = ["ENDPOINTS", "PANEL"]
