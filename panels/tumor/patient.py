"""One patient: what the network says, and which real patient is nearest."""

from __future__ import annotations

from typing import Annotated, Any

import numpy as np
from pydantic import Field, model_validator
from typing_extensions import Self

from nn_core import Network
from panel_kit.contract.operation import Cost, Operation, at_once
from panel_kit.contract.schema import Request, integral
from panel_kit.specs.limits import MAX_SEED, Limits
from panel_kit.specs.network import NetworkSpec, check_ends, network_within
from panels.tumor.data import FEATURES, SAMPLES, parts_of
from panels.tumor.request import MAX_HIDDEN, MAX_UNITS, Deviations, Share, check_one_patient
from panels.tumor.result import NearestPatient, PatientAnswer
from panels.tumor.training import answers
from panels.tumor.words import say_patient

LIMITS = Limits(layers=2 + MAX_HIDDEN, units=MAX_UNITS, inputs=FEATURES, outputs=1)
NOBODY = PatientAnswer(None, None, None, None, None)


@network_within(LIMITS, layers=[FEATURES, 16, 1], hidden_activation="relu", output_activation="sigmoid")
class TumorNetwork(NetworkSpec):
    """A network from 30 measurements to one probability."""


class PatientRequest(Request):
    """A network, and the patient it is asked about."""

    network: TumorNetwork = Field(
        default=TumorNetwork(), description="The network, as ``tumor`` answers it; drawn where left out."
    )
    seed: Annotated[int, Field(ge=0, le=MAX_SEED), integral] = Field(
        default=0, description="That of the split, whose mean and deviations the measurements are told in."
    )
    threshold: Share = Field(default=0.5, description="From which probability on it says malignant.")
    features: Annotated[list[Deviations], Field(min_length=FEATURES, max_length=FEATURES)] | None = Field(
        default=None, description="The 30 measurements, in standard deviations. Null: all 0, or a patient."
    )
    patient: Annotated[int, Field(ge=0, le=SAMPLES - 1), integral] | None = Field(
        default=None, description="A patient by the row in the file, from 0, in place of ``features``."
    )

    @model_validator(mode="after")
    def _fits(self) -> Self:
        check_one_patient(self.features, self.patient)
        check_ends(
            self.network,
            (FEATURES, "for the measurements"),
            (1, "for the probability"),
            ("sigmoid", "for a probability"),
        )
        return self


def compute(request: PatientRequest) -> PatientAnswer:
    """What the network says of the patient."""
    features = request.features
    if features is None and request.patient is None:
        features = [0.0] * FEATURES
    return asked_about(request.network.build(), request.seed, request.threshold, features, request.patient)


def asked_about(
    network: Network, seed: int, threshold: float, features: list[float] | None, patient: int | None
) -> PatientAnswer:
    """The answer for measurements, or for a patient of the file; for neither nothing."""
    if features is None and patient is None:
        return NOBODY
    whole = parts_of(seed).whole
    x = np.array(features) if patient is None else whole.inputs[patient]
    prediction = float(answers(network, x[np.newaxis])[0])
    nearest = nearest_to(network, seed, x, patient)
    return PatientAnswer(
        features=x,
        target=None if patient is None else int(whole.labels[patient]),
        prediction=prediction,
        nearest=nearest,
        patient_sentence=say_patient(prediction, threshold, nearest, patient),
    )


def nearest_to(network: Network, seed: int, x: Any, patient: int | None) -> NearestPatient:
    """The patient at the smallest distance; of a real one, the nearest other one."""
    parts = parts_of(seed)
    distances = np.square(parts.whole.inputs - x).sum(axis=1)
    if patient is not None:
        distances[patient] = np.inf
    row = int(distances.argmin())
    features = parts.whole.inputs[row]
    return NearestPatient(
        row=row,
        target=int(parts.whole.labels[row]),
        is_held_out=bool((parts.split.validation_rows == row).any()),
        distance=float(np.sqrt(distances[row])),
        probability=float(answers(network, features[np.newaxis])[0]),
        features=features,
    )


def dearest(seed: int) -> dict[str, Any]:
    """The largest network."""
    layers = [FEATURES, *[MAX_UNITS] * MAX_HIDDEN, 1]
    return {"network": {"layers": layers, "seed": seed % (MAX_SEED + 1)}, "seed": seed % (MAX_SEED + 1)}


OPERATION = Operation(
    path="tumor/patient",
    title="One patient",
    summary="What a network says of 30 measurements, and the real patient nearest to them.",
    request=PatientRequest,
    result=PatientAnswer,
    run=at_once(compute),
    cost=lambda _request: Cost(0.002, 0.3),
    dearest=dearest,
    examples={"average measurements": {}, "the first patient": {"patient": 0}},
    group="more",
)
