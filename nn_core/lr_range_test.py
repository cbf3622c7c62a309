"""The learning-rate range test: one short run tells which rates a network bears.

The rate starts tiny and grows by the same factor every step. At first nothing happens; then the loss
falls, faster and faster; then the rate is too large and the loss climbs. Where between the two a good rate
lies, rules guess at (``nn_core.lr_suggestions``).
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Sequence
from dataclasses import dataclass
from time import thread_time

import numpy as np
import numpy.typing as npt

from nn_core.activations import FloatArray
from nn_core.errors import RangeError
from nn_core.families import as_family
from nn_core.layers.layer import State
from nn_core.losses.output import output_of
from nn_core.lr_suggestions import SUGGESTED, Suggestions, suggest
from nn_core.network import Network
from nn_core.options import Option, check_options
from nn_core.trainer import TrainingSpec
from nn_core.trainer.batches import TrainingPass
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
    suggested : Suggestions
        The rate of every rule; none if the loss never fell by more than chance.
    diverged_at : int or None
        The step, from 0, at which the loss left its best far behind or was no longer finite; it is the
        last entry, or one past it.
    """

    learning_rates: FloatArray
    losses: FloatArray
    smoothed: FloatArray
    suggested: Suggestions
    diverged_at: int | None

    def __post_init__(self) -> None:
        for array in (self.learning_rates, self.losses, self.smoothed):
            array.flags.writeable = False

    @property
    def suggestion(self) -> float | None:
        """The rate of the rule ``SUGGESTED``."""
        return self.suggested.rates[SUGGESTED]


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

    Reference: Smith (2017), section 3.3; smoothing and the end after Gugger (2018).
    """
    given = {"low": low, "high": high, "steps": steps, "smoothing": smoothing, "divergence": divergence}
    check_options("lr_range_test", RANGE_TEST_OPTIONS, given)
    if not low < high:
        raise RangeError("high of lr_range_test", high, f"more than low, {low}")
    rates = growing_rates(low, high, steps)
    # A rate that is too large may overflow: that is what the test is looking for.
    with np.errstate(all="ignore"):
        return read((float(step(float(rate))) for rate in rates), rates, smoothing, divergence)


def growing_rates(low: float, high: float, steps: int) -> FloatArray:
    """low · (high / low)^(k / (steps − 1)), shape (steps,), the same on every processor."""
    return np.array([low * (high / low) ** (step / (steps - 1)) for step in range(steps)])


def read(losses: Iterable[float], rates: FloatArray, smoothing: float, divergence: float) -> RangeTest:
    """Takes losses at growing rates until they diverge, smooths them, and asks every rule.

    Parameters
    ----------
    losses : iterable of float
        One for each rate, taken one by one.
    rates : FloatArray, shape (steps,)
    smoothing, divergence : float
        As in ``lr_range_test``.
    """
    kept: list[float] = []
    smoothed: list[float] = []
    mean, diverged_at = 0.0, None
    for index, loss in enumerate(losses):
        if not np.isfinite(loss):
            diverged_at = index
            break
        # s ← β s + (1 − β) L, freed of its start at 0 by 1 − βᵏ
        mean = smoothing * mean + (1.0 - smoothing) * loss
        kept.append(loss)
        smoothed.append(mean / (1.0 - smoothing ** (index + 1)))
        if smoothed[-1] > divergence * min(smoothed):
            diverged_at = index
            break
    tried, raw, curve = rates[: len(kept)].copy(), np.array(kept), np.array(smoothed)
    return RangeTest(tried, raw, curve, suggest(tried, raw, curve, len(rates), smoothing), diverged_at)


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


def family_losses(
    networks: Sequence[Network],
    inputs: npt.ArrayLike,
    targets: npt.ArrayLike,
    spec: TrainingSpec,
    seeds: Sequence[int],
    rates: FloatArray,
) -> Generator[None, None, FloatArray]:
    """The losses of many range tests at once, each with its own network and batches; pauses every ten steps.

    Parameters
    ----------
    networks : sequence of Network
        Where each starts, of one architecture.
    inputs : array, shape (n, n_in)
    targets : array, shape (n, n_out)
    spec : TrainingSpec
        As for ``training_step``; its seed counts for nothing, and its time limit ends all tests.
    seeds : sequence of int
        Draws the batches of each.
    rates : FloatArray, shape (steps,)

    Returns
    -------
    FloatArray, shape (steps, members)
        The loss before each step; infinite from where a member has left. Fewer where the time was up.

    Raises
    ------
    ShapeError, RangeError, NotFiniteError
        If the data do not fit network and loss.
    """
    loss, generators = spec.create_loss(), [np.random.default_rng(seed) for seed in seeds]
    # One alone computes in matrices, as training and programs do, and agrees with them to the last bit
    family = networks[0] if len(networks) == 1 else as_family(networks)
    X, y = checked_data("", networks[0], loss, inputs, targets)
    state = State(family.parameters.copy(), family.buffers.copy())
    gradient = np.zeros_like(state.parameters)
    optimizer = spec.create_optimizer(gradient.shape)
    size = min(spec.batch_size or len(X), len(X))
    output = output_of(family.layers[-1].output_activation, loss)
    batch = TrainingPass(family.layers, state, gradient, (*gradient.shape[:-1], size), output)
    members = (state.parameters.reshape(len(networks), -1), family.parameters.reshape(len(networks), -1))
    losses, is_there = np.full((len(rates), len(networks)), np.inf), np.ones(len(networks), dtype=bool)
    left = spec.time_limit or np.inf
    for index, rate in enumerate(rates):
        began = thread_time()
        drawn = [rng.permutation(len(X))[:size] for rng in generators]
        rows = np.stack(drawn).reshape(*gradient.shape[:-1], size)
        with np.errstate(all="ignore"):
            batch.forward(X[rows])
            losses[index, is_there] = np.atleast_1d(batch.loss(y[rows]))[is_there]
            batch.backward(X[rows], y[rows])
            optimizer.learning_rate = float(rate)
            optimizer.step(state.parameters, gradient)
        is_there &= np.isfinite(losses[index]) & np.isfinite(members[0]).all(axis=-1)
        if not is_there.all():  # who has left goes on from the first weights, and what it does is not kept
            members[0][~is_there] = members[1][~is_there]
        left -= thread_time() - began
        if left <= 0.0:
            return losses[: index + 1]
        if index % 10 == 9:
            yield
    return losses
