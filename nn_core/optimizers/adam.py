"""Adam: momentum and a step size for every parameter, both freed of their slow start.

m is a fading mean of the gradients, v one of their squares. Both start at 0 and would stay too small
for a while; dividing by 1 − βᵗ makes up for it. AdamW takes weight decay out of the gradient, where
the division by √v would weaken it, and shrinks the parameters directly.
"""

from __future__ import annotations

import math

import numpy as np

from nn_core.activations import FloatArray
from nn_core.optimizers.base import Optimizer, learning_rate_option, weight_decay_option
from nn_core.options import Option

BETAS = Option(
    "betas", (0.9, 0.999), "How long the means remember: β₁ of g, β₂ of g².", kind=tuple, high=1.0, length=2
)
EPS = Option("eps", 1e-8, "Keeps the division finite, ε.", low_allowed=False)
AMSGRAD = Option(
    "amsgrad", False, "Never let a step size grow again: divide by the largest v so far.", kind=bool
)


class Adam(Optimizer):
    r"""m ← β₁ m + (1 − β₁) g;  v ← β₂ v + (1 − β₂) g²;  Δθ = −η m̂ / (√v̂ + ε).

    m̂ = m / (1 − β₁ᵗ) and v̂ = v / (1 − β₂ᵗ). Before that, g ← g + λ θ. AMSGrad takes the largest v so
    far for v̂.

    References
    ----------
    Kingma and Ba (2015), algorithm 1; Reddi, Kale and Kumar (2018), algorithm 2, for AMSGrad; in the
    form of ``torch.optim.Adam``.
    """

    name = "adam"
    table = (learning_rate_option(1e-3), BETAS, EPS, weight_decay_option(), AMSGRAD)
    formula = (
        r"m \leftarrow \beta_1 m + (1 - \beta_1)\, g, \quad "
        r"v \leftarrow \beta_2 v + (1 - \beta_2)\, g^2, \quad "
        r"\theta \leftarrow \theta - \eta\, "
        r"\frac{m / (1 - \beta_1^t)}{\sqrt{v / (1 - \beta_2^t)} + \varepsilon}"
    )
    use = "The usual first choice: works with little tuning."
    reference = "Kingma and Ba (2015)"

    eps: float
    amsgrad: bool

    @property
    def betas(self) -> tuple[float, float]:
        """β₁ and β₂."""
        return self._betas

    @betas.setter
    def betas(self, betas: tuple[float, float]) -> None:
        self._betas = betas
        # As arrays even though each is one number: NumPy takes those in half the time
        self.keeps = np.array(betas[0]), np.array(betas[1])
        self.takes = np.array(1.0 - betas[0]), np.array(1.0 - betas[1])

    def moment_names(self) -> tuple[str, ...]:
        return ("exp_avg", "exp_avg_sq", *(("max_exp_avg_sq",) if self.amsgrad else ()))

    def compute_change(self, parameters: FloatArray, g: FloatArray) -> None:
        # g ← g + λ θ
        self.adapt(self.with_decay(parameters, g))

    def adapt(self, g: FloatArray) -> None:
        """Moments up to date, and Δθ = −η m̂ / (√v̂ + ε)."""
        m, v, scratch = self.moments["exp_avg"], self.moments["exp_avg_sq"], self._scratch
        (keep1, keep2), (take1, take2), t = self.keeps, self.takes, self.step_count
        # m ← β₁ m + (1 − β₁) g
        m *= keep1
        m += np.multiply(g, take1, out=scratch)
        # v ← β₂ v + (1 − β₂) g²
        v *= keep2
        np.multiply(g, g, out=scratch)
        scratch *= take2
        v += scratch
        # AMSGrad: v ← the largest v so far
        if self.amsgrad:
            v = np.maximum(self.moments["max_exp_avg_sq"], v, out=self.moments["max_exp_avg_sq"])
        # √v̂ + ε = (√v + ε √c₂) / √c₂  with  v̂ = v / c₂  and  c₁ = 1 − β₁ᵗ,  c₂ = 1 − β₂ᵗ
        c1, root_c2 = 1.0 - self.betas[0] ** t, math.sqrt(1.0 - self.betas[1] ** t)
        np.sqrt(v, out=scratch)
        scratch += np.array(self.eps * root_c2)
        # Δθ = −η m̂ / (√v̂ + ε)  with  m̂ = m / c₁, the numbers taken together
        np.divide(m, scratch, out=self.change)
        self.change *= np.array(-self.eta * (root_c2 / c1))

    def cycle_momentum(self, momentum: float) -> None:
        self.betas = BETAS.check(self.name, (momentum, self.betas[1]))


class AdamW(Adam):
    r"""Adam's step, and apart from it a decay of the parameters: Δθ = −η (m̂ / (√v̂ + ε) + λ θ).

    References
    ----------
    Loshchilov and Hutter (2019), algorithm 2, in the form of ``torch.optim.AdamW``.
    """

    name = "adamw"
    table = (learning_rate_option(1e-3), BETAS, EPS, weight_decay_option(1e-2), AMSGRAD)
    formula = (
        r"m \leftarrow \beta_1 m + (1 - \beta_1)\, g, \quad "
        r"v \leftarrow \beta_2 v + (1 - \beta_2)\, g^2, \quad "
        r"\theta \leftarrow \theta - \eta \left("
        r"\frac{m / (1 - \beta_1^t)}{\sqrt{v / (1 - \beta_2^t)} + \varepsilon} + \lambda \theta\right)"
    )
    use = "Adam where weight decay matters: transformers, large networks."
    reference = "Loshchilov and Hutter (2019)"

    def compute_change(self, parameters: FloatArray, g: FloatArray) -> None:
        # Δθ = −η m̂ / (√v̂ + ε)
        self.adapt(g)
        # Δθ ← Δθ − η λ θ
        if self.weight_decay:
            self.change += np.multiply(parameters, -self.eta * self.weight_decay, out=self._scratch)
