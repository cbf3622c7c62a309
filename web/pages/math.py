"""Formulas: LaTeX in the templates, MathML on the page, drawn by the browser itself."""

from __future__ import annotations

from functools import lru_cache

from latex2mathml.converter import convert
from markupsafe import Markup


@lru_cache(maxsize=512)
def mathml(latex: str, display: str = "inline") -> Markup:
    """A formula as MathML. Templates only: never give it what came from a request."""
    return Markup(convert(latex, display=display))
