"""The same run from many seeds: luck of the draw, or does it work? The share that succeeds says.

Each seed draws its own first weights; data, split and the order of the examples stay. So the run of each can
be opened on its own, with ``network.seed`` set. All of them train together as one family.
"""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass, replace
from math import ceil
from typing import Annotated, Any

import numpy as np
import numpy.typing as npt
from pydantic import Field, model_validator
from typing_extensions import Self

from nn_core import Network
from nn_core.activations import FloatArray
from nn_core.diagnosis.record import constant_loss
from nn_core.families import as_family
from nn_core.layers.layer import State
from nn_core.metrics.interval import ShareInterval, wilson_interval
from nn_core.trainer import Trainer
from nn_core.trainer import cost as price_of
from nn_core.trainer.evaluation import Evaluation
from panel_kit.contract.operation import USUAL_MEGABYTES, Cost, Operation
from panel_kit.contract.schema import Counts, FieldError, GappyMatrix, GappyVector, integral
from panel_kit.contract.words import signed
from panel_kit.runs.cost import cost as cost_of_a_run
from panel_kit.runs.cost import dearest as dearest_run
from panel_kit.runs.request import TrainingRequest
from panel_kit.runs.rules import check_work
from panel_kit.specs.limits import MAX_SEED
from panel_kit.specs.network import WIDEST_IN_THE_PLANE

MAX_SEEDS = 100
MOST_ROWS = 100
MAX_SEEDS_ANSWERS = 2_500_000


class SeedsRequest(TrainingRequest):
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
        if self.network.weights is not None:
            raise FieldError(("network", "weights"), "got weights, allowed: null: every seed draws its own")
        setup, held_out = self.setup, self.setup.validation
        family = setup.network.with_parameters(np.zeros((self.seeds, setup.network.parameter_count)))
        price = price_of(family, setup.spec, setup.training.samples, held_out.samples if held_out else 0)
        check_work(self.epochs, price.work)
        if self.answers > MAX_SEEDS_ANSWERS:
            message = (
                f"got {self.seeds}, which makes {self.answers} answers of units to examples at once, "
                f"allowed: {MAX_SEEDS_ANSWERS}. Fewer seeds, examples or units need less memory"
            )
            raise FieldError(("seeds",), message)
        return self

    @property
    def answers(self) -> int:
        """The answer of every unit of every seed's network to every example: what is held at once."""
        return self.seeds * sum(self.network.layers) * self.setup.data.samples


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


def run(request: SeedsRequest) -> Generator[SeedsResult | None]:
    """Trains them all at once, with a pause after every epoch that is looked at, and counts."""
    trainer, seeds = trainer_of(request), seeds_of(request)
    rows = []
    for snapshot in trainer.run():
        rows.append((snapshot.epoch, snapshot.train_loss, snapshot.validation_loss))
        yield None
    epochs, losses, held_out = zip(*rows, strict=True)
    finished = trainer.finish(())
    loss, accuracy = measured(request, finished.network)
    succeeded = reaches(request, loss, accuracy)
    interval = wilson_interval(int(succeeded.sum()), len(seeds))
    yield SeedsResult(
        seeds=seeds,
        status=finished.status,
        succeeded=succeeded.tolist(),
        successes=int(succeeded.sum()),
        share=interval.share,
        low=interval.low,
        high=interval.high,
        epoch=np.array(epochs),
        train_loss=np.stack(losses),
        validation_loss=np.stack(held_out) if request.setup.validation else None,
        final_loss=loss,
        final_accuracy=accuracy,
        sentence=say(request, int(succeeded.sum()), interval),
    )


def seeds_of(request: SeedsRequest) -> list[int]:
    """The network's seed, the next one, …; after the largest comes 0."""
    return [(request.network.seed + place) % (MAX_SEED + 1) for place in range(request.seeds)]


def family_of(request: SeedsRequest) -> Network:
    """The networks of all seeds as one."""
    specs = [request.network.model_copy(update={"seed": seed}) for seed in seeds_of(request)]
    return as_family([spec.build_for_training(request.dropout) for spec in specs])


def trainer_of(request: SeedsRequest) -> Trainer:
    """The trainer of all of them; it looks at about a hundred epochs."""
    setup = request.setup
    spec = replace(setup.spec, record_every=max(1, ceil(request.epochs / MOST_ROWS)))
    data, held_out = setup.training, setup.validation
    validation = (held_out.inputs, held_out.targets) if held_out else None
    return Trainer(family_of(request), data.inputs, data.targets, spec, validation=validation)


def cost(request: SeedsRequest) -> Cost:
    """What the networks of all seeds take together.

    Eight bytes for each answer, up to twenty times over: z, a, what activations keep, gradients, masks.
    """
    megabytes = USUAL_MEGABYTES + 20 * 8 * request.answers / 1e6
    return Cost(request.seeds * cost_of_a_run(request).seconds, megabytes)


def dearest(seed: int) -> dict[str, Any]:
    """As many networks over as many examples as fit into memory, and as many epochs as that may cost."""
    examples = MAX_SEEDS_ANSWERS // (MAX_SEEDS * sum(WIDEST_IN_THE_PLANE))
    data = {"name": "circles", "samples": examples}
    return dearest_run(seed, dataset=data, batch_size=None, epochs=19, seeds=MAX_SEEDS)


def measured(request: SeedsRequest, family: Network) -> tuple[FloatArray, FloatArray | None]:
    """Loss and accuracy of each member on the training examples, (members,)."""
    data = request.setup.training
    stretch = State(family.parameters.copy(), family.buffers.copy())
    loss = request.setup.spec.create_loss()
    with np.errstate(all="ignore"):
        return Evaluation(family.layers, stretch, loss, data.inputs, data.targets).measure()


def reaches(request: SeedsRequest, loss: FloatArray, accuracy: FloatArray | None) -> npt.NDArray[np.bool_]:
    """Who reached the goal, (members,)."""
    if accuracy is not None and request.task != "regression":
        return accuracy >= request.goal
    setup = request.setup
    baseline = constant_loss(setup.spec.create_loss(), setup.training.targets)
    return loss <= (1.0 - request.goal) * baseline


def say(request: SeedsRequest, successes: int, interval: ShareInterval) -> str:
    """The share, and how far it can be trusted."""
    what = "of the loss gone" if request.task == "regression" else "of the decisions right"
    goal = f"{signed(100 * request.goal, 0)} % {what}"
    ends = f"{signed(100 * interval.low, 0)} to {signed(100 * interval.high, 0)} %"
    return f"{successes} of {request.seeds} seeds succeed ({goal}): with so few, the share may be {ends}."


OPERATION = Operation(
    path="training/seeds",
    title="A training run from many seeds",
    summary="The same run from many first weights: who succeeds, and how sure is the share?",
    request=SeedsRequest,
    result=SeedsResult,
    run=run,
    cost=cost,
    dearest=dearest,
    limits={"training.seeds": MAX_SEEDS, "training.seeds_answers": MAX_SEEDS_ANSWERS},
    takes_table=True,
    group="more",
    examples={"ten seeds on XOR": {"dataset": {"name": "xor"}, "seeds": 10, "epochs": 200}},
)
