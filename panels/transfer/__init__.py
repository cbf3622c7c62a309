"""Transfer: what a network has learned for one task, lent to another."""

from panels.transfer.panel import PANEL

__all__ = ["PANEL"]
