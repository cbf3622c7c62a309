"""Numbers and lines as programs write them: arrays with every digit, blocks with the blank lines of PEP 8."""

from __future__ import annotations

from typing import Any

import numpy as np

DEFINITION = ("def ", "class ", "@")


def literal(array: Any, indent: int = 0) -> str:
    """An array as nested Python lists, a row a line, every digit kept."""
    values = np.asarray(array).tolist()
    if not isinstance(values[0], list):
        return repr(values)
    pad = " " * (indent + 4)
    rows = "".join(f"{pad}{row!r},\n" for row in values)
    return f"[\n{rows}{' ' * indent}]"


def keywords(options: dict[str, Any]) -> str:
    """``T_max=300, eta_min=0.0``."""
    return ", ".join(f"{name}={value!r}" for name, value in options.items())


def indented(text: str, spaces: int) -> str:
    """The lines moved to the right, empty ones left alone."""
    pad = " " * spaces
    return "".join(f"{pad}{line}" if line.strip() else line for line in text.splitlines(keepends=True))


def joined(*blocks: str) -> str:
    """Blocks of lines one after the other: two blank lines around a definition, else one; no empty blocks."""
    text = ""
    for block in blocks:
        if text and block:
            text += "\n\n" if begins_with_definition(block) or ends_with_definition(text) else "\n"
        text += block
    return text


def begins_with_definition(block: str) -> bool:
    """Whether the first line defines a function or a class."""
    return block.startswith(DEFINITION)


def ends_with_definition(block: str) -> bool:
    """Whether the last line belongs to a function or a class."""
    outermost = [line for line in block.splitlines() if line and not line[0].isspace()]
    return outermost[-1].startswith(DEFINITION)
