"""Random valid requests for every panel, over the whole of what its request allows.

``random_request("loss", rng)`` draws which choices are made, how long the lists are, which fields are left
out and every number between its bounds. Tests hold laws and programs against them.
"""

from itertools import pairwise

import numpy as np

from nn_core.datasets import CURVES
from panel_kit.runs.rules import LOSSES_FOR, outputs_for
from panel_kit.specs.activations import ACTIVATION_NAMES, FUNCTION_NAMES, HIDDEN_NAMES
from panel_kit.specs.data import DATA_NAMES
from panel_kit.specs.limits import LIMITS, MAX_SEED
from panel_kit.specs.losses import OUTPUT_FOR
from panel_kit.specs.network import INITIALIZER_NAMES
from panel_kit.specs.optimizer import OPTIMIZER_NAMES
from panel_kit.specs.plane_data import MAX_SAMPLES, PLANE_NAMES
from panel_kit.specs.schedule import SCHEDULE_NAMES
from panels.accuracy_vs_loss.request import MAX_PRETRAIN
from panels.activation import FARTHEST as FARTHEST_Z
from panels.activation import MOST as MOST_FUNCTIONS
from panels.approximation.request import BUILT_WITH, MAX_DEPTH, TARGET_NAMES
from panels.approximation.request import HIGHEST as HIGHEST_POINT
from panels.architecture.candidates import LEARNED_NAMES
from panels.backprop.request import MAX_STEPS, SMALL
from panels.code.request import PROGRAM_NAMES
from panels.code.walks import iterations_of
from panels.descent.network_plane import DIRECTION_NAMES
from panels.descent.racers import KINDS, MAX_RACERS
from panels.descent.request import SURFACE_NAMES
from panels.digits.data import SPLIT_NAMES
from panels.double_descent.request import MAX_FEATURES, SHOWN_DIGITS
from panels.gradient_flow.request import DRAWN_NAMES
from panels.learning_rate.request import FEWEST, LEAST_RATE, RATE_DATA_NAMES
from panels.learning_rate.request import MOST as MOST_RATES
from panels.linear_collapse import MOST_EXAMPLES, REACH
from panels.loss.request import LOSS_NAMES, PROBABILITIES
from panels.loss.request import MOST as MOST_PAIRS
from panels.neuron import MAX_INPUTS
from panels.overfitting.request import NOISY_NAMES
from panels.perceptron.request import FARTHEST, GATES, MAX_EXAMPLES
from panels.perceptron.request import MAX_EPOCHS as MAX_PERCEPTRON_EPOCHS
from panels.perceptron.request import MAX_STEPS as MAX_PERCEPTRON_STEPS
from panels.schedule.task import TASK_NAMES
from panels.slow_start import MAX_EPOCHS
from panels.softmax import MOST as MOST_LOGITS
from panels.transfer.tasks import MAX_EXAMPLES as MOST_LENT
from panels.transfer.tasks import TASK_NAMES as LENT_NAMES
from panels.tumor.data import FEATURES as MEASUREMENTS
from panels.tumor.data import SAMPLES as PATIENTS
from panels.tuner.request import METHOD_NAMES


def random_request(slug, rng):
    """A valid request of the panel, as JSON would bring it."""
    request = DRAWN[slug](rng)
    return {field: value for field, value in request.items() if value is not None}


def number(rng, low, high):
    """Between the bounds: one of them at times, else anywhere, to two decimals or to all."""
    ends = [low, high, 0.0 if low <= 0.0 <= high else low]
    if rng.random() < 0.1:
        return float(rng.choice(ends))
    drawn = float(rng.uniform(low, high))
    return float(np.clip(round(drawn, 2), low, high)) if rng.random() < 0.5 else drawn


def numbers(rng, count, low, high):
    return [number(rng, low, high) for _ in range(count)]


def whole(rng, low, high):
    """A whole number, both bounds included."""
    return int(rng.integers(low, high + 1))


def on_a_log_scale(rng, low, high):
    """As many between 0.01 and 0.1 as between 1 and 10."""
    return float(np.clip(np.exp(rng.uniform(np.log(low), np.log(high))), low, high))


def one_of(rng, names):
    return str(rng.choice(list(names)))


def perhaps(rng, value):
    """The value, or as if it had been left out."""
    return value if rng.random() < 0.7 else None


