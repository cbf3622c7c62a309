"""Accuracy against loss: which of the two notices that a weight has moved?"""

from panels.accuracy_vs_loss.panel import PANEL

__all__ = ["PANEL"]
