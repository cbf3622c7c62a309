"""Sharpness: how strongly the loss of a network curves where it curves most, λ_max of its Hessian.

A step of gradient descent multiplies the distance along a direction of curvature λ by 1 − η λ. Above 2/η that
is more than 1 in size, and the step goes too far. So λ_max beside 2/η says how near a run is to that limit.

Reference: Cohen, Kaur, Li, Kolter and Talwalkar (2021), "Gradient descent on neural networks typically occurs
at the edge of stability".
"""

from nn_core.sharpness.largest import EXACT_UP_TO, METHODS, hessian, sharpness
from nn_core.sharpness.product import HessianProduct, hessian_product

__all__ = ["EXACT_UP_TO", "METHODS", "HessianProduct", "hessian", "hessian_product", "sharpness"]
