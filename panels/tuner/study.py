"""The searches, by Optuna: it says which settings come next, and is told what came of them.

A study lives in memory and is asked and told, nothing else. Optuna is imported where a search runs, not where
a panel is loaded: a start without it is no slower for it.

References: Bergstra and Bengio (2012) for random search, Bergstra and others (2011) for TPE, Jamieson and
Talwalkar (2016) for successive halving, Akiba and others (2019) for Optuna.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from panels.tuner.grid import grid_of, rounded
from panels.tuner.request import TunerRequest
from panels.tuner.space import PARAMETER_NAMES, Space, Values

STARTS = 10
"""So many trials of the model-based search are drawn at random, before there is anything to go by."""


def quiet_optuna() -> Any:
    """Optuna, which keeps its log to itself."""
    import optuna

    optuna.logging.set_verbosity(optuna.logging.ERROR)
    return optuna


class Study:
    """One search, asked for settings and told what came of them.

    Parameters
    ----------
    request : TunerRequest
    """

    def __init__(self, request: TunerRequest) -> None:
        self.request, self.optuna = request, quiet_optuna()
        self.distributions = distributions_of(request.space, self.optuna)
        self.study = self.optuna.create_study(sampler=self.sampler(), direction="minimize")
        self.asked: list[Any] = []

    def sampler(self) -> Any:
        """What proposes the settings."""
        samplers, seed = self.optuna.samplers, self.request.seed
        if self.request.method == "grid":
            return samplers.GridSampler(grid_of(self.request.space, self.request.trials), seed=seed)
        if self.request.method == "tpe":
            return samplers.TPESampler(n_startup_trials=STARTS, seed=seed)
        return samplers.RandomSampler(seed=seed)

    @property
    def looks_back(self) -> bool:
        """Whether it goes by what it was told."""
        return self.request.method == "tpe"

    @property
    def at_once(self) -> int:
        """How many trials may be asked for before anything of them is told: all, where nothing looks back."""
        if not self.looks_back:
            return self.request.planned
        return max(1, STARTS - len(self.asked))

    def ask(self) -> Values:
        """The settings of the next trial."""
        trial = self.study.ask(self.distributions)
        self.asked.append(trial)
        return values_of(trial.params, self.request.space)

    def tell(self, number: int, loss: float | None) -> None:
        """What came of a trial; one that has left the numbers is as bad as can be."""
        self.study.tell(self.asked[number], math.inf if loss is None else loss)


def distributions_of(space: Space, optuna: Any) -> dict[str, Any]:
    """What varies, in Optuna's words."""
    kinds = optuna.distributions
    found: dict[str, Any] = {}
    for name in space.varying:
        ends = space.ranges.get(name)
        if ends is None:
            found[name] = kinds.CategoricalDistribution(space.activation)
        elif ends.is_whole:
            found[name] = kinds.IntDistribution(ends.low, ends.high, log=ends.is_log)
        else:
            found[name] = kinds.FloatDistribution(float(ends.least), float(ends.high), log=ends.is_log)
    return found


def values_of(params: Mapping[str, Any], space: Space) -> Values:
    """All values of a trial, those that do not vary too, drawn numbers with the digits that are kept."""
    drawn = {name: rounded(value) for name, value in params.items()}
    values = {**space.fixed, **drawn}
    return {name: values[name] for name in PARAMETER_NAMES}
