"""Tumors: what a network's probabilities are worth once somebody has to decide by them."""

from panels.tumor.panel import PANEL

__all__ = ["PANEL"]
