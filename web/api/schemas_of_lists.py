"""The parts of the OpenAPI document for the lists that one looks up: questions and panels."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

OBJECT = {"type": "object"}
TEXT = {"type": "string"}


def listed(title: str, fields: Mapping[str, Any]) -> dict[str, Any]:
    """A list of objects that have all these fields."""
    each = {"title": title, "type": "object", "required": list(fields), "properties": dict(fields)}
    return {"type": "array", "items": each}


QUESTIONS = listed(
    "QuestionToAnswer",
    {
        "slug": TEXT,
        "prompt": TEXT,
        "options": listed("OptionOfQuestion", {"key": TEXT, "text": TEXT}),
        "estimate": {"type": ["object", "null"], "description": "Of a number to guess: where, and how near."},
        "drawing": {"type": ["object", "null"], "description": "Of a line to draw: the axes."},
        "panel": TEXT,
    },
)
PANELS = listed(
    "PanelToAsk",
    {
        "slug": TEXT,
        "title": TEXT,
        "summary": TEXT,
        "endpoint": TEXT,
        "page": TEXT,
        "request": {"type": "object", "description": "The JSON Schema of its request."},
    },
)
