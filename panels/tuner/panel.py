"""The tuner: who chooses the settings? Searches through them, and what the best of many trials is worth.

Each trial is a whole training run. A search decides which settings come next: all of a grid, at random, by a
model of what went well (TPE), or many short runs of which the best go on (successive halving). The best of
many is lucky, too: so the winner is trained again from other seeds, and measured on examples that no choice
has seen.

References: see ``panels/tuner/study.py`` for the searches; Cawley and Talbot (2010) for what choosing does to
the loss one chooses by.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from panel_kit.contract.operation import USUAL_MEGABYTES, Cost, Operation
from panel_kit.contract.panel import Panel
from panel_kit.contract.schema import controls_of
from panel_kit.contract.table import Cell, Column, Table, table, words
from panel_kit.contract.words import digits_that_count
from panel_kit.programs.size import cost_of_numbers
from panel_kit.runs.many import BYTES_OF_AN_ANSWER
from panel_kit.specs.csv_upload import CsvRequest
from panel_kit.specs.digits_bounds import FEWEST_IN_A_BATCH, MAX_HIDDEN
from panel_kit.specs.digits_bounds import MAX_EPOCHS as MOST_OF_DIGITS
from panels.tuner.compute import parts_of
from panels.tuner.data import FEWEST_OWN, MAX_SAMPLES
from panels.tuner.importance import FEWEST
from panels.tuner.jobs import TRAINED_AS
from panels.tuner.parts import joined
from panels.tuner.programs import programs
from panels.tuner.request import (
    MAX_EPOCHS,
    MAX_TRIALS,
    RERUNS,
    WORK,
    WORK_A_SECOND,
    TunerRequest,
    TunerView,
    dearest,
)
from panels.tuner.result import TunerResult
from panels.tuner.space import MAX_LAYERS, MAX_NEURONS, PARAMETER_NAMES, SHORT_NAMES, TUNED_NAMES, USUAL
from panels.tuner.states import PRESETS, SAVED_STATES

LEAST_SECONDS, BEFORE_SECONDS, MEGABYTES_OF_OPTUNA = 0.5, 0.008, 45.0
NUMBERS_A_SECOND = 5e6
RATE_DECIMALS = 6


def before_the_search(asked: Mapping[str, Any]) -> dict[str, Any]:
    """The same search, before its first trial."""
    return {**asked, "begin": False}


def cost(request: TunerRequest) -> Cost:
    """What the search takes; next to nothing where it does not begin, but to deal out a large table."""
    dealing = request.dataset.count * sum(request.ends) / NUMBERS_A_SECOND
    return of_search(request) if request.begin else Cost(BEFORE_SECONDS + dealing)


def of_search(request: TunerRequest) -> Cost:
    """What runs in the middle of the space take together; those at its dear end come on top."""
    usual, most = request.usual_work / WORK_A_SECOND, request.most_work / WORK_A_SECOND
    answers = request.answers * min(request.members_at_once, request.planned)
    megabytes = USUAL_MEGABYTES + MEGABYTES_OF_OPTUNA + BYTES_OF_AN_ANSWER * answers / 1e6
    return Cost(LEAST_SECONDS + usual, megabytes, extra=most - usual)


def programs_cost(request: TunerRequest) -> Cost:
    """The search, and writing the examples and the first weights of its winner."""
    numbers = request.dataset.count * sum(request.ends) + MAX_NEURONS**2 * MAX_LAYERS
    return of_search(request) + cost_of_numbers(numbers)


def what_varies(request: TunerRequest) -> Table:
    """From where to where each setting is searched, before there is a trial."""
    rows: list[list[Cell]] = [
        [PARAMETER_NAMES[name], digits_that_count(each.least), digits_that_count(each.high)]
        for name, each in request.space.ranges.items()
    ]
    names = [TUNED_NAMES[name] for name in request.space.activation]
    rows.append([PARAMETER_NAMES["activation"], names[0], names[-1]])
    return table("What the search may try", [words("setting"), words("from"), words("to")], rows)


def all_numbers(request: TunerRequest, result: TunerResult) -> Table:
    """Every trial: its settings, its losses, and the lowest so far; before there is one, what varies."""
    if not result.trials:
        return what_varies(request)
    counted = ("layers", "neurons", "batch_size", "activation")
    settings = [
        words(label) if name in counted else Column(label, RATE_DECIMALS)
        for name, label in PARAMETER_NAMES.items()
    ]
    columns = [words("trial"), *settings, words("epochs"), words("status")]
    numbers = ["held-out loss", "lowest so far", "loss on new examples"]
    rows: list[list[Cell]] = [
        [
            trial.number + 1,
            *(getattr(trial.values, name) for name in PARAMETER_NAMES),
            trial.epochs,
            trial.status,
            *(trial.loss, best, trial.test_loss),
        ]
        for trial, best in zip(result.trials, result.best, strict=True)
    ]
    return table("Every trial of the search", [*columns, *numbers], rows)


def constants() -> dict[str, Any]:
    """Names of settings and of choices, and how much there is of everything."""
    return {
        "parameters": PARAMETER_NAMES,
        "short": SHORT_NAMES,
        "logarithmic": [name for name, each in USUAL.ranges.items() if each.is_log],
        "activations": TUNED_NAMES,
        "table": controls_of(CsvRequest),
        "fewest_own": FEWEST_OWN,
        "trained_as": TRAINED_AS,
        "digits": {"layers": MAX_HIDDEN, "batch": FEWEST_IN_A_BATCH, "epochs": MOST_OF_DIGITS},
        "reruns": RERUNS,
        "fewest": FEWEST,
    }


class SearchPanel(Panel):
    """A panel whose programs take a search to write."""

    @cached_property
    def has_sklearn(self) -> bool:
        """Never: said without a search, for whoever opens the page."""
        return False


PANEL = SearchPanel(
    operation=Operation(
        path="tuner",
        title="Search the settings",
        summary="Let a search choose learning rate, layers and more, and ask what the best trial is worth.",
        request=TunerRequest,
        result=TunerResult,
        run=parts_of,
        join=joined,
        streams=True,
        cost=cost,
        dearest=dearest,
        takes_table=True,
        limits={
            "tuner.trials": MAX_TRIALS,
            "tuner.epochs": MAX_EPOCHS,
            "tuner.examples": MAX_SAMPLES,
            "tuner.layers": MAX_LAYERS,
            "tuner.neurons": MAX_NEURONS,
            "tuner.work": WORK,
        },
        examples=PRESETS,
    ),
    programs=programs,
    table=all_numbers,
    view=TunerView,
    saved_states=SAVED_STATES,
    constants=constants,
    opening=before_the_search,
    programs_cost=programs_cost,
)
