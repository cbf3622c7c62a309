"""What reaches the layers, in words: the network, its verdict, and the evidence for it."""

from __future__ import annotations

from collections import Counter
from math import log

from nn_core.gradient_flow import Flow, Ratios
from panel_kit.contract.words import LARGE, amount, capital, in_words, numeral, signed
from panel_kit.specs.activations import ACTIVATION_NAMES
from panels.gradient_flow.request import DRAWN_NAMES, FlowNetwork
from panels.gradient_flow.result import Bands, FlowResult, Trained

LEARNED = 0.5 * log(2.0)
"""A network has learned when its loss is below half of ln 2, the loss of answering ½ every time."""

FLAT, MEAN = 10.0, 0.01
"""Gradients within a factor of ten are of one size; a mean answer so near ½, the share of ones, is right."""


def title_of(network: FlowNetwork) -> str:
    """“10 sigmoid layers of 16 units, Xavier, uniform, with batch normalization”."""
    added = [
        name
        for name, is_on in (
            ("batch normalization", network.batch_norm),
            ("residual connections", network.residual),
        )
        if is_on
    ]
    drawn = DRAWN_NAMES[network.initializer]
    weights = (
        f"normal weights of spread {network.std:g}" if network.initializer == "normal" else f"weights {drawn}"
    )
    with_added = f", with {in_words(added)}" if added else ""
    layers = f"{numeral(network.depth)} {ACTIVATION_NAMES[network.activation]} layers of {network.width}"
    return f"{layers}, {weights}{with_added}"


def evidence_of(network: FlowNetwork, flow: Flow, found: Ratios, verdict: str, way: str) -> str:
    """What the verdict rests on: both ways, the one that shows most first."""
    if verdict == "dead":
        return f"No hidden weight has a gradient: {cause_of_death(network, flow)}."
    ways = [going_back(found, network.depth), going_forward(found, network.depth)]
    first, second = ways if way != "forward" else ways[::-1]
    end = ", less than a hundredfold both" if verdict == "healthy" else ""
    return f"{first}; {second[0].lower()}{second[1:]}{end}."


def going_back(found: Ratios, depth: int) -> str:
    """The gradients, first against last."""
    if found.first_last is None:
        return "Back: the gradient of the last hidden layer is 0"
    if found.factor is None:
        return "Back: there is one hidden matrix, and nothing to compare its gradient with"
    each, in_all = signed(found.factor), times(found.first_last)
    return f"Back, from hidden layer {depth} to 2: gradient × {each} for each layer, × {in_all} in all"


def going_forward(found: Ratios, depth: int) -> str:
    """The spread of the activations, last against first."""
    if found.signal is None:
        return "Forward: all activations of the first layer are equal"
    in_all = times(found.signal)
    return f"Forward, from hidden layer 1 to {depth}: spread of the activations × {in_all} in all"


def times(factor: float) -> str:
    """A number of any size, not below 0, with as many digits as say something.

    >>> times(0.25), times(12.34), times(4195.728), times(2e7)
    ('0.250', '12.3', '4196', '2.00·10⁷')
    """
    if factor >= LARGE:
        return signed(factor)
    return signed(factor, 0 if factor >= 100.0 else 1) if factor >= 10.0 else amount(factor)


def cause_of_death(network: FlowNetwork, flow: Flow) -> str:
    """Why nothing arrives."""
    dead = [layer for layer, share in enumerate(flow.dead_share[:-1], 1) if share == 1.0]
    if network.activation == "step":
        return "the step has no slope"
    if not flow.weight_norm.any():
        return "all weights are 0, and so is every product with them"
    if dead:
        return f"in hidden layer {dead[0]} every unit is off for every example, and nothing passes it"
    return "each is exactly 0"


