"""Numbers of a step as they are pasted: JSON, or name after name as Python, NumPy or PyTorch prints them.

An array stands after its name: ``z1 = [0.1, 0.2]``, ``W2.grad tensor([[0.1, -0.3]])``, ``delta2: 0.1 0.2``;
or a row of a table is an array, its cells parted by tabs, semicolons, commas or blanks; the table may have a
line of headings. A matrix is several rows: its name begins each of them, or the first alone. Layers count
from 1, the first that computes. Names like those of a PyTorch module (``0.weight.grad``, ``2.weight.grad``)
are layers in the order in which they come.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from nn_core.slips import Claim
from panels.backprop.step_check.written import NUMBER, PastedError, Written, array_of, at, rows_of

LEFT_OUT = re.compile(r"Parameter containing:|tensor|array|\b\w+=(?:<[^>]*>|[\w.:']+)", re.IGNORECASE)
"""What a print has beside the numbers: ``tensor``, ``dtype=float64``, ``grad_fn=<MulBackward0>``."""
STATEMENT = re.compile(
    r"^[ \t]*(?!tensor\b|array\b|Parameter\b)([^\W\d][\w.]*|\d+\.(?!e\d)[a-z][\w.]*)[ \t]*"
    r"(?:[:=]|(?=[\[(\s,;|]|tensor|array))",
    re.M,
)
ENTRY = re.compile(r"(?:OrderedDict\()?[\[,]?\s*\(\s*'([\w.]+)'\s*,")
"""Where an entry of PyTorch's ``state_dict`` begins: ``('0.weight', tensor(…``."""
EDGE = re.compile(r"^[ \t]*\|(?:[ \t:|-]+$)?", re.M)
"""Where a row of a table in Markdown begins; and the whole line under its headings."""
HEADINGS = re.compile(
    r"\A(\s*?)(?:(?:name|array|quantity|symbol|variable)[ \t]*[,;|\t][^\[\n]*|[ ]*[,;|\t][\d \t,;|]*)\r?$",
    re.IGNORECASE | re.M,
)
"""The line that names a table's columns: ``name,1,2``, ``Variable;value``, or ``,0,1`` as pandas writes."""
QUOTED = re.compile(r'"([^"\n]*)"')
"""A cell as tables are saved where a comma is both a decimal comma and what parts cells."""
COMMA = re.compile(r"(?<=\d),(?=\d)")
LISTED_BY_COMMAS = re.compile(r"\d,\d+,\d")
OWN = re.compile(r"(z|a|δ|d|dz|delta|dw|db|w|b)_?(\d+)([._]grad|_new)?")
ROW_NAME = re.compile(r"d?w_?\d+(?:[._]grad|_new)?|.+\.weight(?:\.grad)?", re.IGNORECASE)
"""What begins each row of a matrix, and may therefore come again."""
MODULE = re.compile(r"(.+)\.(weight|bias)(\.grad)?")
KINDS = {
    "z": "z",
    "a": "a",
    "δ": "delta",
    "d": "delta",
    "dz": "delta",
    "delta": "delta",
    "dw": "weights",
    "w.grad": "weights",
    "weight.grad": "weights",
    "db": "biases",
    "b.grad": "biases",
    "bias.grad": "biases",
    "w": "updated.weights",
    "w_new": "updated.weights",
    "weight": "updated.weights",
    "b": "updated.biases",
    "b_new": "updated.biases",
    "bias": "updated.biases",
}
"""What an array is called elsewhere, its layer left out, and what the engine calls it."""
LISTED = ("z", "a", "delta", "weights", "biases", "updated.weights", "updated.biases")
KNOWN = "loss, z1, a1, delta1, dW1 or W1.grad, db1 or b1.grad, W1 and b1 after the update, and so on"


def read(text: str) -> dict[str, Claim]:
    """The arrays of a text by the engine's names: ``"z.0"``, ``"weights.1"``, ``"loss"``.

    Raises
    ------
    PastedError
        Where there is no name, a name that is none of a step, one twice, or no array after one. A name
        that begins each row of a matrix is there once.
    """
    if text.lstrip().startswith("{"):
        return read_json(text)
    if text.lstrip().startswith("OrderedDict"):
        text = ENTRY.sub(r"\n\1 ", text)
    text = QUOTED.sub(lambda cell: COMMA.sub(".", cell[1]), text)
    text = decimal_points(HEADINGS.sub(r"\1", EDGE.sub("", text)))
    starts = list(STATEMENT.finditer(text))
    if not starts:
        raise PastedError(f"got no name, allowed: {KNOWN}")
    if nameless := re.search(NUMBER, text[: starts[0].start()]):
        line = text.count("\n", 0, nameless.start()) + 1
        raise PastedError(f"{at(line)}got {nameless[0]} before any name, allowed: {KNOWN}")
    modules: list[str] = []
    found: dict[str, Claim] = {}
    for told, line, array in statements(text, starts):
        name = engine_name(told, modules, line)
        if name in found:
            raise PastedError(f"{at(line)}got {told} twice, allowed: once")
        found[name] = array_of(LEFT_OUT.sub(" ", array), told, line, "weights" in name)
    return found


