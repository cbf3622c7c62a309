"""The search in parts: trial by trial, then what mattered, then the winner from other seeds."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from math import ceil

import numpy as np

from nn_core.diagnosis.record import constant_loss
from panel_kit.runs.beginning import data_of
from panel_kit.runs.over_seeds import interval_of
from panels.tuner.data import title_of
from panels.tuner.grid import grid_of
from panels.tuner.importance import importance_of
from panels.tuner.jobs import common_fields, job_of, run_of
from panels.tuner.parts import News, Part
from panels.tuner.paused import Paused
from panels.tuner.ranking import best_so_far, by_loss, loss_of, ranked
from panels.tuner.request import KEEPS, SECONDS, TunerRequest
from panels.tuner.result import RerunMean, SearchStatus, Trial, TrialValues, Winner
from panels.tuner.running import Outcome, is_cut, outcomes_of, reruns
from panels.tuner.space import Values
from panels.tuner.study import Study
from panels.tuner.words import say

TOP_SHARE = 0.1


class Search:
    """What is known so far.

    Parameters
    ----------
    request : TunerRequest
    """

    def __init__(self, request: TunerRequest) -> None:
        self.request, self.planned = request, request.planned
        self.trials: dict[int, Trial] = {}
        self.news = News()
        self.seconds = 0.0
        self.is_cut = False

    def note(self, number: int, values: Values, outcome: Outcome, status: str | None = None) -> None:
        """Writes the outcome of a trial down."""
        self.seconds += outcome.seconds
        self.trials[number] = Trial(
            number=number,
            values=TrialValues(**values),
            loss=outcome.loss,
            accuracy=outcome.accuracy,
            test_loss=outcome.test_loss,
            test_accuracy=outcome.test_accuracy,
            epochs=outcome.epochs,
            status=status or outcome.status,  # type: ignore[arg-type]
        )

    @property
    def in_order(self) -> list[Trial]:
        """The trials up to the first that is still to come."""
        found: list[Trial] = []
        while len(found) in self.trials:
            found.append(self.trials[len(found)])
        return found

    @property
    def is_out_of_time(self) -> bool:
        """Whether nothing more is begun."""
        self.is_cut = self.is_cut or self.seconds >= SECONDS
        return self.is_cut

    @property
    def status(self) -> SearchStatus:
        """Where it stands."""
        if not self.request.begin:
            return "planned"
        return "stopped_at_limit" if self.is_cut else "completed"

    def told(self) -> Part:
        """What has changed of all that may change with every trial."""
        trials = self.in_order
        ranks = ranked(trials)
        winner = winner_of(ranks[0]) if ranks else None
        part = {
            "trials": trials,
            "best": best_so_far([loss_of(trial) for trial in trials]),
            "top": [trial.number for trial in ranks[: ceil(TOP_SHARE * len(ranks))]],
            "epochs": sum(trial.epochs for trial in trials),
            "winner": winner,
            "status": self.status,
            "sentence": say(self.request, self.planned, trials, winner, self.is_cut),
        }
        return self.news.of(part)


def parts_of(request: TunerRequest) -> Generator[Part]:
    """The answer, part by part: each tells what is new."""
    search = Search(request)
    yield {**beginning(request, search.planned), **search.told()}
    if not request.begin:
        return
    yield from halving(search) if request.method == "halving" else in_turn(search)
    yield search.told()
    importance = importance_of(request, search.in_order)
    yield {"importance": importance}
    winner = yield from crowned(search)
    sentence = say(request, search.planned, search.in_order, winner, search.is_cut)
    yield {**search.told(), "winner": winner, "sentence": sentence}


def best_trial(request: TunerRequest) -> Trial:
    """The trial with the lowest loss, without what is worked out beside; the first, where none has one."""
    search = Search(request)
    for _part in halving(search) if request.method == "halving" else in_turn(search):
        pass
    return (ranked(search.in_order) or search.in_order)[0]


def beginning(request: TunerRequest, planned: int) -> Part:
    """What is known before the first trial."""
    grid = grid_of(request.space, request.trials) if request.method == "grid" else None
    job = job_of(request, lowest(request))
    data = job.data
    return {
        "title": title_of(request.dataset),
        "data": None if request.dataset.is_digits else data_of(run_of(request, lowest(request))),
        "run": common_fields(request),
        "learned": data.learned.samples,
        "held_out": data.held_out.samples,
        "new": data.new.samples,
        "planned": planned,
        "parameters": request.space.varying,
        "grid": None if grid is None else [len(grid[name]) for name in request.space.varying],
        "seconds": request.usual_seconds,
        "constant": constant_loss(job.spec.create_loss(), data.held_out.targets),
        "importance": [],
    }


def lowest(request: TunerRequest) -> Values:
    """The low end of everything: a run like any other."""
    ranges = {name: each.low for name, each in request.space.ranges.items()}
    return {**ranges, "activation": request.space.activation[0]}


def in_turn(search: Search) -> Generator[Part]:
    """Trials that are trained to their end, as many at once as nothing looks back from."""
    study, number = Study(search.request), 0
    while number < search.planned and not search.is_out_of_time:
        count = min(study.at_once, search.planned - number)
        asked = [study.ask() for _ in range(count)]
        for found in outcomes_of(search.request, asked):
            if search.is_out_of_time:
                break
            if isinstance(found, dict):
                yield found
                continue
            place, outcome = found
            before = len(search.in_order)
            search.note(number + place, asked[place], outcome)
            search.is_cut = search.is_cut or is_cut([outcome])
            if len(search.in_order) > before:
                yield search.told()
        if study.looks_back and not search.is_cut:
            for place in range(count):
                study.tell(number + place, search.trials[number + place].loss)
        number += count


def halving(search: Search) -> Generator[Part]:
    """All trials for a few epochs; the best third of them goes on three times as long, and so on."""
    request, study = search.request, Study(search.request)
    asked = [study.ask() for _ in range(search.planned)]
    runs: dict[int, Paused] = {}
    left = list(range(search.planned))
    for place, rung in enumerate(request.rungs):
        is_last = place + 1 == len(request.rungs)
        for number in left:
            if search.is_out_of_time:
                return
            run = runs.setdefault(number, Paused(request, asked[number]))
            outcome = yield from run.go_on(rung)
            search.note(number, asked[number], outcome, None if is_last else status_at(outcome))
            search.is_cut = search.is_cut or is_cut([outcome])
            yield search.told()
        best = by_loss(search.trials[number] for number in left)
        left = sorted(trial.number for trial in best[: max(1, len(left) // KEEPS)])


def status_at(outcome: Outcome) -> str:
    """Of a trial that halving has yet to go on with: given up, unless it does."""
    return "pruned" if outcome.status == "completed" else outcome.status


def winner_of(trial: Trial) -> Winner:
    """The best trial, before it is tried from other seeds."""
    assert trial.loss is not None
    return Winner(trial.number, trial.values, trial.loss, trial.test_loss, [], [], None, None)


def crowned(search: Search) -> Generator[Part, None, Winner | None]:
    """The best trial, with the same settings from other seeds."""
    ranks = ranked(search.in_order)
    if not ranks or search.is_out_of_time:
        return winner_of(ranks[0]) if ranks else None
    best = ranks[0]
    again = yield from reruns(search.request, vars(best.values))
    search.is_cut = search.is_cut or is_cut(again)
    losses, tests = [each.loss for each in again], [each.test_loss for each in again]
    return Winner(
        number=best.number,
        values=best.values,
        validation=winner_of(best).validation,
        test=best.test_loss,
        rerun=losses,
        rerun_test=tests,
        rerun_mean=mean_of(losses),
        rerun_test_mean=mean_of(tests),
    )


def mean_of(values: Sequence[float | None]) -> RerunMean | None:
    """The mean with its interval; none where one of them is no number."""
    numbers = np.array([np.nan if value is None else value for value in values])
    found = interval_of(numbers)
    return RerunMean(found.mean, max(0.0, found.low), found.high) if found else None
