"""What a search may vary: seven settings, each from a low to a high end, or a list of names."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal, get_args

from pydantic import Field, model_validator
from typing_extensions import Self

from panel_kit.contract.schema import FieldError, Request, integral, slider
from panel_kit.contract.words import capital, digits_that_count
from panel_kit.specs.activations import ACTIVATION_NAMES

ParameterName = Literal[
    "learning_rate", "layers", "neurons", "batch_size", "activation", "dropout", "weight_decay"
]
PARAMETER_NAMES: dict[str, str] = {
    "learning_rate": "learning rate",
    "layers": "hidden layers",
    "neurons": "neurons per layer",
    "batch_size": "batch size",
    "activation": "activation",
    "dropout": "dropout",
    "weight_decay": "weight decay",
}
SHORT_NAMES: dict[str, str] = {
    "learning_rate": "rate",
    "layers": "layers",
    "neurons": "neurons",
    "batch_size": "batch",
    "activation": "function",
    "dropout": "dropout",
    "weight_decay": "decay",
}
"""What the axes of a picture are called, where there is little room."""
TunedActivation = Literal["tanh", "relu", "sigmoid", "leaky_relu", "elu", "gelu", "silu", "linear"]
TUNED_NAMES = {name: ACTIVATION_NAMES[name] for name in get_args(TunedActivation)}
MAX_LAYERS, MAX_NEURONS, MAX_BATCH = 4, 16, 400
LEAST_DECAY = 1e-5
"""Weight decay is searched on a scale of powers of ten, which knows no 0: from here on."""

Values = dict[str, Any]
"""One value for each parameter, by its name."""


def ends(name: str, low: float, high: float, **control: Any) -> tuple[Any, Any]:
    """The fields of both ends, each a slider."""
    label = capital(PARAMETER_NAMES[name])
    from_, to = f"{label}: the lowest value tried.", f"{label}: the highest value tried."
    return (
        slider(f"{label}, from", default=low, description=from_, **control),
        slider(f"{label}, to", default=high, description=to, **control),
    )


class Ends(Request):
    """From a low to a high end; both alike where a setting does not vary."""

    is_log: ClassVar[bool] = False
    is_whole: ClassVar[bool] = False

    low: Any
    high: Any

    @model_validator(mode="after")
    def _low_comes_first(self) -> Self:
        if self.low > self.high:
            message = f"got {digits_that_count(self.low)}, allowed: at most high, {self.high:g}"
            raise FieldError(("low",), message)
        return self

    @property
    def varies(self) -> bool:
        """Whether there is more than one value."""
        return bool(self.low < self.high)

    @property
    def least(self) -> Any:
        """Where the search begins."""
        return self.low


RATE_ENDS = ends("learning_rate", 0.0003, 0.3, step=0.0001, decimals=4, scale="log", reach=(0.0001, 1))
LAYER_ENDS = ends("layers", 1, 3, step=1, decimals=0)
NEURON_ENDS = ends("neurons", 2, 16, step=1, decimals=0)
BATCH_ENDS = ends("batch_size", 5, 50, step=1, decimals=0, reach=(2, 100))
DROPOUT_ENDS = ends("dropout", 0.0, 0.5, step=0.05)
DECAY_ENDS = ends("weight_decay", 0.0, 0.0, step=0.001, decimals=4, reach=(0, 0.1))

Rate = Annotated[float, Field(ge=1e-6, le=10)]
Layers = Annotated[int, Field(ge=1, le=MAX_LAYERS), integral]
Neurons = Annotated[int, Field(ge=1, le=MAX_NEURONS), integral]
Batch = Annotated[int, Field(ge=2, le=MAX_BATCH), integral]
Dropout = Annotated[float, Field(ge=0, le=0.8)]
Decay = Annotated[float, Field(ge=0, le=1)]


class RateEnds(Ends):
    """Learning rates, on a scale of powers of ten."""

    is_log = True
    low: Rate = RATE_ENDS[0]
    high: Rate = RATE_ENDS[1]


class LayerEnds(Ends):
    """How many hidden layers."""

    is_whole = True
    low: Layers = LAYER_ENDS[0]
    high: Layers = LAYER_ENDS[1]


class NeuronEnds(Ends):
    """How many neurons each of them has, on a scale of powers."""

    is_log = True
    is_whole = True
    low: Neurons = NEURON_ENDS[0]
    high: Neurons = NEURON_ENDS[1]


class BatchEnds(Ends):
    """Examples for each step, on a scale of powers."""

    is_log = True
    is_whole = True
    low: Batch = BATCH_ENDS[0]
    high: Batch = BATCH_ENDS[1]


class DropoutEnds(Ends):
    """The chance that a hidden unit is silenced in a step of training."""

    low: Dropout = DROPOUT_ENDS[0]
    high: Dropout = DROPOUT_ENDS[1]


class DecayEnds(Ends):
    """Weight decay, on a scale of powers of ten; from 0 to 0 there is none."""

    is_log = True
    low: Decay = DECAY_ENDS[0]
    high: Decay = DECAY_ENDS[1]

    @property
    def least(self) -> float:
        """Where it varies, a 0 counts as the smallest power there is."""
        return max(self.low, min(LEAST_DECAY, self.high)) if self.varies else self.low


class Space(Request):
    """What may vary, and how far."""

    learning_rate: RateEnds = Field(default=RateEnds(), description="η of Adam, which trains all trials.")
    layers: LayerEnds = Field(default=LayerEnds(), description="How many hidden layers.")
    neurons: NeuronEnds = Field(default=NeuronEnds(), description="Neurons in each of them.")
    batch_size: BatchEnds = Field(default=BatchEnds(), description="Examples for each step.")
    activation: Annotated[list[TunedActivation], Field(min_length=1, max_length=len(TUNED_NAMES))] = Field(
        default=["tanh", "relu"], description="The activations of hidden layers to choose from."
    )
    dropout: DropoutEnds = Field(default=DropoutEnds(), description="The chance of silencing a hidden unit.")
    weight_decay: DecayEnds = Field(default=DecayEnds(), description="How strongly weights are pulled to 0.")

    @model_validator(mode="after")
    def _each_activation_once(self) -> Self:
        again = next((name for name in self.activation if self.activation.count(name) > 1), None)
        if again:
            raise FieldError(("activation",), f"got {again!r} twice, allowed: each once")
        return self

    @property
    def ranges(self) -> dict[str, Ends]:
        """Those with two ends, by name."""
        held = {name: getattr(self, name) for name in PARAMETER_NAMES}
        return {name: each for name, each in held.items() if isinstance(each, Ends)}

    @property
    def varying(self) -> list[str]:
        """The names of those that vary, in their order."""
        ranges = self.ranges
        return [
            name
            for name in PARAMETER_NAMES
            if (ranges[name].varies if name in ranges else len(self.activation) > 1)
        ]

    @property
    def fixed(self) -> Values:
        """The values of those that do not vary."""
        others = {name: each.low for name, each in self.ranges.items() if not each.varies}
        return others if len(self.activation) > 1 else {**others, "activation": self.activation[0]}


USUAL = Space()
"""Where a request says nothing of it."""
