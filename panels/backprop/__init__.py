"""Backpropagation: whose fault is the error, and by how much?"""

from panels.backprop.panel import PANEL

__all__ = ["PANEL"]
