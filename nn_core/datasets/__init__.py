"""Data: what a network learns from, always as one frozen ``Dataset``."""

from nn_core.datasets.dataset import Dataset

__all__ = ["Dataset"]
