"""A loss and its gradient as programs: NumPy by the formula, PyTorch by its own loss and autograd."""

from __future__ import annotations

from panel_kit.programs.losses import TERMS
from panels.loss.request import LossRequest

TORCH = {
    "mse": "nn.MSELoss(reduction='none')",
    "mae": "nn.L1Loss(reduction='none')",
    "huber": "nn.HuberLoss(reduction='none', delta={delta!r})",
    "bce": "nn.BCELoss(reduction='none')",
}


def programs(request: LossRequest) -> dict[str, str | None]:
    """The loss in NumPy and in PyTorch."""
    return {"numpy": numpy_program(request), "pytorch": pytorch_program(request), "sklearn": None}


def numpy_program(request: LossRequest) -> str:
    """Terms, loss, gradient."""
    term, slope = TERMS["half" if request.half else request.loss]
    is_one_example = request.loss == "categorical_cross_entropy"
    is_mean = request.reduction == "mean" and not is_one_example
    delta = f"delta = {request.delta!r}\n" if request.loss == "huber" else ""
    return f"""\
import numpy as np

p = np.array({request.predictions!r})
y = np.array({request.targets!r})
{delta}
terms = {term}
slopes = {slope}
loss = terms.{"mean" if is_mean else "sum"}()
gradient = slopes{" / len(p)" if is_mean else ""}
print(f"errors = {{(p - y).tolist()}}")
print(f"terms = {{terms.tolist()}}")
print(f"loss = {{float(loss)}}")
print(f"gradient = {{gradient.tolist()}}")
"""


def pytorch_program(request: LossRequest) -> str:
    """The same; the gradient by automatic differentiation."""
    if request.loss == "categorical_cross_entropy":
        terms, is_mean = "-y * torch.log(p)", False
    else:
        half = " / 2" if request.half else ""
        terms = f"{TORCH[request.loss].format(delta=request.delta)}(p, y){half}"
        is_mean = request.reduction == "mean"
    return f"""\
import torch
from torch import nn

torch.set_default_dtype(torch.float64)

p = torch.tensor({request.predictions!r}, requires_grad=True)
y = torch.tensor({request.targets!r})

terms = {terms}
loss = terms.{"mean" if is_mean else "sum"}()
loss.backward()
print(f"errors = {{(p - y).tolist()}}")
print(f"terms = {{terms.tolist()}}")
print(f"loss = {{loss.item()}}")
print(f"gradient = {{p.grad.tolist()}}")
"""
