"""Nudge's server: ``create_app`` wires the parts together, ``python app.py`` serves them."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

# Before NumPy is read: networks are small, and its threads would only take cores from other workers
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from flask import Flask

from course.operations import all_operations
from web.api import routes as api
from web.api.limits import MAX_BODY
from web.compute.forwarding import Calculators
from web.compute.worker import answer_promptly, end_with_parent
from web.edge import compression, errors, security, static_files
from web.edge.fast_lane import FastLane
from web.edge.slow_bodies import TimedBodies
from web.pages import routes as pages

ROOT = Path(__file__).resolve().parent
LOCAL_HOSTS = "127.0.0.1,localhost,[::1]"


def create_app(config: Mapping[str, Any] | None = None) -> Flask:
    """The app.

    Parameters
    ----------
    config : mapping, optional
        Flask's settings, and ``HOSTS``: the host names it answers to, comma-separated. They
        default to the environment's ``NUDGE_HOSTS``, then to this machine's own names. ``FRAMES``: the
        origins whose pages may show panels in a frame, likewise (``NUDGE_FRAMES``, then none). And
        ``CALCULATORS``, who computes what takes long; left out, the app does.
    """
    app = Flask(__name__, static_folder=None)
    app.config.from_mapping(MAX_CONTENT_LENGTH=MAX_BODY + 1, HOSTS=os.environ.get("NUDGE_HOSTS", LOCAL_HOSTS))
    app.config.from_mapping(FRAMES=os.environ.get("NUDGE_FRAMES", ""), CALCULATORS=None)
    app.config.from_mapping(config or {})
    app.url_map.strict_slashes = False
    files = static_files.publish(ROOT / "static", ROOT / ".build")
    security.register(app)
    compression.register(app)
    errors.register(app)
    app.register_blueprint(api.blueprint())
    pages.register(app, files)
    quick = FastLane(static_files.serve(app.wsgi_app, files), all_operations())
    hosts, frames = (frozenset(app.config[name].lower().split(",")) - {""} for name in ("HOSTS", "FRAMES"))
    app.wsgi_app = security.Gate(quick, app.wsgi_app, hosts, frames)  # type: ignore[method-assign]
    return app


def create_served_app() -> Flask:
    """The app of a process that serves it, and does nothing else."""
    end_with_parent()
    app = create_app({"CALCULATORS": Calculators.from_environment()})
    app.wsgi_app = TimedBodies(app.wsgi_app)  # type: ignore[method-assign]
    answer_promptly()
    return app


if __name__ == "__main__":
    from web.serving import main

    sys.exit(main(sys.argv[1:]))