def network(rng, n_in=None, n_out=None, output=None, limits=LIMITS):
    """A network described, or given number by number; its first and last sizes where they are fixed."""
    depth = whole(rng, 2, limits.layers)
    sizes = [whole(rng, 1, limits.units) for _ in range(depth)]
    sizes[0], sizes[-1] = n_in or sizes[0], n_out or sizes[-1]
    activations = [one_of(rng, ACTIVATION_NAMES) for _ in sizes[1:]]
    activations[-1] = output or activations[-1]
    if rng.random() < 0.5:
        return given(rng, sizes, activations)
    spec = {"hidden_activation": one_of(rng, HIDDEN_NAMES), "output_activation": activations[-1]}
    return {
        **({"activations": activations} if rng.random() < 0.5 else spec),
        "layers": sizes,
        "initializer": one_of(rng, INITIALIZER_NAMES),
        "seed": whole(rng, 0, MAX_SEED),
    }


def given(rng, sizes, activations, largest=LIMITS.weight):
    """A network with every weight and bias; small ones, or as large as may be."""
    scale = on_a_log_scale(rng, 0.1, largest)
    shapes = list(pairwise(sizes))
    return {
        "weights": [[numbers(rng, n_in, -scale, scale) for _ in range(n_out)] for n_in, n_out in shapes],
        "biases": [numbers(rng, n_out, -scale, scale) for _, n_out in shapes],
        "activations": activations,
        "parameter_count": sum(n_in * n_out + n_out for n_in, n_out in shapes),
    }


def sizes_of(spec):
    """The sizes of a network that ``network`` drew."""
    if "layers" in spec:
        return spec["layers"]
    return [len(spec["weights"][0][0]), *(len(matrix) for matrix in spec["weights"])]


def forward(rng):
    spec = network(rng)
    return {"network": spec, "x": perhaps(rng, numbers(rng, sizes_of(spec)[0], -2.0, 2.0))}


def neuron(rng):
    count = whole(rng, 1, MAX_INPUTS)
    return {
        "inputs": numbers(rng, count, -10.0, 10.0),
        "weights": numbers(rng, count, -10.0, 10.0),
        "bias": perhaps(rng, number(rng, -10.0, 10.0)),
        "activation": one_of(rng, FUNCTION_NAMES),
    }


