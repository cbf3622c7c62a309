"""What is answered: every trial, which settings mattered, and what the best of them is really worth."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from panel_kit.runs.result import Data
from panels.tuner.space import ParameterName

TrialStatus = Literal["completed", "pruned", "diverged", "stopped_at_limit"]
SearchStatus = Literal["planned", "completed", "stopped_at_limit"]


@dataclass(frozen=True)
class TrialValues:
    """The settings of one trial."""

    learning_rate: float
    layers: int
    neurons: int
    batch_size: int
    activation: str
    dropout: float
    weight_decay: float


@dataclass(frozen=True)
class Trial:
    """One trial: its settings, for how many epochs it was trained, and what came of it.

    ``loss`` and ``accuracy`` are those of the network it leaves, on the held-out examples, by which the
    trials are compared; of a trial that halving gave up (``"pruned"``) after its last epoch. ``test_loss``
    and ``test_accuracy`` are those on examples that no choice has seen. Null where there is no number.
    """

    number: int
    values: TrialValues
    loss: float | None
    accuracy: float | None
    test_loss: float | None
    test_accuracy: float | None
    epochs: int
    status: TrialStatus


@dataclass(frozen=True)
class Importance:
    """The share of one setting in what tells the best trials from all (PED-ANOVA).

    ``low`` and ``high`` hold 95 % of what other draws from these trials say (bootstrap); ``like_first``:
    whether the setting cannot be told apart from the most important one so.
    """

    parameter: ParameterName
    share: float
    low: float
    high: float
    like_first: bool


@dataclass(frozen=True)
class RerunMean:
    """The mean of the reruns, with its 95 % interval (Student)."""

    mean: float
    low: float
    high: float


@dataclass(frozen=True)
class Winner:
    """The best trial, and the same settings from ten other seeds.

    ``validation`` is the loss it won with, ``test`` that on new examples. ``rerun`` and ``rerun_test`` have
    an entry for each other seed: the loss on the held-out and on the new examples; null where there is no
    number, and empty until they are trained. The means are null where a rerun has no number.
    """

    number: int
    values: TrialValues
    validation: float
    test: float | None
    rerun: list[float | None]
    rerun_test: list[float | None]
    rerun_mean: RerunMean | None
    rerun_test_mean: RerunMean | None


@dataclass(frozen=True)
class TunerResult:
    """A search: its trials in the order run, and the lowest loss up to each.

    ``data`` are the examples as a training run has them, null for digits: its validation examples are those
    held out, and of examples of one's own also the new ones. ``learned``, ``held_out`` and ``new`` count the
    three parts. ``run`` is what all trials have in common as requests of the training panel, without examples
    of one's own.
    ``parameters`` are those that vary, ``grid`` how many values a grid has of each, ``top`` the numbers of
    the best tenth, the best first. ``seconds`` says how long such a search takes, about, ``epochs`` how many
    all trials were trained together. ``importance`` is empty for few trials, ``winner`` null where no trial
    has a loss. ``constant`` is the loss of always answering the same.
    ``status`` is "planned" where the request does not let it begin.

    In parts: ``trials`` holds those that are new or others now, by their ``number``, and ``best`` its end
    from the first place that has changed; of all else what comes again stands.
    """

    title: str
    data: Data | None
    run: dict[str, Any]
    learned: int
    held_out: int
    new: int
    planned: int
    parameters: list[ParameterName]
    grid: list[int] | None
    seconds: float
    trials: list[Trial]
    best: list[float | None]
    top: list[int]
    epochs: int
    constant: float
    importance: list[Importance]
    winner: Winner | None
    status: SearchStatus
    sentence: str
