"""A request as programs, as a notebook, and as the command that asks the API for the same.

Programs and command come again as colored words.
"""

from __future__ import annotations

import json
import shlex
from typing import Any

from flask import request
from pydantic import BaseModel

from course.operations import Written
from panel_kit.contract.panel import Panel
from panel_kit.programs.notebook import Source, notebook
from panel_kit.programs.program import texts
from web.api.highlight import tokens
from web.edge.json_output import json_bytes
from web.pages.url_state import write_state

MAX_ARGUMENT = 100_000  # bytes; Linux takes 128 KiB
MAX_ADDRESS = 2_000  # characters; browsers and servers take a few times as many


def every_form(panel: Panel, model: BaseModel, written: Written) -> dict[str, Any]:
    """The programs and the command, each again as colored words, and the notebook."""
    forms = texts(written.programs) | {"curl": curl(panel, model)}
    words = {name: tokens(name, text) for name, text in forms.items()}
    return forms | {"tokens": words, "notebook": notebook(source(panel, model, written), written.programs)}


def source(panel: Panel, model: BaseModel, written: Written) -> Source:
    """What the notebook tells besides the programs."""
    asked, answer = model.model_dump(exclude_unset=True, mode="json"), written.answer
    # An address that names nothing opens the panel as it starts, which may differ from its defaults
    state = write_state(asked or {name: panel.defaults[name] for name in panel.start}, {})
    return Source(
        title=panel.title,
        summary=panel.summary,
        link=f"{place()}/panels/{panel.slug}{state if len(state) <= MAX_ADDRESS else ''}",
        api=f"{place()}/api/v1/{panel.slug}",
        request=asked,
        answer=None if answer is None else json.loads(json_bytes(answer)),
    )


def place() -> str:
    """Where Nudge is, as who asks knows it."""
    # A page says where it is; behind a proxy with HTTPS only it knows. Of a POST it is known to be ours.
    here = request.host_url.rstrip("/")
    return request.headers.get("Origin", here) if request.method == "POST" else here


def curl(panel: Panel, model: BaseModel) -> str:
    """The command that asks the API for the same: only what differs from the defaults."""
    body = json.dumps(model.model_dump(exclude_unset=True, mode="json"))
    # A table may be longer than an argument may be: it comes from the lines below
    data = shlex.quote(body) if len(body.encode()) <= MAX_ARGUMENT else f"@- <<'JSON'\n{body}\nJSON"
    return (
        f"curl -s {place()}/api/v1/{panel.slug} \\\n  -H 'Content-Type: application/json' \\\n  -d {data}\n"
    )
