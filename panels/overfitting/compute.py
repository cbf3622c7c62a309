"""The answer in parts: the shown runs as each is done, then seed by seed what the networks are worth."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from nn_core import Network
from nn_core.activations import FloatArray
from nn_core.regularization import weight_mask
from nn_core.trainer.snapshot import finite_or_none
from panel_kit.runs.grid_maps import map_of, places_of
from panel_kit.runs.kept_results import KeptResults
from panel_kit.runs.over_seeds import interval_of, verdict_of
from panels.overfitting.cures import PLAIN, Cure
from panels.overfitting.examples import NEW, Examples
from panels.overfitting.request import OverfittingRequest
from panels.overfitting.result import CureOverSeeds, CureRun, Left, OverfittingData, WrongOnes
from panels.overfitting.training import Part, Watched, kept_epochs, left_by, losses_of, watched
from panels.overfitting.words import say, title_of

RESOLUTION, BITS = 28, 8
SMALL = 0.01
"""A weight nearer to 0 than that hardly matters."""

Ends = tuple[float, float]
"""Loss and accuracy on new examples."""

RUNS: KeptResults[tuple[CureRun, bool]] = KeptResults(48)
ENDS: KeptResults[tuple[Ends, bool]] = KeptResults(2000)
"""What is known of runs, and whether the time limit ended them: where one cure is dragged, the others are
looked up."""


def parts_of(request: OverfittingRequest) -> Generator[Part]:
    """The answer, part by part; a part that comes again is the fuller one."""
    yield {"title": title_of(request)}
    is_cut = False
    runs = []
    for cure in request.cures:
        run, ended = yield from shown_run(request, cure)
        runs.append(run)
        is_cut = is_cut or ended
    ends = [[end_of(run)] for run in runs]
    known = {
        "data": data_of(request),
        "kept": kept_epochs(request.epochs),
        "parameter_count": request.drawn(0, request.cures[0]).parameter_count,
        "new_examples": NEW,
    }
    yield {**known, **told(request, runs, ends, is_cut)}
    for place in request.drawings[1:]:
        for cure, seen in zip(request.cures, ends, strict=True):
            end, ended = yield from other_end(request, cure, place)
            seen.append(end)
            is_cut = is_cut or ended
        part = told(request, runs, ends, is_cut)
        is_last = place + 1 == request.seeds
        yield part if is_last else {name: part[name] for name in ("compared", "sentence")}


def told(
    request: OverfittingRequest, runs: Sequence[CureRun], ends: Sequence[Sequence[Ends]], is_cut: bool
) -> Part:
    """All that changes with every seed."""
    compared = [compared_of(run, seen, ends[0]) for run, seen in zip(runs, ends, strict=True)]
    full = [
        replace(run, interval=None if each.low is None or each.high is None else [each.low, each.high])
        for run, each in zip(runs, compared, strict=True)
    ]
    return {
        "runs": full,
        "compared": compared,
        "status": "stopped_at_limit" if is_cut else "completed",
        "sentence": say(request, runs, compared, is_cut),
    }


def key_of(request: OverfittingRequest, cure: Cure, place: int) -> str:
    """What one run depends on."""
    asked = request.model_dump_json(exclude={"cures": True, "seeds": True})
    return f"{place} {cure.name} {cure.strength!r} {asked}"


def shown_run(request: OverfittingRequest, cure: Cure) -> Generator[Part, None, tuple[CureRun, bool]]:
    """The run of the first seed, trained or looked up; and whether the time limit ended it."""

    def train() -> Generator[Part, None, tuple[CureRun, bool]]:
        seen = yield from watched(request, cure)
        return run_of(request, cure, seen), seen.is_cut

    return (yield from RUNS.get_or_compute(key_of(request, cure, 0), train, was_cut))


def other_end(
    request: OverfittingRequest, cure: Cure, place: int
) -> Generator[Part, None, tuple[Ends, bool]]:
    """What the network of another seed is worth; and whether the time limit ended its training."""

    def train() -> Generator[Part, None, tuple[Ends, bool]]:
        yield {}
        network, is_cut = left_by(request, cure, place)
        loss, right = losses_of(network, request.examples(place, cure).new)
        return (float(loss.mean()), float(right.mean())), is_cut

    return (yield from ENDS.get_or_compute(key_of(request, cure, place), train, was_cut))


def was_cut(found: tuple[Any, bool]) -> bool:
    """Whether the time limit ended a run."""
    return found[1]


def run_of(request: OverfittingRequest, cure: Cure, seen: Watched) -> CureRun:
    """One run in numbers and pictures."""
    data = request.examples(0, cure)
    weights = np.abs(seen.network.parameters[weight_mask(seen.network.layers) > 0.0])
    return CureRun(
        cure=cure.name,
        amount=cure.strength,
        title=cure.title,
        best_epoch=seen.best_epoch,
        stopped_at=seen.stopped_at,
        final=left_of(seen, data),
        interval=None,
        small_share=float(np.mean(weights < SMALL)),
        weight_norm=float(np.sqrt(np.sum(weights**2))),
        wrong=[
            wrong_ones(seen.network.with_parameters(seen.best), data, seen.best_epoch),
            wrong_ones(seen.network, data, seen.left_epoch),
        ],
        maps=[map_of(answers, BITS) for answers in answers_of(request, seen)],
        copies=seen.copies if cure.name == "jitter" else None,
        masks=seen.masks if cure.name == "dropout" else None,
        **seen.rows,
    )


def left_of(seen: Watched, data: Examples) -> Left:
    """What the network that the run leaves is worth."""
    measured: dict[str, float | None] = {}
    for name, part in (("train", data.training), ("validation", data.validation), ("new", data.new)):
        loss, right = losses_of(seen.network, part)
        measured[f"{name}_loss"] = finite_or_none(float(loss.mean()))
        measured[f"{name}_accuracy"] = float(right.mean())
    return Left(epoch=seen.left_epoch, **measured)


def wrong_ones(network: Network, data: Examples, epoch: int) -> WrongOnes:
    """Which validation examples a network decides wrong, and how dear that is."""
    loss, right = losses_of(network, data.validation)
    mean = finite_or_none(float(loss[~right].mean())) if not right.all() else None
    return WrongOnes(epoch, int((~right).sum()), len(right), mean)


def answers_of(request: OverfittingRequest, seen: Watched) -> FloatArray:
    """What the networks of the kept epochs answer over the plane, (kept, places)."""
    low, high = request.plane
    places = places_of(list(zip(low.tolist(), high.tolist(), strict=True)), RESOLUTION)
    buffers = np.empty((len(seen.thetas), seen.network.buffers.shape[-1]))
    family = Network(seen.network.layers, seen.thetas, buffers)
    answers: FloatArray = family.forward(places).prediction[..., 0]
    return answers


def data_of(request: OverfittingRequest) -> OverfittingData:
    """The examples, and the plane they are drawn in."""
    few = request.examples(0, request.cures[0])
    added = request.examples(0, request.more_data).training if request.more_data else None
    count = few.training.samples
    low, high = request.plane
    return OverfittingData(
        inputs=few.training.inputs,
        targets=few.training.targets[:, 0].copy(),
        validation_inputs=few.validation.inputs,
        validation_targets=few.validation.targets[:, 0].copy(),
        more_inputs=added.inputs[count:].copy() if added else None,
        more_targets=added.targets[count:, 0].copy() if added else None,
        low=low,
        high=high,
        resolution=RESOLUTION,
    )


def end_of(run: CureRun) -> Ends:
    """What a shown run's network is worth on new examples."""
    loss, accuracy = run.final.new_loss, run.final.new_accuracy
    return (np.nan if loss is None else loss, np.nan if accuracy is None else accuracy)


def compared_of(run: CureRun, seen: Sequence[Ends], plain: Sequence[Ends]) -> CureOverSeeds:
    """One cure over the seeds known so far, beside the plain run of the same seeds."""
    loss, accuracy = (np.array(values) for values in zip(*seen, strict=True))
    mean, right = interval_of(loss), interval_of(accuracy)
    by_seed = loss - np.array([each for each, _ in plain])
    difference = None if run.cure == PLAIN else interval_of(by_seed)
    within = right.within(0.0, 1.0) if right else (None, None)
    return CureOverSeeds(
        cure=run.cure,
        title=run.title,
        new_loss=loss,
        new_accuracy=accuracy,
        mean=mean.mean if mean else None,
        low=max(0.0, mean.low) if mean else None,
        high=mean.high if mean else None,
        accuracy=right.mean if right else None,
        accuracy_low=within[0],
        accuracy_high=within[1],
        difference=difference.mean if difference else None,
        difference_low=difference.low if difference else None,
        difference_high=difference.high if difference else None,
        verdict=verdict_of(difference) if difference else None,
    )
