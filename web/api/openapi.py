"""The OpenAPI 3.1 document, made from the table of panels and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from pydantic import TypeAdapter

from course.operations import ENDPOINTS
from course.panels import all_panels
from course.questions import Answer, Question, SettleRequest, all_questions
from panel_kit.contract.endpoint import Endpoint
from panel_kit.contract.panel import Grading, Panel
from panel_kit.contract.table import Table
from panel_kit.runs.files import FILES
from panel_kit.runs.panel import keeps_runs

VERSION = "1.0.0"
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
FAILURES = {
    "400": "The body is not strict JSON, or the host is unknown.",
    "403": "A page of another origin sent this.",
    "413": "The body is too large.",
    "415": "The body is not application/json.",
    "422": "A field is missing, unknown, of the wrong type or out of range.",
    "500": "A bug. The answer carries a request id.",
    "503": "Too many long computations are under way; Retry-After says when to come again.",
}
CODE = {
    "title": "Programs",
    "type": "object",
    "required": ["numpy", "pytorch", "sklearn", "curl", "tokens"],
    "properties": {
        **{name: {"type": ["string", "null"]} for name in ("numpy", "pytorch", "sklearn", "curl")},
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


@lru_cache(maxsize=1)
def document() -> dict[str, Any]:
    """The whole document."""
    panels = list(all_panels().values())
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
        "tags": [
            {"name": "panels"},
            {"name": "code"},
            {"name": "tables"},
            {"name": "questions"},
            {"name": "grades"},
            {"name": "more"},
            {"name": "about"},
        ],
        "paths": paths(panels),
        "components": {"schemas": {**schemas(panels), "Problem": PROBLEM, "Programs": CODE}},
    }


def schemas(panels: list[Panel]) -> dict[str, Any]:
    """Every request and result model, by name."""
    adapters: list[Any] = [
        (kind, "validation", TypeAdapter(kind))
        for kind in [Table, SettleRequest, Answer, *models(panels), *models(ENDPOINTS)]
    ]
    _, together = TypeAdapter.json_schemas(adapters, ref_template=REF)
    found: dict[str, Any] = together["$defs"]
    return found


def models(computed: Iterable[Panel | Endpoint]) -> Iterator[type]:
    """Their requests and results, and those of a panel's grades."""
    for each in computed:
        yield from (each.request, each.result)
        if isinstance(each, Panel) and each.grading:
            yield from (each.grading.request, each.grading.result)


def paths(panels: list[Panel]) -> dict[str, Any]:
    """Every endpoint."""
    found: dict[str, Any] = {}
    for panel in panels:
        found[f"/api/v1/{panel.slug}"] = {"post": compute_operation(panel)}
        found[f"/api/v1/code/{panel.slug}"] = {"post": code_operation(panel)}
        found[f"/api/v1/table/{panel.slug}"] = {"post": table_operation(panel)}
        if panel.grading:
            found[f"/api/v1/grade/{panel.slug}"] = {"post": grade_operation(panel, panel.grading)}
    for endpoint in ENDPOINTS:
        found[f"/api/v1/{endpoint.path}"] = {"post": endpoint_operation(endpoint)}
    for panel in filter(keeps_runs, panels):
        found[f"/api/v1/export/{panel.slug}"] = {"post": export_operation(panel)}
    for question in all_questions().values():
        found[f"/api/v1/questions/{question.slug}"] = {"post": settle_operation(question)}
    found["/api/v1/questions"] = {
        "get": about("questions", "Every prediction question, without its answer.", "array")
    }
    found["/api/v1/panels"] = {"get": about("panels", "Every panel with its request's JSON Schema.", "array")}
    found["/api/v1/limits"] = {"get": about("limits", "What a request may cost.")}
    found["/api/v1/openapi.json"] = {"get": about("openapi", "This document.")}
    found["/healthz"] = {"get": about("healthz", "Whether the server is up.")}
    return found


def compute_operation(panel: Panel) -> dict[str, Any]:
    """POST /api/v1/<panel>."""
    return {
        "operationId": panel.name,
        "tags": ["panels"],
        "summary": panel.title,
        "description": panel.summary,
        "requestBody": body(panel.request, presets(panel)),
        "responses": {
            "200": compute_answer(panel),
            **failures(),
        },
    }


