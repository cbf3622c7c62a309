"""Problems: the one shape of every error answer (RFC 9457, problem+json).

Each says what came and what is allowed; those about a field point to it. An error page for people
carries the same words.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

import orjson
from flask import Response
from pydantic import ValidationError

from panel_kit.contract.schema import FieldError

MAX_ERRORS = 20
MAX_SHOWN = 80

# What is allowed, by pydantic's kind of error; {names} come from the error's context.
ALLOWED = {
    "missing": "a value, this field is required",
    "extra_forbidden": "no such field here",
    "float_type": "a number",
    "int_type": "a whole number",
    "string_type": "a string",
    "bool_type": "true or false",
    "list_type": "an array",
    "model_type": "an object",
    "model_attributes_type": "an object",
    "finite_number": "a finite number",
    "literal_error": "{expected}",
    "greater_than_equal": "{ge} or more",
    "less_than_equal": "{le} or less",
    "greater_than": "more than {gt}",
    "less_than": "less than {lt}",
    "too_short": "{min_length} or more items",
    "too_long": "{max_length} items or fewer",
    "none_required": "null",
}


# As RFC 9110 names them; a Python older than 3.13 has the names of RFC 7231 and earlier
RENAMED = {
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "Content Too Large",
    HTTPStatus.REQUEST_URI_TOO_LONG: "URI Too Long",
    HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE: "Range Not Satisfiable",
    HTTPStatus.UNPROCESSABLE_ENTITY: "Unprocessable Content",
}


class Problem(Exception):
    """A request that cannot be answered, and why."""

    def __init__(
        self,
        status: int,
        detail: str,
        *,
        errors: list[dict[str, str]] | None = None,
        headers: Mapping[str, str] | None = None,
        **members: Any,
    ) -> None:
        super().__init__(detail)
        self.status = status
        self.title = RENAMED.get(HTTPStatus(status), HTTPStatus(status).phrase)
        self.headers = dict(headers or {})
        self.body = {
            "type": "about:blank",
            "title": self.title,
            "status": status,
            "detail": detail,
            "errors": errors or [],
            **members,
        }

    def response(self) -> Response:
        """The answer itself."""
        return Response(
            orjson.dumps(self.body),
            status=self.status,
            headers=self.headers,
            content_type="application/problem+json",
        )


def invalid(error: ValidationError) -> Problem:
    """What pydantic found, each error with a pointer, what came and what is allowed."""
    found = error.errors(include_url=False)
    errors = [describe(item) for item in found[:MAX_ERRORS]]
    first = errors[0]
    more = f" ({len(found) - 1} more)" if len(found) > 1 else ""
    return Problem(422, f"{first['pointer'] or 'The body'}: {first['message']}{more}", errors=errors)


def bad_number(path: tuple[str | int, ...], literal: str, detail: str) -> Problem:
    """A number that JSON has no room for, with a pointer to where it stands."""
    came = literal if len(literal) <= MAX_SHOWN else f"{literal[:MAX_SHOWN]}…"
    message = f"got {came}, allowed: {ALLOWED['finite_number']}"
    return Problem(400, detail, errors=[{"pointer": pointer(path), "message": message}])


def describe(item: Mapping[str, Any]) -> dict[str, str]:
    """One of pydantic's errors as a pointer and a message."""
    cause = item.get("ctx", {}).get("error")
    if isinstance(cause, FieldError):
        return {"pointer": pointer((*item["loc"], *cause.path)), "message": str(cause)}
    allowed = ALLOWED.get(item["type"])
    allowed = allowed.format(**item.get("ctx", {})) if allowed else item["msg"].lower()
    if item["type"] == "missing":
        return {"pointer": pointer(item["loc"]), "message": f"nothing came, allowed: {allowed}"}
    return {"pointer": pointer(item["loc"]), "message": f"got {shown(item['input'])}, allowed: {allowed}"}


def pointer(path: tuple[str | int, ...]) -> str:
    """A path as a JSON pointer (RFC 6901)."""
    return "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in path)


def shown(value: Any) -> str:
    """What came, as JSON, cut where it is long."""
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= MAX_SHOWN else f"{text[:MAX_SHOWN]}…"
