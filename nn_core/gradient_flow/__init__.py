"""Gradient flow: what reaches each layer of a deep network, on the way forward and on the way back.

measure     the activations and gradients of every layer, of one pass
verdict     whether the signal arrives in both directions: dead, vanishing, exploding or healthy
descend     the same network, trained: its loss and its gradients epoch by epoch
"""

from nn_core.gradient_flow.learning import Learning, descend
from nn_core.gradient_flow.measure import Flow, measure
from nn_core.gradient_flow.verdict import FAR, Ratios, ratios, verdict

__all__ = ["FAR", "Flow", "Learning", "Ratios", "descend", "measure", "ratios", "verdict"]
