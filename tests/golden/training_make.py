"""Makes training.npz: PyTorch's whole training runs for every case of training_cases.py.

    pip install torch==2.13.0
    python -m tests.golden.training_make

Kept are the loss on all data before training and after every epoch, and θ at the end.
"""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F  # noqa: N812

from tests.golden.networks_make import Residual
from tests.golden.training_cases import OPTIMIZERS, RUNS, SCHEDULES, SEED, Run, data_of, start_of

CLASSES = {
    "sgd": torch.optim.SGD,
    "adagrad": torch.optim.Adagrad,
    "rmsprop": torch.optim.RMSprop,
    "adam": torch.optim.Adam,
    "adamw": torch.optim.AdamW,
}
SCHEDULERS = {
    "constant": lambda optimizer: torch.optim.lr_scheduler.ConstantLR(optimizer, factor=1.0),
    "step": torch.optim.lr_scheduler.StepLR,
    "exponential": torch.optim.lr_scheduler.ExponentialLR,
    "cosine": torch.optim.lr_scheduler.CosineAnnealingLR,
    "reduce_on_plateau": torch.optim.lr_scheduler.ReduceLROnPlateau,
}
LOSSES = {
    "bce": F.binary_cross_entropy_with_logits,
    "cross_entropy": F.cross_entropy,
    "mse": F.mse_loss,
}


def module_of(run: Run) -> nn.Sequential:
    """The network up to its logits, with our parameters."""
    modules: list[nn.Module] = []
    for n_in, n_out in pairwise(run.sizes[:-1]):
        block = [nn.Linear(n_in, n_out), *([nn.BatchNorm1d(n_out)] if run.batch_norm else []), nn.Tanh()]
        inside = nn.Sequential(*block)
        modules.append(Residual(inside) if run.residual and n_in == n_out else inside)
    modules.append(nn.Linear(*run.sizes[-2:]))
    module = nn.Sequential(*modules)
    parameters = torch.from_numpy(start_of(run).parameters.copy())
    nn.utils.vector_to_parameters(parameters, module.parameters())
    return module


def penalty(run: Run, module: nn.Module) -> torch.Tensor:
    """l1 Σ |w| + l2/2 Σ w² over the weights of the connections."""
    weights = [part.weight for part in module.modules() if isinstance(part, nn.Linear)]
    l1, l2 = run.options.get("l1", 0.0), run.options.get("l2", 0.0)
    return sum((l1 * w.abs().sum() + 0.5 * l2 * (w * w).sum() for w in weights), torch.zeros(()))


def train(run: Run) -> tuple[list[float], list[float]]:
    """Losses and final θ."""
    module, loss = module_of(run), LOSSES[run.end[1]]
    inputs, targets = (torch.from_numpy(array) for array in data_of(run))
    options = dict(OPTIMIZERS[run.optimizer])
    rate = options.pop("learning_rate")
    parts = [part for part in module.modules() if isinstance(part, nn.Linear | nn.BatchNorm1d)]
    for number in run.options.get("frozen_layers", ()):
        parts[number].requires_grad_(requires_grad=False)
    optimizer = CLASSES[run.optimizer.split("-")[0]](
        [each for each in module.parameters() if each.requires_grad], lr=rate, **options
    )
    scheduler = SCHEDULERS[run.schedule](optimizer, **SCHEDULES[run.schedule])
    rng, n = np.random.default_rng(SEED), len(inputs)

    def value() -> float:
        module.eval()
        with torch.no_grad():
            return loss(module(inputs), targets).item()

    losses = [value()]
    for _ in range(run.epochs):
        module.train()
        order = rng.permutation(n) if run.batch_size else np.arange(n)
        for rows in np.split(order, range(run.batch_size or n, n, run.batch_size or n)):
            optimizer.zero_grad()
            (loss(module(inputs[rows]), targets[rows]) + penalty(run, module)).backward()
            optimizer.step()
        losses.append(value())
        scheduler.step(*([losses[-1]] if run.schedule == "reduce_on_plateau" else []))
    return losses, nn.utils.parameters_to_vector(module.parameters()).tolist()


if __name__ == "__main__":
    torch.set_default_dtype(torch.float64)
    losses, parameters = zip(*(train(run) for run in RUNS), strict=True)
    path = Path(__file__).with_name("training.npz")
    np.savez_compressed(path, losses=np.concatenate(losses), parameters=np.concatenate(parameters))
    print(f"{len(RUNS)} runs")
