"""nn_core: a neural network with nothing hidden. NumPy only."""

from nn_core.network import ForwardTrace, Network

__all__ = ["ForwardTrace", "Network"]
