"""The table of the API's endpoints besides the panels: what panels bring along, and what is no panel's."""

from __future__ import annotations

from course.panels import endpoints_of_panels
from panel_kit.contract.endpoint import Endpoint
from panel_kit.runs import predict
from panel_kit.specs import csv_upload

ENDPOINTS: tuple[Endpoint, ...] = (predict.ENDPOINT, *endpoints_of_panels(), csv_upload.ENDPOINT)
