"""The OpenAPI 3.1 document, made from the table of operations and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, get_args

from pydantic import TypeAdapter

from course.operations import all_operations
from panel_kit.contract.operation import Group, Operation
from web.api.schemas import COMPACT, IN_PARTS, PACKED, PROBLEM, PROGRAMS, REF, failures, ok
from web.api.schemas_of_lists import OBJECT, PANELS, QUESTIONS

VERSION = "1.0.0"


@lru_cache(maxsize=1)
def document() -> dict[str, Any]:
    """The whole document."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Nudge",
            "version": VERSION,
            "summary": "A neural network, made visible.",
            "description": "Every number on Nudge's pages, computed by the same engine.",
            "license": {"name": "MIT", "identifier": "MIT"},
        },
        "servers": [{"url": "/"}],
        "tags": [{"name": group} for group in (*get_args(Group), "about")],
        "paths": paths(),
        "components": {"schemas": {**schemas(), "Problem": PROBLEM, "Programs": PROGRAMS}},
    }


def schemas() -> dict[str, Any]:
    """Every request and result model, by name."""
    operations = all_operations().values()
    kinds = dict.fromkeys(kind for each in operations for kind in (each.request, each.result))
    adapters: list[Any] = [(kind, "validation", TypeAdapter(kind)) for kind in kinds]
    _, together = TypeAdapter.json_schemas(adapters, ref_template=REF)
    found: dict[str, Any] = together["$defs"]
    return found


def paths() -> dict[str, Any]:
    """Every operation, and what there is to look up."""
    return {
        **{f"/api/v1/{path}": {"post": described(each)} for path, each in all_operations().items()},
        "/api/v1/questions": look_up(
            "questions", "Every prediction question, without its answer.", QUESTIONS
        ),
        "/api/v1/panels": look_up("panels", "Every panel with its request's JSON Schema.", PANELS),
        "/api/v1/limits": look_up("limits", "What a request may cost."),
        "/api/v1/openapi.json": look_up("openapi", "This document."),
        "/healthz": look_up("healthz", "Whether the server is up."),
    }


def described(operation: Operation) -> dict[str, Any]:
    """POST /api/v1/<path>."""
    return {
        "operationId": operation.name.replace("questions_", "question_"),
        "tags": [operation.group],
        "summary": operation.title,
        "description": operation.summary,
        **({"parameters": [format_of(operation)]} if operation.files else {}),
        "requestBody": body(operation.request, operation.examples),
        "responses": {"200": answer_of(operation), **failures()},
    }


def answer_of(operation: Operation) -> dict[str, Any]:
    """The result, in parts too where it has any; or a file."""
    if operation.files:
        return file_of(operation)
    result = operation.result
    answer = ok(result.__doc__ or "", {"$ref": REF.format(model=result.__name__)})
    if operation.is_for_the_fast_lane:
        answer["description"] += f" {PACKED}"
    if operation.streams:
        lines = {"type": "string", "description": f"{IN_PARTS} {COMPACT}"}
        answer["content"]["application/x-ndjson"] = {"schema": lines}
    return answer


def file_of(operation: Operation) -> dict[str, Any]:
    """An answer that is one of several files: JSON, or any other kind of bytes."""
    answer = ok("The file, to be kept.", {"type": "object"})
    kinds = {file.content_type.split(";")[0] for file in operation.files.values()} - {"application/json"}
    answer["content"] |= {
        kind: {"schema": {"type": "string", "format": "binary"}} for kind in sorted(kinds, reverse=True)
    }
    return answer


def format_of(operation: Operation) -> dict[str, Any]:
    """The parameter that says which file."""
    names = list(operation.files)
    return {
        "name": "format",
        "in": "query",
        "schema": {"type": "string", "enum": names, "default": names[-1]},
    }


def body(request: type, named: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """The request body: the model, with examples."""
    examples: dict[str, Any] = {"defaults": {"summary": "Everything left to its default", "value": {}}}
    examples |= {name: {"summary": name, "value": value} for name, value in named.items()}
    return {
        "required": True,
        "content": {
            "application/json": {
                "schema": {"$ref": REF.format(model=request.__name__)},
                "examples": examples,
            }
        },
    }


def look_up(name: str, description: str, schema: Mapping[str, Any] = OBJECT) -> dict[str, Any]:
    """A GET without parameters."""
    return {
        "get": {
            "operationId": name,
            "tags": ["about"],
            "summary": description,
            "responses": {
                "200": ok(description, dict(schema)),
                "400": failures()["400"],
                "500": failures()["500"],
            },
        }
    }
