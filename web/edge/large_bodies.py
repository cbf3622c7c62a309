"""Large bodies share so much memory and no more, however many clients send them, and however slowly.

A CSV text may have four megabytes. A thousand clients that send one each, and leave the last byte out, would
make the server hold four gigabytes for a minute. So what has come of large bodies is counted while it is
held; who goes beyond what there is for all is told to come again.
"""

from __future__ import annotations

import threading

from flask import g, request

from web.edge.problems import Problem

MOST_BYTES = 64 * 1024 * 1024
PART_BYTES = 64 * 1024
SECONDS_TO_RETRY = 5


class SharedBytes:
    """So many bytes for all that is held at once.

    Parameters
    ----------
    most : int
    """

    def __init__(self, most: int = MOST_BYTES) -> None:
        self.most, self.held = most, 0
        self.lock = threading.Lock()

    def take(self, count: int) -> bool:
        """Whether so many more can be held; they are counted then."""
        with self.lock:
            fits = self.held + count <= self.most
            self.held += count if fits else 0
        return fits

    def give_back(self, count: int) -> None:
        """They are held no more."""
        with self.lock:
            self.held -= count


LARGE_BODIES = SharedBytes()


def received(most: int) -> bytes:
    """The present request's body, or so many bytes of it, counted until the request has been answered.

    What a small body may have is not counted: one that is small always has room.

    Raises
    ------
    Problem
        503 with ``Retry-After`` when others hold all the memory there is for it.
    """
    parts, size = [], 0
    while size < most and (part := request.stream.read(min(PART_BYTES, most - size))):
        size += len(part)
        if size <= PART_BYTES:
            parts.append(part)
            continue
        if not LARGE_BODIES.take(len(part)):
            discard(most - size)
            words = "Others send as many large bodies as there is memory for; try again soon."
            raise Problem(503, words, headers={"Retry-After": str(SECONDS_TO_RETRY)})
        g.held = g.get("held", 0) + len(part)
        parts.append(part)
    return b"".join(parts)


def discard(most: int) -> None:
    """Takes in so many bytes of the body, or all of it, and keeps none of them."""
    while most > 0 and (part := request.environ["wsgi.input"].read(min(PART_BYTES, most))):
        most -= len(part)


def give_back(_error: BaseException | None = None) -> None:
    """What the present request held: it has been answered."""
    LARGE_BODIES.give_back(g.pop("held", 0))
