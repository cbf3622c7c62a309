"""Predictions: a trained network is asked about rows that it has not learned from."""

from panels.predict.panel import PANEL

__all__ = ["PANEL"]
