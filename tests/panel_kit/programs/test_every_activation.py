"""With every activation of the engine, the NumPy programs print its numbers, and PyTorch printed the same."""

import json
from pathlib import Path

import numpy as np
import pytest

from nn_core.activations import ACTIVATIONS
from nn_core.losses import BCE
from nn_core.losses.output import output_of
from nn_core.trainer import train
from panels.accuracy_vs_loss.panel import network_of
from panels.backprop.run import run as backprop_run
from tests.panel_kit.programs.every_activation import CASES, EXAMPLE
from tests.panel_kit.programs.running import run

GOLDEN = json.loads((Path(__file__).parents[2] / "golden" / "activation_programs.json").read_text("utf-8"))


def by_the_engine(case):
    """The numbers that a program should print, by name."""
    return {
        "forward": forward,
        "backprop": backprop,
        "linear-collapse": outputs,
        "accuracy-vs-loss": accuracy_vs_loss,
    }.get(case.panel, training)(case)


def forward(case):
    layers = case.network.forward([EXAMPLE]).layers
    return {
        f"layer {number}: {name}": getattr(layer, name)[0]
        for number, layer in enumerate(layers, 1)
        for name in ("z", "a")
    }


def backprop(case):
    done = backprop_run(case.request)
    pairs = list(enumerate(zip(done.forward.layers, done.backward.layers, strict=True), 1))
    forth = {f"layer {n}: {name}": getattr(layer, name)[0] for n, (layer, _) in pairs for name in ("z", "a")}
    back = {
        f"layer {n}: {name}": getattr(layer, name)[0]
        for n, (_, layer) in pairs
        for name in ("dL_da", "da_dz", "delta")
    }
    gradients = {f"gradients.weights.{n}": W for n, W in enumerate(done.backward.weights)}
    updated = {f"updated.biases.{n}": b for n, b in enumerate(done.updated.biases)}
    return {**forth, **back, **gradients, **updated, "loss_after": done.losses[-1]}


def outputs(case):
    return {"outputs": case.network.forward(case.request.inputs).prediction[:, 0]}


def accuracy_vs_loss(case):
    data = case.request.dataset.build()
    trace = network_of(case.request).forward(data.inputs)
    output = output_of(ACTIVATIONS["sigmoid"], BCE())
    return {"loss_here": output.value(trace.layers[-1].z, trace.prediction, data.targets)}


def training(case):
    spec = case.run.spec
    data = case.run.training
    options = {
        name: getattr(spec, name) for name in ("loss", "optimizer_options", "epochs", "batch_size", "l2")
    }
    trained = train(case.network, data.inputs, data.targets, seed=spec.seed, **options).network
    return {f"network.weights.{n}": W for n, W in enumerate(trained.weights)}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_numpy_program_prints_the_engines_numbers(case):
    printed = run(case.programs["numpy"].text)
    expected = by_the_engine(case)
    assert set(expected) <= set(printed)
    for name, value in expected.items():
        np.testing.assert_allclose(printed[name], value, rtol=1e-10, atol=1e-13, err_msg=name)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_pytorch_program_printed_what_the_numpy_program_prints(case):
    printed = run(case.programs["numpy"].text)
    golden = GOLDEN[case.name]
    assert set(printed) <= set(golden)
    for name, value in printed.items():
        np.testing.assert_allclose(value, golden[name], rtol=1e-9, atol=1e-12, err_msg=name)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_pytorch_program_writes_the_weights_of_the_network(case):
    text = case.programs["pytorch"].text
    compile(text, "program", "exec")
    for W in case.network.weights:
        assert all(repr(weight) in text for weight in W.ravel().tolist())
