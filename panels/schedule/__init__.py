"""What a schedule of the learning rate buys."""

from panels.schedule.panel import PANEL

__all__ = ["PANEL"]
