"""The runs that lesson 9 speaks of, each a state of the training panel that a link in the prose opens."""

from __future__ import annotations

from typing import Any

from panel_kit.contract.panel import SavedState

TRUTH_TABLE = {"name": "xor"}
NOISY_XOR = {"name": "xor", "samples": 200, "noise": 0.1}
STRAYS = {"name": "quadrants", "noise": 0.2, "samples": 100}


def sgd(learning_rate: float) -> dict[str, Any]:
    """Plain gradient descent."""
    return {"name": "sgd", "learning_rate": learning_rate}


def after(epoch: int, **request: Any) -> SavedState:
    """A run trained, and looked at after one of its epochs."""
    return SavedState(request, {"epoch": epoch})


def few_strays(epoch: int = 300, **change: Any) -> SavedState:
    """A large network on few examples, some of them on the wrong side; half of all are held out."""
    return after(
        epoch, **{"dataset": STRAYS, "validation_share": 0.5, "network": {"hidden": [16, 16]}, **change}
    )


SAVED_STATES: dict[str, SavedState] = {
    # The default run, from its start to its end
    "misled": after(11),
    "all-right": after(107),
    "whole": after(300),
    "drawn-output": after(0, network={"zero_output": False}),
    # Batches: the epoch whose end finds the loss below 0.1
    "all-at-once": after(620, optimizer=sgd(0.3), epochs=700),
    "tens": after(50, optimizer=sgd(0.3), epochs=100, batch_size=10),
    "one-by-one": after(100, epochs=100, batch_size=1),
    # Learning rates
    "rate-0.4": after(250, dataset=NOISY_XOR, optimizer=sgd(0.4), epochs=500),
    "rate-1.6": after(65, dataset=NOISY_XOR, optimizer=sgd(1.6), epochs=500),
    "rate-3.2": after(500, dataset=NOISY_XOR, optimizer=sgd(3.2), epochs=500),
    "adam-0.001": after(300, optimizer={"learning_rate": 0.001}),
    "adam-0.001-long": after(3000, optimizer={"learning_rate": 0.001}, epochs=3000),
    # Activations
    "linear": after(300, network={"hidden_activation": "linear"}),
    "sigmoid": after(300, network={"hidden_activation": "sigmoid"}),
    "relu": after(300, network={"hidden_activation": "relu"}),
    "elu": after(300, network={"hidden_activation": "elu"}),
    # Depth
    "no-layer": after(300, network={"hidden": []}),
    "one-layer": after(300, network={"hidden": [3]}),
    "four-layers": after(300, network={"hidden": [3, 3, 3, 3]}),
    "four-layers-stuck": after(300, network={"hidden": [3, 3, 3, 3], "seed": 1}),
    # Overfitting, and what helps
    "overfitting": few_strays(),
    "l2": few_strays(l2=0.01),
    "dropout": few_strays(dropout=0.3),
    "early-stopping": few_strays(45, early_stopping={"patience": 20}),
    "more-data": few_strays(dataset={**STRAYS, "samples": 1000}),
    # Runs that fail
    "born-dead": after(
        500,
        dataset=TRUTH_TABLE,
        network={"hidden_activation": "relu", "seed": 3},
        optimizer=sgd(0.5),
        epochs=500,
    ),
    "dead": after(300, network={"hidden_activation": "relu"}, optimizer=sgd(5.0)),
    "plateau": after(300, optimizer=sgd(0.001)),
    # A run that goes up and down the same way on every processor
    "oscillation": after(300, network={"hidden": [3], "hidden_activation": "elu"}, optimizer=sgd(6.0)),
    "divergence": after(142, dataset={"name": "sine"}, network={"hidden": [8]}, optimizer=sgd(1.0)),
    "zeros": after(300, network={"initializer": "zeros"}),
    # All examples at once balance the classes: every gradient is 0, and only rounding would move something
    "equal-units": after(
        300, network={"initializer": "zeros", "hidden_activation": "sigmoid"}, batch_size=10
    ),
    # Luck
    "xor-stuck": after(500, dataset=TRUTH_TABLE, network={"hidden": [2]}, optimizer=sgd(0.5), epochs=500),
    "xor-solved": after(
        500, dataset=TRUTH_TABLE, network={"hidden": [2], "seed": 3}, optimizer=sgd(0.5), epochs=500
    ),
}
