"""What the backpropagation panel is asked: a network, one example, a loss, and how to update."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, model_validator
from typing_extensions import Self

from nn_core.losses import Loss, get_loss
from panel_kit.contract.panel import PanelView
from panel_kit.contract.schema import FieldError, Request, choice, integral, slider
from panel_kit.specs.limits import Limits
from panel_kit.specs.losses import OUTPUT_FOR, losses_named
from panel_kit.specs.network import NetworkSpec, network_within
from panel_kit.specs.optimizer import OPTIMIZER_NAMES, OptimizerName
from panel_kit.specs.reduction import REDUCTION_NAMES, Reduction

SMALL = Limits(layers=5, units=8, inputs=8, outputs=8)
MAX_SIZES, MAX_UNITS = SMALL.layers, SMALL.units
MAX_STEPS = 10
MAX_WALK = (MAX_SIZES - 1) * (1 + MAX_UNITS) + 2  # forward by layers, the loss, back by units, the update
LARGEST = 1e6
SMALL_REST = 1e-9  # that targets which add to 1 may be off by
EXAMPLE = (0.8, -0.45)

LossName = Literal["mse", "mae", "huber", "bce", "cross_entropy"]
LOSS_NAMES = losses_named("mse", "mae", "huber", "bce", "cross_entropy") | {"huber": "Huber, δ = 1"}

PROBABILITIES = (0.0, 1.0)  # the targets of a loss in OUTPUT_FOR

Number = Annotated[float, Field(ge=-LARGEST, le=LARGEST)]


@network_within(SMALL)
class SmallNetworkSpec(NetworkSpec):
    """A network small enough to look at every number of it: at most 4 layers of at most 8 units."""


class BackpropRequest(Request):
    """A network, the one example it is shown, and what is made of its gradients."""

    network: SmallNetworkSpec = Field(default=SmallNetworkSpec(), description="The network.")
    x: list[Number] = slider(
        "Input x{_}",
        step=0.01,
        reach=(-2, 2),
        default=list(EXAMPLE),
        min_length=1,
        max_length=MAX_UNITS,
        description="The example, one number per input. Left out: 0.8 and −0.45 in turn.",
    )
    y: list[Number] = slider(
        "Target y{_}",
        step=0.01,
        reach=(-1, 1),
        default=[1.0],
        min_length=1,
        max_length=MAX_UNITS,
        description="The targets, one per output. Left out: 1 for the first output, 0 for the others.",
    )
    loss: LossName = choice(
        "Loss",
        names=LOSS_NAMES,
        default="mse",
        description="Which loss. Binary cross-entropy needs a sigmoid output and targets from 0 to 1; "
        "cross-entropy a softmax output and targets that add to 1.",
    )
    reduction: Reduction = choice(
        "Over the outputs",
        names=REDUCTION_NAMES,
        default="mean",
        description="Mean or sum of the outputs' terms.",
    )
    half: bool = Field(
        default=False,
        description="With mse: whether each term carries a ½, so that its slope is ŷ − y. PyTorch has none.",
    )
    learning_rate: Annotated[float, Field(ge=0.0001, le=10)] = slider(
        "Learning rate η", step=0.01, reach=(0.01, 2), default=0.1, description="How far an update goes."
    )
    optimizer: OptimizerName = choice(
        "Optimizer",
        names=OPTIMIZER_NAMES,
        default="sgd",
        description="What turns gradients into an update; PyTorch's defaults besides the learning rate.",
    )
    momentum: Annotated[float, Field(ge=0, le=0.99)] = slider(
        "Momentum μ",
        step=0.01,
        default=0.0,
        description="With sgd: how much of the last step's direction stays.",
    )
    freeze_biases: bool = Field(
        default=False, description="Whether updates leave all biases as they are. Their gradients stay."
    )
    steps: Annotated[int, Field(ge=0, le=MAX_STEPS), integral] = slider(
        "Updates made before",
        step=1,
        decimals=0,
        default=0,
        description="How many updates on this example the network has had before what is returned.",
    )

    @model_validator(mode="after")
    def _fields_agree(self) -> Self:
        sizes = self.network.layers
        if "x" not in self.model_fields_set:
            self.__dict__["x"] = [EXAMPLE[place % 2] for place in range(sizes[0])]
        if "y" not in self.model_fields_set:
            self.__dict__["y"] = [1.0, *[0.0] * (sizes[-1] - 1)]
        _check_count("x", self.x, sizes[0], "input")
        _check_count("y", self.y, sizes[-1], "output")
        if self.momentum and self.optimizer != "sgd":
            message = f"got {self.momentum}, allowed: 0, for {self.optimizer} remembers in its own way"
            raise FieldError(("momentum",), message)
        if self.half and self.loss != "mse":
            raise FieldError(("half",), f"got true, allowed: false, for {self.loss} has no ½ form")
        if self.loss in OUTPUT_FOR:
            _check_probabilities(self)
        return self

    def build_loss(self) -> Loss:
        """The engine's loss with the conventions asked for."""
        options: dict[str, Any] = {"half": self.half} if self.loss == "mse" else {}
        return get_loss(self.loss, reduction=self.reduction, **options)


def _check_count(field: str, values: list[float], expected: int, noun: str) -> None:
    if len(values) != expected:
        message = f"got {len(values)} numbers, allowed: {expected}, one for each {noun} of the network"
        raise FieldError((field,), message)


def _check_probabilities(request: BackpropRequest) -> None:
    output, loss = request.network.layer_activations[-1], request.loss
    if output != OUTPUT_FOR[loss]:
        raise FieldError(("loss",), f"got {loss!r}, allowed: another loss, for the output is {output}")
    for place, value in enumerate(request.y):
        if not PROBABILITIES[0] <= value <= PROBABILITIES[1]:
            message = f"got {value}, allowed: 0 to 1, for {loss} is about probabilities"
            raise FieldError(("y", place), message)
    total = sum(request.y)
    if loss == "cross_entropy" and abs(total - 1) > SMALL_REST:
        message = f"got numbers that add to {total:g}, allowed: numbers that add to 1, one for each class"
        raise FieldError(("y",), message)


UnitIndex = Annotated[int, Field(ge=0, le=MAX_UNITS), integral]
Asked = Literal["none", "dL_da", "da_dz", "delta", "gradient", "updated"]


class BackpropView(PanelView):
    """What is open: which parameter, which picture, how far it has been played, what is to be worked out.

    ``at`` is layer (from 1), unit, and the input that the weight comes from; without the input, the bias. It
    opens at its beginning; ``step`` is null at the end, where everything is shown.
    """

    drawer: Literal["maths", "check", "numpy", "pytorch", "sklearn", "api", "data", "none"] = "none"  # type: ignore[assignment]
    at: Annotated[list[UnitIndex], Field(min_length=2, max_length=3)] = [1, 0]
    picture: Literal["network", "graph", "matrices"] = "network"
    step: Annotated[int, Field(ge=0, le=MAX_WALK), integral] | None = 0
    asked: Asked = "none"
