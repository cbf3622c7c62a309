"""Stochastic gradient descent: one step straight downhill, with or without momentum.

Momentum lets the steps of the past roll on: the buffer m is a fading sum of gradients, so steps add up
along a valley and cancel across it. Nesterov's variant looks one step of momentum ahead.
"""

from __future__ import annotations

import numpy as np

from nn_core.activations import FloatArray
from nn_core.errors import RangeError
from nn_core.optimizers.base import Optimizer, learning_rate_option, weight_decay_option
from nn_core.options import Option


class SGD(Optimizer):
    r"""g ← g + λ θ;  m ← μ m + (1 − τ) g, at the first step m ← g;  Δθ = −η m.

    Nesterov: Δθ = −η (g + μ m). Without momentum: Δθ = −η g.

    References
    ----------
    Robbins and Monro (1951); Polyak (1964), equation 9; Sutskever, Martens, Dahl and Hinton (2013),
    equations 3 and 4, in the form of ``torch.optim.SGD``.
    """

    name = "sgd"
    table = (
        learning_rate_option(1e-3),
        Option("momentum", 0.0, "How much of the last step rolls on, μ.", high=1.0, high_allowed=True),
        Option(
            "dampening", 0.0, "How much of each new gradient is held back, τ.", high=1.0, high_allowed=True
        ),
        weight_decay_option(),
        Option("nesterov", False, "Look one step of momentum ahead.", kind=bool),
    )
    formula = r"m \leftarrow \mu m + (1 - \tau)\, g, \qquad \theta \leftarrow \theta - \eta\, m"
    use = "The plainest optimizer; with momentum 0.9 a strong choice for large networks."
    reference = "Polyak (1964); Sutskever, Martens, Dahl and Hinton (2013)"

    momentum: float
    dampening: float
    nesterov: bool

    def __init__(self, shape: int | tuple[int, ...], **options: object) -> None:
        super().__init__(shape, **options)
        if self.nesterov and (self.momentum == 0.0 or self.dampening != 0.0):
            came = f"momentum {self.momentum} and dampening {self.dampening}"
            raise RangeError("nesterov of sgd", came, "a momentum above 0 and no dampening")

    def moment_names(self) -> tuple[str, ...]:
        return ("momentum_buffer",) if self.momentum else ()

    def compute_change(self, parameters: FloatArray, g: FloatArray) -> None:
        # g ← g + λ θ
        g = self.with_decay(parameters, g)
        if self.momentum:
            g = self.roll_on(g)
        # Δθ = −η g
        np.multiply(g, self.minus_eta, out=self.change)

    def roll_on(self, g: FloatArray) -> FloatArray:
        """The direction with momentum: m, or g + μ m."""
        m, mu = self.moments["momentum_buffer"], self.momentum
        # m ← μ m + (1 − τ) g, at the first step m ← g
        if self.step_count == 1:
            m[...] = g
        else:
            m *= mu
            m += np.multiply(g, 1.0 - self.dampening, out=self._scratch)
        if not self.nesterov:
            return m
        # g + μ m
        np.multiply(m, mu, out=self._scratch)
        self._scratch += g
        return self._scratch
