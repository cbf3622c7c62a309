"""Makes networks.npz: what PyTorch computes for every case of networks_cases.py.

    pip install torch==2.13.0
    python -m tests.golden.networks_make

Only this script needs PyTorch; the tests read the file it makes.
"""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F  # noqa: N812

from tests.golden.networks_cases import CASES, DROPOUT, SIZES, Case, data_of, network_of

torch.set_default_dtype(torch.float64)

ACTIVATIONS = {
    "linear": nn.Identity(),
    "sigmoid": nn.Sigmoid(),
    "tanh": nn.Tanh(),
    "relu": nn.ReLU(),
    "leaky_relu": nn.LeakyReLU(),
    "elu": nn.ELU(),
    "softplus": nn.Softplus(),
    "gelu": nn.GELU(),
    "gelu_tanh": nn.GELU(approximate="tanh"),
    "silu": nn.SiLU(),
    "softmax": nn.Softmax(dim=-1),
}


class Dropout(nn.Module):
    """PyTorch's dropout, with its mask kept."""

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        self.mask = F.dropout(torch.ones_like(x), DROPOUT, training=True)
        return x * self.mask


class Residual(nn.Module):
    """x + F(x)."""

    def __init__(self, inside: nn.Module) -> None:
        super().__init__()
        self.inside = inside

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return x + self.inside(x)


def module_of(case: Case) -> nn.Sequential:
    """The same network in PyTorch; after a softmax, cross-entropy takes the logits, so it is left out."""
    modules: list[nn.Module] = []
    for n_in, n_out in pairwise(SIZES[:-1]):
        block: list[nn.Module] = [nn.Linear(n_in, n_out)]
        if case.kind in ("batch_norm", "batch_norm_eval", "everything"):
            block.append(nn.BatchNorm1d(n_out))
        block.append(ACTIVATIONS[case.hidden])
        inside = nn.Sequential(*block)
        modules.append(Residual(inside) if case.kind in ("residual", "everything") else inside)
        if case.kind in ("dropout", "everything"):
            modules.append(Dropout())
    modules.append(nn.Linear(SIZES[-2], SIZES[-1]))
    return nn.Sequential(*modules)


def load(case: Case, module: nn.Sequential) -> None:
    """Our parameters and running numbers, put into the module."""
    network = network_of(case)
    nn.utils.vector_to_parameters(torch.from_numpy(network.parameters.copy()), module.parameters())
    start = 0
    for norm in (part for part in module.modules() if isinstance(part, nn.BatchNorm1d)):
        n = norm.num_features
        norm.running_mean.copy_(torch.from_numpy(network.buffers[start : start + n].copy()))
        norm.running_var.copy_(torch.from_numpy(network.buffers[start + n : start + 2 * n].copy()))
        start += 2 * n
    module.train(case.training)


def loss_of(case: Case, z: torch.Tensor, a: torch.Tensor, y: torch.Tensor) -> torch.Tensor:
    """PyTorch's own loss."""
    options = dict(case.options)
    half = options.pop("half", False)
    if case.loss == "cross_entropy":
        return F.cross_entropy(z, y, **options)
    functions = {
        "mse": F.mse_loss,
        "mae": F.l1_loss,
        "huber": F.huber_loss,
        "bce": F.binary_cross_entropy,
        "bce_with_logits": F.binary_cross_entropy_with_logits,
    }
    loss = functions[case.loss](a, y, **options)
    return 0.5 * loss if half else loss


def compute(case: Case) -> dict[str, list[float]]:
    """Prediction, loss, gradient, masks and running numbers of one case."""
    module = module_of(case)
    load(case, module)
    inputs, targets = data_of(case)
    z = module(torch.from_numpy(inputs))
    a = ACTIVATIONS[case.output](z)
    loss = loss_of(case, z, a, torch.from_numpy(targets))
    loss.backward()
    norms = [part for part in module.modules() if isinstance(part, nn.BatchNorm1d)]
    return {
        "prediction": flat([a]),
        "loss": flat([loss]),
        "gradient": flat([parameter.grad for parameter in module.parameters()]),
        "masks": flat([part.mask for part in module.modules() if isinstance(part, Dropout)]),
        "buffers": flat([values for norm in norms for values in (norm.running_mean, norm.running_var)]),
    }


def flat(tensors: list[torch.Tensor]) -> list[float]:
    """All numbers, end to end."""
    return [value for tensor in tensors for value in tensor.detach().ravel().tolist()]


if __name__ == "__main__":
    torch.manual_seed(0)
    results = [compute(case) for case in CASES]
    columns = {name: np.array([value for result in results for value in result[name]]) for name in results[0]}
    np.savez_compressed(Path(__file__).with_name("networks.npz"), **columns)
    print(f"{len(CASES)} cases")
