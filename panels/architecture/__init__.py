"""Architecture: what a network is made of, counted, and what that is worth when it is trained."""

from panels.architecture.panel import PANEL

__all__ = ["PANEL"]