def perceptron(rng):
    examples = [
        {"x": numbers(rng, 2, -FARTHEST, FARTHEST), "y": whole(rng, 0, 1)}
        for _ in range(whole(rng, 1, MAX_EXAMPLES))
    ]
    own = rng.random() < 0.6
    most = min(MAX_PERCEPTRON_EPOCHS, MAX_PERCEPTRON_STEPS // (len(examples) if own else 4))
    return {
        **({"examples": examples} if own else {"gate": one_of(rng, GATES)}),
        "learning_rate": perhaps(rng, on_a_log_scale(rng, 0.01, 10.0)),
        "max_epochs": whole(rng, 1, most),
        "weights": perhaps(rng, numbers(rng, 2, -10.0, 10.0)),
        "bias": perhaps(rng, number(rng, -10.0, 10.0)),
    }


def activation(rng):
    low = number(rng, -FARTHEST_Z, FARTHEST_Z - 1.0)
    count = whole(rng, 1, MOST_FUNCTIONS)
    return {
        "names": rng.choice(list(FUNCTION_NAMES), count, replace=False).tolist(),
        "z": number(rng, -FARTHEST_Z, FARTHEST_Z),
        "low": low,
        "high": number(rng, min(low + 1.01, FARTHEST_Z), FARTHEST_Z),
        "points": perhaps(rng, whole(rng, 11, 401)),
    }


def softmax(rng):
    return {
        "logits": numbers(rng, whole(rng, 2, MOST_LOGITS), -10.0, 10.0),
        "temperature": perhaps(rng, on_a_log_scale(rng, 0.1, 10.0)),
        "shift": perhaps(rng, number(rng, -10.0, 10.0)),
    }


def linear_collapse(rng):
    inputs = [numbers(rng, 2, -REACH, REACH) for _ in range(whole(rng, 1, MOST_EXAMPLES))]
    # A softmax of a single output would be 1 everywhere, and is refused
    output = one_of(rng, HIDDEN_NAMES)
    return {"network": network(rng, 2, 1, output), "inputs": inputs}


def loss(rng):
    name, count = one_of(rng, LOSS_NAMES), whole(rng, 1, MOST_PAIRS)
    low, high = (0.0, 1.0) if name in PROBABILITIES or rng.random() < 0.3 else (-10.0, 10.0)
    targets = numbers(rng, count, low, high)
    if name == "categorical_cross_entropy":
        targets = rng.dirichlet(np.ones(count)).tolist() if rng.random() < 0.5 else one_hot(rng, count)
    return {
        "loss": name,
        "predictions": numbers(rng, count, low, high),
        "targets": targets,
        "reduction": one_of(rng, ("mean", "sum")),
        "half": name == "mse" and bool(rng.random() < 0.5),
        "delta": perhaps(rng, on_a_log_scale(rng, 0.01, 10.0)),
        "pair": whole(rng, 0, count - 1),
    }


def one_hot(rng, count):
    place = whole(rng, 0, count - 1)
    return [1.0 if k == place else 0.0 for k in range(count)]


def slow_start(rng):
    """The rate is one that settles, η (1 + x²) / 4 < 1: beyond, a digit lost in rounding grows step by step,
    and two ways to write the same sum end anywhere."""
    x = number(rng, -10.0, 10.0)
    return {
        "weight": number(rng, -10.0, 10.0),
        "bias": number(rng, -10.0, 10.0),
        "learning_rate": on_a_log_scale(rng, 0.001, min(10.0, 4.0 / (1.0 + x * x))),
        "epochs": whole(rng, 1, MAX_EPOCHS),
        "x": x,
        "y": number(rng, 0.0, 1.0),
    }


def accuracy_vs_loss(rng):
    spec = network(rng, 2, 1, output="sigmoid")
    sizes = sizes_of(spec)
    layer, low = whole(rng, 0, len(sizes) - 2), number(rng, -10.0, 9.0)
    return {
        "network": spec,
        "dataset": perhaps(rng, plane_dataset(rng)),
        "pretrain": whole(rng, 0, MAX_PRETRAIN // 10),
        "layer": layer,
        "unit": whole(rng, 0, sizes[layer + 1] - 1),
        "input": whole(rng, 0, sizes[layer] - 1),
        "value": perhaps(rng, number(rng, -10.0, 10.0)),
        "low": low,
        "high": number(rng, low + 0.51, 10.0),
        "points": perhaps(rng, whole(rng, 11, 401)),
    }


def plane_dataset(rng):
    return {
        "name": one_of(rng, PLANE_NAMES),
        "samples": whole(rng, 10, MAX_SAMPLES),
        "noise": number(rng, 0.0, 0.5),
        "seed": whole(rng, 0, 9999),
    }


def training(rng):
    data, task = learning_data(rng)
    sizes = [1 if task == "curve" else 2, *(whole(rng, 1, 6) for _ in range(whole(rng, 0, 3)))]
    sizes.append(3 if task == "classes" else 1)
    loss = one_of(rng, LOSSES_FOR[{"curve": "regression"}.get(task, task)])
    output = OUTPUT_FOR.get(loss) or one_of(rng, outputs_for({"curve": "regression"}.get(task, task)))
    output = "linear" if output == "softmax" and loss != "cross_entropy" else output
    optimizer = one_of(rng, OPTIMIZER_OPTIONS)
    return {
        "dataset": data,
        "validation_share": perhaps(rng, number(rng, 0.0, 0.5)),
        "network": training_network(rng, sizes, output),
        "loss": loss,
        "optimizer": {
            "name": optimizer,
            # Rates that settle: where a run leaps about, the last digit of a sum decides where it ends
            "learning_rate": on_a_log_scale(rng, 0.0001, 0.3 if optimizer == "sgd" else 0.03),
            **some(rng, OPTIMIZER_OPTIONS[optimizer](rng)),
        },
        "schedule": perhaps(rng, schedule(rng, optimizer)),
        "batch_size": perhaps(rng, whole(rng, 5, 60)),
        "epochs": whole(rng, 0, 40),
        "l1": perhaps(rng, on_a_log_scale(rng, 1e-5, 0.01)),
        "l2": perhaps(rng, on_a_log_scale(rng, 1e-5, 0.01)),
        "dropout": perhaps(rng, number(rng, 0.0, 0.5)) if len(sizes) > 2 else None,
        "early_stopping": perhaps(rng, {"patience": whole(rng, 1, 10), "min_delta": number(rng, 0.0, 0.01)}),
        "seed": whole(rng, 0, MAX_SEED),
    }


def learning_data(rng):
    """Data of every kind, and what they ask for: a key of LOSSES_FOR, or "curve"."""
    kind = whole(rng, 0, 5)
    if kind == 0:
        points = [{"x": numbers(rng, 2, -2.0, 2.0), "y": whole(rng, 0, 1)} for _ in range(whole(rng, 2, 30))]
        return {"points": points}, "two classes"
    if kind == 1:
        rows = "\n".join(",".join(map(repr, numbers(rng, 3, -2.0, 2.0))) for _ in range(whole(rng, 4, 30)))
        return {"csv": rows, "task": "regression", "standardize": bool(rng.random() < 0.5)}, "regression"
    drawn = {"samples": whole(rng, 10, 80), "noise": number(rng, 0.0, 0.3), "seed": whole(rng, 0, MAX_SEED)}
    if kind == 2:
        return {"name": "blobs", **drawn, "classes": 3}, "classes"
    if kind == 3:
        return {"name": one_of(rng, CURVES), **drawn}, "curve"
    names = [name for name in DATA_NAMES if name not in CURVES and name != "blobs"]
    return {"name": one_of(rng, names), **some(rng, drawn)}, "two classes"


def training_network(rng, sizes, output):
    hidden = one_of(rng, HIDDEN_NAMES)
    if rng.random() < 0.3:
        activations = [*(one_of(rng, HIDDEN_NAMES) for _ in sizes[1:-1]), output]
        return {**given(rng, sizes, activations, largest=2.0)}
    return {
        "layers": sizes,
        "hidden_activation": hidden,
        "output_activation": output,
        "initializer": one_of(rng, INITIALIZER_NAMES),
        "seed": whole(rng, 0, MAX_SEED),
        "zero_output": bool(rng.random() < 0.5),
    }


def some(rng, fields):
    """Some of them, the others left out."""
    return {name: value for name, value in fields.items() if rng.random() < 0.6}


def betas(rng):
    return [number(rng, 0.5, 0.95), number(rng, 0.9, 0.9999)]


OPTIMIZER_OPTIONS = {
    "sgd": lambda rng: {"momentum": number(rng, 0.1, 0.9), "weight_decay": number(rng, 0.0, 0.1)},
    "adagrad": lambda rng: {
        "lr_decay": number(rng, 0.0, 0.1),
        "initial_accumulator_value": number(rng, 0.0, 1.0),
        "weight_decay": number(rng, 0.0, 0.1),
        "eps": on_a_log_scale(rng, 1e-10, 1e-3),
    },
    "rmsprop": lambda rng: {
        "alpha": number(rng, 0.8, 0.99),
        "momentum": number(rng, 0.1, 0.9),
        "centered": bool(rng.random() < 0.5),
        "eps": on_a_log_scale(rng, 1e-6, 1e-3),
    },
    "adam": lambda rng: {"betas": betas(rng), "amsgrad": True, "eps": on_a_log_scale(rng, 1e-8, 1e-3)},
    "adamw": lambda rng: {"betas": betas(rng), "weight_decay": number(rng, 0.0, 0.1)},
}


def schedule(rng, optimizer):
    name = one_of(rng, SCHEDULE_NAMES)
    factor, count = number(rng, 0.3, 1.0), whole(rng, 1, 20)
    options = {
        "step": {"step_size": count, "gamma": factor},
        "multistep": {"milestones": sorted({whole(rng, 0, 20), count}), "gamma": factor},
        "exponential": {"gamma": factor},
        "cosine": {"T_max": count, "eta_min": number(rng, 0.0, 0.001)},
        "warm_restarts": {"T_0": count, "T_mult": whole(rng, 1, 3)},
        "warmup_cosine": {"total_iters": count, "start_factor": factor, "end_factor": number(rng, 0.5, 1.0)},
        "one_cycle": {
            "total_steps": 40 + count,
            "pct_start": number(rng, 0.0, 1.0),
            "anneal_strategy": one_of(rng, ("cos", "linear")),
            "three_phase": bool(rng.random() < 0.3),
            "cycle_momentum": optimizer != "adagrad" and bool(rng.random() < 0.7),
            "div_factor": number(rng, 5.0, 30.0),
        },
        "reduce_on_plateau": {
            "factor": number(rng, 0.1, 0.9),
            "patience": whole(rng, 0, 5),
            "threshold": number(rng, 0.0, 0.01),
            "threshold_mode": one_of(rng, ("rel", "abs")),
            "cooldown": whole(rng, 0, 3),
        },
    }
    return {"name": name, **some(rng, options.get(name, {}))}


def backprop(rng):
    """Several updates only where they are gentle: drawn weights and a small rate. From steps that jump about,
    a digit lost in rounding grows, and two ways to write the same sum end anywhere."""
    name = one_of(rng, ("mse", "mae", "huber", "bce", "cross_entropy"))
    spec = network(rng, output=OUTPUT_FOR.get(name), limits=SMALL)
    gentle = "weights" not in spec
    sizes = sizes_of(spec)
    y = numbers(rng, sizes[-1], 0.0 if name == "bce" else -10.0, 1.0)
    if name == "cross_entropy":
        y = rng.dirichlet(np.ones(sizes[-1])).tolist() if rng.random() < 0.5 else one_hot(rng, sizes[-1])
    return {
        "network": spec,
        "x": perhaps(rng, numbers(rng, sizes[0], -10.0, 10.0)),
        "y": perhaps(rng, y),
        "loss": name,
        "reduction": one_of(rng, ("mean", "sum")),
        "half": name == "mse" and bool(rng.random() < 0.5),
        "learning_rate": on_a_log_scale(rng, 0.0001, 0.001 if gentle else 10.0),
        "optimizer": one_of(rng, OPTIMIZER_NAMES),
        "freeze_biases": bool(rng.random() < 0.3),
        "steps": whole(rng, 0, MAX_STEPS) if gentle else 0,
    }


def descent(rng):
    """A race on a surface of any kind; optimizers of all kinds, some with rates of their own."""
    surface, rates = one_of(rng, SURFACE_NAMES), one_of(rng, ["given", "best"])
    places = sorted(rng.choice(len(KINDS), whole(rng, 1, MAX_RACERS), replace=False).tolist())
    request = {
        "surface": surface,
        "start": [number(rng, -3, 3), number(rng, -3, 3)],
        "rates": rates,
        "optimizers": [KINDS[place].model_dump(exclude_none=True) for place in places],
        "steps": whole(rng, 1, 80),
        "noise": perhaps(rng, number(rng, 0, 2)),
        "seed": perhaps(rng, whole(rng, 0, MAX_SEED)),
    }
    if rates == "given":
        request["learning_rate"] = on_a_log_scale(rng, 1e-4, 1.0)
    if surface == "bowl":
        curvatures = [on_a_log_scale(rng, 0.1, 100), on_a_log_scale(rng, 0.1, 100)]
        request |= {"curvatures": curvatures, "angle": number(rng, -90, 90)}
    if surface == "expression":
        request |= {"expression": one_of(rng, TYPED), "extent": on_a_log_scale(rng, 0.5, 10)}
    if surface == "network":  # where all are to predict all examples, at most 69 steps
        request |= {**plane_of_a_network(rng), "steps": whole(rng, 1, 60)}
    return request


def gradient_flow(rng):
    """A deep network, perhaps with a kept one. It is trained where that settles: from steps that jump about,
    a digit lost in rounding grows, and two ways to write the same sum end anywhere."""
    request = deep_network(rng) | {"seeds": perhaps(rng, whole(rng, 1, 3))}
    if rng.random() < 0.3:
        request["kept"] = deep_network(rng)
    if rng.random() < 0.5 and request["initializer"].startswith("xavier"):
        request |= {
            "depth": whole(rng, 2, 6),
            "train_epochs": whole(rng, 1, 15),
            "optimizer": one_of(rng, OPTIMIZER_NAMES),
            "learning_rate": on_a_log_scale(rng, 0.0001, 0.01),
        }
    return request


def lr_finder(rng):
    """A range test that ends before steps jump about: a digit lost in rounding would grow."""
    low = on_a_log_scale(rng, 1e-5, 0.01)
    return {
        "dataset": {
            "name": one_of(rng, PLANE_NAMES),
            "samples": whole(rng, 10, 80),
            "noise": number(rng, 0, 0.5),
            "seed": whole(rng, 0, MAX_SEED),
        },
        "labels": one_of(rng, ["true", "shuffled"]),
        "network": {
            "layers": [2, *[whole(rng, 1, 8) for _ in range(whole(rng, 1, 3))], 1],
            "hidden_activation": one_of(rng, HIDDEN_NAMES),
            "zero_output": False,
            "seed": whole(rng, 0, MAX_SEED),
        },
        "optimizer": one_of(rng, OPTIMIZER_NAMES),
        "batch_size": perhaps(rng, whole(rng, 1, 80)),
        "low": low,
        "high": low * on_a_log_scale(rng, 2, 20),
        "steps": whole(rng, 20, 80),
        "seed": perhaps(rng, whole(rng, 0, MAX_SEED)),
        "seeds": perhaps(rng, whole(rng, 1, 3)),
    }


def deep_network(rng):
    initializer = one_of(rng, DRAWN_NAMES)
    return {
        "depth": whole(rng, 2, 12),
        "width": whole(rng, 2, 12),
        "activation": one_of(rng, HIDDEN_NAMES),
        "initializer": initializer,
        **({"std": on_a_log_scale(rng, 0.01, 1.0)} if initializer == "normal" else {}),
        "batch_norm": bool(rng.random() < 0.4),
        "residual": bool(rng.random() < 0.4),
        "seed": whole(rng, 0, MAX_SEED),
    }


def plane_of_a_network(rng):
    """A small network and its run; the rate is one at which neither it nor a race over it leaps about."""
    layers = [2, *(whole(rng, 1, 4) for _ in range(whole(rng, 0, 2))), 1]
    return {
        "network": {
            "layers": layers,
            "hidden_activation": one_of(rng, HIDDEN_NAMES),
            "initializer": one_of(rng, INITIALIZER_NAMES),
            "seed": whole(rng, 0, MAX_SEED),
        },
        "plane": {
            "directions": one_of(rng, DIRECTION_NAMES),
            "dataset": {**plane_dataset(rng), "samples": whole(rng, 10, 40)},
            "optimizer": one_of(rng, OPTIMIZER_NAMES),
            "learning_rate": on_a_log_scale(rng, 0.001, 0.1),
            "epochs": whole(rng, 2, 60),
            "seed": whole(rng, 0, MAX_SEED),
        },
    }


TYPED = [
    "sin(3*x) + x^2 + y^2",
    "abs(x) + y^4/4 - y^2",
    "log(1 + x^2 + y^2)",
    "-exp(-(x^2 + y^2)) + 0.01*x*y",
]


def learning_rate(rng):
    """Short runs at rates that no rounding error grows at."""
    data = {"name": one_of(rng, RATE_DATA_NAMES), "seed": whole(rng, 0, MAX_SEED)}
    is_regression = data["name"] == "sine"
    return {
        "rates": [on_a_log_scale(rng, LEAST_RATE, 0.1) for _ in range(whole(rng, FEWEST, MOST_RATES))],
        "dataset": data if data["name"] == "xor" else {**data, "samples": whole(rng, 10, 24)},
        "network": {
            "hidden": [whole(rng, 1, 5) for _ in range(whole(rng, 1, 2))],
            "hidden_activation": one_of(rng, HIDDEN_NAMES),
            "initializer": one_of(rng, INITIALIZER_NAMES),
            "seed": whole(rng, 0, MAX_SEED),
        },
        "loss": perhaps(rng, "huber" if is_regression else one_of(rng, ["bce", "mse"])),
        "optimizer": one_of(rng, OPTIMIZER_NAMES),
        "batch_size": perhaps(rng, whole(rng, 1, 8)),
        "epochs": whole(rng, 1, 12),
        "seed": whole(rng, 0, MAX_SEED),
        "seeds": whole(rng, 1, 3),
        "sharpness": bool(rng.random() < 0.3),
    }


def schedule_panel(rng):
    """A schedule on a small task, at rates that settle: from steps that jump about, a digit lost in rounding
    grows, and two ways to write the same sum end anywhere."""
    optimizer = one_of(rng, OPTIMIZER_NAMES)
    epochs = whole(rng, 1, 12)
    drawn = schedule(rng, optimizer)
    by_batch = {"schedule_by": "batch"} if drawn["name"] not in ("reduce_on_plateau", "one_cycle") else {}
    is_cycle = drawn["name"] == "one_cycle"
    calm = {"total_steps": 400, "cycle_momentum": False} if is_cycle else {}
    return {
        **drawn,
        **calm,
        **(by_batch if rng.random() < 0.3 else {}),
        "learning_rate": on_a_log_scale(rng, 0.0001, 0.01),
        "optimizer": optimizer,
        "dataset": {
            "name": one_of(rng, TASK_NAMES),
            "samples": 2 * whole(rng, 5, 20),
            "noise": number(rng, 0.0, 0.5),
            "seed": whole(rng, 0, MAX_SEED),
        },
        "network": {
            "hidden": [whole(rng, 1, 8) for _ in range(whole(rng, 1, 2))],
            "hidden_activation": one_of(rng, ("tanh", "sigmoid", "relu", "gelu")),
            "seed": whole(rng, 0, MAX_SEED),
        },
        "batch_size": perhaps(rng, whole(rng, 2, 20)),
        "epochs": epochs,
        "seeds": whole(rng, 2, 4),
    }


def architecture(rng):
    """A network, and at times others that learn for so few epochs that no digit lost in rounding grows."""
    request = {
        "layers": [whole(rng, 1, 40) for _ in range(whole(rng, 2, 6))],
        "seed": perhaps(rng, whole(rng, 0, MAX_SEED)),
    }
    if rng.random() < 0.6:
        return request
    plane = [name for name in LEARNED_NAMES if name != "measurements"]
    networks = [
        {
            "hidden": [whole(rng, 1, 6) for _ in range(whole(rng, 0, 3))],
            "activation": one_of(rng, ("tanh", "relu", "sigmoid", "gelu")),
            "optimizer": one_of(rng, OPTIMIZER_NAMES),
            "learning_rate": on_a_log_scale(rng, 0.001, 0.05),
            "dropout": float(one_of(rng, ["0", "0.25"])),
        }
        for _ in range(whole(rng, 1, 2))
    ]
    data = {
        "name": one_of(rng, plane),
        "samples": whole(rng, 20, 40),
        "noise": number(rng, 0.0, 0.5),
        "seed": whole(rng, 0, MAX_SEED),
    }
    compare = {"dataset": data, "networks": networks, "epochs": whole(rng, 1, 12), "seeds": whole(rng, 2, 3)}
    return {**request, "compare": compare}


def approximation(rng):
    """A curve and few units; a run is short, since a digit lost in rounding grows in a long one."""
    own = rng.random() < 0.3
    places = rng.choice(81, size=whole(rng, 2, 9), replace=False) / 40.0 - 1.0
    points = [[float(x), number(rng, -HIGHEST_POINT, HIGHEST_POINT)] for x in places]
    curve = {"points": points} if own else {"target": one_of(rng, TARGET_NAMES)}
    how = one_of(rng, ("built", "trained", "folded"))
    if how == "folded":
        return {"how": how, "depth": whole(rng, 1, MAX_DEPTH), "seeds": whole(rng, 1, 3), "epochs": 5}
    if how == "built":
        activation = one_of(rng, BUILT_WITH)
        steepness = {} if activation == "relu" else {"steepness": on_a_log_scale(rng, 1.0, 200.0)}
        return {**curve, "how": how, "hidden": whole(rng, 1, 60), "activation": activation, **steepness}
    return {
        **curve,
        "how": how,
        "hidden": whole(rng, 1, 12),
        "activation": one_of(rng, HIDDEN_NAMES),
        "biases": one_of(rng, ("zeros", "spread")),
        "epochs": whole(rng, 1, 20),
        "learning_rate": on_a_log_scale(rng, 0.0001, 0.01),
        "seed": whole(rng, 0, MAX_SEED),
        "seeds": whole(rng, 1, 3),
    }


def double_descent(rng):
    """Few widths, away from as many features as examples, where a digit lost in rounding grows."""
    examples = whole(rng, 20, 60)
    few = sorted({whole(rng, 1, examples // 2) for _ in range(3)})
    many = sorted({whole(rng, 2 * examples, 400) for _ in range(3)})
    return {
        "features": [*few, *many, MAX_FEATURES],
        "examples": examples,
        "ridge": float(one_of(rng, ["0", "0.01", "1"])) if rng.random() < 0.7 else number(rng, 0.001, 2.0),
        "label_noise": number(rng, 0.0, 0.5),
        "seeds": whole(rng, 1, 3),
        "seed": whole(rng, 0, 9000),
        "digit": whole(rng, 1, SHOWN_DIGITS),
    }


def tumor(rng):
    """A small network, trained for so few epochs that no digit lost in rounding grows, and how to decide."""
    patients = (
        {},
        {"patient": whole(rng, 0, PATIENTS - 1)},
        {"features": [number(rng, -3.0, 6.0) for _ in range(MEASUREMENTS)]},
    )
    assumed = {"sensitivity": number(rng, 0.0, 1.0), "specificity": number(rng, 0.0, 1.0)}
    return {
        "hidden": [whole(rng, 1, 8) for _ in range(whole(rng, 0, 2))],
        "learning_rate": on_a_log_scale(rng, 0.001, 0.05),
        "epochs": whole(rng, 1, 12),
        "seed": whole(rng, 0, MAX_SEED),
        "threshold": number(rng, 0.0, 1.0),
        "cost_ratio": number(rng, 1.0, 50.0),
        "prevalence": perhaps(rng, on_a_log_scale(rng, 0.001, 0.5)),
        "assumed": perhaps(rng, assumed),
        "splits": whole(rng, 1, 3),
        **patients[whole(rng, 0, 2)],
    }


def digits(rng):
    """A run of few epochs, with steps that a digit lost in rounding does not grow in."""
    return {
        "hidden": [whole(rng, 1, 8) for _ in range(whole(rng, 0, 2))],
        "activation": one_of(rng, ("tanh", "sigmoid", "relu", "gelu")),
        "optimizer": {"name": one_of(rng, ("sgd", "adam")), "learning_rate": on_a_log_scale(rng, 1e-4, 0.01)},
        "epochs": whole(rng, 0, 2),
        "batch_size": whole(rng, 64, 512),
        "split": one_of(rng, SPLIT_NAMES),
        "shifted_copies": perhaps(rng, bool(rng.random() < 0.3)),
        "seed": whole(rng, 0, MAX_SEED),
        "splits": perhaps(rng, whole(rng, 1, 2)),
    }


def overfitting(rng):
    """Small networks for so few epochs that no digit lost in rounding grows, with some of the cures."""
    strengths = {
        "l1": on_a_log_scale(rng, 1e-4, 0.01),
        "l2": on_a_log_scale(rng, 1e-3, 0.1),
        "dropout": number(rng, 0.0, 0.6),
        "jitter": number(rng, 0.0, 0.5),
        "early_stopping": whole(rng, 1, 5),
        "more_data": whole(rng, 1, 3),
    }
    names = rng.permutation(sorted(strengths))[: whole(rng, 0, 4)]
    return {
        "dataset": {
            "name": one_of(rng, NOISY_NAMES),
            "samples": whole(rng, 10, 30),
            "seed": whole(rng, 0, 99),
        },
        "network": {"layers": [2, whole(rng, 1, 8), 1], "hidden_activation": one_of(rng, ("tanh", "relu"))},
        "cures": [{"name": str(name), "amount": strengths[name]} for name in names],
        "learning_rate": on_a_log_scale(rng, 0.001, 0.02),
        "epochs": whole(rng, 1, 12),
        "seeds": whole(rng, 1, 2),
    }


def predict(rng):
    """A small run, and a few rows."""
    rows = [[number(rng, -3.0, 3.0) for _ in range(2)] for _ in range(whole(rng, 1, 4))]
    run = {
        "dataset": {"name": one_of(rng, ("moons", "blobs", "xor")), "seed": whole(rng, 0, MAX_SEED)},
        "network": {"hidden": [whole(rng, 1, 4)], "seed": whole(rng, 0, MAX_SEED)},
        "epochs": whole(rng, 0, 4),
    }
    return {"run": run, "points": rows, "row": whole(rng, 0, 3)}


def code(rng):
    """A program of the lesson, at some iteration."""
    program = one_of(rng, tuple(PROGRAM_NAMES))
    return {"program": program, "iteration": whole(rng, 1, iterations_of(program))}


def transfer(rng):
    """Few steps for few seeds, so that no digit lost in rounding turns a decision."""
    return {
        "preset": perhaps(rng, one_of(rng, LENT_NAMES)),
        "examples": perhaps(rng, whole(rng, 1, MOST_LENT)),
        "seeds": whole(rng, 1, 2),
        "epochs": whole(rng, 0, 4),
        "learning_rate": perhaps(rng, on_a_log_scale(rng, 0.001, 0.05)),
        "hidden": whole(rng, 2, 8),
        "seed": perhaps(rng, whole(rng, 0, 99)),
    }


def tuner(rng):
    """Few short trials of small networks, in which no digit lost in rounding grows."""
    return {
        "space": {
            "learning_rate": {
                "low": on_a_log_scale(rng, 1e-4, 1e-3),
                "high": on_a_log_scale(rng, 2e-3, 0.02),
            },
            "layers": {"low": 1, "high": whole(rng, 1, 2)},
            "neurons": {"low": whole(rng, 1, 2), "high": whole(rng, 3, 6)},
            "batch_size": {"low": 10, "high": whole(rng, 10, 20)},
            "activation": [
                str(name) for name in rng.permutation(["tanh", "sigmoid", "elu"])[: whole(rng, 1, 3)]
            ],
            "dropout": {"low": 0.0, "high": number(rng, 0.0, 0.4)},
        },
        "method": one_of(rng, METHOD_NAMES),
        "trials": whole(rng, 1, 4),
        "dataset": {
            "name": one_of(rng, ("moons", "circles", "blobs", "digits")),
            "samples": whole(rng, 20, 40),
            "seed": whole(rng, 0, MAX_SEED),
        },
        "epochs": whole(rng, 1, 5),
        "seed": whole(rng, 0, MAX_SEED),
    }


DRAWN = {
    "code": code,
    "transfer": transfer,
    "tuner": tuner,
    "overfitting": overfitting,
    "predict": predict,
    "double-descent": double_descent,
    "tumor": tumor,
    "architecture": architecture,
    "approximation": approximation,
    "digits": digits,
    "learning-rate": learning_rate,
    "schedule": schedule_panel,
    "descent": descent,
    "gradient-flow": gradient_flow,
    "lr-finder": lr_finder,
    "training": training,
    "forward": forward,
    "neuron": neuron,
    "perceptron": perceptron,
    "activation": activation,
    "softmax": softmax,
    "linear-collapse": linear_collapse,
    "loss": loss,
    "slow-start": slow_start,
    "accuracy-vs-loss": accuracy_vs_loss,
    "backprop": backprop,
}
