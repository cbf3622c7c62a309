"""The proof: a tenth of the suggestion, the suggestion, ten times it, each trained from five seeds."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import replace
from math import ceil
from typing import Any

import numpy as np
import numpy.typing as npt

from nn_core.activations import FloatArray
from nn_core.families import as_family
from nn_core.metrics.interval import wilson_interval
from nn_core.trainer import Trainer
from nn_core.trainer.snapshot import STOPPED_AT_LIMIT
from panel_kit.runs.many import is_cut
from panels.lr_finder.request import FACTORS, PROOF_SEEDS, LrFinderRequest
from panels.lr_finder.result import ProofRun, ProofVerdict

MOST_ROWS, PARTS = 60, 10
SUGGESTED = FACTORS.index(1.0)


def prove(request: LrFinderRequest, suggestion: float) -> Generator[dict[str, Any] | None]:
    """The proof as far as it has come, ten times; None in between, where others are computed."""
    data, epochs = request.data, request.epochs
    networks = request.networks(PROOF_SEEDS) * len(FACTORS)
    rates = np.repeat([suggestion * factor for factor in FACTORS], PROOF_SEEDS)
    every = max(1, ceil(epochs / MOST_ROWS))
    spec = replace(request.spec, epochs=epochs, learning_rate=rates, record_every=every)
    rows: list[tuple[int, FloatArray]] = []
    told = 0
    for snapshot in Trainer(as_family(networks), data.inputs, data.targets, spec).run():
        rows.append((snapshot.epoch, np.array(snapshot.train_loss)))
        if snapshot.epoch < epochs and snapshot.epoch - told < epochs / PARTS:
            yield None
            continue
        told = snapshot.epoch
        yield so_far(rows, suggestion, is_done=snapshot.epoch == epochs)
    if told < epochs:
        cut = {"status": STOPPED_AT_LIMIT} if is_cut(rows[-1][0], epochs, rows[-1][1]) else {}
        yield {**so_far(rows, suggestion, is_done=True), **cut}


def proof_at(request: LrFinderRequest, rate: float) -> list[ProofRun]:
    """The runs at a tenth of a rate, at it, and at ten times it, to their end."""
    *_, whole = prove(request, rate)
    found: list[ProofRun] = whole["proof"] if whole else []
    return found


def so_far(rows: list[tuple[int, FloatArray]], suggestion: float, *, is_done: bool) -> dict[str, Any]:
    """The curves up to now, and at the end who won."""
    epochs = np.array([epoch for epoch, _ in rows])
    losses = np.stack([loss for _, loss in rows]).reshape(len(rows), len(FACTORS), PROOF_SEEDS)
    proof = [
        ProofRun(
            factor=factor,
            learning_rate=suggestion * factor,
            loss=middle(losses[:, place]),
            losses=losses[:, place].copy(),
        )
        for place, factor in enumerate(FACTORS)
    ]
    return {
        "proof_epoch": epochs,
        "proof": proof,
        "proof_verdict": verdict_of(losses[-1]) if is_done else None,
    }


def verdict_of(ends: FloatArray) -> ProofVerdict:
    """Who won, of the last losses of shape (rates, seeds); one that left the finite numbers is last."""
    ends = left_is_last(ends)
    best: npt.NDArray[np.int64] = ends.argmin(axis=0)
    # Where all have left, none has won
    best = np.where(np.isfinite(ends).any(axis=0), best, -1)
    wins = [int((best == place).sum()) for place in range(len(FACTORS))]
    interval = wilson_interval(wins[SUGGESTED], PROOF_SEEDS)
    middles = np.median(ends, axis=1)
    return ProofVerdict(
        seeds=PROOF_SEEDS,
        wins=wins,
        share=interval.share,
        low=interval.low,
        high=interval.high,
        won=bool(np.isfinite(middles[SUGGESTED]) and middles.argmin() == SUGGESTED),
    )


def middle(losses: FloatArray) -> FloatArray:
    """The loss of the middle seed at each epoch, (rows, seeds) ↦ (rows,); NaN where it has left."""
    found = np.median(left_is_last(losses), axis=-1)
    return np.where(np.isfinite(found), found, np.nan)


def left_is_last(losses: FloatArray) -> FloatArray:
    """Infinity in place of NaN, so that it is sorted last."""
    return np.where(np.isfinite(losses), losses, np.inf)
