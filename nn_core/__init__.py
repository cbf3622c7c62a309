"""nn_core: a neural network with nothing hidden. NumPy only."""

from nn_core.network import Network
from nn_core.traces import BackwardTrace, ForwardTrace

__all__ = ["BackwardTrace", "ForwardTrace", "Network"]
