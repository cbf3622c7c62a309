"""The prediction questions over the API: listed without answers, settled by the engine when asked."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from flask import Blueprint, Response

from course.questions import Answer, Question, SettleRequest, all_questions, settle
from web.api.routes import answer_json, view_of
from web.compute.admission import LONG, SHORT, Cost, computing


def blueprint() -> Blueprint:
    """GET /api/v1/questions, and POST /api/v1/questions/<slug> for each."""
    routes = Blueprint("questions", __name__, url_prefix="/api/v1/questions")
    routes.add_url_rule("", "listing", lambda: answer_json(listing()))
    for question in all_questions().values():
        routes.add_url_rule(f"/{question.slug}", question.slug, settle_view(question), methods=["POST"])
    return routes


def settle_view(question: Question) -> Callable[[], Response]:
    """POST /api/v1/questions/<slug>: the answer is computed when it is first asked for, and then known."""

    @lru_cache(maxsize=1)
    def settled() -> Answer:
        with computing(LONG):
            return settle(question)

    def cost(asked: SettleRequest) -> Cost:
        return SHORT if settled.cache_info().currsize else LONG

    return view_of(SettleRequest, cost, lambda asked: answer_json(settled()))


def listing() -> list[dict[str, Any]]:
    """Every question as it is put, without its answer."""
    return [
        {
            "slug": question.slug,
            "prompt": question.prompt,
            "options": [{"key": option.key, "text": option.text} for option in question.options],
            "estimate": question.estimate,
            "panel": question.panel,
        }
        for question in all_questions().values()
    ]
