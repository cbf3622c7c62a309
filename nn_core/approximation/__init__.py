"""Approximation: what a network with one input can represent, built by formula and beside what it learns."""

from nn_core.approximation.built import BUILT_WITH, built_network
from nn_core.approximation.contributions import contributions
from nn_core.approximation.pieces import Pieces, linear_pieces
from nn_core.approximation.started import with_spread_kinks
from nn_core.approximation.targets import TARGETS, through_points
from nn_core.approximation.tent import tent, tent_network

__all__ = [
    "BUILT_WITH",
    "TARGETS",
    "Pieces",
    "built_network",
    "contributions",
    "linear_pieces",
    "tent",
    "tent_network",
    "through_points",
    "with_spread_kinks",
]
