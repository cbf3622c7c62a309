"""Every page there is, by a short name: for the tests and the pictures that look at all of them."""

from __future__ import annotations

from course.syllabus import LESSONS, PANEL_SLUGS
from web.pages.routes import TEMPLATES, is_written


def every_page() -> dict[str, str]:
    """Name ↦ path, in the order of the course."""
    return {
        "home": "/",
        **{f"lesson-{lesson.slug}": f"/lessons/{lesson.slug}" for lesson in LESSONS if is_written(lesson)},
        **every_panel(),
        "panels": "/panels/",
        "glossary": "/glossary",
        "search": "/search?q=gradient",
        "forget": "/forget",
        "patterns": "/patterns",
        "reference": "/api/docs",
        "not-found": "/nothing",
    }


def every_panel() -> dict[str, str]:
    """The panels alone, name ↦ path."""
    return {f"panel-{slug}": f"/panels/{slug}" for slug in PANEL_SLUGS if has_frame(slug)}


def has_frame(slug: str) -> bool:
    """Whether a panel's template stands."""
    return (TEMPLATES / "panels" / f"{slug.replace('-', '_')}.html").exists()
