"""Double descent: more parameters than examples."""

from panels.double_descent.panel import PANEL

__all__ = ["PANEL"]
