"""Programs as colored words: Pygments splits them, the page draws them as text."""

from __future__ import annotations

from functools import lru_cache

from pygments.lexers import BashLexer, PythonLexer
from pygments.token import STANDARD_TYPES

_LEXERS = {"curl": BashLexer(), "python": PythonLexer()}
LONGEST = 60_000
"""Programs with more characters are mostly data, and stay uncolored: coloring them would take seconds."""


@lru_cache(maxsize=16)
def tokens(language: str, code: str | None) -> list[tuple[str, str]] | None:
    """The code as (CSS class, text) pairs, in order; joined, the texts are the code again."""
    if code is None:
        return None
    if len(code) > LONGEST:
        return [("", code)]
    lexer = _LEXERS["curl" if language == "curl" else "python"]
    return [(STANDARD_TYPES.get(kind, ""), text) for kind, text in lexer.get_tokens(code)]
