"""What all optimizers share: a learning rate, options, moments, and one step at a time."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, ClassVar, NamedTuple

import numpy as np
import numpy.typing as npt

from nn_core.activations import FloatArray
from nn_core.arrays import frozen_copy
from nn_core.errors import NotFiniteError, RangeError, ShapeError, UnknownNameError
from nn_core.options import Option, check_options


def learning_rate_option(default: float) -> Option:
    """The row of η, which every optimizer has."""
    return Option("learning_rate", default, "Step size η; PyTorch calls it lr.")


def weight_decay_option(default: float = 0.0) -> Option:
    """The row of λ, which every optimizer has."""
    return Option("weight_decay", default, "Pull of every parameter toward 0, λ.")


class OptimizerState(NamedTuple):
    """A frozen copy of what an optimizer remembers; restored, it goes on exactly as before.

    Attributes
    ----------
    name : str
        Which optimizer.
    step_count : int
        Steps taken, t.
    settings : mapping
        Learning rate and options at that moment.
    moments : mapping of str to FloatArray, each (…, n_parameters)
        By PyTorch's names; read-only.
    change : FloatArray, shape (…, n_parameters)
        Δθ of the latest step; read-only.
    """

    name: str
    step_count: int
    settings: Mapping[str, Any]
    moments: Mapping[str, FloatArray]
    change: FloatArray


class Optimizer(ABC):
    """Turns gradients into steps, θ ← θ + Δθ.

    Parameters
    ----------
    shape : int or tuple of int
        n_parameters, or (…, n_parameters) for a family.
    **options
        ``learning_rate``, a number or an array over the leading axes, and the options of its table.

    Attributes
    ----------
    name, formula, use, reference : str
        The name in code and JSON; one step as LaTeX; where it is used; who described it.
    table : tuple of Option
        Every option with default, bounds and meaning.
    shape : tuple of int
        The shape of θ.
    step_count : int
        Steps taken so far, t.
    moments : dict of str to FloatArray, each (…, n_parameters)
        What it remembers, by PyTorch's names.
    change : FloatArray, shape (…, n_parameters)
        Δθ of the latest step: the effective step of every parameter.
    """

    name: ClassVar[str]
    table: ClassVar[tuple[Option, ...]]
    formula: ClassVar[str]
    use: ClassVar[str]
    reference: ClassVar[str]

    weight_decay: float

    def __init__(self, shape: int | tuple[int, ...], **options: Any) -> None:
        self.shape = (shape,) if isinstance(shape, int) else tuple(shape)
        rate = options.pop("learning_rate", self.table[0].default)
        settings = check_options(self.name, self.table, options)
        for name, value in (settings | {"learning_rate": rate}).items():
            setattr(self, name, value)
        self.step_count = 0
        self.change = np.zeros(self.shape)
        self.moments: dict[str, FloatArray] = {name: np.zeros(self.shape) for name in self.moment_names()}
        self._scratch = np.zeros(self.shape)
        self._decayed = np.zeros(self.shape)

    @property
    def learning_rate(self) -> float | FloatArray:
        """η: a number, or an array over the leading axes. A schedule sets it between steps."""
        return self._learning_rate

    @learning_rate.setter
    def learning_rate(self, rate: float | npt.ArrayLike) -> None:
        if isinstance(rate, float) and 0.0 <= rate < np.inf:
            self._learning_rate: float | FloatArray = rate
            self.eta: float | FloatArray = rate
        else:
            array = checked_rates(self.name, rate, self.shape[:-1])
            self._learning_rate = array if array.ndim else float(array)
            self.eta = array[..., np.newaxis] if array.ndim else float(array)
        # As an array even where it is one number: NumPy takes those in half the time
        self.minus_eta: FloatArray = np.array(-self.eta)

    @property
    def settings(self) -> dict[str, Any]:
        """Learning rate and options as they are now."""
        return {option.name: getattr(self, option.name) for option in self.table}

    def step(self, parameters: FloatArray, gradient: FloatArray) -> None:
        """One step, in place: θ ← θ + Δθ.

        A moment that fades below 1e-308 counts as 0; a loop that runs under
        ``np.errstate(all="raise")`` lets it with ``np.errstate(under="ignore")`` around the loop.

        Parameters
        ----------
        parameters : FloatArray, shape (…, n_parameters)
            θ, changed in place.
        gradient : FloatArray, shape (…, n_parameters)
            g = ∂L/∂θ; not changed.

        Raises
        ------
        ShapeError
            If one of them has another shape than the optimizer was made for.
        """
        if parameters.shape != self.shape:
            raise ShapeError("parameters", parameters.shape, str(self.shape))
        if gradient.shape != self.shape:
            raise ShapeError("gradient", gradient.shape, str(self.shape))
        self.advance(parameters, gradient)
        parameters += self.change

    def advance(self, parameters: FloatArray, gradient: FloatArray) -> None:
        """A step whose change is left to be added, of arrays that are known to fit."""
        self.step_count += 1
        self.compute_change(parameters, gradient)

    def keep_in(self, change: FloatArray, moments: Mapping[str, FloatArray]) -> None:
        """From now on writes change and moments into these arrays, which take over what there is.

        Parameters
        ----------
        change : FloatArray, shape (…, n_parameters)
        moments : mapping of str to FloatArray, each (…, n_parameters)
            One for each moment there is.
        """
        change[...] = self.change
        for name, moment in self.moments.items():
            moments[name][...] = moment
        self.change, self.moments = change, dict(moments)

    @abstractmethod
    def compute_change(self, parameters: FloatArray, g: FloatArray) -> None:
        """Brings the moments up to date and writes Δθ into ``change``."""

    @abstractmethod
    def moment_names(self) -> tuple[str, ...]:
        """Which moments its options call for."""

    def with_decay(self, parameters: FloatArray, g: FloatArray) -> FloatArray:
        """g + λ θ: weight decay as part of the gradient (L2)."""
        if not self.weight_decay:
            return g
        np.multiply(parameters, self.weight_decay, out=self._decayed)
        self._decayed += g
        return self._decayed

    def cycle_momentum(self, momentum: float) -> None:
        """Sets the momentum, or Adam's β₁, as the one-cycle schedule does between steps.

        Raises
        ------
        RangeError
            If this optimizer has none, or the value is out of range.
        """
        row = next((option for option in self.table if option.name == "momentum"), None)
        if row is None:
            raise RangeError("cycle_momentum", self.name, "an optimizer with momentum or betas")
        self.momentum: float = row.check(self.name, momentum)
        self.moments.setdefault("momentum_buffer", np.zeros(self.shape))

    def state(self) -> OptimizerState:
        """A frozen copy of everything it remembers."""
        moments = {name: frozen_copy(moment) for name, moment in self.moments.items()}
        return OptimizerState(
            self.name,
            self.step_count,
            MappingProxyType(self.settings),
            MappingProxyType(moments),
            frozen_copy(self.change),
        )

    def restore(self, state: OptimizerState) -> None:
        """Goes back to a state, to continue from there exactly as it did then.

        Raises
        ------
        UnknownNameError
            If it is the state of another optimizer.
        ShapeError
            If it is the state for parameters of another shape.
        """
        if state.name != self.name:
            raise UnknownNameError("optimizer of the state", state.name, [self.name])
        if state.change.shape != self.shape:
            raise ShapeError("optimizer state", state.change.shape, str(self.shape))
        for name, value in state.settings.items():
            setattr(self, name, value)
        self.step_count = state.step_count
        self.change = state.change.copy()
        self.moments = {name: moment.copy() for name, moment in state.moments.items()}


def checked_rates(owner: str, rate: npt.ArrayLike, leading: tuple[int, ...]) -> FloatArray:
    """The learning rate as an array of shape () or of the leading axes, finite and ≥ 0."""
    field = f"learning_rate of {owner}"
    if not is_numeric(rate):
        raise RangeError(field, repr(rate), "a number in [0, inf)")
    array = np.array(rate, dtype=np.float64)
    if array.ndim and array.shape != leading:
        raise ShapeError(field, array.shape, f"() or {leading}")
    if not np.isfinite(array).all():
        raise NotFiniteError(field, array[~np.isfinite(array)].flat[0], "finite numbers only")
    if (array < 0.0).any():
        raise RangeError(field, array.min(), "a number in [0, inf)")
    return array


def is_numeric(values: npt.ArrayLike) -> bool:
    """Whether these are real numbers; truth values and words are not."""
    try:
        return np.asarray(values).dtype.kind in "iuf"
    except ValueError:
        return False
