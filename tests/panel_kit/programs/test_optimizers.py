"""The lines of each optimizer take the engine's very steps, to the last bit."""

import math

import numpy as np
import pytest

from nn_core.optimizers import create_optimizer
from panel_kit.programs.optimizers import Update, list_memory, vector_memory

ETA = 0.07
OPTIONS = [
    ("sgd", {}),
    ("sgd", {"weight_decay": 0.1}),
    ("sgd", {"momentum": 0.9}),
    ("sgd", {"momentum": 0.9, "dampening": 0.3}),
    ("sgd", {"momentum": 0.9, "nesterov": True}),
    ("adagrad", {}),
    ("adagrad", {"lr_decay": 0.1, "initial_accumulator_value": 0.5, "weight_decay": 0.1}),
    ("rmsprop", {}),
    ("rmsprop", {"centered": True}),
    ("rmsprop", {"momentum": 0.8, "centered": True, "weight_decay": 0.1}),
    ("adam", {}),
    ("adam", {"amsgrad": True, "weight_decay": 0.1, "betas": (0.8, 0.95)}),
    ("adamw", {}),
    ("adamw", {"amsgrad": True, "weight_decay": 0.2}),
]
IDS = [" ".join([name, *options]) for name, options in OPTIONS]


def gradients():
    return np.random.default_rng(3).normal(size=(12, 5))


def by_the_engine(name, options):
    theta, optimizer = np.linspace(-1.0, 1.0, 5), create_optimizer(name, (5,), learning_rate=ETA, **options)
    for gradient in gradients():
        optimizer.step(theta, gradient)
    return theta


@pytest.mark.parametrize(("name", "options"), OPTIONS, ids=IDS)
def test_a_vector_goes_where_the_engine_goes(name, options):
    update = Update(name, create_optimizer(name, (1,), **options).settings)
    names = {"np": np, "math": math, "theta": np.linspace(-1.0, 1.0, 5), "eta": ETA}
    exec(vector_memory(update), names)
    for gradient in gradients():
        names["g"] = gradient
        exec(("t += 1\n" if update.counts else "") + update.step, names)
    assert np.array_equal(names["theta"], by_the_engine(name, options))


@pytest.mark.parametrize("name", ["sgd", "adagrad", "rmsprop", "adam", "adamw"])
def test_a_list_of_arrays_goes_where_the_engine_goes(name):
    update = Update(name, create_optimizer(name, (1,)).settings, theta="p", item="[k]")
    theta = np.linspace(-1.0, 1.0, 5)
    arrays = [theta[:2].copy(), theta[2:].copy()]
    names = {"np": np, "math": math, "arrays": arrays, "eta": ETA}
    exec(list_memory(update, "arrays"), names)
    for t, gradient in enumerate(gradients(), 1):
        for k, (p, g) in enumerate(zip(arrays, (gradient[:2], gradient[2:]), strict=True)):
            exec(update.step, {**names, "t": t, "k": k, "p": p, "g": g})
    assert np.array_equal(np.concatenate(arrays), by_the_engine(name, {}))


def test_steps_are_counted_only_where_the_count_matters():
    assert not Update("sgd", create_optimizer("sgd", (1,)).settings).counts
    assert "t = 0" not in vector_memory(Update("rmsprop", create_optimizer("rmsprop", (1,)).settings))


def test_a_schedule_that_cycles_momentum_gives_sgd_a_memory():
    settings = create_optimizer("sgd", (1,)).settings
    assert Update("sgd", settings).remembers == []
    assert Update("sgd", settings, cycles=True).remembers == ["b"]
