"""Optimizers race down a surface of two parameters, where the whole way can be seen.

All start at one point and take their steps together. Each is given the slope where it stands, and no more;
what it remembers of earlier slopes is the difference between them. On surfaces of one curvature the largest
rate that still comes down is known exactly, and drawn.
"""

from __future__ import annotations

from collections.abc import Generator
from functools import lru_cache
from typing import Any

import numpy as np

from nn_core.activations import FloatArray
from nn_core.descent import RATES, DescentPath, curvatures_at, racing, rate_limit, steps_to_minimum, verdict
from nn_core.optimizers import Optimizer
from nn_core.surfaces import SURFACES, Surface
from panel_kit.contract.operation import Operation
from panel_kit.contract.panel import Panel, SavedState
from panel_kit.contract.table import Column, Table, rows_shown, table, words
from panels.descent.cost import cost, dearest, programs_cost
from panels.descent.network_plane import MAX_EPOCHS, PlaneSpec, plane_of
from panels.descent.programs import programs
from panels.descent.racers import KINDS, MAX_RACERS, RacerSpec
from panels.descent.request import (
    EXAMPLE,
    MAX_PREDICTIONS,
    MAX_STEPS,
    RESOLUTION,
    TILT,
    TURN,
    DescentRequest,
    DescentView,
)
from panels.descent.result import Contour, DescentResult, OwnRun, Racer
from panels.descent.words import ending, names_of, say, say_plane, say_start

MARGIN = 0.06


def run(request: DescentRequest) -> Generator[DescentResult | None]:
    """Seeks the best rates where they are asked for, and lets all run, with pauses."""
    if request.rates == "best":
        yield from request.seek_best_rates()
    optimizers = request.optimizers_made()
    paths = yield from racing(
        request.ground, request.start, optimizers, request.steps, noise=request.disturbance
    )
    yield result_of(request, optimizers, paths)


def result_of(
    request: DescentRequest, optimizers: list[Optimizer], paths: list[DescentPath]
) -> DescentResult:
    """What is told of the race."""
    surface = request.ground
    is_noisy = request.disturbance is not None
    curvatures = curvatures_at(surface, np.stack([path.points[-1] for path in paths]))
    names = names_of([spec.title for spec in request.optimizers], [each.settings for each in optimizers])
    racers = [
        racer_of(surface, (spec, name), optimizer, path, is_noisy, at_end)
        for spec, name, optimizer, path, at_end in zip(
            request.optimizers, names, optimizers, paths, curvatures, strict=True
        )
    ]
    curvature, plane = surface.largest_curvature, request.run_plane
    return DescentResult(
        paths=racers,
        rate_limit=2.0 / curvature if curvature else None,
        contour=contour_of(surface),
        minima=[list(each) for each in surface.minima],
        low=list(surface.low),
        high=list(surface.high),
        formula=surface.formula,
        lesson=surface.lesson,
        explained_share=plane.explained_share if plane else None,
        own_run=OwnRun(plane.points, plane.losses, plane.origin.size) if plane else None,
        opening=say_start(racers, request.start) + (say_plane(plane) if plane else ""),
        sentence=say(racers, request.steps) + (say_plane(plane) if plane else ""),
    )


def racer_of(
    surface: Surface,
    called: tuple[RacerSpec, str],
    optimizer: Optimizer,
    path: DescentPath,
    is_noisy: bool,
    curvatures: FloatArray,
) -> Racer:
    """One path with what is said of it; ``called`` is who goes it, and under which name."""
    spec, name = called
    settings = optimizer.settings
    stays = path.left_at is None and path.diverged_at is None
    word = verdict(surface, path, is_noisy)
    return Racer(
        optimizer=spec.name,
        title=spec.title,
        name=name,
        learning_rate=settings.pop("learning_rate"),
        options=settings,
        points=path.points,
        loss=path.losses,
        gradients=path.gradients,
        changes=path.changes,
        moments=dict(path.moments),
        left_at=path.left_at,
        diverged_at=path.diverged_at,
        steps_to_tolerance=steps_to_minimum(surface, path),
        rate_limit=rate_limit(surface.largest_curvature, optimizer),
        slope_at_end=float(np.linalg.norm(path.gradients[-1])) if stays else None,
        curvatures_at_end=curvatures if stays and np.isfinite(curvatures).all() else None,
        verdict=word,
        ending=ending(word, path.diverged_at if path.left_at is None else path.left_at, is_noisy),
    )


@lru_cache(maxsize=16)
def contour_of(surface: Surface) -> Contour:
    """The surface over its picture and a little beyond; kept for a network's plane, which is kept too."""
    x, y = (
        np.linspace(low - MARGIN * (high - low), high + MARGIN * (high - low), RESOLUTION)
        for low, high in zip(surface.low, surface.high, strict=True)
    )
    with np.errstate(all="ignore"):
        z: FloatArray = surface.value(np.stack(np.meshgrid(x, y), axis=-1))
    return Contour(x, y, np.where(np.isfinite(z), z, np.nan))


