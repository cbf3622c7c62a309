"""The table of the API's endpoints besides the panels."""

from __future__ import annotations

from panel_kit.contract.endpoint import Endpoint
from panel_kit.runs import epoch, files, predict, seeds
from panel_kit.specs import csv_upload

ENDPOINTS: tuple[Endpoint, ...] = (
    predict.ENDPOINT,
    epoch.ENDPOINT,
    seeds.ENDPOINT,
    files.ENDPOINT,
    csv_upload.ENDPOINT,
)
