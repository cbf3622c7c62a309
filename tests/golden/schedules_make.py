"""Makes schedules.npz: PyTorch's learning rates, and the paths its optimizers take under them.

    pip install torch==2.13.0 numpy
    python tests/golden/schedules_make.py

Rates (and momenta, where PyTorch cycles them) from η₀ = 0.1 over ``EPOCHS``; the same losses for every case
that watches them: falling, flat and rising stretches. Paths minimize the function of ``optimizers_make``,
one step of the schedule after every step of the optimizer, and are kept after the steps of ``KEPT``. As
there, ε or the first sum of squares keeps every path from amplifying a rounding error in its start.
"""

import json
import warnings
from pathlib import Path

import numpy as np
import torch
from optimizers_make import CLASSES, KEPT, combinations, objective
from torch.optim import lr_scheduler

EPOCHS = 60
RATE = 0.1
SIMPLE = {
    "step": lr_scheduler.StepLR,
    "multistep": lr_scheduler.MultiStepLR,
    "exponential": lr_scheduler.ExponentialLR,
    "cosine": lr_scheduler.CosineAnnealingLR,
    "warm_restarts": lr_scheduler.CosineAnnealingWarmRestarts,
    "reduce_on_plateau": lr_scheduler.ReduceLROnPlateau,
}


def make_scheduler(optimizer, case):
    """PyTorch's scheduler of this case."""
    options = {key: value for key, value in case.items() if key != "name"}
    if case["name"] == "constant":
        return lr_scheduler.LambdaLR(optimizer, lambda epoch: 1.0)
    if case["name"] == "one_cycle":
        return lr_scheduler.OneCycleLR(optimizer, max_lr=RATE, **options)
    if case["name"] == "warmup_cosine":
        warm = {
            key: options.pop(key) for key in ("start_factor", "end_factor", "total_iters") if key in options
        }
        linear = lr_scheduler.LinearLR(optimizer, **warm)
        cosine = lr_scheduler.CosineAnnealingLR(optimizer, **options)
        return lr_scheduler.SequentialLR(optimizer, [linear, cosine], [linear.total_iters])
    return SIMPLE[case["name"]](optimizer, **options)


def rate_cases():
    """The schedules and their options."""
    yield {"name": "constant"}
    yield from combinations("step", step_size=[1, 7, 100])
    yield from combinations("step", step_size=[10], gamma=[0.5, 0.0])
    yield from combinations("multistep", milestones=[[5, 20, 40], [20, 5, 5], []])
    yield from combinations("multistep", milestones=[[3, 30]], gamma=[0.5])
    yield from combinations("exponential", gamma=[0.9, 0.99, 1.0])
    yield from combinations("cosine", T_max=[1, 12, 60], eta_min=[0.0, 0.02])
    yield from combinations("warm_restarts", T_0=[1, 7], T_mult=[1, 2, 3], eta_min=[0.0, 0.01])
    yield from combinations("warmup_cosine", T_max=[55, 20], eta_min=[0.0, 0.01])
    yield from combinations(
        "warmup_cosine", start_factor=[0.01, 1.0], end_factor=[1.0, 0.5], total_iters=[1, 10], T_max=[50]
    )
    yield from combinations(
        "one_cycle", total_steps=[60], anneal_strategy=["cos", "linear"], three_phase=[False, True]
    )
    yield from combinations(
        "one_cycle",
        total_steps=[61, 97],
        pct_start=[0.0, 0.25, 0.5, 1.0],
        div_factor=[10.0],
        final_div_factor=[100.0],
    )
    yield from combinations("one_cycle", total_steps=[70], base_momentum=[0.5], max_momentum=[0.9])
    yield from combinations("one_cycle", total_steps=[60], cycle_momentum=[False])
    yield from combinations(
        "reduce_on_plateau", mode=["min", "max"], threshold_mode=["rel", "abs"], patience=[0, 3]
    )
    yield from combinations("reduce_on_plateau", factor=[0.5], patience=[2], cooldown=[4], threshold=[0.05])
    yield from combinations("reduce_on_plateau", factor=[0.5], patience=[1], min_lr=[0.02])
    yield from combinations("reduce_on_plateau", factor=[0.5], patience=[0], eps=[0.02])


