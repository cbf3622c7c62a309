"""What is answered: what the network says of the patients held out, and what decisions by it come to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from panel_kit.contract.schema import Vector
from panel_kit.specs.network_result import NetworkResult

Verdict = Literal["better", "worse", "not told apart"]
TumorStatus = Literal["completed", "stopped_at_limit"]


@dataclass(frozen=True)
class TumorConfusion:
    """The four counts: malignant and said so, benign but said malignant, benign and said so, missed."""

    tp: int
    fp: int
    tn: int
    fn: int


@dataclass(frozen=True)
class TumorRoc:
    """What every threshold would give; the first, null, is one that no probability reaches."""

    threshold: list[float | None]
    false_positive_rate: Vector
    true_positive_rate: Vector


@dataclass(frozen=True)
class TumorBin:
    """The patients whose probability lies in (low, high], and the share of them that is malignant, with its
    95 % interval (Wilson); null where there are none."""

    low: float
    high: float
    count: int
    mean_predicted: float | None
    observed: float | None
    interval: list[float] | None


@dataclass(frozen=True)
class TumorCalibration:
    """Ten bins, and Σ count/N · |observed − mean predicted|."""

    bins: list[TumorBin]
    expected_error: float


@dataclass(frozen=True)
class Rates:
    """What probabilities come to at one threshold, and what they are worth at any.

    Intervals hold 95 % (Wilson). ``precision`` is null where nobody is alarmed.
    """

    confusion: TumorConfusion
    sensitivity: float
    sensitivity_interval: list[float]
    specificity: float
    specificity_interval: list[float]
    precision: float | None
    accuracy: float
    roc: TumorRoc
    auc: float
    brier: float
    calibration: TumorCalibration


@dataclass(frozen=True)
class LogisticRates(Rates):
    """The same of logistic regression, a network without a hidden layer."""

    probabilities: Vector


@dataclass(frozen=True)
class PerThousand:
    """What comes of testing 1,000 people, in whole people: sick and alarmed, healthy but alarmed, healthy
    and left alone, sick and missed. Together 1,000, rounded by the largest remainder."""

    tp: int
    fp: int
    tn: int
    fn: int


@dataclass(frozen=True)
class CheapestThreshold:
    """Of all thresholds the one whose mistakes cost least, and what they cost, per 1,000 people."""

    threshold: float
    cost: float


@dataclass(frozen=True)
class TumorDecision(Rates):
    """The rates, and what they mean for people of whom ``prevalence`` are sick.

    ``used_sensitivity`` and ``used_specificity`` are those that the 1,000 people are tested with: the
    network's, or those assumed. ``predictive_value`` is the chance that an alarm is right, null where nobody
    is alarmed, ``cleared_value`` that an all-clear is. ``cost`` is what mistakes cost per 1,000 people, a
    false alarm 1 each; ``cheapest`` is found on the very patients it is told for, so it is a little too good.
    """

    prevalence: float
    used_sensitivity: float
    used_specificity: float
    per_thousand: PerThousand
    predictive_value: float | None
    cleared_value: float | None
    cost: float
    cheapest: CheapestThreshold
    logistic: LogisticRates | None
    sentence: str


@dataclass(frozen=True)
class NearestPatient:
    """The real patient whose 30 measurements are nearest, by its row in the file, √Σ (difference)² in
    standard deviations away; ``features`` are its measurements, ``probability`` what the network says."""

    row: int
    target: int
    is_held_out: bool
    distance: float
    probability: float
    features: Vector


@dataclass(frozen=True)
class PatientAnswer:
    """What the network says of one patient. All is null where nobody was asked about.

    ``target`` is the diagnosis of a real patient: 1 is malignant.
    """

    features: Vector | None
    target: int | None
    prediction: float | None
    nearest: NearestPatient | None
    patient_sentence: str | None


@dataclass(frozen=True)
class SplitsCompared:
    """Accuracy with hidden layers and without, split by split.

    ``differences`` are percentage points, positive where the hidden layers are ahead; ``interval`` is the
    mean's 95 % interval (Student). Splits share patients, so the truth is less certain than it says.
    """

    seeds: list[int]
    accuracies: Vector
    logistic_accuracies: Vector
    differences: Vector
    mean: float
    interval: list[float]
    verdict: Verdict
    sentence: str


@dataclass(frozen=True)
class TumorResult(PatientAnswer, TumorDecision):
    """A trained network, its probabilities of the patients held out, and what comes of them.

    ``targets`` are 1 for malignant; ``rows`` say where each stands in the file. ``compared`` is null for one
    split.
    """

    network: NetworkResult
    probabilities: Vector
    targets: list[int]
    rows: list[int]
    compared: SplitsCompared | None
    status: TumorStatus
