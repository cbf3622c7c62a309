"""A network as a request describes it.

A request may describe one (sizes, activations, initializer, seed), give its numbers, or both;
what is left out takes its default.
"""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from functools import lru_cache
from typing import Annotated, Any, ClassVar, Literal, TypeVar, get_args

import numpy as np
from pydantic import (
    Field,
    SerializerFunctionWrapHandler,
    create_model,
    model_serializer,
    model_validator,
)
from typing_extensions import Self

from nn_core import Network
from nn_core.layer_counts import parameter_count
from panel_kit.contract.schema import FieldError, Request, choice, integral, slider
from panel_kit.specs.activations import ACTIVATION_NAMES, HIDDEN_NAMES, ActivationName, HiddenName
from panel_kit.specs.limits import LIMITS, MAX_SEED, Limits
from panel_kit.specs.network_agreement import (
    NAMED,
    check_activations,
    check_biases,
    check_count,
    check_sizes,
    check_weights,
)

InitializerName = Literal[
    "xavier_uniform", "xavier_normal", "kaiming_uniform", "kaiming_normal", "uniform", "zeros"
]
INITIALIZER_NAMES = {
    "xavier_uniform": "Xavier, uniform",
    "xavier_normal": "Xavier, normal",
    "kaiming_uniform": "Kaiming (He), uniform",
    "kaiming_normal": "Kaiming (He), normal",
    "uniform": "uniform, 0 to 1",
    "zeros": "all zeros",
}
MAX_UNITS, MAX_SIZES, MAX_WEIGHT = LIMITS.units, LIMITS.layers, LIMITS.weight
WIDEST_IN_THE_PLANE = [2, *[MAX_UNITS] * (MAX_SIZES - 2), 1]
NETWORK_LIMITS = {
    "network.layers": MAX_SIZES,
    "network.units_per_layer": MAX_UNITS,
    "network.absolute_weight": MAX_WEIGHT,
    "network.seed": MAX_SEED,
}
# A network of more parameters is drawn again for each request: kept ones shall not fill the memory
MOST_KEPT = 5000

Spec = TypeVar("Spec", bound="NetworkSpec")


def network_within(limits: Limits, **defaults: Any) -> Callable[[type[Spec]], type[Spec]]:
    """Gives a kind of NetworkSpec the bounds of a panel, and the panel's own defaults.

    ::

        @network_within(Limits(units=64, inputs=64), layers=[64, 32, 10])
        class DigitsNetwork(NetworkSpec):
            ...
    """

    def bounded(spec: type[Spec]) -> type[Spec]:
        fields: dict[str, Any] = {}
        for name, annotation in bounds_of(limits).items():
            if name in spec.model_fields:
                fields[name] = (annotation, copy(spec.model_fields[name]))
        for name, default in defaults.items():
            annotation, field = fields.get(name, (spec.model_fields[name].annotation, None))
            field = field or copy(spec.model_fields[name])
            field.default = default
            fields[name] = (annotation, field)
        made = create_model(
            spec.__name__, __base__=spec, __module__=spec.__module__, __doc__=spec.__doc__, **fields
        )
        made.limits = limits
        return made

    return bounded


def bounds_of(limits: Limits) -> dict[str, Any]:
    """The type of each field that has a bound, by its name."""
    units = Annotated[int, Field(ge=1, le=limits.size), integral]
    row = Annotated[
        list[Annotated[float, Field(ge=-limits.weight, le=limits.weight)]],
        Field(min_length=1, max_length=limits.size),
    ]
    matrix = Annotated[list[row], Field(min_length=1, max_length=limits.size)]
    per_layer = Field(min_length=1, max_length=limits.layers - 1)
    return {
        "layers": Annotated[list[units], Field(min_length=2, max_length=limits.layers)],
        "weights": Annotated[list[matrix], per_layer] | None,
        "biases": Annotated[list[row], per_layer] | None,
        "activations": Annotated[list[ActivationName], per_layer] | None,
        "hidden": Annotated[
            list[Annotated[int, Field(ge=1, le=limits.units), integral]],
            Field(max_length=limits.layers - 2),
        ]
        | None,
    }


