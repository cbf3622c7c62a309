"""Starting points for the backpropagation panel; numbers of well-known worked examples among them."""

from __future__ import annotations

from typing import Any

# Matt Mazur, "A Step by Step Backpropagation Example" (2015): E = Σ ½ (target − out)², η = 0.5, biases fixed.
MAZUR: dict[str, Any] = {
    "network": {
        "layers": [2, 2, 2],
        "hidden_activation": "sigmoid",
        "weights": [[[0.15, 0.20], [0.25, 0.30]], [[0.40, 0.45], [0.50, 0.55]]],
        "biases": [[0.35, 0.35], [0.60, 0.60]],
    },
    "x": [0.05, 0.10],
    "y": [0.01, 0.99],
    "reduction": "sum",
    "half": True,
    "learning_rate": 0.5,
    "freeze_biases": True,
}

PRESETS: dict[str, dict[str, Any]] = {
    "2→3→3→1": {},
    "1→1→1 chain": {
        "network": {"layers": [1, 1, 1], "weights": [[[0.6]], [[-1.2]]], "biases": [[0.1], [0.3]]},
        "x": [1.0],
        "y": [1.0],
        "learning_rate": 0.5,
    },
    "Mazur’s 2→2→2": MAZUR,
    "0.0324": {
        "network": {
            "layers": [1, 1],
            "output_activation": "linear",
            "weights": [[[0.3]]],
            "biases": [[0.1]],
        },
        "x": [2.0],
        "y": [0.9],
        "learning_rate": 0.01,
    },
    "a ReLU that is off": {
        "network": {
            "layers": [2, 2, 1],
            "hidden_activation": "relu",
            "weights": [[[0.9, 0.4], [-0.8, 0.3]], [[0.7, 0.6]]],
            "biases": [[0.0, 0.0], [0.0]],
        }
    },
    "cross-entropy": {"loss": "bce"},
}
