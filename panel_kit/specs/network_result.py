"""A network as a response spells it out: every number given, so that it can be sent back as it is."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from nn_core import Network
from panel_kit.contract.schema import Matrix, Vector
from panel_kit.specs.network import MOST_KEPT


@dataclass(frozen=True)
class NetworkResult:
    """A network with every number given. It can be sent back as it is."""

    layers: list[int]
    activations: list[str]
    weights: list[Matrix]
    biases: list[Vector]
    parameter_count: int

    @classmethod
    def of(cls, network: Network) -> NetworkResult:
        """The engine's network, spelled out; once for each network object that is kept."""
        return _spell_out_once(network) if network.parameter_count <= MOST_KEPT else _spell_out(network)


def _spell_out(network: Network) -> NetworkResult:
    return NetworkResult(
        layers=network.sizes,
        activations=network.activations,
        weights=list(network.weights),
        biases=list(network.biases),
        parameter_count=network.parameter_count,
    )


_spell_out_once = lru_cache(maxsize=256)(_spell_out)
