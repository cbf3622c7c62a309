"""Problems of units: those that are dead, those that are saturated, and steps, which have no slope at all."""

from __future__ import annotations

import numpy as np

from nn_core.activations import Activation
from nn_core.diagnosis.finding import Finding, Fix, left, percent, written
from nn_core.diagnosis.record import RunRecord
from nn_core.diagnosis.snapshots import HiddenLayer

FLAT_SHARE = 0.05
"""A unit is saturated on an example where f′(z) is below this share of its steepest."""

MANY = 0.5
"""Half of a layer, or of its examples: more than that is too many."""

NOTHING_LEARNED = 0.9
"""A run with more than this share of the baseline's loss left has learned next to nothing."""

FALLEN_BACK = 0.2
"""A loss that ends above its lowest by more than this share of the baseline has lost what it had learned."""


def no_slope(run: RunRecord) -> list[Finding]:
    """A layer of steps: flat on both sides, so nothing before it ever learns, however well the rest does."""
    last = len(run.network.sizes) - 1
    output = run.network.leaves[-1].output_activation
    steps = [layer.number for layer in run.hidden if is_step(layer.activation)]
    steps += [last] if output and is_step(output) else []
    if not steps:
        return []
    number = steps[-1]
    evidence = {"layer": number, "layers_without_gradient": number, "loss_share": run.loss_share}
    if number == last:
        sentence = (
            "The output is a step function. Its slope is 0 on both sides of the jump: no gradient is sent "
            "back."
        )
        fix = Fix("network.output_activation", "sigmoid", "Use a sigmoid: a smooth step with a slope.")
        return [Finding("no_slope", evidence, sentence, fix)]
    before = "its weights stay" if number == 1 else f"the weights of layers 1 to {number} stay"
    sentence = (
        f"Hidden layer {number} has step functions. Their slope is 0 on both sides of the jump: no gradient "
        f"passes them, {before} as they were drawn, and only what comes after learns."
    )
    fix = Fix("network.hidden_activation", "tanh", "Use tanh: a smooth step with a slope.")
    return [Finding("no_slope", evidence, sentence, fix)]


def linear_units(run: RunRecord) -> list[Finding]:
    """Hidden layers that do not bend, in a run that has not learned: all of it is one linear layer."""
    hidden = run.network.activations[:-1]
    if run.learned or not hidden or set(hidden) != {"linear"}:
        return []
    evidence = {"hidden_layers": len(hidden), "loss_share": run.loss_share}
    sentence = (
        f"{left(run.loss_share)}. All hidden units are linear, so the whole network "
        "is worth one linear layer, however many hidden units there are."
    )
    fix = Fix(
        "network.hidden_activation",
        "tanh",
        "Use tanh: with units that are not linear the boundary can curve.",
    )
    return [Finding("linear_units", evidence, sentence, fix)]


def is_step(activation: Activation) -> bool:
    """Whether an activation jumps between two bounds: step."""
    return bool(activation.kinks) and bool(np.isfinite([activation.low, activation.high]).all())


def dead_units(run: RunRecord) -> list[Finding]:
    """Units whose slope is exactly 0 on every training example: no gradient reaches them.

    In the first layer, whose inputs are the data, they stay so unless something else than the gradient moves
    them (momentum, weight decay). In a later one they may come back when the layers before them change.
    They are a problem in a run that has not learned, and wherever half of a layer is dead.
    """
    counts = {layer.number: count_dead(layer) for layer in run.hidden if can_die(layer)}
    units = {layer.number: layer.slopes.shape[-1] for layer in run.hidden}
    harmful = [
        number
        for number, count in counts.items()
        if count[-1] and (not run.learned or count[-1] >= MANY * units[number])
    ]
    if not harmful:
        return []
    worst = max(harmful, key=lambda number: counts[number][-1] / units[number])
    count, size = counts[worst], units[worst]
    since = run.snapshot_epochs[int(np.flatnonzero(np.append(0, count[:-1]) < count[-1])[-1])]
    evidence = {
        "layer": worst,
        "dead": int(count[-1]),
        "units": size,
        "since_epoch": since,
        "dead_in_all_layers": int(sum(count[-1] for count in counts.values())),
        "loss_share": run.loss_share,
    }
    sentence = (
        f"In hidden layer {worst}, {count[-1]} of {size} units give 0 for every example, since epoch "
        f"{since} at the latest: their gradient is 0, {prospect(worst)}."
    )
    return [Finding("dead_units", evidence, sentence, dead_fix(run, killed=count[0] < count[-1] == size))]


