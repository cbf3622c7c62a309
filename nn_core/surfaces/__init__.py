"""Surfaces to descend: losses of only two parameters, so that the whole way down can be drawn.

A network's loss is a landscape over thousands of parameters. These few have two, and each shows one
difficulty at its purest: a valley steeper across than along, a saddle, a bend, several minima.
"""

from __future__ import annotations

from nn_core.errors import UnknownNameError
from nn_core.surfaces.base import Surface
from nn_core.surfaces.classics import BEALE, HIMMELBLAU, ROSENBROCK, SADDLE
from nn_core.surfaces.quadratic import RAVINE, bowl

__all__ = ["HIMMELBLAU", "SURFACES", "Surface", "bowl", "get_surface"]

SURFACES: dict[str, Surface] = {
    surface.name: surface for surface in (bowl(), RAVINE, SADDLE, ROSENBROCK, BEALE, HIMMELBLAU)
}


def get_surface(name: str) -> Surface:
    """The surface called ``name``; the bowl with its default curvatures.

    Raises
    ------
    UnknownNameError
        If there is none of that name.
    """
    if name not in SURFACES:
        raise UnknownNameError("surface", name, SURFACES)
    return SURFACES[name]
