"""The network of a training run: its ends may be left to fit the data, and it may come back trained."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Any

from pydantic import Field
from typing_extensions import Self

from nn_core import Network
from nn_core.activations import FloatArray
from nn_core.architecture import make_layers
from panel_kit.contract.schema import FieldError, slider
from panel_kit.specs.limits import TABLES
from panel_kit.specs.network import NetworkSpec, network_within

# A run may have carried a weight as far as this, and its network can still be sent back
MAX_TRAINED = 1e300
TRAINED = replace(TABLES, weight=MAX_TRAINED)
Weight = Annotated[float, Field(ge=-MAX_TRAINED, le=MAX_TRAINED)]


@network_within(TRAINED)
class TrainingNetwork(NetworkSpec):
    """A network to train: a description, explicit numbers, or both.

    Ends and an output activation that are left out fit the data and the loss.
    """

    hidden: list[int] | None = slider(
        "Units in hidden layer {0}",
        step=1,
        decimals=0,
        reach=(1, 16),
        default=None,
        description="The sizes of the hidden layers alone, in place of layers: the ends then fit the data.",
    )
    zero_output: bool = Field(
        default=True,
        description="Drawn networks: the weights to the output start at 0, so that every first prediction is "
        "the same: 0.5 for two classes, with a loss of ln 2 = 0.6931.",
    )

    def fitted(self, n_in: int, n_out: int, output: str) -> Self:
        """With the ends and the output activation that the data call for, where they were left out.

        Raises
        ------
        FieldError
            They were given, and do not fit; its path starts from the request.
        """
        change: dict[str, Any] = {}
        last = len(self.layers) - 1
        is_free = self.weights is None and "layers" not in self.model_fields_set
        if self.hidden is not None and not is_free and self.layers[1:-1] != self.hidden:
            message = f"got {self.hidden}, allowed: {self.layers[1:-1]}, what layers or weights say, or null"
            raise FieldError(("network", "hidden"), message)
        for place, size, what in ((0, n_in, "inputs"), (last, n_out, "outputs")):
            if self.layers[place] != size and not is_free:
                message = f"got {self.layers[place]}, allowed: {size}, the {what} of these data"
                raise FieldError(("network", "layers", place), message)
        if is_free:
            hidden = self.layers[1:-1] if self.hidden is None else self.hidden
            change["layers"] = [n_in, *hidden, n_out]
        if self.activations is None and "output_activation" not in self.model_fields_set:
            change["output_activation"] = output
        return self if self.agrees_with(change) else self.model_copy(update=change)

    def agrees_with(self, change: dict[str, Any]) -> bool:
        """Whether it says all that already."""
        return all(getattr(self, name) == value for name, value in change.items())

    @property
    def starting_parameters(self) -> FloatArray:
        """θ before training, (n_parameters,)."""
        drawn = self.build()
        theta: FloatArray = drawn.parameters.copy()
        if self.zero_output and self.weights is None:
            n_in, n_out = drawn.sizes[-2:]
            theta[-n_out * (n_in + 1) : -n_out] = 0.0
        return theta

    def build_for_training(self, dropout: float = 0.0) -> Network:
        """The network with dropout after each hidden layer, where there is any."""
        return Network(
            make_layers(self.layers, self.layer_activations, dropout=dropout), self.starting_parameters
        )