def statements(text: str, starts: list[re.Match[str]]) -> Iterator[tuple[str, int, str]]:
    """Each name, its line, and the text of its array; rows that all begin with a matrix's name are one."""
    ends = [*(start.start() for start in starts[1:]), len(text)]
    told, line, array = "", 0, ""
    for start, end in zip(starts, ends, strict=True):
        row = text[start.end() : end]
        if start[1] == told and ROW_NAME.fullmatch(told) and "[" not in array + row:
            array += f"\n{row}"
            continue
        if told:
            yield told, line, array
        told, line, array = start[1], text.count("\n", 0, start.start(1)) + 1, row
    yield told, line, array


def decimal_points(text: str) -> str:
    """The text with a point for each decimal comma: between digits, where nothing has a point or a bracket.

    After a name that a comma follows, commas part the cells, and in the rows below it.
    """
    if "[" in text or re.search(r"\d\.\d", text):
        return text
    lines, is_parted = text.split("\n"), False
    for number, line in enumerate(lines):
        if named := re.match(r"[ \t]*(?:[^\W\d][\w.]*|\d+\.[a-z][\w.]*)[ \t]*(.?)", line):
            is_parted = named[1] == ","
        if not is_parted and not LISTED_BY_COMMAS.search(line):
            lines[number] = COMMA.sub(".", line)
    return "\n".join(lines)


def read_json(text: str) -> dict[str, Claim]:
    """The arrays of a JSON object, or of a dictionary as Python prints it, by the same names.

    Or by those of a request: ``z``, ``a`` and ``delta`` as lists over the layers, ``gradients`` and
    ``updated`` with ``weights`` and ``biases``.
    """
    try:
        text = text if '"' in text else text.replace("'", '"')
        told = json.loads(text, parse_float=Written, parse_int=Written, parse_constant=Written)
    except (json.JSONDecodeError, RecursionError) as error:
        raise PastedError(f"got JSON that cannot be read ({error}), allowed: an object of arrays") from error
    if not told:
        raise PastedError(f"got no name, allowed: {KNOWN}")
    modules: list[str] = []
    found: dict[str, Claim] = {}
    for told_name, rows in by_layer(told):
        name = told_name if "/" in told_name else engine_name(told_name, modules, 0)
        name = name.replace("/", ".")
        if name in found:
            raise PastedError(f"got {told_name} twice, allowed: once")
        found[name] = rows_of(rows, told_name, 0)
    return found


def by_layer(told: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """Names and arrays; lists over the layers taken apart, as ``z/0`` and ``updated.biases/1``."""
    for name, rows in told.items():
        if name in ("gradients", "updated") and isinstance(rows, dict):
            before = "updated." if name == "updated" else ""
            yield from by_layer({f"{before}{kind}": layers for kind, layers in rows.items()})
        elif name in LISTED and isinstance(rows, list):
            yield from ((f"{name}/{layer}", each) for layer, each in enumerate(rows) if each is not None)
        else:
            yield name, rows


def engine_name(told: str, modules: list[str], line: int) -> str:
    """What the engine calls an array; ``modules`` are the PyTorch names of the layers so far."""
    low = told.lower()
    if low in ("loss", "l"):
        return "loss"
    if own := OWN.fullmatch(low):
        kind, layer, rest = own[1], int(own[2]), (own[3] or "").replace("_grad", ".grad")
        if kind + rest in KINDS and layer >= 1:
            return f"{KINDS[kind + rest]}.{layer - 1}"
    if module := MODULE.fullmatch(low):
        if module[1] not in modules:
            modules.append(module[1])
        return f"{KINDS[module[2] + (module[3] or '')]}.{modules.index(module[1])}"
    raise PastedError(f"{at(line)}got {told}, allowed: {KNOWN}")
