"""Programs of networks with every activation of the engine: hidden, and as the output.

They are made from the panels' writers directly, whatever the panels' requests allow.
"""

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any

import numpy as np

from nn_core import Network
from nn_core.activations import ACTIVATIONS
from nn_core.datasets import Dataset
from nn_core.trainer import TrainingSpec
from panel_kit.programs.forward import numpy_forward, pytorch_forward
from panel_kit.programs.numpy_run import numpy_run
from panel_kit.programs.pytorch_run import pytorch_run
from panel_kit.programs.run_settings import RunSettings
from panels.accuracy_vs_loss.panel import AccuracyVsLossRequest
from panels.accuracy_vs_loss.programs import programs as accuracy_programs
from panels.backprop.programs import programs as backprop_programs
from panels.backprop.request import BackpropRequest
from panels.linear_collapse import LinearCollapseRequest
from panels.linear_collapse import programs as collapse_programs

EXAMPLE = [0.8, -0.45]


@dataclass(frozen=True, eq=False)
class Case:
    """One activation in one panel's programs."""

    panel: str
    activation: str
    request: Any = None

    @property
    def name(self):
        return f"{self.panel} {self.activation}"

    @cached_property
    def network(self):
        """The network before anything is done with it."""
        if self.panel == "forward":
            return drawn([2, 3, 3, 2], [self.activation] * 3)
        if self.panel == "training":
            return drawn([2, 4, 3, 1], [self.activation, self.activation, "sigmoid"])
        if self.panel == "training, squares":
            return drawn([2, 4, 3], ["tanh", self.activation])
        return self.request.network.build()

    @cached_property
    def programs(self):
        """The programs by library."""
        if self.panel == "forward":
            pair = (numpy_forward(self.network, EXAMPLE), pytorch_forward(self.network, EXAMPLE))
            return dict(zip(("numpy", "pytorch"), pair, strict=True))
        if self.panel.startswith("training"):
            return {"numpy": numpy_run(self.run), "pytorch": pytorch_run(self.run)}
        write = {"backprop": backprop_programs, "linear-collapse": collapse_programs}
        return write.get(self.panel, accuracy_programs)(self.request)

    @cached_property
    def run(self):
        """A short run on eight examples, of two classes or of three."""
        squares = self.panel == "training, squares"
        rng = np.random.default_rng(1)
        targets = np.eye(3)[rng.integers(0, 3, 8)] if squares else rng.integers(0, 2, (8, 1)).astype(float)
        data = Dataset(
            task="classification",
            inputs=rng.normal(size=(8, 2)),
            targets=targets,
            input_names=("x1", "x2"),
            target_name="class",
            class_names=("0", "1", "2") if squares else ("0", "1"),
        )
        spec = TrainingSpec(
            loss="mse" if squares else "bce",
            optimizer_options={"learning_rate": 0.1, "momentum": 0.5},
            epochs=12,
            batch_size=3,
            l2=0.01,
            seed=4,
        )
        return RunSettings(data, None, self.network, spec)


def drawn(sizes, activations):
    """A network with weights and biases of middling size."""
    rng = np.random.default_rng(7)
    weights = [rng.normal(size=(n_out, n_in)) for n_in, n_out in pairwise(sizes)]
    return Network.from_weights(weights, [rng.normal(size=len(W)) for W in weights], activations)


def changed(model, fields, activations):
    """The request, its network with these activations: what requests allow is not asked."""
    request = model.model_validate(fields)
    network = request.network.model_copy(update={"activations": activations})
    return request.model_copy(update={"network": network})


def case_of(panel, name):
    """The request of a panel that has one."""
    if panel == "backprop":
        fields = {"network": {"layers": [2, 3, 3, 2]}, "x": EXAMPLE, "steps": 2, "optimizer": "adam"}
        return Case(panel, name, changed(BackpropRequest, fields, [name] * 3))
    if panel == "linear-collapse":
        fields = {"network": {"layers": [2, 3, 3, 1]}, "inputs": [EXAMPLE, [1.5, 0.5]]}
        return Case(panel, name, changed(LinearCollapseRequest, fields, [name] * 3))
    if panel == "accuracy-vs-loss":
        fields = {"dataset": {"samples": 10}, "pretrain": 0, "points": 11}
        return Case(panel, name, changed(AccuracyVsLossRequest, fields, [name, name, "sigmoid"]))
    return Case(panel, name)


PANELS = ("forward", "backprop", "linear-collapse", "accuracy-vs-loss", "training", "training, squares")
CASES = [case_of(panel, name) for panel in PANELS for name in ACTIVATIONS]
