"""Layers: the steps of a network. Dense, batch normalization, dropout, and the residual connection."""

from __future__ import annotations

from nn_core.layers.batch_norm import BatchNorm
from nn_core.layers.dense import Dense
from nn_core.layers.dropout import Dropout
from nn_core.layers.layer import AnyLayer, Layer, LayerBackward, LayerTrace
from nn_core.layers.residual import Residual

__all__ = ["AnyLayer", "BatchNorm", "Dense", "Dropout", "Layer", "LayerBackward", "LayerTrace", "Residual"]
