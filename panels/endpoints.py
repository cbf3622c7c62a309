"""The table of the API's endpoints besides the panels."""

from __future__ import annotations

from panels import predict, training_epoch, training_seeds
from panels.endpoint import Endpoint

ENDPOINTS: tuple[Endpoint, ...] = (
    predict.ENDPOINT,
    training_epoch.ENDPOINT,
    training_seeds.ENDPOINT,
)