def path_cases():
    """Every optimizer under every schedule (AdaGrad has no momentum to cycle)."""
    schedules = [
        {"name": "step", "step_size": 30, "gamma": 0.5},
        {"name": "exponential", "gamma": 0.97},
        {"name": "cosine", "T_max": 100},
        {"name": "warm_restarts", "T_0": 15, "T_mult": 2, "eta_min": 0.01},
        {"name": "warmup_cosine", "total_iters": 10, "T_max": 90},
        {"name": "reduce_on_plateau", "factor": 0.5, "patience": 2, "threshold": 0.01},
    ]
    cycle = {"name": "one_cycle", "total_steps": 100}
    optimizers = [
        {"name": "sgd"},
        {"name": "sgd", "momentum": 0.8, "nesterov": True},
        {"name": "adagrad", "initial_accumulator_value": 0.1},
        {"name": "rmsprop", "eps": 1.0},
        {"name": "adam", "eps": 0.1},
        {"name": "adamw", "eps": 0.1},
    ]
    for optimizer in optimizers:
        yield from ((optimizer, schedule) for schedule in schedules)
        yield (optimizer, cycle | {"cycle_momentum": optimizer["name"] != "adagrad"})


def losses():
    """A loss for every epoch: falling, flat, falling, rising."""
    noise = np.random.default_rng(4).normal(scale=0.01, size=EPOCHS)
    trend = np.concatenate(
        [np.linspace(1, 0.5, 15), np.full(15, 0.5), np.linspace(0.5, 0.3, 15), np.linspace(0.3, 0.6, 15)]
    )
    return trend + noise


def run_rates(case, metrics):
    """η and the momentum before each epoch, shape (EPOCHS, 2)."""
    optimizer = torch.optim.SGD([torch.zeros(1, dtype=torch.float64)], lr=RATE)
    scheduler, found = make_scheduler(optimizer, case), []
    for metric in metrics:
        group = optimizer.param_groups[0]
        found.append((group["lr"], group["momentum"]))
        optimizer.step()
        scheduler.step(*([metric] if case["name"] == "reduce_on_plateau" else []))
    return np.array(found)


def run_path(optimizer_case, case, A, b, start):
    """θ after each of the kept steps, shape (len(KEPT), 12)."""
    parameters = torch.tensor(start, requires_grad=True)
    options = {key: value for key, value in optimizer_case.items() if key != "name"}
    optimizer = CLASSES[optimizer_case["name"]]([parameters], lr=RATE, **options)
    scheduler, kept = make_scheduler(optimizer, case), []
    for step in range(1, max(KEPT) + 1):
        optimizer.zero_grad()
        loss = objective(A, b, parameters)
        loss.backward()
        optimizer.step()
        scheduler.step(*([loss.item()] if case["name"] == "reduce_on_plateau" else []))
        if step in KEPT:
            kept.append(parameters.detach().numpy().copy())
    return np.stack(kept)


def main():
    """Writes the file beside this script."""
    warnings.simplefilter("ignore", UserWarning)
    rng = np.random.default_rng(21)
    A, b, start = rng.normal(size=(9, 12)) / 2, rng.normal(size=9), rng.normal(size=12)
    metrics, listed, pairs = losses(), list(rate_cases()), list(path_cases())
    rates = np.stack([run_rates(case, metrics) for case in listed])
    paths = np.stack([run_path(*pair, torch.tensor(A), torch.tensor(b), start) for pair in pairs])
    target = Path(__file__).with_name("schedules.npz")
    texts = {"cases": json.dumps(listed), "pairs": json.dumps(pairs)}
    arrays = {
        "A": A,
        "b": b,
        "start": start,
        "metrics": metrics,
        "rates": rates,
        "paths": paths,
        "kept": KEPT,
    }
    np.savez_compressed(target, **texts, **arrays)
    counts = f"{len(listed)} schedules, {len(pairs)} paths"
    print(f"{counts}, {target.stat().st_size} bytes, torch {torch.__version__}")


if __name__ == "__main__":
    main()
