"""The pages: Home, lessons, panels alone, and the API's reference."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import numpy as np
from flask import Blueprint, Flask, Response, g, render_template, request
from markupsafe import Markup

from course.glossary import GLOSSARY
from course.panels import all_panels
from course.questions import all_questions, questions_of
from course.syllabus import LESSONS, Lesson, lesson_of
from nn_core.activations import ACTIVATIONS
from panel_kit.contract.panel import Panel
from panel_kit.contract.words import amount, field_text, grouped, percent, plain, short, signed, subscript
from panel_kit.runs.result import ran_out_of_time
from web.api.answers import answer_json
from web.compute.kept_runs import KEPT_RUNS
from web.edge.problems import Problem
from web.edge.static_files import StaticFiles
from web.pages import forgetting
from web.pages.embedding import embedded
from web.pages.kept import admitted, written_once
from web.pages.math import mathml
from web.pages.patterns import patterns_page
from web.pages.search import MOST_CHARACTERS, all_places, close_terms, search
from web.pages.url_state import State, read_state, write_state

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"


def register(app: Flask, files: StaticFiles) -> None:
    """Routes, and what every template can use."""
    app.jinja_env.filters |= {
        "amount": amount,
        "grouped": grouped,
        "field_text": field_text,
        "log10": math.log10,
        "math": mathml,
        "number": signed,
        "percent": percent,
        "plain": plain,
        "short": short,
    }
    app.jinja_env.globals |= {
        "static": files.url,
        "modules": files.modules,
        "panel_script": files.panel_script,
        "lessons": LESSONS,
        "is_written": is_written,
        "opened": opened,
        "first_answer": first_answer,
        "live_value": live_value,
        "saved_state_query": saved_state_query,
        "numbered": numbered,
        "tabulate": lambda panel, request, result: panel.table(request, result),
        "questions": all_questions(),
        "questions_of": questions_of,
        "glossary": GLOSSARY,
        "activations": ACTIVATIONS,
    }
    app.register_blueprint(blueprint())


def blueprint() -> Blueprint:
    """Every page."""
    routes = Blueprint("pages", __name__)
    kept: dict[str, str] = {}

    def add(path: str, name: str, view: Callable[..., str]) -> None:
        routes.add_url_rule(path, name, admitted(view, kept))

    def add_plain(path: str, name: str, template: str, **names: Any) -> None:
        routes.add_url_rule(path, name, written_once(template, names, kept))

    add("/", "home", lambda: render_template("home.html"))
    add("/lessons/<slug>", "lesson", lesson_page)
    add_plain("/panels/", "panels", "panels.html", panels=all_panels())
    add("/panels/<slug>", "panel", panel_page)
    add_plain("/glossary", "glossary", "glossary.html")
    routes.add_url_rule("/search", "search", search_page)
    add_plain(forgetting.PATH, "forget", "forget.html")
    forgetting.add_to(routes)
    add("/patterns", "patterns", patterns_page)
    add_plain("/api/docs", "reference", "reference.html")
    routes.add_url_rule("/healthz", "healthz", lambda: answer_json({"status": "ok"}))
    routes.add_url_rule(
        "/robots.txt", "robots", lambda: Response("User-agent: *\nAllow: /\n", mimetype="text/plain")
    )
    return routes


def is_written(lesson: Lesson) -> bool:
    """Whether a lesson has its page."""
    return (TEMPLATES / "lessons" / f"{lesson.name}.html").exists()


def lesson_page(slug: str) -> str:
    """A lesson, with its panels in the state the address asks for."""
    lesson = next((lesson for lesson in LESSONS if lesson.slug == slug and is_written(lesson)), None)
    if lesson is None:
        raise Problem(404, f"There is no lesson {slug[:80]!r}.")
    return render_template(f"lessons/{lesson.name}.html", lesson=lesson)


def panel_page(slug: str) -> str:
    """One panel alone."""
    panel = all_panels().get(slug)
    if panel is None:
        raise Problem(404, f"There is no panel {slug[:80]!r}.")
    return render_template("panel.html", panel=panel, lesson=lesson_of(slug))


def search_page() -> str:
    """What of the course has the words of the address's ``q``; the page to type them where it has none."""
    query = " ".join(request.args.get("q", "").split())
    if len(query) > MOST_CHARACTERS:
        problem = f"q has {len(query):,} characters; a search takes at most {MOST_CHARACTERS}."
        raise Problem(400, problem)
    found = search(query, all_places(TEMPLATES / "lessons"))
    kinds = (("term", "Terms"), ("panel", "Panels"), ("chapter", "Lessons"))
    groups = [(kind, heading, [each for each in found if each.kind == kind]) for kind, heading in kinds]
    return render_template(
        "search.html",
        query=query,
        found=found,
        groups=[group for group in groups if group[2]],
        near=[] if found else close_terms(query),
        most_characters=MOST_CHARACTERS,
    )


