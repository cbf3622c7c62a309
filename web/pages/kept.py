"""Pages are written once and kept where they are the same for everyone; others pass the door."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import Response, g, render_template, request

from web.compute.admission import admit
from web.compute.forwarding import forwarded
from web.compute.queue import LONG_JOBS
from web.edge.problems import Problem


def written_once(template: str, names: dict[str, Any], kept: dict[str, str]) -> Callable[[], str]:
    """A page that computes nothing, whatever its address asks for: it waits for nobody who computes."""

    def read() -> str:
        if request.path not in kept:
            kept[request.path] = render_template(template, **names)
        return kept[request.path]

    return read


def admitted(view: Callable[..., str], kept: dict[str, str]) -> Callable[..., str | Response]:
    """The page, written as a long computation, for it computes its panels.

    A page as it first opens is the same for everyone, and so is written here and kept: a class that opens a
    lesson at once gets it at once. One that says where this visitor has found it is not kept, nor one with a
    run that the time limit ended. It is never refused: when the queue is full it comes without its runs, and
    then is not kept either. One whose address asks for something is forwarded, or takes a place in our own
    queue.
    """

    def as_it_first_opens(**names: str) -> str:
        try:
            job = admit()
        except Problem:
            g.comes_without_runs = True
            with LONG_JOBS.processor.slice():
                return view(**names)
        with job, job.slice():
            page = view(**names)
        if "is_for_this_visitor" not in g and "has_a_cut_run" not in g:
            kept[request.path] = page
        return page

    @wraps(view)
    def read(**names: str) -> str | Response:
        if not request.query_string:
            return kept.get(request.path) or as_it_first_opens(**names)
        answer = forwarded()
        if answer is not None:
            return answer
        with admit() as job, job.slice():
            return view(**names)

    return read
