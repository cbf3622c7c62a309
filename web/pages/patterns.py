"""The patterns: every control, chart and piece of a page in all its states, side by side.

Whoever builds a panel looks here for what there is, and tests look at all of it at once. Its numbers
are the engine's, as everywhere: results of panels, and two questions that the neuron panel settles.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

import numpy as np
import orjson
from flask import g, render_template

from course.operations import Written
from course.panels import all_panels
from course.questions import Estimate, Option, Outcome, Question, Trap, settle
from web.api.code import every_form
from web.pages.embedding import embedded

RESULTS: dict[str, tuple[str, Mapping[str, Any]]] = {
    "neuron": ("neuron", {"inputs": [1, -0.5, 2], "weights": [0.4, 1.2, -0.6], "bias": 0.1}),
    "forward": ("forward", {"x": [0.8, -0.45]}),
    "tall": ("forward", {"network": {"layers": [4, 16, 8, 2]}, "x": [0.5, -1, 1.5, 0.2]}),
    "activation": ("activation", {"names": ["sigmoid", "tanh", "relu", "gelu"], "z": 0.5}),
    "and": ("perceptron", {"gate": "and"}),
    "xor": ("perceptron", {"gate": "xor"}),
    "descent": (
        "descent",
        {"optimizers": [{"name": "sgd"}, {"name": "sgd", "momentum": 0.9}], "learning_rate": 0.21},
    ),
    "flow": ("gradient-flow", {"seeds": 5, "train_epochs": 20, "kept": {"activation": "relu"}}),
    "schedule": ("schedule", {"epochs": 6, "seeds": 3, "batch_size": 8, "dataset": {"samples": 20}}),
    "collapse": ("linear-collapse", {"network": {"hidden_activation": "tanh"}}),
    "softmax": ("softmax", {}),
    "cold": ("softmax", {"logits": [5, -5], "temperature": 0.1}),
    "backprop": ("backprop", {}),
    "minus": ("neuron", {"inputs": [-1], "weights": [0.8], "bias": 0.2, "activation": "tanh"}),
    "nothing": ("neuron", {"inputs": [0], "weights": [-0.8], "bias": 0, "activation": "relu"}),
}
RUNS: dict[str, Mapping[str, Any]] = {
    "moons": {"dataset": {"name": "moons", "samples": 100}, "epochs": 120},
    "wide": {"network": {"hidden": [16, 12]}, "epochs": 60},
    "rising": {
        "dataset": {"name": "linear"},
        "network": {"hidden": [4], "output_activation": "linear"},
        "optimizer": {"name": "sgd", "learning_rate": 1.2},
        "epochs": 12,
    },
}
CHOICE = Question(
    slug="pattern-choice",
    prompt="A sigmoid neuron gets x = 2, with w = 0.8 and b = 0.2. What does it answer?",
    panel="neuron",
    request={"inputs": [2.0]},
    decide=lambda result: Outcome(
        right="high" if result.a > 0.5 else "low",
        because=f"z = {result.z:.2f}, and the sigmoid makes of that {result.a:.4f}.",
    ),
    options=(
        Option("low", "Something below one half", "Only a negative sum is squeezed below one half."),
        Option(
            "high", "Something between one half and 1", "A positive sum, squeezed: above one half, below 1."
        ),
        Option("sum", "The sum itself, 1.80", "That is z. The sigmoid still bends it."),
    ),
)
ESTIMATE = Question(
    slug="pattern-estimate",
    prompt="The same neuron: what is its sum z?",
    panel="neuron",
    request={"inputs": [2.0]},
    decide=lambda result: Outcome(
        value=result.z,
        because=f"{result.weighted_sum:.2f} from the input, and the bias on top.",
        traps=[Trap(result.weighted_sum, "That is the weighted sum: the bias is missing.")],
    ),
    estimate=Estimate(low=-3, high=3, step=0.1, start=0, decimals=2, tolerance=0.05),
)


@dataclass(frozen=True)
class Asked:
    """A question in one of its states.

    Attributes
    ----------
    name : str
        What the state is called.
    question : Question
    choice : str
        What has been chosen; nothing where it has not been.
    is_run : bool
        Whether the engine has been asked.
    is_away : bool
        Whether it did not answer.
    """

    name: str
    question: Question
    choice: str = ""
    is_run: bool = False
    is_away: bool = False


def patterns_page() -> str:
    """GET /patterns."""
    asked, neuron = questions(), all_panels()["neuron"]
    request = neuron.request()
    g.is_for_this_visitor = True  # the programs name the address that was asked
    data = computed() | {
        "code": every_form(neuron, request, Written(neuron.programs(request), None)),
        "questions": {
            each.question.slug: {
                "answer": settle(each.question),
                "choice": each.choice,
                "isRun": each.is_run,
                "isAway": each.is_away,
            }
            for each in asked
        },
    }
    return render_template("patterns.html", asked=asked, data=embedded(data), controls_of=controls_of)


@cache
def computed() -> dict[str, Any]:
    """What the engine says, which is the same for everyone."""
    softmax = all_panels()["softmax"]
    return {
        "results": {name: shown(slug, changes) for name, (slug, changes) in RESULTS.items()},
        "runs": {name: trained(changes) for name, changes in RUNS.items()},
        "table": softmax.table(softmax.request(), softmax.compute(softmax.request())),
    }


def shown(slug: str, changes: Mapping[str, Any]) -> dict[str, Any]:
    """A panel's request, result and constants."""
    panel = all_panels()[slug]
    request = panel.request.model_validate(dict(changes))
    return {
        "request": request.model_dump(mode="json"),
        "result": panel.compute(request),
        "constants": panel.constants(),
    }


def trained(changes: Mapping[str, Any]) -> dict[str, Any]:
    """A training run's history, its network, and what every unit of it answers over the plane."""
    panel = all_panels()["training"]
    result = panel.compute(panel.request.model_validate(dict(changes)))
    network = json.loads(orjson.dumps(result.network, option=orjson.OPT_SERIALIZE_NUMPY))
    axes = np.column_stack([result.data.low, result.data.high]).tolist()
    grid = {"axes": axes, "resolution": 48, "units": True}
    maps = all_panels()["predict"].compute(
        all_panels()["predict"].request.model_validate({"network": network, "grid": grid})
    )
    return {"history": result.history, "network": network, "grid": maps.grid}


def controls_of(slug: str) -> dict[str, Any]:
    """A panel's controls by path."""
    return all_panels()[slug].controls


def questions() -> list[Asked]:
    """Both kinds of question, from untouched to answered."""
    right, guess = settle(CHOICE).right or "", settle(ESTIMATE)
    wrong = next(option.key for option in CHOICE.options if option.key != right)
    states = [
        Asked("A choice, nothing chosen", CHOICE),
        Asked("A choice, made", CHOICE, right),
        Asked("A choice, right", CHOICE, right, True),
        Asked("A choice, wrong", CHOICE, wrong, True),
        Asked("A choice, and no server", CHOICE, right, is_away=True),
        Asked("An estimate, untouched", ESTIMATE),
        Asked("An estimate, right", ESTIMATE, str(guess.value), True),
        Asked("An estimate, caught by a trap", ESTIMATE, str(guess.traps[0].value), True),
        Asked("An estimate, far off", ESTIMATE, str(-(guess.value or 0)), True),
    ]
    return [
        replace(each, question=replace(each.question, slug=f"{each.question.slug}-{place}"))
        for place, each in enumerate(states)
    ]
