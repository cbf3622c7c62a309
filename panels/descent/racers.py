"""Who runs: optimizers as a race describes them."""

from __future__ import annotations

from panel_kit.contract.schema import slider
from panel_kit.specs.optimizer import OPTIMIZER_NAMES, OptimizerSpec, Rate

MAX_RACERS = 7


class RacerSpec(OptimizerSpec):
    """One optimizer in the race; its learning rate is that of the race unless it has one of its own."""

    learning_rate: Rate | None = slider(
        "Its own rate η",
        step=0.001,
        decimals=4,
        reach=(0.0001, 10),
        scale="log",
        default=None,
        description="Its own rate. Null: that of the race.",
    )

    @property
    def title(self) -> str:
        """What it is called: SGD with momentum goes by that name, and weight decay is said where it is L2."""
        if self.name == "sgd" and self.momentum:
            return "Nesterov" if self.nesterov else "Momentum"
        return f"{OPTIMIZER_NAMES[self.name]} with L2" if self.has_l2 else OPTIMIZER_NAMES[self.name]

    @property
    def has_l2(self) -> bool:
        """Whether it is Adam with weight decay in its gradient; AdamW has it elsewhere."""
        return self.name == "adam" and bool(self.weight_decay)


KINDS = [
    RacerSpec(name="sgd"),
    RacerSpec(name="sgd", momentum=0.9),
    RacerSpec(name="sgd", momentum=0.9, nesterov=True),
    RacerSpec(name="adagrad"),
    RacerSpec(name="rmsprop"),
    RacerSpec(name="adam"),
    RacerSpec(name="adamw"),
]
"""Who may be chosen on the page; the API takes each with any options, and one more than once."""
OPENING = ("SGD", "Momentum", "RMSProp", "Adam")
