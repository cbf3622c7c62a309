"""One network as three programs, side by side, and the loop walked line by line."""

from panels.code.panel import PANEL

__all__ = ["PANEL"]
