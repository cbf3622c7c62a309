"""A panel's state in a page's address: what differs from the defaults, one pair a field.

    ?x=0.8,-0.45&network.seed=3&view.step=7

A value is written as it stands (a word, a number, numbers with commas) or as JSON. On a page with
several panels each key starts with the panel's slug and a dot. The page's script writes addresses
(``static/js/lib/url_state.js``); this module reads them. What comes in is data from anywhere and
goes through the same models as any request.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from pydantic import BaseModel, ValidationError

from panel_kit.contract.panel import Panel
from web.edge.json_input import MAX_DEPTH, MalformedJSON, parse_json
from web.edge.problems import describe

WORD = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")
NUMBERS = re.compile(r"[-+0-9.eE]+(,[-+0-9.eE]+)+")
CONSTANTS = {"true", "false", "null"}


@dataclass(frozen=True)
class State:
    """What a panel opens with.

    Attributes
    ----------
    request, view : BaseModel
    asked : dict
        The fields of the request that the address names.
    trouble : str
        Why the address could not be followed, or nothing.
    refused : dict
        The fields of the request that it names then, to be mended.
    """

    request: BaseModel
    view: BaseModel
    asked: dict[str, Any] = field(default_factory=dict)
    trouble: str = ""
    refused: dict[str, Any] = field(default_factory=dict)


def read_state(
    panel: Panel,
    arguments: Iterable[tuple[str, str]],
    prefix: str = "",
    start: Mapping[str, Any] | None = None,
) -> State:
    """The state an address asks for; where it names nothing of the request, ``start`` or the panel's own.

    Where it asks for the impossible: the start too, and why.
    """
    opening = dict(panel.start if start is None else start)
    fields: dict[str, Any] = {}
    try:
        fields = nest((key[len(prefix) :], value) for key, value in arguments if key.startswith(prefix))
        view = fields.pop("view", {})
        fields = fields or opening
        return State(panel.request.model_validate(fields), panel.view.model_validate(view), fields)
    except ValidationError as error:
        first = describe(error.errors(include_url=False)[0])
        trouble = f"{first['pointer'].strip('/').replace('/', '.')}: {first['message']}"
    except MalformedJSON as error:
        trouble = str(error)
    return State(panel.request.model_validate(opening), panel.view(), opening, trouble, fields)


def nest(pairs: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """``("network.seed", "3")`` as ``{"network": {"seed": 3}}``."""
    fields: dict[str, Any] = {}
    for key, text in pairs:
        *path, last = key.split(".")
        if len(path) >= MAX_DEPTH:
            raise MalformedJSON(f"{key[:80]!r} is nested deeper than {MAX_DEPTH}.")
        inside = fields
        for name in path:
            inside = inside.setdefault(name, {})
            if not isinstance(inside, dict):
                raise MalformedJSON(f"{key[:80]!r} asks for a part of a plain value.")
        if last in inside:
            raise MalformedJSON(f"{key[:80]!r} is said twice.")
        inside[last] = read_value(text)
    return fields


def read_value(text: str) -> Any:
    """A word, numbers with commas, or JSON."""
    if WORD.fullmatch(text) and text not in CONSTANTS:
        return text
    return parse_json((f"[{text}]" if NUMBERS.fullmatch(text) else text).encode("utf-8", "replace"))


def write_state(request: Mapping[str, Any], view: Mapping[str, Any], prefix: str = "") -> str:
    """The query that opens a panel with these fields, "" for none, as the page's script writes it."""
    fields = [*flat(request), *flat(view, "view.")]
    pairs = [f"{quote(prefix + path)}={quote(write_value(value), safe=',:')}" for path, value in fields]
    return f"?{'&'.join(pairs)}" if pairs else ""


def flat(fields: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    """``{"network": {"seed": 3}}`` as ``("network.seed", 3)``."""
    for name, value in fields.items():
        if isinstance(value, Mapping):
            yield from flat(value, f"{prefix}{name}.")
        else:
            yield prefix + name, value


def write_value(value: Any) -> str:
    """A value as ``read_value`` reads it."""
    if isinstance(value, str) and WORD.fullmatch(value) and value not in CONSTANTS:
        return value
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    bare = text.strip("[]")
    return bare if isinstance(value, list) and NUMBERS.fullmatch(bare) else text
