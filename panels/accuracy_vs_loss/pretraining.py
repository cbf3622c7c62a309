"""The network whose weight is nudged: as it was given, or drawn and trained."""

from __future__ import annotations

from functools import lru_cache

from nn_core import Network, train
from panel_kit.specs.network import NetworkSpec
from panel_kit.specs.plane_data import PlaneDataset
from panels.accuracy_vs_loss.request import AccuracyVsLossRequest


def network_of(request: AccuracyVsLossRequest) -> Network:
    """The network as given, or drawn and pretrained."""
    if request.network.weights is not None or request.pretrain == 0:
        return request.network.build()
    return pretrained(request.network.model_dump_json(exclude_unset=True), request.dataset, request.pretrain)


@lru_cache(maxsize=64)
def pretrained(spec: str, dataset: PlaneDataset, epochs: int) -> Network:
    """Trained once for each request that describes it alike."""
    data = dataset.build()
    drawn = NetworkSpec.model_validate_json(spec).build()
    run = train(
        drawn,
        data.inputs,
        data.targets,
        loss="bce",
        optimizer="adam",
        learning_rate=0.05,
        epochs=epochs,
        record_every=epochs,
    )
    return run.network
