"""nn_core: a neural network with nothing hidden. NumPy only."""

from nn_core.metrics import (
    accuracy,
    auc,
    calibration_curve,
    confusion_matrix,
    decide,
    roc_curve,
    wilson_interval,
)
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
    "accuracy",
    "auc",
    "calibration_curve",
    "confusion_matrix",
    "decide",
    "roc_curve",
    "train",
    "wilson_interval",
]
