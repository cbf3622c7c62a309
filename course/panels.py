"""The panels of the course, found by the syllabus: a slug names the module or the folder that holds one."""

from __future__ import annotations

import importlib
from functools import lru_cache

from course.syllabus import PANEL_SLUGS
from panel_kit.contract.panel import Panel


@lru_cache(maxsize=1)
def all_panels() -> dict[str, Panel]:
    """Every panel of the syllabus by slug, in its order."""
    modules = (importlib.import_module(f"panels.{slug.replace('-', '_')}") for slug in PANEL_SLUGS)
    return {module.PANEL.slug: module.PANEL for module in modules}


def use_mnist(folder: str | None) -> str | None:
    """Have all processes use a folder with MNIST's files; say what is wrong with it, if anything is.

    Without one no panel is read: a start does not wait for any.
    """
    if folder is None:
        return None
    problem: str | None = importlib.import_module("panels.digits.mnist").use_mnist(folder)
    return problem