@network_within(LIMITS)
class NetworkSpec(Request):
    """A network: a description, explicit numbers, or both. Explicit numbers win over the seed."""

    limits: ClassVar[Limits] = LIMITS

    layers: list[int] = slider(
        "Units in layer {0}",
        step=1,
        decimals=0,
        default=[2, 3, 3, 1],
        description="Inputs, hidden units layer by layer, outputs.",
    )
    hidden_activation: HiddenName = choice(
        "Hidden activation",
        names=HIDDEN_NAMES,
        default="tanh",
        description="The activation function of every hidden layer.",
    )
    output_activation: ActivationName = choice(
        "Output activation",
        names=ACTIVATION_NAMES,
        default="sigmoid",
        description="The activation function of the output layer.",
    )
    initializer: InitializerName = choice(
        "Initializer",
        names=INITIALIZER_NAMES,
        default="xavier_uniform",
        description="How the weights are drawn when they are not given. Biases start at zero.",
    )
    seed: Annotated[int, Field(ge=0, le=MAX_SEED), integral] = slider(
        "Weight seed", step=1, decimals=0, default=0, description="Fixes everything random."
    )
    weights: list[list[list[float]]] | None = slider(
        "Weight",
        step=0.01,
        reach=(-4, 4),
        default=None,
        description="weights[l][j][i] runs from unit i to unit j. Null: drawn by the initializer.",
    )
    biases: list[list[float]] | None = slider(
        "Bias", step=0.01, reach=(-4, 4), default=None, description="biases[l][j]. Null: all zero."
    )
    activations: list[ActivationName] | None = Field(
        default=None,
        description="One per layer, in place of hidden_activation and output_activation.",
    )
    parameter_count: Annotated[int, Field(ge=1), integral] | None = Field(
        default=None, description="When given, checked against the network's own count."
    )

    @property
    def layer_activations(self) -> list[str]:
        """The activation of each layer after the input."""
        if self.activations is not None:
            return list(self.activations)
        return [*[self.hidden_activation] * (len(self.layers) - 2), self.output_activation]

    @model_validator(mode="after")
    def _fields_agree(self) -> Self:
        """Checks one field against another; layers that were left out are those of the weights."""
        if self.weights is not None:
            sizes = [len(self.weights[0][0]), *(len(matrix) for matrix in self.weights)]
            check_weights(self, sizes)
            self.__dict__["layers"] = sizes
        check_sizes(self)
        check_biases(self)
        check_activations(self)
        check_count(self)
        _name_activations(self)
        return self

    @model_serializer(mode="wrap")
    def _as_it_can_be_sent(self, write: SerializerFunctionWrapHandler) -> dict[str, Any]:
        """Every field, but not two that say the same: a request written down can be sent again."""
        fields: dict[str, Any] = write(self)
        if self.activations is None:
            return fields
        return {key: value for key, value in fields.items() if key not in NAMED}

    def build(self) -> Network:
        """The network itself, of the engine's making."""
        if self.weights is not None:
            biases = self.biases or [[0.0] * n_out for n_out in self.layers[1:]]
            return Network.from_weights(self.weights, biases, self.layer_activations)
        draw = _draw_once if parameter_count(self.layers) <= MOST_KEPT else _draw
        drawn = draw(tuple(self.layers), tuple(self.layer_activations), self.initializer, self.seed)
        if self.biases is None:
            return drawn
        return Network.from_weights(drawn.weights, self.biases, self.layer_activations)


def _draw(sizes: tuple[int, ...], activations: tuple[str, ...], initializer: str, seed: int) -> Network:
    """A network drawn by its seed."""
    network = Network.create(sizes, rng=np.random.default_rng(seed), initializer=initializer)
    return Network.from_weights(network.weights, network.biases, activations)


# The same request draws the same network
_draw_once = lru_cache(maxsize=256)(_draw)


def _name_activations(spec: NetworkSpec) -> None:
    """Activations that a hidden and an output activation can say are said by these."""
    if spec.activations is None or len(set(spec.activations[:-1])) > 1:
        return
    hidden = spec.activations[0] if len(spec.activations) > 1 else spec.hidden_activation
    names = {"hidden_activation": hidden, "output_activation": spec.activations[-1]}
    if not all(name in get_args(type(spec).model_fields[field].annotation) for field, name in names.items()):
        return
    spec.__dict__.update(names, activations=None)
    spec.model_fields_set.update(names)
    spec.model_fields_set.discard("activations")


def check_ends(
    spec: NetworkSpec, inputs: tuple[int, str], outputs: tuple[int, str], activation: tuple[str, str]
) -> None:
    """Raises where the network of a request has other ends than its panel's data.

    Each end comes with what it is for: ``(64, "one for each of the pixels")``.
    """
    for place, (size, purpose) in ((0, inputs), (len(spec.layers) - 1, outputs)):
        if spec.layers[place] != size:
            message = f"got {spec.layers[place]}, allowed: {size}, {purpose}"
            raise FieldError(("network", "layers", place), message)
    name, purpose = activation
    if spec.layer_activations[-1] != name:
        message = f"got {spec.layer_activations[-1]!r}, allowed: {name!r}, {purpose}"
        raise FieldError(("network", "output_activation"), message)
