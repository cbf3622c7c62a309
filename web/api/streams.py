"""Results told part by part: newline-delimited JSON, a part a line, as each is computed.

Put together, ``history`` and ``snapshots`` by appending their columns and everything else as it comes, the
parts are the result that the same request gets in one. When the client hangs up, the work ends.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator
from typing import Any

import orjson
from flask import Response, request
from werkzeug.http import parse_options_header

from panel_kit.runs.compact import NUMBER_TYPES, compact
from web.compute.queue import Job
from web.edge.errors import crashed
from web.edge.problems import Problem

NDJSON = "application/x-ndjson"


def wants_parts() -> bool:
    """Whether the client named the stream, and named JSON no earlier."""
    named = {parse_options_header(name)[0].lower(): quality for name, quality in accepted()}
    return named.get(NDJSON, 0) > 0 and named[NDJSON] >= named.get("application/json", 0)


def in_wanted_form(parts: Generator[dict[str, Any]]) -> Generator[dict[str, Any]]:
    """The parts, their snapshots compact where asked for: ``application/x-ndjson; snapshots=float32``."""
    asked = (parse_options_header(name) for name, _ in accepted())
    wanted = next((options.get("snapshots") for name, options in asked if name.lower() == NDJSON), None)
    return compact(parts, wanted) if wanted in NUMBER_TYPES else parts


def accepted() -> list[tuple[str, float]]:
    """The types that the client takes, each with its options and how much it is wanted."""
    return [(str(name), float(quality)) for name, quality in request.accept_mimetypes]


def stream(job: Job, parts: Generator[dict[str, Any]]) -> Response:
    """The parts as lines. The first is computed before the answer begins, so it can still be refused."""
    sliced = job.in_slices(parts)
    try:
        first = next(told(sliced))
    except BaseException:
        job.release()
        raise
    return Response(Lines(first, sliced, job), content_type=NDJSON)


class Lines:
    """Each part as a line; a crash on the way is the last line, as a problem.

    Parameters
    ----------
    first : dict
        The first part.
    rest : generator
        The others, computed as they are asked for, and no further once this is closed.
    job : Job
        That computes them; released when this is closed.
    """

    def __init__(self, first: dict[str, Any], rest: Generator[dict[str, Any]], job: Job) -> None:
        self.first: dict[str, Any] | None = first
        self.rest, self.job = rest, job

    def __iter__(self) -> Lines:
        return self

    def __next__(self) -> bytes:
        if self.first is not None:
            part, self.first = self.first, None
            return line(part)
        try:
            return line(next(told(self.rest)))
        except StopIteration:
            self.close()
            raise
        except Problem as problem:
            return line({"problem": problem.body})
        except Exception as error:
            return line({"problem": crashed("a stream on its way", error).body})

    def close(self) -> None:
        """Ends the work."""
        self.rest.close()
        self.job.release()


def told(parts: Iterator[dict[str, Any] | None]) -> Iterator[dict[str, Any]]:
    """The parts without the pauses between them, which tell nothing."""
    return (part for part in parts if part is not None)


def line(part: dict[str, Any]) -> bytes:
    """A part as JSON, every digit kept."""
    return orjson.dumps(part, option=orjson.OPT_SERIALIZE_NUMPY | orjson.OPT_APPEND_NEWLINE)