def prospect(layer: int) -> str:
    """What may become of dead units: of those of the first layer nothing, for their inputs never change."""
    if layer == 1:
        return "so no gradient brings them back for these examples"
    return "and only a change in the layers before them can bring them back"


def dead_fix(run: RunRecord, killed: bool) -> Fix:
    """Smaller steps if they killed a whole layer, else an activation that cannot die."""
    if killed:
        rate = run.learning_rate / 10.0
        words = "The layer was alive before the first steps. Take smaller ones: learning rate "
        return Fix("optimizer.learning_rate", rate, f"{words}{written(rate, 6)}.")
    # In small networks on XOR, circles and moons it made 36 of 39 such runs learn; leaky ReLU 6 of 32, for
    # a slope of 0.01 is next to none there.
    words = "Use ELU: like ReLU, but with a slope that is nowhere exactly 0."
    return Fix("network.hidden_activation", "elu", words)


def can_die(layer: HiddenLayer) -> bool:
    """Whether the activation has a flat side for good: ReLU. A bounded one saturates instead."""
    return bool(layer.activation.kinks) and not np.isfinite(layer.activation.high)


def count_dead(layer: HiddenLayer) -> np.typing.NDArray[np.int64]:
    """How many units are dead at each snapshot, (snapshots,)."""
    return np.asarray((layer.slopes == 0.0).all(axis=-2).sum(axis=-1))


def saturation(run: RunRecord) -> list[Finding]:
    """Hidden layers flat on more than half of their units and examples, in a run that has not learned.

    A network that learns what it can may end up saturated, so where it did not begin so it is a problem
    only if next to nothing was learned, or what was learned is lost again.
    """
    shares = {layer.number: saturated_share(layer) for layer in run.hidden if can_saturate(layer)}
    if run.learned or not shares:
        return []
    worst = max(shares, key=lambda number: float(shares[number][-1]))
    before, after = float(shares[worst][0]), float(shares[worst][-1])
    is_harmful = before > MANY or run.loss_share > NOTHING_LEARNED or has_fallen_back(run)
    if after <= MANY or not is_harmful:
        return []
    evidence = {
        "layer": worst,
        "saturated_share": after,
        "saturated_share_before": before,
        "loss_share": run.loss_share,
    }
    sentence = (
        f"In hidden layer {worst}, {percent(after)} of all activations lie where the curve is flat "
        f"({percent(before)} before training): hardly any gradient passes them."
    )
    return [Finding("saturation", evidence, sentence, saturation_fix(run, before))]


def has_fallen_back(run: RunRecord) -> bool:
    """Whether the run was much better once: a step too long has thrown it away."""
    return float(run.train_loss[-1] - run.train_loss.min()) > FALLEN_BACK * run.baseline


def saturation_fix(run: RunRecord, before: float) -> Fix:
    """Smaller first weights if it began saturated, else smaller steps."""
    if before > MANY:
        words = "Draw smaller weights (Xavier), and bring the inputs to a similar scale."
        return Fix("network.initializer", "xavier_uniform", words)
    rate = run.learning_rate / 10.0
    return Fix("optimizer.learning_rate", rate, f"Take smaller steps: learning rate {written(rate, 6)}.")


def can_saturate(layer: HiddenLayer) -> bool:
    """Whether the activation of a layer has flat ends."""
    return has_flat_ends(layer.activation)


def has_flat_ends(f: Activation) -> bool:
    """Whether an activation is bounded and smooth: sigmoid, tanh. A step has no slope anyway."""
    return bool(np.isfinite([f.low, f.high]).all()) and not f.kinks


def saturated_share(layer: HiddenLayer) -> np.typing.NDArray[np.float64]:
    """The share of units × examples on the flat parts, at each snapshot, (snapshots,)."""
    return flat_share(layer.activation, layer.slopes)


def flat_share(
    activation: Activation, slopes: np.typing.NDArray[np.float64]
) -> np.typing.NDArray[np.float64]:
    """The share of slopes f′(z), (…, batch, units), on the flat ends, (…); 0 for a function without any."""
    if not has_flat_ends(activation):
        return np.zeros(slopes.shape[:-2])
    zero = np.zeros(1)
    steepest = activation.derivative(zero, activation(zero))
    return np.asarray((slopes < FLAT_SHARE * steepest).mean(axis=(-2, -1)))
