"""Every way to get a field wrong, drawn from the JSON Schema of a request.

``wrong_requests(schema)`` gives, for every field however deep, bodies that are right but for that one
place, each with the JSON pointer of the field to blame. ``literal_requests`` does so for what is no JSON
number at all (NaN, Infinity, 1e400), as text.
"""

import json
import math
from collections.abc import Iterator
from typing import Any

LITERALS = ("NaN", "Infinity", "-Infinity", "1e400", "-1e400")
HERE = "\u0000here"
LONG = "x" * 5000
WRONG_TYPES = {
    "number": [True, "1", "NaN", "", [], {}, [0]],
    "integer": [True, "1", "NaN", "", [], {}, 0.5],
    "string": [True, 1, [], {}],
    "boolean": [0, 1, "true", [], {}],
    "array": [True, 0, "0,0", {}],
    "object": [True, 0, "{}", []],
}

Path = tuple[str | int, ...]
Node = dict[str, Any]
Case = tuple[dict[str, Any], str]


def wrong_requests(schema: Node) -> Iterator[Case]:
    """A body and the pointer to blame, for every field and every way."""
    for path, node in fields(schema, schema):
        for bad in wrong_values(node, schema):
            yield body(schema, path, bad), pointer(path)
        for name in plain(node, schema).get("required", ()):
            short = {k: v for k, v in valid(node, schema).items() if k != name}
            yield body(schema, path, short), pointer((*path, name))
        if "properties" in plain(node, schema):
            extra = {**valid(node, schema), "no_such_field": 1}
            yield body(schema, path, extra), pointer((*path, "no_such_field"))


def literal_requests(schema: Node) -> Iterator[tuple[str, str]]:
    """The text of a body with NaN and the like in a number's place, and the pointer to blame."""
    for path, node in fields(schema, schema):
        if plain(node, schema).get("type") in ("number", "integer"):
            text = json.dumps(body(schema, path, HERE))
            for literal in LITERALS:
                yield text.replace(json.dumps(HERE), literal), pointer(path)


def fields(node: Node, root: Node, path: Path = ()) -> Iterator[tuple[Path, Node]]:
    """Every place of a request: objects, arrays, the first item of each, and all inside them."""
    yield path, node
    inside = plain(node, root)
    for name, field in inside.get("properties", {}).items():
        yield from fields(field, root, (*path, name))
    if "items" in inside:
        yield from fields(inside["items"], root, (*path, 0))


def plain(node: Node, root: Node) -> Node:
    """The schema itself: references followed, and the null beside it left aside."""
    if "anyOf" in node:
        return plain(node["anyOf"][0], root)
    return plain(root["$defs"][node["$ref"].rsplit("/", 1)[-1]], root) if "$ref" in node else node


def wrong_values(node: Node, root: Node) -> Iterator[Any]:
    """What a field of this schema cannot be."""
    inside = plain(node, root)
    others = [WRONG_TYPES[kind] for kind in other_types(node)]
    yield from (bad for bad in WRONG_TYPES[inside["type"]] if all(is_among(bad, each) for each in others))
    if node is inside or "anyOf" not in node:
        yield None
    names = choices(inside)
    if names and inside["type"] == "string":
        yield from ("", LONG, "no such name", f"{names[0]}\u0000")
        yield from {names[0].upper()} - {*names}
    if names and inside["type"] == "integer":
        yield from (min(names) - 1, max(names) + 1)
    if inside["type"] in ("number", "integer"):
        yield from (far for far in (1e300, -1e300) if not is_in_range(inside, far))
    yield from out_of_range(inside)
    if "minItems" in inside:
        yield [valid(inside["items"], root)] * (inside["minItems"] - 1)
        yield [valid(inside["items"], root)] * (inside["maxItems"] + 1)


def other_types(node: Node) -> list[str]:
    """The types besides the first that a field may have, null apart: the name of a column, or its place."""
    return [each["type"] for each in node.get("anyOf", ())[1:] if each.get("type", "null") != "null"]


def is_among(bad: Any, values: list[Any]) -> bool:
    """Whether it is one of them, True and 1 told apart."""
    return any(type(bad) is type(each) and bad == each for each in values)


def choices(inside: Node) -> list[Any]:
    """The values there are to choose from, if there are."""
    return inside.get("enum") or [inside[name] for name in ("const",) if name in inside]


def is_in_range(inside: Node, number: float) -> bool:
    """Whether both bounds are there, and the number lies between them."""
    return inside.get("minimum", math.inf) <= number <= inside.get("maximum", -math.inf)


def out_of_range(inside: Node) -> Iterator[float]:
    """Just below the smallest, just above the largest."""
    for name, side in (("minimum", -1), ("maximum", 1)):
        if name in inside:
            # A millionth is lost beside a large bound, so the next float64 is taken there
            beyond = 1 if inside["type"] == "integer" else max(1e-6, math.ulp(inside[name]))
            yield inside[name] + side * beyond


def valid(node: Node, root: Node) -> Any:
    """A small value that the schema allows."""
    inside = plain(node, root)
    if choices(inside):
        return choices(inside)[0]
    if inside["type"] == "array":
        return [valid(inside["items"], root)] * max(1, inside.get("minItems", 1))
    if inside["type"] == "object":
        return {name: valid(inside["properties"][name], root) for name in inside.get("required", ())}
    if inside["type"] in ("number", "integer"):
        return min(max(0, inside.get("minimum", 0)), inside.get("maximum", 0))
    if inside["type"] == "string":
        return "x" * max(1, inside.get("minLength", 1))
    return False


def body(root: Node, path: Path, bad: Any) -> Any:
    """The body that is right, but holds ``bad`` at the path."""
    return replaced({}, root, path, bad, root)


def replaced(value: Any, node: Node, path: Path, bad: Any, root: Node) -> Any:
    """The value with the place at the end of the path replaced, what lies on the way being valid."""
    if not path:
        return bad
    inside, (step, *rest) = plain(node, root), path
    child = inside["items"] if isinstance(step, int) else inside["properties"][step]
    below = replaced(valid(child, root), child, tuple(rest), bad, root)
    if isinstance(step, int):
        return [below, *value[1:]]
    return {**value, step: below}


def pointer(path: Path) -> str:
    """The path as a JSON pointer."""
    return "".join(f"/{step}" for step in path)