def all_numbers(request: DescentRequest, result: DescentResult) -> Table:
    """Where each stands, at most 61 steps of each."""
    rows = [
        [racer.title, step, *racer.points[step], racer.loss[step], *racer.changes[step]]
        for racer in result.paths
        for step in rows_shown(len(racer.loss), 61)
    ]
    columns: list[str | Column] = [words("optimizer"), words("step"), "x", "y", "loss", "Δx", "Δy"]
    return table("Every optimizer's way, step by step", columns, rows)


AT_THE_END = {"step": None}
ALONE = {"optimizers": [{"name": "sgd"}]}
EVERYBODY = [racer.model_dump(exclude_none=True) for racer in KINDS]
BEST = {"rates": "best", "optimizers": EVERYBODY}
NETWORK = {"surface": "network", "start": [3.28, 1.74]}
SAVED_STATES = {
    "below": SavedState({**ALONE, "learning_rate": 0.19}, AT_THE_END),
    "limit": SavedState({**ALONE, "learning_rate": 0.2}, AT_THE_END),
    "above": SavedState({**ALONE, "learning_rate": 0.21}, AT_THE_END),
    "steep": SavedState({**ALONE, "curvatures": [1.0, 50.0], "learning_rate": 0.03}, AT_THE_END),
    "rolling": SavedState({"optimizers": EVERYBODY[1:3]}, AT_THE_END),
    "first": SavedState({"optimizers": [{"name": "rmsprop"}, {"name": "adam"}]}, {"step": 1}),
    "pushed": SavedState(
        {**ALONE, "surface": "saddle", "start": [-1.6, 0.0], "steps": 300, "noise": 0.05},
        AT_THE_END,
    ),
    "best-ravine": SavedState({**BEST, "surface": "ravine", "start": [-1.8, -0.4]}, AT_THE_END),
    "best-rosenbrock": SavedState({**BEST, "surface": "rosenbrock", "start": [-1.2, 1.0]}, AT_THE_END),
    "decays": SavedState(
        {
            "surface": "expression",
            "expression": "0.5*(x - 1)^2 + 5*(y - 1)^2",
            "start": [-1.0, -1.0],
            "learning_rate": 0.05,
            "steps": 500,
            "optimizers": [{"name": "adam", "weight_decay": 0.5}, {"name": "adamw", "weight_decay": 0.5}],
        },
        {"selected": 1, **AT_THE_END},
    ),
    "two-valleys": SavedState(
        {
            "surface": "expression",
            "expression": "0.25*x^4 - x^2 + 0.25*x + 5*y^2",
            "start": [1.9, 1.2],
            "optimizers": [{"name": "sgd", "learning_rate": rate} for rate in (0.0005, 0.1, 0.2, 0.25)],
            "steps": 200,
        },
        {"selected": 1, **AT_THE_END},
    ),
    "main": SavedState(NETWORK, AT_THE_END),
    "random": SavedState({**NETWORK, "plane": {"directions": "random"}, "start": [-0.57, 0.64]}, AT_THE_END),
    "relief": SavedState(NETWORK, {"relief": True, **AT_THE_END}),
    "best-himmelblau": SavedState({**BEST, "surface": "himmelblau", "start": [-0.5, -1.0]}, AT_THE_END),
}


def constants() -> dict[str, Any]:
    """Who may be chosen, where each surface begins, and a function to begin with."""
    planes = {"main": plane_of("{}", PlaneSpec()), "random": plane_of("{}", PlaneSpec(directions="random"))}
    return {
        "kinds": [{"title": racer.title, "spec": racer.model_dump(mode="json")} for racer in KINDS],
        "starts": {name: list(surface.start) for name, surface in SURFACES.items()},
        "plane_starts": {name: plane.surface.start for name, plane in planes.items()},
        "directions": {"turn": list(TURN), "tilt": list(TILT)},
        "example": EXAMPLE,
        "rates": len(RATES),
    }


PANEL = Panel(
    operation=Operation(
        path="descent",
        title="The race downhill",
        summary="Optimizers start at one point of a surface and find their way down, step by step.",
        request=DescentRequest,
        result=DescentResult,
        run=run,
        cost=cost,
        dearest=dearest,
        limits={
            "descent.steps": MAX_STEPS,
            "descent.optimizers": MAX_RACERS,
            "descent.predictions": MAX_PREDICTIONS,
            "descent.epochs": MAX_EPOCHS,
        },
        examples={
            "bowl": {},
            "steep bowl": {"curvatures": [1.0, 50.0], "learning_rate": 0.03},
            "ravine": {"surface": "ravine", "start": [-1.8, -0.4], "learning_rate": 0.03, "steps": 120},
            "saddle": {"surface": "saddle", "start": [-1.6, 0.001], "steps": 120},
            "Rosenbrock": {
                "surface": "rosenbrock",
                "start": [-1.2, 1.0],
                "rates": "best",
                "steps": 200,
            },
            "Himmelblau": {"surface": "himmelblau", "start": [-0.5, -1.0], "learning_rate": 0.01},
            "a network": NETWORK,
            "your own": {
                "surface": "expression",
                "expression": "sin(3*x) + x^2 + y^2",
                "start": [1.6, 1.2],
            },
        },
    ),
    programs=programs,
    table=all_numbers,
    view=DescentView,
    saved_states=SAVED_STATES,
    constants=constants,
    programs_cost=programs_cost,
)
