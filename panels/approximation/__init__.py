"""What one hidden layer can represent: built by formula, and beside it what training finds."""

from panels.approximation.panel import PANEL

__all__ = ["PANEL"]
