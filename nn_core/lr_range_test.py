"""The learning-rate range test: one short run tells which rates a network bears.

The rate starts tiny and grows by the same factor every step. At first nothing happens; then the loss
falls, faster and faster; then the rate is too large and the loss climbs. A good rate lies where the loss
falls most steeply, well before the climb.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from nn_core.activations import FloatArray
from nn_core.errors import RangeError
from nn_core.network import Network
from nn_core.options import Option, check_options
from nn_core.trainer import TrainingSpec
from nn_core.trainer.data import checked_data

RANGE_TEST_OPTIONS = (
    Option("low", 1e-4, "The first rate.", low_allowed=False),
    Option("high", 10.0, "The last rate.", low_allowed=False),
    Option("steps", 300, "How many rates are tried.", kind=int, low=2),
    Option("smoothing", 0.9, "How much of the smoothed loss each step keeps, β.", high=1.0),
    Option(
        "divergence", 4.0, "It stops where the loss is this many times its best.", low=1.0, low_allowed=False
    ),
)


@dataclass(frozen=True, eq=False)
class RangeTest:
    """What a range test saw, one entry per step taken; every number finite, arrays read-only.

    Attributes
    ----------
    learning_rates : FloatArray, shape (taken,)
    losses : FloatArray, shape (taken,)
        The loss that each step reported.
    smoothed : FloatArray, shape (taken,)
        Their fading mean.
    suggestion : float or None
        The rate at the steepest descent; None if the loss never fell by more than chance.
    diverged_at : int or None
        The step, from 0, at which the loss left its best far behind or was no longer finite; it is the
        last entry, or one past it.
    """

    learning_rates: FloatArray
    losses: FloatArray
    smoothed: FloatArray
    suggestion: float | None
    diverged_at: int | None

    def __post_init__(self) -> None:
        for array in (self.learning_rates, self.losses, self.smoothed):
            array.flags.writeable = False


def lr_range_test(
    step: Callable[[float], float],
    *,
    low: float = 1e-4,
    high: float = 10.0,
    steps: int = 300,
    smoothing: float = 0.9,
    divergence: float = 4.0,
) -> RangeTest:
    """Tries growing rates until the loss diverges: rate k is low · (high / low)^(k / (steps − 1)).

    Parameters
    ----------
    step : callable
        Takes a rate, trains one step with it, returns the loss before that step.
    low, high : float
        First and last rate, 0 < low < high.
    steps : int
        How many, 2 or more.
    smoothing : float
        β in [0, 1): s ← β s + (1 − β) L, shown as s / (1 − βᵏ). It lags β / (1 − β) steps behind.
    divergence : float
        Stop where the smoothed loss is more than this many times its best; above 1.

    Raises
    ------
    RangeError, NotFiniteError
        Naming the option.

    Reference: Smith (2017), section 3.3; smoothing and suggestion after Gugger (2018).
    """
    given = {"low": low, "high": high, "steps": steps, "smoothing": smoothing, "divergence": divergence}
    check_options("lr_range_test", RANGE_TEST_OPTIONS, given)
    if not low < high:
        raise RangeError("high of lr_range_test", high, f"more than low, {low}")
    rates = low * (high / low) ** (np.arange(steps) / (steps - 1.0))
    losses, smoothed, diverged_at = climb(step, rates, smoothing, divergence)
    tried = rates[: len(losses)]
    suggestion = steepest_descent(tried, np.array(losses), np.array(smoothed), smoothing)
    return RangeTest(tried, np.array(losses), np.array(smoothed), suggestion, diverged_at)


def training_step(
    network: Network, inputs: npt.ArrayLike, targets: npt.ArrayLike, spec: TrainingSpec
) -> Callable[[float], float]:
    """A step function for ``lr_range_test``: one batch, forward, loss, backward, update.

    Parameters
    ----------
    network : Network
        Where to start; it is not changed. One network, no family.
    inputs : array, shape (n, n_in)
    targets : array, shape (n, n_out)
    spec : TrainingSpec
        Loss, optimizer, batch size, seed; each batch is drawn anew. Penalties and schedules are left out.

    Raises
    ------
    ShapeError, RangeError, NotFiniteError
        If the data do not fit network and loss.
    """
    loss, rng = spec.create_loss(), np.random.default_rng(spec.seed)
    X, y = checked_data("", network, loss, inputs, targets)
    parameters = network.parameters.copy()
    optimizer = spec.create_optimizer(parameters.shape)
    size = min(spec.batch_size or len(X), len(X))

    def step(rate: float) -> float:
        if not np.isfinite(parameters).all():
            return np.inf
        rows = rng.permutation(len(X))[:size]
        there = network.with_parameters(parameters)
        back = there.backward(there.forward(X[rows], training=True, rng=rng), y[rows], loss)
        optimizer.learning_rate = rate
        optimizer.step(parameters, back.gradient)
        return float(back.loss)

    return step


def climb(
    step: Callable[[float], float], rates: FloatArray, beta: float, divergence: float
) -> tuple[list[float], list[float], int | None]:
    """The losses at the rates, raw and smoothed, and where they diverged."""
    losses: list[float] = []
    smoothed: list[float] = []
    mean = 0.0
    for index, rate in enumerate(rates):
        # A rate that is too large may overflow: that is what the test is looking for.
        with np.errstate(all="ignore"):
            loss = float(step(float(rate)))
        if not np.isfinite(loss):
            return losses, smoothed, index
        # s ← β s + (1 − β) L, freed of its start at 0 by 1 − βᵏ
        mean = beta * mean + (1.0 - beta) * loss
        losses.append(loss)
        smoothed.append(mean / (1.0 - beta ** (index + 1)))
        if smoothed[-1] > divergence * min(smoothed):
            return losses, smoothed, index
    return losses, smoothed, None


def steepest_descent(
    rates: FloatArray, losses: FloatArray, smoothed: FloatArray, beta: float
) -> float | None:
    """The rate where the smoothed loss falls fastest against log η, on its way to the lowest.

    The fall is taken over a tenth of the steps, once the mean has settled; None if it is no larger than
    chance makes it from batch to batch.
    """
    half, settled = max(1, len(rates) // 20), int(beta / (1.0 - beta))
    rates, smoothed = rates[settled:], smoothed[settled:]
    if len(rates) <= 2 * half:
        return None
    # The rates are evenly spaced in log η, so the fall over as many steps is the slope against log η.
    falls = smoothed[: -2 * half] - smoothed[2 * half :]
    on_the_way = falls[: max(1, int(np.argmin(smoothed)) - half + 1)]
    steepest = int(np.argmax(on_the_way))
    return float(rates[steepest + half]) if on_the_way[steepest] > chance_fall(losses, beta) else None


def chance_fall(losses: FloatArray, beta: float) -> float:
    """The largest fall of the smoothed loss that chance is likely to bring: 3.5 standard deviations.

    Losses that vary by σ have a fading mean that varies by σ √((1 − β) / (1 + β)), and the difference of
    two by √2 times that. σ is taken from the median step between neighbors, which a trend leaves alone.
    """
    # Who asks for no smoothing takes the losses at their word
    if beta == 0.0:
        return 0.0
    # For normal noise the median |L − L′| is 0.6745 √2 σ = 0.954 σ
    sigma = float(np.median(np.abs(np.diff(losses)))) / 0.954
    return 3.5 * float(np.sqrt(2.0 * (1.0 - beta) / (1.0 + beta))) * sigma
