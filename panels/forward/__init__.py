"""The forward pass: an input goes in on the left, an answer comes out on the right."""

from panels.forward.panel import PANEL

__all__ = ["PANEL"]
