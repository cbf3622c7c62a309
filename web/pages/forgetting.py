"""What a browser keeps, told on a page, and the button that makes it forget, also without scripts."""

from __future__ import annotations

from flask import Blueprint, Response

PATH = "/forget"


def add_to(routes: Blueprint) -> None:
    """The button's end. The gate has seen to it that no page of another site pressed it."""
    routes.add_url_rule(PATH, "forgotten", forgotten, methods=["POST"])


def forgotten() -> Response:
    """Tells the browser to remove what it keeps, and leads back to the page that says so.

    Browsers heed the header on secure addresses alone, https and this computer's own; elsewhere the page's
    script has removed everything before. Cookies are left out: Nudge has none, and those of other servers of
    this computer are shared by all its ports.

    Reference: W3C, *Clear Site Data*, https://www.w3.org/TR/clear-site-data/.
    """
    response = Response(status=303)
    response.location = f"{PATH}#forgotten"
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response
