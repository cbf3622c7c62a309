"""nn_core: a neural network with nothing hidden. NumPy only."""

from nn_core.network import Network
from nn_core.traces import BackwardTrace, ForwardTrace
from nn_core.trainer import EarlyStopping, Trainer, TrainingRun, TrainingSpec, train

__all__ = [
    "BackwardTrace",
    "EarlyStopping",
    "ForwardTrace",
    "Network",
    "Trainer",
    "TrainingRun",
    "TrainingSpec",
    "train",
]
