"""Data in a page, for its script."""

from __future__ import annotations

from typing import Any

import orjson
from markupsafe import Markup


def embedded(value: Any) -> Markup:
    """A value as JSON that no HTML parser can mistake for markup."""
    text = orjson.dumps(value, option=orjson.OPT_SERIALIZE_NUMPY).decode()
    return Markup(text.replace("<", "\\u003c").replace("&", "\\u0026"))
