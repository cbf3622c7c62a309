"""What a request may cost, published at /api/v1/limits: the server's own bounds and every operation's."""

from __future__ import annotations

from typing import Any

from course.operations import all_operations
from web.compute.queue import MOST_JOBS, MOST_MEGABYTES
from web.edge.json_input import MAX_DEPTH

MAX_BODY = 64 * 1024
MAX_CSV_BODY = 4 * 1024 * 1024
API = "/api/v1/"


def body_limit(path: str) -> int:
    """How many bytes a body may have: more where a CSV text may come along."""
    operation = all_operations().get(path.removeprefix(API).rstrip("/")) if path.startswith(API) else None
    return MAX_CSV_BODY if operation and operation.takes_table else MAX_BODY


def limits() -> dict[str, Any]:
    """The same numbers that the models and sliders use; ``predict.work`` stands in ``predict``."""
    found: dict[str, Any] = {
        "body_bytes": MAX_BODY,
        "csv_body_bytes": MAX_CSV_BODY,
        "long_computations": MOST_JOBS,
        "long_computations_megabytes": MOST_MEGABYTES,
        "json_depth": MAX_DEPTH,
    }
    for operation in all_operations().values():
        for path, limit in operation.limits.items():
            *groups, name = path.split(".")
            inside = found
            for group in groups:
                inside = inside.setdefault(group, {})
            inside[name] = limit() if callable(limit) else limit
    return found
