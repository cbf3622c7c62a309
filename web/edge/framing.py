"""Pages elsewhere that may show a panel in a frame: those of the origins named at the start alone."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

PANEL = re.compile(r"/panels/[^/]+/?")
POLICY = "Content-Security-Policy"
Headers = Mapping[str, str]


class Framing:
    """Which answers may stand in a frame elsewhere, and the headers that say so.

    Parameters
    ----------
    origins : frozenset of str
        Such as ``https://course.example.org``, lower case.
    headers : mapping of str to str
        What every answer says; a panel's page says it with these origins for its ``frame-ancestors``.
    """

    def __init__(self, origins: frozenset[str], headers: Headers) -> None:
        self.origins = origins
        self.headers = headers
        ancestors = f"frame-ancestors {' '.join(sorted(origins))}"
        framed = {**headers, POLICY: headers[POLICY].replace("frame-ancestors 'none'", ancestors)}
        del framed["X-Frame-Options"]  # knows no origins
        self.headers_of_a_panel = framed if origins else headers

    def headers_of(self, path: str) -> Headers:
        """What the answer for a path says besides what is in it."""
        return self.headers_of_a_panel if PANEL.fullmatch(path) else self.headers

    def asks_for_a_panel(self, environ: Mapping[str, Any]) -> bool:
        """Whether a browser asks for a panel's page, for a frame of a page that may have one.

        The page that holds the frame is told by its Referer; where a browser keeps that to itself, the
        headers of the answer still leave the frame empty on pages that may not.
        """
        asked = environ.get("HTTP_SEC_FETCH_MODE"), environ.get("HTTP_SEC_FETCH_DEST")
        if not self.origins or asked != ("navigate", "iframe") or not PANEL.fullmatch(environ["PATH_INFO"]):
            return False
        came_from = environ.get("HTTP_REFERER")
        return came_from is None or origin_of(came_from) in self.origins


def origin_of(address: str) -> str:
    """The origin of an address as browsers write it; "" where it has none."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    return f"{parts.scheme}://{parts.netloc}".lower() if parts.scheme and parts.netloc else ""
