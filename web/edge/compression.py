"""Pages are sent compressed: a lesson is five times shorter, and a phone shows it sooner.

Results of the API are not: they are small, and compressing one takes longer than computing it. Static
files lie compressed on the disk.
"""

from __future__ import annotations

import gzip
from functools import lru_cache

from flask import Flask, Response, request

LEVEL = 5
MOST_KEPT = 32  # pages: those that everybody opens
WORTH_IT = 1400  # bytes: what fits into one packet arrives no sooner


def register(app: Flask) -> None:
    """Compress every page for browsers that ask for it."""

    @app.after_request
    def compress(response: Response) -> Response:
        if response.mimetype != "text/html" or response.is_streamed:
            return response
        response.vary.add("Accept-Encoding")
        page = response.get_data()
        if len(page) > WORTH_IT and request.accept_encodings["gzip"]:
            response.set_data(compressed(page))
            response.content_encoding = "gzip"
        return response


@lru_cache(maxsize=MOST_KEPT)
def compressed(page: bytes) -> bytes:
    """The same page, the same bytes: no time of its own is in them."""
    return gzip.compress(page, LEVEL, mtime=0)
