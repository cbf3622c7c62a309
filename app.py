"""Nudge's web application: `create_app` wires it, `python app.py` serves it."""

import sys

from flask import Flask


def create_app() -> Flask:
    """Return the application."""
    app = Flask(__name__)

    @app.get("/healthz")
    def healthz() -> dict[str, str]:
        return {"status": "ok"}

    return app


if __name__ == "__main__":
    from web.serving import main

    sys.exit(main(sys.argv[1:]))
