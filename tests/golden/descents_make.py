"""Makes descents.npz: the ways that PyTorch's optimizers take down each surface, to be matched by ours.

    pip install torch==2.13.0 numpy
    python tests/golden/descents_make.py

Each surface is written here once more, in PyTorch, and its slopes are PyTorch's own. Seven optimizers go 40
steps from the surface's start, in float64. The rates are chosen so that no path explodes, where a rounding
error would grow until it can be seen.
"""

import json
import math
from pathlib import Path

import numpy as np
import torch

STEPS = 40
OPTIMIZERS = {
    "sgd": (torch.optim.SGD, {}),
    "momentum": (torch.optim.SGD, {"momentum": 0.9}),
    "nesterov": (torch.optim.SGD, {"momentum": 0.9, "nesterov": True}),
    "adagrad": (torch.optim.Adagrad, {}),
    "rmsprop": (torch.optim.RMSprop, {}),
    "adam": (torch.optim.Adam, {}),
    "adamw": (torch.optim.AdamW, {}),
}
RATES = {
    "sgd": 1.0,
    "momentum": 0.4,
    "nesterov": 0.4,
    "adagrad": 20.0,
    "rmsprop": 1.0,
    "adam": 5.0,
    "adamw": 5.0,
}
"""Times the surface's own."""


def turned(curvatures, degrees):
    angle = math.radians(degrees)

    def f(x, y):
        u, v = math.cos(angle) * x + math.sin(angle) * y, -math.sin(angle) * x + math.cos(angle) * y
        return 0.5 * (curvatures[0] * u**2 + curvatures[1] * v**2)

    return f


SURFACES = {
    "bowl": (turned((1.0, 10.0), 0.0), (-1.8, 1.2), 0.05),
    "ravine": (turned((1.0, 50.0), 30.0), (-1.8, -0.4), 0.01),
    "saddle": (lambda x, y: 0.5 * x**2 - 0.5 * y**2 + 0.25 * y**4, (-1.6, 0.001), 0.05),
    "rosenbrock": (lambda x, y: (1 - x) ** 2 + 100 * (y - x**2) ** 2, (-1.2, 1.0), 0.0005),
    "beale": (
        lambda x, y: (1.5 - x + x * y) ** 2 + (2.25 - x + x * y**2) ** 2 + (2.625 - x + x * y**3) ** 2,
        (1.0, 1.5),
        0.0005,
    ),
    "himmelblau": (lambda x, y: (x**2 + y - 11) ** 2 + (x + y**2 - 7) ** 2, (-0.5, -1.0), 0.002),
    "expression": (
        lambda x, y: torch.sin(3 * x) * torch.tanh(y) + torch.exp(-(x**2)) + torch.sqrt(1 + y**2) / 2,
        (0.9, 1.1),
        0.02,
    ),
}


def walk(surface, start, kind, rate, options):
    theta = torch.tensor(start, dtype=torch.float64, requires_grad=True)
    optimizer = kind([theta], lr=rate, **options)
    points = [theta.detach().numpy().copy()]
    for _ in range(STEPS):
        optimizer.zero_grad()
        surface(theta[0], theta[1]).backward()
        optimizer.step()
        points.append(theta.detach().numpy().copy())
    return np.stack(points)


def main():
    cases, paths = [], []
    for name, (surface, start, rate) in SURFACES.items():
        for optimizer, (kind, options) in OPTIMIZERS.items():
            case = {
                "surface": name,
                "start": start,
                "learning_rate": rate * RATES[optimizer],
                "options": options,
            }
            cases.append(
                {
                    **case,
                    "optimizer": optimizer if optimizer in ("adagrad", "rmsprop", "adam", "adamw") else "sgd",
                }
            )
            paths.append(walk(surface, start, kind, case["learning_rate"], options))
    paths = np.stack(paths)
    assert np.isfinite(paths).all()
    np.savez_compressed(Path(__file__).with_name("descents.npz"), cases=json.dumps(cases), paths=paths)


if __name__ == "__main__":
    main()
