"""A request as programs, and as the command that asks the API for the same; each also in colored words."""

from __future__ import annotations

import json
import shlex
from typing import Any

from flask import request
from pydantic import BaseModel

from panel_kit.contract.panel import Panel
from panel_kit.programs.program import Programs, texts
from web.api.highlight import tokens

MAX_ARGUMENT = 100_000  # bytes; Linux takes 128 KiB


def with_curl(panel: Panel, model: BaseModel, programs: Programs) -> dict[str, Any]:
    """The programs and the command, and each again as colored words."""
    written = texts(programs) | {"curl": curl(panel, model)}
    return written | {"tokens": {name: tokens(name, text) for name, text in written.items()}}


def curl(panel: Panel, model: BaseModel) -> str:
    """The command that asks the API for the same: only what differs from the defaults."""
    body = json.dumps(model.model_dump(exclude_unset=True, mode="json"))
    place = request.host_url.rstrip("/")
    if request.method == "POST":
        # A page says where it is; behind a proxy with HTTPS only it knows. Of a POST it is known to be ours.
        place = request.headers.get("Origin", place)
    # A table may be longer than an argument may be: it comes from the lines below
    data = shlex.quote(body) if len(body.encode()) <= MAX_ARGUMENT else f"@- <<'JSON'\n{body}\nJSON"
    return f"curl -s {place}/api/v1/{panel.slug} \\\n  -H 'Content-Type: application/json' \\\n  -d {data}\n"
