"""What reaches the layers, in words: the network, its verdict, and the evidence for it."""

from __future__ import annotations

from collections import Counter

from nn_core.gradient_flow import Flow, Ratios
from panel_kit.contract.words import amount, capital, in_words, numeral, signed
from panel_kit.specs.activations import ACTIVATION_NAMES
from panels.gradient_flow.request import DRAWN_NAMES, FlowNetwork
from panels.gradient_flow.result import Bands, FlowResult, Trained


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
    ways = [going_back(found), going_forward(found)]
    first, second = ways if way != "forward" else ways[::-1]
    end = ", less than a hundredfold both" if verdict == "healthy" else ""
    return f"{first}; {second[0].lower()}{second[1:]}{end}."


def going_back(found: Ratios) -> str:
    """The gradients, first against last."""
    if found.first_last is None:
        return "Back: the gradient of the last hidden layer is 0"
    if found.factor is None:
        return "Back: there is one hidden matrix, and nothing to compare its gradient with"
    return f"Back: gradient × {signed(found.factor)} for each layer, × {times(found.first_last)} in all"


def going_forward(found: Ratios) -> str:
    """The spread of the activations, last against first."""
    if found.signal is None:
        return "Forward: all activations of the first layer are equal"
    return f"Forward: spread of the activations × {times(found.signal)} in all"


def times(factor: float) -> str:
    """A factor of any size, with as many digits as say something."""
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
    """How its loss fell, and whether that is what the verdict said."""
    run = result.trained
    if run is None:
        return ""
    if run.diverged_at is not None:
        ending = f"In epoch {run.diverged_at} of the training it left the finite numbers"
    else:
        losses = f"from {signed(run.loss[0], 3)} to {signed(run.loss[-1], 3)}"
        ending = f"After {epochs} epochs its loss has gone {losses}"
    so_far = "it has learned" if run.learned else "it has not learned"
    held = "as" if run.holds else "other than"
    return f"{ending}: {so_far}, {held} the verdict said.{of_all_runs(run)}"


def of_all_runs(run: Trained) -> str:
    """How many of several seeds learned."""
    count = len(run.final_losses)
    if count == 1:
        return ""
    learned = round(run.share * count)
    ends = f"{signed(100 * run.low, 0)} to {signed(100 * run.high, 0)} %"
    return f" Of {count} seeds {learned} learned; with so few, the share may be {ends}."


def say(result: FlowResult, kept: FlowResult | None, epochs: int) -> str:
    """The verdict with its evidence, the seeds, the training, and the same of the kept network in short."""
    parts = [f"{capital(result.title)}: {result.verdict}. {result.evidence}"]
    parts += [of_the_seeds(result.bands)] if result.bands else []
    parts += [of_the_training(result, epochs)] if result.trained else []
    parts += [of_the_kept(kept, epochs)] if kept else []
    return " ".join(parts)


def of_the_kept(kept: FlowResult, epochs: int) -> str:
    """The kept network in one sentence."""
    end = ""
    if kept.trained:
        loss = kept.trained.middle_loss
        came = "left the finite numbers" if loss is None else f"came to a loss of {signed(loss, 3)}"
        several = " in the middle of its seeds" if len(kept.trained.final_losses) > 1 else ""
        end = f", and {came}{several} in {epochs} epochs"
    return f"Kept beside it: {kept.title}, {kept.verdict}{end}."


def middle_of(run: Trained) -> str:
    """The last loss of the middle seed."""
    return "no number" if run.middle_loss is None else signed(run.middle_loss, 3)
