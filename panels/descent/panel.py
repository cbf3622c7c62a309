"""Optimizers race down a surface of two parameters, where the whole way can be seen.

All start at one point and take their steps together. Each is given the slope where it stands, and no more;
what it remembers of earlier slopes is the difference between them. On surfaces of one curvature the largest
rate that still comes down is known exactly, and drawn.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from nn_core.activations import FloatArray
from nn_core.descent import DescentPath, race, rate_limit, steps_to_minimum, verdict
from nn_core.optimizers import Optimizer
from nn_core.surfaces import SURFACES, Surface
from panel_kit.contract.operation import Cost, Operation, at_once, varied
from panel_kit.contract.panel import Panel, SavedState
from panel_kit.contract.table import Column, Table, rows_shown, table, words
from panels.descent.programs import programs
from panels.descent.request import (
    EXAMPLE,
    KINDS,
    MAX_RACERS,
    MAX_STEPS,
    DescentRequest,
    DescentView,
    RacerSpec,
)
from panels.descent.result import Contour, DescentResult, Racer
from panels.descent.words import ending, say

RESOLUTION = 45
MARGIN = 0.06
SECONDS_OF_A_PICTURE = 0.002
SECONDS_OF_A_STEP = 1.0e-5  # of one optimizer; of a whole family of rates twice as much
SECONDS_OF_A_PART = 4e-6  # of a typed function, for its slopes


def compute(request: DescentRequest) -> DescentResult:
    """Lets them run."""
    surface = request.ground
    optimizers = request.optimizers_made()
    paths = race(surface, request.start, optimizers, request.steps, noise=request.disturbance)
    is_noisy = request.disturbance is not None
    racers = [
        racer_of(surface, spec, optimizer, path, is_noisy)
        for spec, optimizer, path in zip(request.optimizers, optimizers, paths, strict=True)
    ]
    curvature = surface.largest_curvature
    return DescentResult(
        paths=racers,
        rate_limit=2.0 / curvature if curvature else None,
        contour=contour_of(surface),
        minima=[list(each) for each in surface.minima],
        low=list(surface.low),
        high=list(surface.high),
        formula=surface.formula,
        lesson=surface.lesson,
        explained_share=None,
        sentence=say(racers, request.steps),
    )


def racer_of(
    surface: Surface, spec: RacerSpec, optimizer: Optimizer, path: DescentPath, is_noisy: bool
) -> Racer:
    """One path with what is said of it."""
    settings = optimizer.settings
    word = verdict(surface, path, is_noisy)
    return Racer(
        optimizer=spec.name,
        title=spec.title,
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
        verdict=word,
        ending=ending(word, path.diverged_at if path.left_at is None else path.left_at),
    )


def contour_of(surface: Surface) -> Contour:
    """The surface over its picture and a little beyond."""
    x, y = (
        np.linspace(low - MARGIN * (high - low), high + MARGIN * (high - low), RESOLUTION)
        for low, high in zip(surface.low, surface.high, strict=True)
    )
    with np.errstate(all="ignore"):
        z: FloatArray = surface.value(np.stack(np.meshgrid(x, y), axis=-1))
    return Contour(x, y, np.where(np.isfinite(z), z, np.nan))


def cost(request: DescentRequest) -> Cost:
    """Steps of all, the slopes for each step, and the picture."""
    parts = len(request.expression or "") / 2.0
    slopes = request.steps * (1.0 + parts) * SECONDS_OF_A_PART
    steps = len(request.optimizers) * request.steps * SECONDS_OF_A_STEP
    search = 2.0 * (steps + slopes) if request.rates == "best" else 0.0
    return Cost(SECONDS_OF_A_PICTURE + steps + slopes + search)


def all_numbers(request: DescentRequest, result: DescentResult) -> Table:
    """Where each stands, at most 61 steps of each."""
    rows = [
        [racer.title, step, *racer.points[step], racer.loss[step], *racer.changes[step]]
        for racer in result.paths
        for step in rows_shown(len(racer.loss), 61)
    ]
    columns: list[str | Column] = [words("optimizer"), words("step"), "x", "y", "loss", "Δx", "Δy"]
    return table("Every optimizer's way, step by step", columns, rows)


def dearest(seed: int) -> dict[str, Any]:
    """As many as there may be, as far as they may go, each with its best rate sought."""
    names = ["sgd", "rmsprop", "adagrad", "adam", "adamw"]
    optimizers = [{"name": names[place % len(names)]} for place in range(MAX_RACERS)]
    return {
        "surface": "expression",
        "expression": "+".join(["tanh(sin(x*y))"] * 9),
        "optimizers": optimizers,
        "steps": MAX_STEPS,
        "rates": "best",
        "start": [varied(seed), 1.0],
        "noise": 0.1,
    }


ALONE = {"optimizers": [{"name": "sgd"}]}
EVERYBODY = [racer.model_dump(exclude_none=True) for racer in KINDS]
BEST = {"rates": "best", "optimizers": EVERYBODY}
SAVED_STATES = {
    "below": SavedState({**ALONE, "learning_rate": 0.19}),
    "limit": SavedState({**ALONE, "learning_rate": 0.2}),
    "above": SavedState({**ALONE, "learning_rate": 0.21}),
    "rolling": SavedState({"optimizers": EVERYBODY[1:3]}),
    "first": SavedState({"optimizers": [{"name": "rmsprop"}, {"name": "adam"}]}, {"step": 1}),
    "pushed": SavedState(
        {**ALONE, "surface": "saddle", "start": [-1.6, 0.0], "steps": 300, "noise": 0.05},
    ),
    "best-ravine": SavedState({**BEST, "surface": "ravine", "start": [-1.8, -0.4]}),
    "best-rosenbrock": SavedState({**BEST, "surface": "rosenbrock", "start": [-1.2, 1.0]}),
    "best-himmelblau": SavedState({**BEST, "surface": "himmelblau", "start": [-0.5, -1.0]}),
}


def constants() -> dict[str, Any]:
    """Who may be chosen, where each surface begins, and a function to begin with."""
    return {
        "kinds": [{"title": racer.title, "spec": racer.model_dump(mode="json")} for racer in KINDS],
        "starts": {name: list(surface.start) for name, surface in SURFACES.items()},
        "example": EXAMPLE,
    }


PANEL = Panel(
    operation=Operation(
        path="descent",
        title="The race downhill",
        summary="Optimizers start at one point of a surface and find their way down, step by step.",
        request=DescentRequest,
        result=DescentResult,
        run=at_once(compute),
        cost=cost,
        dearest=dearest,
        limits={"descent.steps": MAX_STEPS, "descent.optimizers": MAX_RACERS},
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
    programs_cost=cost,
)
