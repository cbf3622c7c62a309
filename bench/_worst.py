"""The worst legal request of each endpoint: everything at its limit that costs time, memory or bytes."""

import json
from itertools import pairwise

from course.panels import all_panels
from course.questions import all_questions
from panel_kit.programs.functions import FUNCTION_NAMES
from panel_kit.runs.many import MAX_ANSWERS
from panel_kit.runs.seeds import MAX_SEEDS
from panel_kit.specs.data import MAX_CSV, MAX_EXAMPLES
from panel_kit.specs.network import MAX_SIZES, MAX_UNITS
from panel_kit.specs.plane_data import MAX_SAMPLES
from panels.accuracy_vs_loss.panel import MAX_POINTS, MAX_PRETRAIN
from panels.activation import MOST as MOST_FUNCTIONS
from panels.perceptron.panel import MAX_EXAMPLES as MAX_PLACED
from panels.perceptron.panel import MAX_LOOKS
from panels.slow_start import MAX_EPOCHS as MAX_SLOW_EPOCHS

DEEP = [MAX_UNITS] * MAX_SIZES
PLANE = [2, *[MAX_UNITS] * (MAX_SIZES - 2), 1]


def weights(sizes):
    """As many numbers as a network of these sizes has, each of several digits."""
    return [
        [[(7 * i + 3 * j) % 97 / 97 - 0.5 for i in range(n)] for j in range(m)] for n, m in pairwise(sizes)
    ]


def csv():
    """A CSV text of all the rows and columns that are read, its cells as long as there is room for."""
    header = ",".join([*(f"x{i}" for i in range(MAX_UNITS)), "y"])
    width = (MAX_CSV - 2000) // (MAX_EXAMPLES * (MAX_UNITS + 1)) - 6
    cells = [
        [f"{(7 * row + 3 * i) % 97 / 97:.{width}f}" for i in range(MAX_UNITS)] for row in range(MAX_EXAMPLES)
    ]
    return "\n".join([header, *(",".join([*row, str(place % 10)]) for place, row in enumerate(cells))])


def long_run(batch_size=8, epochs=440, **fields):
    """A training run that takes as long as any may: the time limit ends it."""
    network = {"layers": PLANE, "hidden_activation": "gelu"}
    dataset = {"name": "circles", "samples": MAX_EXAMPLES}
    optimizer = {"name": "adamw", "learning_rate": 0.001}
    return {
        "network": network, "dataset": dataset, "optimizer": optimizer, "epochs": epochs,
        "batch_size": batch_size, "dropout": 0.2, **fields,
    }  # fmt: skip


BACKPROP = {"network": {"layers": [8] * 5}, "steps": 10, "optimizer": "adamw"}
QUANTITY = {"kind": "updated", "layer": 4, "unit": 0, "input": 0}
WIDE_TABLE = {"dataset": {"csv": csv()}, "epochs": 1, "network": {"hidden": [MAX_UNITS] * (MAX_SIZES - 2)}}
# A run that learns nothing: its diagnosis measures all the curvatures that it may
PUZZLE = {
    "dataset": {"name": "spirals", "noise": 0.5, "samples": MAX_EXAMPLES},
    "validation_share": 0,
    "network": {"hidden": [8, 8], "hidden_activation": "gelu"},
    "optimizer": {"learning_rate": 0.01},
    "epochs": 12,
}
PANELS = {
    "neuron": {"inputs": [1, 1, 1], "weights": [1, 1, 1]},
    "perceptron": {
        "examples": [{"x": [i / 24, i * 7 % 24 / 24], "y": i * 5 % 2} for i in range(MAX_PLACED)],
        "max_epochs": MAX_LOOKS // MAX_PLACED,
        "learning_rate": 0.01,
    },
    "activation": {"names": list(FUNCTION_NAMES)[-MOST_FUNCTIONS:], "points": 401},
    "softmax": {"logits": [0.5, 1, 1.5, 2, 2.5, 3]},
    "linear-collapse": {"network": {"layers": PLANE}, "inputs": [[i / 16, -i / 16] for i in range(16)]},
    "forward": {"network": {"layers": DEEP, "weights": weights(DEEP)}, "x": [0.123456789] * MAX_UNITS},
    "loss": {"predictions": [0.1, 0.2, 0.3, 0.4, 0.5], "targets": [0, 1, 0, 1, 0]},
    "slow-start": {"epochs": MAX_SLOW_EPOCHS},
    "accuracy-vs-loss": {
        "network": {"layers": PLANE},
        "dataset": {"samples": MAX_SAMPLES},
        "points": MAX_POINTS,
        "pretrain": MAX_PRETRAIN,
    },
    "backprop": BACKPROP,
    "training": long_run(),
}  # fmt: skip


def many_seeds(run):
    """As many networks over as many examples as fit into memory, and as many epochs as that may cost."""
    examples = MAX_ANSWERS // (MAX_SEEDS * sum(PLANE))
    dataset = {**run["dataset"], "samples": examples}
    return {**run, "dataset": dataset, "batch_size": None, "epochs": 19, "seeds": MAX_SEEDS}


def seeded(request, seed):
    """The same request, of another network: nothing of it has been computed before."""
    network = request.get("network")
    return {**request, "network": {**network, "seed": seed}} if network else request


def worst_requests(seed=0):
    """(path, request) of every endpoint that computes."""
    panels = {slug: seeded(request, seed) for slug, request in PANELS.items()}
    assert panels.keys() == all_panels().keys()
    run = panels["training"]
    return [
        *panels.items(),
        *((f"code/{slug}", request) for slug, request in (panels | {"training": WIDE_TABLE}).items()),
        *((f"table/{slug}", request) for slug, request in panels.items()),
        *((f"questions/{slug}", {}) for slug in all_questions()),
        ("grade/backprop", {**panels["backprop"], "quantity": QUANTITY, "value": 0.8}),
        ("training/epoch", {**run, "epoch": 440}),
        ("training/seeds", many_seeds(run)),
        ("predict", {"network": {"layers": PLANE}, "grid": {"resolution": 120, "units": True, "bits": 16}}),
        ("data/csv", {"csv": WIDE_TABLE["dataset"]["csv"]}),
        ("export/training", seeded(PUZZLE, seed)),
        ("import/training", {"request": WIDE_TABLE}),
    ]  # fmt: skip


def posts(seed=0):
    """The same as (path, body) to be sent."""
    return [(f"/api/v1/{path}", json.dumps(request).encode()) for path, request in worst_requests(seed)]
