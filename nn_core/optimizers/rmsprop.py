"""RMSProp: AdaGrad that forgets. A fading mean of the squared gradients sets each parameter's step.

Centered, it divides by the gradients' standard deviation instead of their root mean square.
"""

from __future__ import annotations

import numpy as np

from nn_core.activations import FloatArray
from nn_core.optimizers.base import Optimizer, learning_rate_option, weight_decay_option
from nn_core.options import Option


class RMSprop(Optimizer):
    r"""g ← g + λ θ;  v ← α v + (1 − α) g²;  d = √v + ε;  Δθ = −η g / d.

    Centered: ḡ ← α ḡ + (1 − α) g and d = √(v − ḡ²) + ε. With momentum: b ← μ b + g / d and Δθ = −η b.

    References
    ----------
    Tieleman and Hinton (2012), lecture 6e; Graves (2013), equations 38 to 41, for the centered form; in
    the form of ``torch.optim.RMSprop``.
    """

    name = "rmsprop"
    table = (
        learning_rate_option(1e-2),
        Option("alpha", 0.99, "How long the mean of the squares remembers, α.", high=1.0),
        Option("eps", 1e-8, "Keeps the division finite, ε.", low_allowed=False),
        weight_decay_option(),
        Option("momentum", 0.0, "How much of the last step rolls on, μ.", high=1.0, high_allowed=True),
        Option("centered", False, "Divide by the standard deviation of the gradients.", kind=bool),
    )
    formula = (
        r"v \leftarrow \alpha v + (1 - \alpha)\, g^2, \qquad "
        r"\theta \leftarrow \theta - \eta \frac{g}{\sqrt{v} + \varepsilon}"
    )
    use = "Noisy gradients whose size changes; recurrent networks."
    reference = "Tieleman and Hinton (2012)"

    alpha: float
    eps: float
    momentum: float
    centered: bool

    def moment_names(self) -> tuple[str, ...]:
        centered = ("grad_avg",) if self.centered else ()
        momentum = ("momentum_buffer",) if self.momentum else ()
        return ("square_avg", *centered, *momentum)

    def compute_change(self, parameters: FloatArray, g: FloatArray) -> None:
        v, alpha, scratch = self.moments["square_avg"], self.alpha, self._scratch
        # g ← g + λ θ
        g = self.with_decay(parameters, g)
        # v ← α v + (1 − α) g²
        v *= alpha
        np.multiply(g, g, out=scratch)
        scratch *= 1.0 - alpha
        v += scratch
        # d = √v + ε, or √(v − ḡ²) + ε
        d = np.sqrt(self.variance(g) if self.centered else v, out=scratch)
        d += self.eps
        # Δθ = −η g / d
        np.divide(g, d, out=self.change)
        if self.momentum:
            self.roll_on()
        self.change *= -self.eta

    def variance(self, g: FloatArray) -> FloatArray:
        """v − ḡ². Rounding can take it below 0 where the gradient does not vary; it stops at 0."""
        v, mean, scratch = self.moments["square_avg"], self.moments["grad_avg"], self._scratch
        # ḡ ← α ḡ + (1 − α) g
        mean *= self.alpha
        mean += np.multiply(g, 1.0 - self.alpha, out=scratch)
        # v − ḡ²
        np.multiply(mean, mean, out=scratch)
        np.subtract(v, scratch, out=scratch)
        return np.maximum(scratch, 0.0, out=scratch)

    def roll_on(self) -> None:
        """b ← μ b + g / d, with g / d in ``change``, and back."""
        b = self.moments["momentum_buffer"]
        b *= self.momentum
        b += self.change
        self.change[...] = b
