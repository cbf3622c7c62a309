"""What a request for a run comes to: data in two parts, a network, a spec, a price."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, ClassVar

import numpy as np
from pydantic import create_model
from typing_extensions import Self

from nn_core import Network
from nn_core.datasets import Dataset, Split, Standardizer, with_derived
from nn_core.trainer import TrainingSpec, cost
from panel_kit.contract.schema import Request
from panel_kit.runs.changes import changed
from panel_kit.specs.limits import LIMITS, MAX_SEED, Limits

Plane = tuple[list[float], list[float]]


@dataclass(frozen=True)
class Setup:
    """A run, ready for the engine.

    Attributes
    ----------
    data, training, validation : Dataset
        All examples, standardized where that was asked for, and the two parts, with derived inputs where
        there are any; ``validation`` may be None.
    split : Split
        Which rows are where.
    standardizer : Standardizer or None
        Of the inputs.
    target_standardizer : Standardizer or None
        Of the targets.
    features : tuple of str
        The derived inputs, keys of ``DERIVED``; empty for the inputs themselves.
    network : Network
        Before training.
    spec : TrainingSpec
    work : int
        The price: ``nn_core.trainer.cost(…).work``.
    """

    data: Dataset
    training: Dataset
    validation: Dataset | None
    split: Split
    standardizer: Standardizer | None
    network: Network
    spec: TrainingSpec
    work: int
    target_standardizer: Standardizer | None = None
    features: tuple[str, ...] = ()

    @classmethod
    def of(
        cls,
        data: Dataset,
        parts: Split,
        network: Network,
        spec: TrainingSpec,
        *,
        standardize: bool = False,
        standardize_target: bool = False,
        features: Sequence[str] = (),
    ) -> Setup:
        """The run of a network on data that are split already.

        Parameters
        ----------
        data : Dataset
        parts : Split
            Of these data.
        network : Network
        spec : TrainingSpec
        standardize : bool
            Whether to bring every input to mean 0 and deviation 1 over the training examples.
        standardize_target : bool
            The same for the targets of a regression.
        features : sequence of str
            Derived inputs, of the standardized ones where they are.
        """
        of_inputs = Standardizer.fit(parts.training.inputs) if standardize else None
        of_targets = Standardizer.fit(parts.training.targets) if standardize_target else None
        data = scaled(data, of_inputs, of_targets)
        given = with_derived(data, features) if features else data
        training = given.take(parts.training_rows)
        validation = given.take(parts.validation_rows) if parts.validation else None
        held_out = validation.samples if validation else 0
        work = cost(network, spec, training.samples, held_out).work
        return cls(
            data, training, validation, parts, of_inputs, network, spec, work, of_targets, tuple(features)
        )

    def given(self, others: Dataset) -> Dataset:
        """Other examples, scaled as those of the run, with its derived inputs."""
        data = scaled(others, self.standardizer, self.target_standardizer)
        return with_derived(data, self.features) if self.features else data


def scaled(data: Dataset, of_inputs: Standardizer | None, of_targets: Standardizer | None) -> Dataset:
    """The examples, standardized as far as that was asked for."""
    if of_inputs:
        data = replace(data, inputs=of_inputs.transform(data.inputs))
    if of_targets:
        data = replace(data, targets=of_targets.transform(data.targets))
    return data


class RunRequest(Request):
    """A request that a run is made of. A panel that trains says by ``setup`` what its fields come to."""

    limits: ClassVar[Limits] = LIMITS

    @cached_property
    def setup(self) -> Setup:
        """All that the engine needs."""
        raise NotImplementedError

    @property
    def plane(self) -> Plane:
        """Where to plot: the low and high end of each input, and of y after a single input."""
        return ends_of(self.setup.data)

    @property
    def first_seed(self) -> int:
        """The seed that the first weights are drawn by."""
        raise NotImplementedError

    def drawn(self, seed: int) -> Network:
        """The network before training, its first weights drawn by another seed."""
        raise NotImplementedError

    def check_weights_are_drawn(self) -> None:
        """Raises FieldError where the first weights are given, so that no seed would change them."""

    def with_changes(self, changes: Mapping[str, Any]) -> Self:
        """The same request with new values by their path, and with what they need to have their effect.

        Raises
        ------
        pydantic.ValidationError
            It may not be asked so.
        """
        needed: dict[str, Any] = {}
        for field, value in changes.items():
            needed |= self.change_for(field, value)
        return type(self).model_validate(changed(self, needed))

    def change_for(self, field: str, value: Any) -> dict[str, Any]:
        """What has to change, by path, so that a field of the run takes a value and it has its effect."""
        return {field: value}


def request_with(fields: type[RunRequest], kind: type[RunRequest], name: str) -> type[RunRequest]:
    """A request of this name: all that a kind of run asks for, and further fields."""
    bases: tuple[type[RunRequest], ...] = (fields, kind)
    return create_model(name, __base__=bases, __doc__=fields.__doc__, __module__=__name__)


def ends_of(data: Dataset) -> Plane:
    """The range of each input, and of y after a single input, with a margin of a tenth."""
    columns = data.inputs if data.inputs.shape[1] > 1 else np.column_stack([data.inputs, data.targets[:, 0]])
    low, high = columns.min(axis=0), columns.max(axis=0)
    margin = np.where(high > low, 0.1 * (high - low), 0.5)
    return (low - margin).tolist(), (high + margin).tolist()


def seeds_from(first: int, count: int) -> list[int]:
    """A seed, the next one, …; after the largest comes 0."""
    return [(first + place) % (MAX_SEED + 1) for place in range(count)]