def of_the_seeds(bands: Bands) -> str:
    """How many seeds came out how."""
    counts = Counter(bands.verdicts)
    told = in_words([f"{count} {verdict}" for verdict, count in counts.most_common()])
    ends = f"{signed(100 * bands.dead_low, 0)} to {signed(100 * bands.dead_high, 0)} %"
    interval = f" With so few seeds the share of dead ones may be {ends}." if counts["dead"] else ""
    return f"Of {len(bands.verdicts)} seeds {told}.{interval}"


def of_the_training(result: FlowResult, epochs: int) -> str:
    """How its loss fell, whether that is called learning, and whether the verdict agrees."""
    run = result.trained
    if run is None:
        return ""
    if run.diverged_at is not None:
        ending = f"In epoch {run.diverged_at} of the training it left the finite numbers"
    else:
        losses = f"from {amount(run.loss[0])} to {amount(run.loss[-1])}"
        ending = f"After {epochs} epochs its loss has gone {losses}"
    so_far = "it has learned" if run.learned else "it has not learned"
    half = f"learned means below {signed(LEARNED, 3)}, half of ln 2"
    verdict = "in agreement with" if run.holds else "contrary to"
    return f"{ending}: {so_far} ({half}), {verdict} the verdict.{of_one_size(result)}{of_all_runs(run)}"


def of_one_size(result: FlowResult) -> str:
    """Why gradients that fell from layer to layer may be of one size after a training that taught nothing.

    Where the mean answer has become right, what the examples share in the error cancels. What is left of a
    gradient is made of the differences between examples, and these shrink forward as the error shrinks back.
    """
    run = result.trained
    if run is None or run.learned or run.diverged_at is not None or result.way != "back":
        return ""
    epoch, layers = run.snapshots[-1].epoch, run.snapshots[-1].layers
    sizes = [layer.gradient_norm for layer in layers[:-1]]
    apart = [layer.example_spread for layer in layers[:-1]]
    mean = layers[-1].activation_mean
    if min(sizes) * FLAT < max(sizes) or abs(mean - 0.5) > MEAN or apart[-1] >= apart[0]:
        return ""
    return (
        f" In epoch {epoch} the gradients of the hidden layers are of one size, {amount(min(sizes))} to "
        f"{amount(max(sizes))}: the mean answer is right, {signed(mean, 3)}, so what all examples share in "
        f"the error cancels. What is left are the differences between examples, and these shrink forward, "
        f"from {amount(apart[0])} to {amount(apart[-1])}, as the error does back."
    )


def of_all_runs(run: Trained) -> str:
    """How many of several seeds learned."""
    count = len(run.final_losses)
    if count == 1:
        return ""
    learned = round(run.share * count)
    ends = f"{signed(100 * run.low, 0)} to {signed(100 * run.high, 0)} %"
    middle = f"the middle one ends at a loss of {middle_of(run)}"
    return f" Of {count} seeds {learned} learned, and {middle}; with so few, the share may be {ends}."


def say(result: FlowResult, kept: FlowResult | None, epochs: int) -> str:
    """The verdict, the training, the evidence, the seeds, and the same of the kept network in short."""
    parts = [f"{capital(result.title)}: {result.verdict}."]
    parts += [of_the_training(result, epochs)] if result.trained else []
    parts += [result.evidence]
    parts += [of_the_seeds(result.bands)] if result.bands else []
    parts += [of_the_kept(kept, epochs)] if kept else []
    return " ".join(parts)


def of_the_kept(kept: FlowResult, epochs: int) -> str:
    """The kept network in one sentence."""
    end = ""
    if kept.trained:
        loss = kept.trained.middle_loss
        came = "left the finite numbers" if loss is None else f"came to a loss of {amount(loss)}"
        several = " in the middle of its seeds" if len(kept.trained.final_losses) > 1 else ""
        end = f", and {came}{several} in {epochs} epochs"
    return f"Kept beside it: {kept.title}, {kept.verdict}{end}."


def middle_of(run: Trained) -> str:
    """The last loss of the middle seed."""
    return "no number" if run.middle_loss is None else amount(run.middle_loss)
