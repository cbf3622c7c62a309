"""What reaches each layer of a deep network."""

from panels.gradient_flow.panel import PANEL

__all__ = ["PANEL"]