def compute_answer(panel: Panel) -> dict[str, Any]:
    """The result; where it can take long, in parts too."""
    answer = ok(panel.result.__doc__ or "", {"$ref": REF.format(model=panel.result.__name__)})
    if panel.parts is not None:
        answer["content"]["application/x-ndjson"] = {
            "schema": {"type": "string", "description": f"{IN_PARTS} {COMPACT}"}
        }
    return answer


def endpoint_operation(endpoint: Endpoint) -> dict[str, Any]:
    """POST /api/v1/<path>."""
    return {
        "operationId": endpoint.name,
        "tags": ["more"],
        "summary": endpoint.title,
        "description": endpoint.summary,
        "requestBody": body(endpoint.request, endpoint.examples),
        "responses": {
            "200": ok(endpoint.result.__doc__ or "", {"$ref": REF.format(model=endpoint.result.__name__)}),
            **failures(),
        },
    }


def export_operation(panel: Panel) -> dict[str, Any]:
    """POST /api/v1/export/<panel>."""
    schema = {"type": "string", "enum": list(FILES), "default": "run.json"}
    binary = {"schema": {"type": "string", "format": "binary"}}
    answer = ok("The file, to be kept.", {"type": "object"})
    answer["content"] |= {"text/csv": binary, "application/zip": binary}
    return {
        "operationId": f"export_{panel.name}",
        "tags": ["more"],
        "summary": f"A {panel.slug} run as a file",
        "description": "The history (CSV, JSON), the weights (JSON, NPZ), or the run to be opened again.",
        "parameters": [{"name": "format", "in": "query", "schema": schema}],
        "requestBody": body(panel.request, {}),
        "responses": {"200": answer, **failures()},
    }


def code_operation(panel: Panel) -> dict[str, Any]:
    """POST /api/v1/code/<panel>."""
    return {
        "operationId": f"code_{panel.name}",
        "tags": ["code"],
        "summary": f"{panel.title}, as programs",
        "description": "Whole programs that print the panel's numbers; null where one has no meaning.",
        "requestBody": body(panel.request, presets(panel)),
        "responses": {"200": ok("The programs.", {"$ref": REF.format(model="Programs")}), **failures()},
    }


def table_operation(panel: Panel) -> dict[str, Any]:
    """POST /api/v1/table/<panel>."""
    return {
        "operationId": f"table_{panel.name}",
        "tags": ["tables"],
        "summary": f"{panel.title}, as a table",
        "description": "Every number of the panel's picture in rows and columns.",
        "requestBody": body(panel.request, presets(panel)),
        "responses": {"200": ok("The table.", {"$ref": REF.format(model="Table")}), **failures()},
    }


def settle_operation(question: Question) -> dict[str, Any]:
    """POST /api/v1/questions/<slug>."""
    return {
        "operationId": f"question_{question.slug.replace('-', '_')}",
        "tags": ["questions"],
        "summary": question.prompt,
        "description": "The answer, computed now by the panel that the question is about.",
        "requestBody": body(SettleRequest, {}),
        "responses": {"200": ok("The answer.", {"$ref": REF.format(model="Answer")}), **failures()},
    }


def grade_operation(panel: Panel, grading: Grading) -> dict[str, Any]:
    """POST /api/v1/grade/<panel>."""
    return {
        "operationId": f"grade_{panel.name}",
        "tags": ["grades"],
        "summary": f"{panel.title}, worked out by hand",
        "description": grading.summary,
        "requestBody": body(grading.request, grading.examples),
        "responses": {
            "200": ok(grading.result.__doc__ or "", {"$ref": REF.format(model=grading.result.__name__)}),
            **failures(),
        },
    }


def presets(panel: Panel) -> dict[str, Mapping[str, Any]]:
    """The panel's presets by name."""
    return {preset.name: preset.request for preset in panel.presets}


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


def about(name: str, description: str, kind: str = "object") -> dict[str, Any]:
    """A GET without parameters."""
    schema = {"type": kind}
    return {
        "operationId": name,
        "tags": ["about"],
        "summary": description,
        "responses": {"200": ok(description, schema), "400": failures()["400"], "500": failures()["500"]},
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
