"""AdaGrad: a step size for every parameter, from the sum of all its squared gradients.

A parameter with steep gradients takes small steps, one that is seldom touched takes large ones. The
sum only grows, so the steps only shrink.
"""

from __future__ import annotations

import numpy as np

from nn_core.activations import FloatArray
from nn_core.optimizers.base import Optimizer, learning_rate_option, weight_decay_option
from nn_core.options import Option


class Adagrad(Optimizer):
    r"""g ← g + λ θ;  s ← s + g²;  η̃ = η / (1 + (t − 1) κ);  Δθ = −η̃ g / (√s + ε).

    References
    ----------
    Duchi, Hazan and Singer (2011), equation 1 with a diagonal matrix, in the form of
    ``torch.optim.Adagrad``.
    """

    name = "adagrad"
    table = (
        learning_rate_option(1e-2),
        Option("lr_decay", 0.0, "How fast η itself fades with the steps, κ."),
        weight_decay_option(),
        Option("initial_accumulator_value", 0.0, "What the sum of squares starts from."),
        Option("eps", 1e-10, "Keeps the division finite, ε.", low_allowed=False),
    )
    formula = (
        r"s \leftarrow s + g^2, \qquad "
        r"\theta \leftarrow \theta - \frac{\eta}{1 + (t - 1)\kappa} \frac{g}{\sqrt{s} + \varepsilon}"
    )
    use = "Sparse features: rare ones keep large steps."
    reference = "Duchi, Hazan and Singer (2011)"

    lr_decay: float
    initial_accumulator_value: float
    eps: float

    def __init__(self, shape: int | tuple[int, ...], **options: object) -> None:
        super().__init__(shape, **options)
        self.moments["sum"][...] = self.initial_accumulator_value

    def moment_names(self) -> tuple[str, ...]:
        return ("sum",)

    def compute_change(self, parameters: FloatArray, g: FloatArray) -> None:
        s, t, scratch = self.moments["sum"], self.step_count, self._scratch
        # g ← g + λ θ
        g = self.with_decay(parameters, g)
        # s ← s + g²
        s += np.multiply(g, g, out=scratch)
        # η̃ = η / (1 + (t − 1) κ)
        eta = self.eta / (1.0 + (t - 1) * self.lr_decay)
        # Δθ = −η̃ g / (√s + ε)
        np.sqrt(s, out=scratch)
        scratch += self.eps
        np.divide(g, scratch, out=self.change)
        self.change *= -eta
