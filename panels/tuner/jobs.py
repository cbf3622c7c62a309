"""A trial as a run: the one that the training panel makes of the same settings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from nn_core import Network, Trainer
from nn_core.architecture import make_layers
from nn_core.trainer import TrainingSpec
from panel_kit.runs.changes import with_values
from panel_kit.runs.kept_results import KeptResults
from panel_kit.runs.request import TrainingRequest
from panels.tuner.data import LEARNED_SHARE, Dealt, dealt, dealt_digits
from panels.tuner.request import TunerRequest
from panels.tuner.space import Values

DEALT: KeptResults[Dealt] = KeptResults(8)
TRAINED_AS = {
    "learning_rate": "optimizer.learning_rate",
    "weight_decay": "optimizer.weight_decay",
    "activation": "network.hidden_activation",
    "dropout": "dropout",
}
"""Where settings stand in the request of a training run, those that stand there as they are."""


@dataclass(frozen=True, eq=False)
class Job:
    """A run, ready for the engine.

    Attributes
    ----------
    network : Network
        Before training.
    data : Dealt
        To learn from, to choose by, and what no choice has seen.
    spec : TrainingSpec
    """

    network: Network
    data: Dealt
    spec: TrainingSpec


def training_fields(request: TunerRequest, values: Values) -> dict[str, Any]:
    """The request that makes the training panel train just this trial, if not on digits."""
    own = {path: values[name] for name, path in TRAINED_AS.items()}
    own["network.hidden"] = [values["neurons"]] * values["layers"]
    own["batch_size"] = min(values["batch_size"], request.learned)
    return with_values(common_fields(request), own)


def common_fields(request: TunerRequest) -> dict[str, Any]:
    """What all trials have in common as requests of the training panel, examples of one's own aside."""
    return {
        "dataset": request.dataset.fields,
        "validation_share": 1.0 - LEARNED_SHARE,
        "network": {"seed": request.seed},
        "optimizer": {},
        "epochs": request.epochs,
        "seed": request.seed,
    }


def run_of(request: TunerRequest, values: Values) -> TrainingRequest:
    """The training run of a trial, on the examples as they have been read already."""
    return TrainingRequest.model_validate({**training_fields(request, values), "dataset": request.dataset})


def job_of(request: TunerRequest, values: Values) -> Job:
    """The run of one trial."""
    if request.dataset.is_digits:
        return digits_job(request, values)
    setup = run_of(request, values).setup
    parts = DEALT.get(request.base_of_data)
    if parts is None:
        parts = dealt(request.dataset, setup, request.seed)
        DEALT.keep(request.base_of_data, parts)
    return Job(setup.network, parts, setup.spec)


def digits_job(request: TunerRequest, values: Values) -> Job:
    """The same on handwritten digits."""
    data = request.dataset
    parts = dealt_digits(data.samples, data.seed)
    learned = parts.learned
    hidden = [values["neurons"]] * values["layers"]
    sizes = [learned.inputs.shape[1], *hidden, learned.targets.shape[1]]
    activations = [*[values["activation"]] * len(hidden), "softmax"]
    layers = make_layers(sizes, activations, dropout=values["dropout"])
    rng = np.random.default_rng(request.seed)
    spec = TrainingSpec(
        loss="cross_entropy",
        optimizer="adam",
        optimizer_options={"learning_rate": values["learning_rate"], "weight_decay": values["weight_decay"]},
        batch_size=min(values["batch_size"], learned.samples),
        epochs=request.epochs,
        seed=request.seed,
    )
    return Job(Network.from_layers(layers, rng=rng), parts, spec)


def redrawn(request: TunerRequest, values: Values, seed: int) -> Network:
    """The network of a trial with the first weights of another seed."""
    if request.dataset.is_digits:
        return digits_job(request.model_copy(update={"seed": seed}), values).network
    return run_of(request, values).drawn(seed)


def trainer_of(job: Job, network: Network, spec: TrainingSpec) -> Trainer:
    """What trains it."""
    return Trainer(network, job.data.learned.inputs, job.data.learned.targets, spec)
