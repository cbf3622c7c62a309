"""The same run from many seeds: luck of the draw, or does it work? The share that succeeds says.

Each seed draws its own first weights; data, split and the order of the examples stay. So the run of each can
be opened on its own, with that seed set. All of them train together as one family.
"""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from typing import Annotated

from pydantic import Field, model_validator
from typing_extensions import Self

from nn_core.metrics.interval import ShareInterval, wilson_interval
from panel_kit.contract.operation import USUAL_MEGABYTES, Cost
from panel_kit.contract.schema import Counts, GappyMatrix, GappyVector, integral
from panel_kit.contract.words import signed
from panel_kit.runs.cost import cost as cost_of_a_run
from panel_kit.runs.many import check_many, megabytes_of, reached, train_many
from panel_kit.runs.setup import RunRequest, seeds_from

MAX_SEEDS = 100


class SeedsFields(RunRequest):
    """A training run, and from how many seeds."""

    seeds: Annotated[int, Field(ge=2, le=MAX_SEEDS), integral] = Field(
        default=50, description="How many: the network's seed, the next one, …"
    )
    goal: Annotated[float, Field(gt=0, le=1)] = Field(
        default=0.95,
        description="What counts as success at the end: this share of the training examples decided right; "
        "for regression, this share of the loss of the best constant answer gone.",
    )

    @model_validator(mode="after")
    def _seeds_matter(self) -> Self:
        self.check_weights_are_drawn()
        check_many(self, self.seeds, "seeds")
        return self


@dataclass(frozen=True)
class SeedsResult:
    """How each seed fared, and the share that succeeded with its 95 % interval (Wilson).

    ``train_loss[row][seed]`` and ``validation_loss`` are the courses, at most 102 epochs of them; null where
    a seed has no number (any more). The ``final`` ones are those of the network that each seed leaves.
    """

    seeds: list[int]
    status: list[str]
    succeeded: list[bool]
    successes: int
    share: float
    low: float
    high: float
    epoch: Counts
    train_loss: GappyMatrix
    validation_loss: GappyMatrix | None
    final_loss: GappyVector
    final_accuracy: GappyVector | None
    sentence: str


def run(request: SeedsFields) -> Generator[SeedsResult | None]:
    """Trains them all at once, with a pause after every epoch that is looked at, and counts."""
    setup, seeds = request.setup, seeds_from(request.first_seed, request.seeds)
    runs = yield from train_many(setup, [request.drawn(seed) for seed in seeds], setup.spec)
    succeeded = reached(setup, runs, request.goal)
    interval = wilson_interval(int(succeeded.sum()), len(seeds))
    yield SeedsResult(
        seeds=seeds,
        status=runs.status,
        succeeded=succeeded.tolist(),
        successes=int(succeeded.sum()),
        share=interval.share,
        low=interval.low,
        high=interval.high,
        epoch=runs.epoch,
        train_loss=runs.train_loss,
        validation_loss=runs.validation_loss,
        final_loss=runs.final_loss,
        final_accuracy=runs.final_accuracy,
        sentence=say(request, int(succeeded.sum()), interval),
    )


def cost(request: SeedsFields) -> Cost:
    """What the networks of all seeds take together."""
    megabytes = USUAL_MEGABYTES + megabytes_of(request.setup, request.seeds)
    return Cost(request.seeds * cost_of_a_run(request).seconds, megabytes)


def say(request: SeedsFields, successes: int, interval: ShareInterval) -> str:
    """The share, and how far it can be trusted."""
    is_regression = request.setup.data.task == "regression"
    what = "of the loss gone" if is_regression else "of the decisions right"
    goal = f"{signed(100 * request.goal, 0)} % {what}"
    ends = f"{signed(100 * interval.low, 0)} to {signed(100 * interval.high, 0)} %"
    return f"{successes} of {request.seeds} seeds succeed ({goal}): with so few, the share may be {ends}."
