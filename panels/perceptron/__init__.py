"""The perceptron: a neuron with a step that learns from each mistake."""

from panels.perceptron.panel import PANEL

__all__ = ["PANEL"]
