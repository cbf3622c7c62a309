"""Makes optimizers.npz: the paths that PyTorch's optimizers take, to be matched by ours.

    pip install torch==2.13.0 numpy
    python tests/golden/optimizers_make.py

Every case minimizes one smooth function of 12 parameters that is no quadratic,
f(θ) = Σ log cosh(Aθ − b) + 0.025 Σ θ⁴, in float64. The file keeps A, b, the start, θ after the steps
of ``KEPT``, and, as JSON, every case's name and options. Rates and ε are chosen so that no path
chatters around the minimum, where a rounding error in the start would grow until it can be seen.
"""

import itertools
import json
from pathlib import Path

import numpy as np
import torch

KEPT = (1, 2, 3, 10, 30, 100)
CLASSES = {
    "sgd": torch.optim.SGD,
    "adagrad": torch.optim.Adagrad,
    "rmsprop": torch.optim.RMSprop,
    "adam": torch.optim.Adam,
    "adamw": torch.optim.AdamW,
}


def combinations(name, **values):
    """One case for every combination of the values."""
    for chosen in itertools.product(*values.values()):
        yield {"name": name} | dict(zip(values, chosen, strict=True))


def cases():
    """The cases: first every optimizer's defaults, then combinations of its options."""
    yield from ({"name": name} for name in CLASSES)
    for case in combinations(
        "sgd",
        learning_rate=[0.05],
        momentum=[0.0, 0.5, 0.9],
        dampening=[0.0, 0.3],
        weight_decay=[0.0, 0.1],
        nesterov=[False, True],
    ):
        if not case["nesterov"] or (case["momentum"] and not case["dampening"]):
            yield case
    yield from combinations(
        "adagrad",
        learning_rate=[0.3],
        lr_decay=[0.0, 0.02],
        weight_decay=[0.0, 0.1],
        initial_accumulator_value=[0.0, 0.5],
        eps=[1e-10, 1e-2],
    )
    yield from combinations(
        "rmsprop",
        learning_rate=[0.004],
        alpha=[0.9, 0.99],
        weight_decay=[0.0, 0.1],
        momentum=[0.0, 0.8],
        centered=[False, True],
        eps=[0.1],
    )
    for name in ("adam", "adamw"):
        yield from combinations(
            name,
            learning_rate=[0.05],
            betas=[(0.9, 0.999), (0.5, 0.9), (0.0, 0.99)],
            weight_decay=[0.0, 0.1],
            amsgrad=[False, True],
            eps=[1e-8, 1e-3],
        )


def objective(A, b, parameters):
    """f(θ) = Σ log cosh(Aθ − b) + 0.025 Σ θ⁴."""
    return torch.log(torch.cosh(A @ parameters - b)).sum() + 0.025 * (parameters**4).sum()


def run(case, A, b, start):
    """θ after each of the kept steps, shape (len(KEPT), 12)."""
    options = {"lr" if key == "learning_rate" else key: value for key, value in case.items() if key != "name"}
    parameters = torch.tensor(start, requires_grad=True)
    optimizer = CLASSES[case["name"]]([parameters], **options)
    kept = []
    for step in range(1, max(KEPT) + 1):
        optimizer.zero_grad()
        objective(A, b, parameters).backward()
        optimizer.step()
        if step in KEPT:
            kept.append(parameters.detach().numpy().copy())
    return np.stack(kept)


def main():
    """Writes the file beside this script."""
    rng = np.random.default_rng(20)
    A, b, start = rng.normal(size=(9, 12)), rng.normal(size=9), rng.normal(size=12)
    listed = list(cases())
    paths = np.stack([run(case, torch.tensor(A), torch.tensor(b), start) for case in listed])
    target = Path(__file__).with_name("optimizers.npz")
    np.savez_compressed(target, cases=json.dumps(listed), kept=KEPT, A=A, b=b, start=start, paths=paths)
    print(f"{len(listed)} cases, {target.stat().st_size} bytes, torch {torch.__version__}")


if __name__ == "__main__":
    main()
