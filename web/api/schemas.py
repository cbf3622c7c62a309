"""The parts of the OpenAPI document that no model is made into: errors, programs, and what answers share."""

from __future__ import annotations

from typing import Any

REF = "#/components/schemas/{model}"

PROBLEM = {
    "title": "Problem",
    "description": "An error, as RFC 9457 describes it.",
    "type": "object",
    "required": ["type", "title", "status", "detail", "errors"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "request_id": {"type": "string"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["pointer", "message"],
                "properties": {"pointer": {"type": "string"}, "message": {"type": "string"}},
            },
        },
    },
}
PROGRAMS = {
    "title": "Programs",
    "type": "object",
    "required": ["numpy", "pytorch", "sklearn", "curl", "notebook", "tokens"],
    "properties": {
        **{name: {"type": ["string", "null"]} for name in ("numpy", "pytorch", "sklearn", "curl")},
        "notebook": {
            "type": "object",
            "description": "All of it as a notebook, nbformat 4.5: written to a file, it runs without Nudge.",
        },
        "tokens": {"type": "object", "description": "Each program as [class, text] pairs, for coloring."},
    },
}
IN_PARTS = (
    "The same in parts, a JSON object a line, each with some of the result's fields: the columns of history "
    "and snapshots come in stretches, to be appended; every other field comes once."
)
COMPACT = (
    "With Accept: application/x-ndjson; snapshots=float64 (or float32) the parameters of snapshots come "
    "compact: "
    '{"type": "float64", "columns": 25, "base64": "…"}, rows of so many numbers, low byte first.'
)
PACKED = (
    "With Accept: application/json; arrays=float64 an array of 32 numbers or more comes as "
    '{"type": "float64", "columns": 2, "base64": "…"}, rows of so many numbers, low byte first; columns is '
    "null for a plain list, and NaN stands for null."
)
FAILURES = {
    "400": "The body is not strict JSON, or the host is unknown.",
    "403": "A page of another origin sent this.",
    "413": "The body is too large.",
    "415": "The body is not application/json.",
    "422": "A field is missing, unknown, of the wrong type or out of range.",
    "500": "A bug. The answer carries a request id.",
    "503": "Too many long computations are under way; Retry-After says when to come again.",
}


def ok(description: str, schema: dict[str, Any]) -> dict[str, Any]:
    """A 200 of JSON."""
    return {
        "description": description.strip().split("\n")[0],
        "content": {"application/json": {"schema": schema}},
    }


def failures() -> dict[str, Any]:
    """Each error class, all of one shape."""
    schema = {"$ref": REF.format(model="Problem")}
    return {
        status: {"description": words, "content": {"application/problem+json": {"schema": schema}}}
        for status, words in FAILURES.items()
    }
