"""The API's models as types for the scripts: what a request holds, what a result, what a panel's view.

``types.d.ts`` beside this file is written by ``python -m web.api.typescript``, and a test holds it to the
models. So a script that asks for a field that is not there, or takes a number for a list, does not pass the
type checker.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from course.panels import all_panels
from web.api.openapi import document

FILE = Path(__file__).with_name("types.d.ts")
HEAD = """\
// Written by `python -m web.api.typescript` from the models of the API. A page's request holds every field,
// so none is optional here, save what a problem may leave out.
"""
PLAIN = {"string": "string", "integer": "number", "number": "number", "boolean": "boolean", "null": "null"}


def declarations() -> str:
    """The text of ``types.d.ts``: an interface a model, in the order of their names."""
    models = {**document()["components"]["schemas"], **views()}
    interfaces = "\n".join(interface(name, models[name]) for name in sorted(models))
    return f"{HEAD}declare namespace Api {{\n{interfaces}}}\n"


def views() -> dict[str, Any]:
    """What is open, selected or played in a panel: the pages know it, the API does not."""
    found = {panel.view for panel in all_panels().values()}
    return {view.__name__: view.model_json_schema() for view in found}


def interface(name: str, schema: Mapping[str, Any]) -> str:
    """A model as an interface."""
    must = schema.get("required", []) if name == "Problem" else schema["properties"]
    fields = (
        f"    {field}{'' if field in must else '?'}: {written(value)};\n"
        for field, value in schema["properties"].items()
    )
    return f"  interface {name} {{\n{''.join(fields)}  }}\n"


def written(schema: Mapping[str, Any]) -> str:
    """A schema as a type: ``{"type": "array", "items": {"type": "number"}}`` is ``number[]``."""
    return " | ".join(dict.fromkeys(alternatives(schema)))


def alternatives(schema: Mapping[str, Any]) -> Iterator[str]:
    """The types of which a value may have any."""
    if "$ref" in schema:
        yield schema["$ref"].rsplit("/", 1)[1]
    elif "anyOf" in schema:
        for each in schema["anyOf"]:
            yield from alternatives(each)
    elif "enum" in schema or "const" in schema:
        yield from (json.dumps(value) for value in schema.get("enum", [schema.get("const")]))
    elif isinstance(schema.get("type"), list):
        yield from (PLAIN[each] for each in schema["type"])
    elif schema.get("type") == "array":
        yield list_of(schema.get("items", {}))
    elif schema.get("type") == "object":
        yield f"Record<string, {written(values_of(schema))}>"
    else:
        yield PLAIN.get(schema.get("type", ""), "unknown")


def values_of(schema: Mapping[str, Any]) -> Mapping[str, Any]:
    """What the values of an object are, whose keys are not said."""
    values = schema.get("additionalProperties")
    return values if isinstance(values, Mapping) else {}


def list_of(items: Mapping[str, Any]) -> str:
    """A list, its members in brackets where they may be of several types."""
    each = written(items)
    return f"({each})[]" if " | " in each else f"{each}[]"


if __name__ == "__main__":
    FILE.write_text(declarations(), "utf-8")