def opened(slug: str, prefix: str, preset: str = "") -> dict[str, Any]:
    """A panel, the state it opens with, its first result and, for readers without scripts, its whole one.

    Where the address asks nothing of the panel, it opens with its start, or with one of its presets; in a
    lesson, with the state from which a question of it is played, if the panel would else show the answer.
    """
    panel = all_panels()[slug]
    start = panel.operation.examples[preset] if preset else panel.start
    is_asked = any(key.startswith(prefix) for key in request.args)
    first = None if is_asked or preset or not prefix else start_in_lesson(slug, prefix)
    asked = first.items() if first else request.args.items(multi=True)
    state = read_state(panel, asked, prefix, start)
    result = panel.compute(first_request(panel, state))
    return {
        "panel": panel,
        "state": state,
        "result": result,
        "whole": whole_result(panel, state, result),
        "prefix": prefix,
        "start": start,
    }


def start_in_lesson(slug: str, prefix: str) -> dict[str, str]:
    """How a panel opens in its lesson, as an address says it."""
    for question in all_questions().values():
        if question.panel == slug and question.before.opens_lesson:
            query = write_state(question.before.request, question.before.view, prefix)
            return dict(parse_qsl(query.removeprefix("?")))
    return {}


def first_request(panel: Panel, state: State) -> Any:
    """The request whose result the panel's script starts from."""
    if panel.opening is None:
        return state.request
    return panel.request.model_validate(panel.opening(state.asked))


def whole_result(panel: Panel, state: State, first: Any) -> Any:
    """The result of all that was asked for; the first one where that takes long or the server is busy."""
    fits = panel.opening is not None and panel.operation.cost(state.request).fits_a_page
    if not fits or "comes_without_runs" in g:
        return first
    if not request.args:
        whole = panel.operation.join(KEPT_RUNS.keep(panel.operation, state.request))
        if ran_out_of_time(whole):
            g.has_a_cut_run = True
        return whole
    return panel.operation.compute(state.request)


def first_answer(opened: Mapping[str, Any]) -> Markup:
    """What the panel's script starts from, as JSON that no HTML parser can mistake for markup."""
    panel, state = opened["panel"], opened["state"]
    first = {
        "slug": panel.slug,
        "prefix": opened["prefix"],
        "defaults": panel.defaults,
        "start": opened["start"],
        "request": panel.kept(state.request, state.asked),
        "viewDefaults": panel.view().model_dump(mode="json"),
        "view": state.view.model_dump(mode="json"),
        "refused": {"fields": state.refused} if state.trouble else None,
        "result": opened["result"],
        "presets": [{"name": preset.name, "request": preset.request} for preset in panel.presets],
        "savedStates": panel.saved_states,
        "controls": panel.controls,
        "constants": panel.constants(),
    }
    return embedded(first)


def numbered(label: str, place: int) -> str:
    """A control's label with its place in a list put in: ``{0}`` as 3, ``{_}`` as ₃."""
    return label.replace("{0}", str(place)).replace("{_}", subscript(place))


def live_value(opened: dict[str, Any], path: str) -> Any:
    """The number at ``layers.0.a.2`` of a panel's result, or else of its request."""
    has_it = hasattr(opened["result"], path.split(".")[0])
    value = opened["result"] if has_it else opened["state"].request
    for part in path.split("."):
        value = value[int(part)] if isinstance(value, list | tuple | np.ndarray) else getattr(value, part)
    return value


def saved_state_query(slug: str, name: str) -> str:
    """The query of a lesson's address that opens one of a panel's saved states."""
    saved = all_panels()[slug].saved_states[name]
    return write_state(saved.request, saved.view, f"{slug}.")
