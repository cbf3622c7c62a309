"""Any network 1 → … → 1 taken apart: what each unit adds to its answer, and its forward pass at one x.

The epochs of a run are shown by it, and the forward pass in matrix form: z = W a + b, layer by layer.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from nn_core import Network
from nn_core.approximation.targets import HIGH, LOW
from nn_core.layer_counts import parameter_count
from panel_kit.contract.operation import QUICK, Cost, Operation, at_once
from panel_kit.contract.schema import GappyVector, Matrix, Request, Vector
from panel_kit.specs.limits import Limits
from panel_kit.specs.network import NetworkSpec, network_within
from panels.approximation.fits import taken_apart
from panels.approximation.request import MAX_DEPTH, MAX_UNITS

SECONDS_OF_A_PARAMETER = 2e-6
HEAVIEST = 1e5
"""A steep bump by formula has weights of a thousand, and biases of twice that."""


@network_within(
    Limits(units=MAX_UNITS, inputs=1, outputs=1, layers=MAX_DEPTH + 2, weight=HEAVIEST),
    layers=[1, 3, 1],
    hidden_activation="relu",
    output_activation="linear",
    initializer="kaiming_uniform",
)
class CurveNetwork(NetworkSpec):
    """A network with one input and one output."""


class ApproximationLayersRequest(Request):
    """A network, and the x of its forward pass."""

    network: CurveNetwork = Field(default=CurveNetwork(), description="The network that is taken apart.")
    x: Annotated[float, Field(ge=LOW, le=HIGH)] = Field(
        default=0.5, description="Where its forward pass is computed."
    )


@dataclass(frozen=True)
class PassLayer:
    """z = W a + b of one layer, and a = f(z)."""

    z: Vector
    a: Vector


@dataclass(frozen=True)
class ApproximationLayers:
    """What each unit of the last hidden layer adds to the answer, at 161 places of [−1, 1].

    ``units`` and ``bias`` add up to what the network answers, and ``difference`` is by how much they miss it
    at most. ``kinks`` are where the z of each unit of the first layer is 0; null for a weight of 0.
    ``linear_pieces`` are counted from the weights; null where the activation is not made of straight pieces.
    ``layers`` is the forward pass at ``x``, which ends with ``prediction``.
    """

    fit: Vector
    units: Matrix
    bias: float
    difference: float
    kinks: GappyVector
    linear_pieces: int | None
    x: float
    layers: list[PassLayer]
    prediction: float


def compute(request: ApproximationLayersRequest) -> ApproximationLayers:
    """The layers of the picture, and of the network."""
    network: Network = request.network.build()
    trace = network.forward([[request.x]])
    return ApproximationLayers(
        **taken_apart(network),
        x=request.x,
        layers=[PassLayer(layer.z[0], layer.a[0]) for layer in trace.layers],
        prediction=float(trace.prediction[0, 0]),
    )


def cost(request: ApproximationLayersRequest) -> Cost:
    """A millisecond or two for one hidden layer; of many wide ones the pieces take longer to count."""
    return QUICK + Cost(parameter_count(request.network.layers) * SECONDS_OF_A_PARAMETER)


LAYERS = Operation(
    path="approximation/layers",
    title="A network taken apart",
    summary="What each unit of a network 1 → … → 1 adds to its answer, and its forward pass at one x.",
    request=ApproximationLayersRequest,
    result=ApproximationLayers,
    run=at_once(compute),
    cost=cost,
    dearest=lambda seed: {
        "network": {"layers": [1, *[MAX_UNITS] * MAX_DEPTH, 1], "seed": seed % 10_000},
    },
)
