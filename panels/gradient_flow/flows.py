"""One network, measured, judged, drawn again from other seeds, and trained."""

from __future__ import annotations

from collections.abc import Generator

import numpy as np

from nn_core.activations import FloatArray
from nn_core.gradient_flow import Flow, Learning, descend, measure, ratios, verdict
from nn_core.metrics.interval import wilson_interval
from nn_core.trainer.snapshot import finite_or_none
from panels.gradient_flow.request import FlowNetwork, GradientFlowRequest, sample
from panels.gradient_flow.result import Band, Bands, FlowLayer, FlowResult, Histogram, Snapshot, Trained
from panels.gradient_flow.words import LEARNED, evidence_of, title_of

BINS = 25
LOSS = "bce"
SNAPSHOTS = 5  # of a training, besides the one before it


def flow_of(network: FlowNetwork, asked: GradientFlowRequest) -> Generator[None, None, FlowResult]:
    """A network, its seeds and its training, as the request asks for both."""
    inputs, targets = sample()
    flow = measure(network.first, inputs, targets, LOSS)
    found = ratios(flow)
    word, way = verdict(found)
    yield
    family = network.drawn(asked.seeds)
    bands = bands_of(measure(family, inputs, targets, LOSS)) if asked.seeds > 1 else None
    trained = None
    if asked.train_epochs:
        optimizer = asked.optimizer_for(family.parameters.shape)
        epochs = sorted({round(part * asked.train_epochs / SNAPSHOTS) for part in range(SNAPSHOTS + 1)})
        learning = yield from descend(family, inputs, targets, LOSS, optimizer, asked.train_epochs, epochs)
        trained = trained_of(learning, word, snapshots_of(network, learning, epochs))
    return FlowResult(
        title=title_of(network),
        layers=layers_of(flow),
        first_last_ratio=found.first_last,
        factor_per_layer=found.factor,
        signal_ratio=found.signal,
        loss=float(flow.loss),
        verdict=word,
        way=way,
        evidence=evidence_of(network, flow, found, word, way),
        bands=bands,
        trained=trained,
    )


def layers_of(flow: Flow) -> list[FlowLayer]:
    """The layers of one network."""
    relative_gradients = finite_or_none(relative(flow).tolist())
    return [
        FlowLayer(
            gradient_norm=float(flow.gradient_norm[layer]),
            weight_norm=float(flow.weight_norm[layer]),
            relative_gradient=relative_gradients[layer],
            activation_mean=float(flow.activation_mean[layer]),
            activation_std=float(flow.activation_std[layer]),
            example_spread=float(flow.example_spread[layer]),
            saturated_share=float(flow.saturated_share[layer]),
            dead_share=float(flow.dead_share[layer]),
            histogram=histogram_of(a),
        )
        for layer, a in enumerate(flow.activations)
    ]


def relative(flow: Flow) -> FloatArray:
    """‖∂L/∂W‖ ÷ ‖W‖, NaN where W is 0."""
    nothing = np.full_like(flow.gradient_norm, np.nan)
    return np.divide(flow.gradient_norm, flow.weight_norm, out=nothing, where=flow.weight_norm > 0.0)


def histogram_of(activations: FloatArray) -> Histogram:
    """Where the activations lie; where all are equal, all are in the bin in the middle."""
    low, high = float(activations.min()), float(activations.max())
    if low == high:
        counts = np.zeros(BINS, dtype=np.int64)
        counts[BINS // 2] = activations.size
        return Histogram(low, high, counts)
    places = (activations.ravel() - low) * (BINS / (high - low))
    return Histogram(low, high, np.bincount(np.minimum(places.astype(np.int64), BINS - 1), minlength=BINS))


def bands_of(flow: Flow) -> Bands:
    """The seeds of a family, each judged on its own."""
    members = len(flow.loss)
    found = [ratios(flow, member) for member in range(members)]
    verdicts: list[str] = [verdict(each)[0] for each in found]
    interval = wilson_interval(verdicts.count("dead"), members)
    return Bands(
        verdicts=verdicts,
        dead=interval.share,
        dead_low=interval.low,
        dead_high=interval.high,
        factors=np.array([np.nan if each.factor is None else each.factor for each in found]),
        gradient_norm=band_of(flow.gradient_norm),
        relative_gradient=band_of(relative(flow)),
        activation_std=band_of(flow.activation_std),
    )


def band_of(values: FloatArray) -> Band:
    """Lowest, middle and highest over the members, (members, layers)."""
    return Band(values.min(axis=0), np.median(values, axis=0), values.max(axis=0))


def snapshots_of(network: FlowNetwork, learning: Learning, epochs: list[int]) -> list[Snapshot]:
    """The layers of the first member after those epochs, as long as its numbers are finite."""
    inputs, targets = sample()
    found: list[Snapshot] = []
    for epoch, theta in zip(epochs, learning.snapshots, strict=True):
        if np.isfinite(theta).all():
            flow = measure(network.first.with_parameters(theta), inputs, targets, LOSS)
            found.append(Snapshot(epoch, layers_of(flow)))
    return found


def trained_of(learning: Learning, word: str, snapshots: list[Snapshot]) -> Trained:
    """The run of the first member, and how the others ended."""
    loss, accuracy = (column.reshape(len(column), -1) for column in (learning.loss, learning.accuracy))
    gradients = learning.gradient_norm.reshape(*loss.shape, -1)
    final = loss[-1]
    learned = final < LEARNED
    interval = wilson_interval(int(learned.sum()), len(learned))
    gone = np.flatnonzero(np.isnan(loss[:, 0]))
    return Trained(
        loss=loss[:, 0].copy(),
        accuracy=accuracy[:, 0].copy(),
        gradient_norm=gradients[:, 0].copy(),
        diverged_at=int(gone[0]) if gone.size else None,
        snapshots=snapshots,
        learned=bool(learned[0]),
        holds=bool(learned[0]) == (word == "healthy"),
        final_losses=final,
        middle_loss=finite_or_none(float(np.median(np.where(np.isnan(final), np.inf, final)))),
        share=interval.share,
        low=interval.low,
        high=interval.high,
    )
