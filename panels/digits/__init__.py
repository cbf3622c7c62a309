"""Handwritten digits: a network learns to read them, then reads yours."""

from panels.digits.panel import PANEL

__all__ = ["PANEL"]
