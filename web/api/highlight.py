"""Programs as colored words: Pygments splits them, the page draws them as text.

Long numbers are one word, of a kind of their own: the page folds them.
"""

from __future__ import annotations

from functools import lru_cache

from pygments.lexer import Lexer
from pygments.lexers import BashLexer, PythonLexer
from pygments.token import STANDARD_TYPES

from panel_kit.programs.segments import segments

_LEXERS = {"curl": BashLexer(stripnl=False), "python": PythonLexer(stripnl=False)}
FOLDED = "folded"
LONGEST = 60_000
"""A stretch with more characters is mostly data, and stays uncolored: coloring it would take seconds."""


@lru_cache(maxsize=16)
def tokens(language: str, code: str | None) -> list[tuple[str, str]] | None:
    """The code as (CSS class, text) pairs, in order; joined, the texts are the code again."""
    if code is None:
        return None
    if language == "curl":
        return colored(_LEXERS["curl"], code)
    words = []
    for segment in segments(code):
        words += [(FOLDED, segment.text)] if segment.is_numbers else colored(_LEXERS["python"], segment.text)
    return words


def colored(lexer: Lexer, code: str) -> list[tuple[str, str]]:
    """A stretch of code as (CSS class, text) pairs."""
    if len(code) > LONGEST:
        return [("", code)]
    return [(STANDARD_TYPES.get(kind, ""), text) for kind, text in lexer.get_tokens(code)]
