"""The table of the API's endpoints besides the panels."""

from __future__ import annotations

from panels import csv_upload, predict, training_epoch, training_files, training_seeds
from panels.endpoint import Endpoint

ENDPOINTS: tuple[Endpoint, ...] = (
    predict.ENDPOINT,
    training_epoch.ENDPOINT,
    training_seeds.ENDPOINT,
    training_files.ENDPOINT,
    csv_upload.ENDPOINT,
)
