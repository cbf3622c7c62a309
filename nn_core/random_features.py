"""Random features: a wide layer that never learns, and an output whose best weights are known in closed form.

    φ(x) = ReLU(W x + b) / √p        W and b drawn once, p features
    θ = argmin Σ ‖θᵀ φ(xᵢ) − yᵢ‖² + λ ‖θ‖²

Nothing is trained step by step, so a network of thousands of units is fitted in the time of a slider, and
what depends on its size can be seen without the accidents of training: the *double descent*. With more
features the error on new examples falls, rises to a peak where there are as many features as examples, for
there the one solution that meets every target has enormous weights, and falls again, below where it was.
Among the many solutions beyond, λ = 0 stands for the one with the smallest weights. A λ above 0 takes the
peak away.

References: Rahimi and Recht (2007); Belkin, Hsu, Ma and Mandal (2019), figure 2; Hastie, Montanari, Rosset
and Tibshirani (2022).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from nn_core.activations import FloatArray
from nn_core.arrays import as_finite
from nn_core.errors import RangeError, ShapeError
from nn_core.metrics.checks import checked_count

MOST_FEATURES = 20_000
ROUNDING = 1e-12
"""A direction this much weaker than the strongest is rounding, and is left out."""


@dataclass(frozen=True, eq=False)
class RandomFeatures:
    """The layer that is drawn.

    Attributes
    ----------
    weights : FloatArray, shape (features, n_in)
        W; read-only.
    biases : FloatArray, shape (features,)
        b; read-only.
    """

    weights: FloatArray
    biases: FloatArray

    @classmethod
    def draw(cls, n_in: int, features: int, *, rng: np.random.Generator) -> RandomFeatures:
        """W from N(0, 1 / n_in) and b from N(0, 0.01): standardized inputs give z of about 1.

        Raises
        ------
        RangeError
            Naming ``n_in`` or ``features``.
        """
        inputs = checked_count("n_in", n_in, 1, 10_000)
        count = checked_count("features", features, 1, MOST_FEATURES)
        weights = rng.normal(scale=1.0 / np.sqrt(inputs), size=(count, inputs))
        biases = rng.normal(scale=0.1, size=count)
        for array in (weights, biases):
            array.flags.writeable = False
        return cls(weights, biases)

    def __call__(self, inputs: npt.ArrayLike, features: int | None = None) -> FloatArray:
        """φ of the first so many features, (n, n_in) ↦ (n, features); all of them where none is named.

        Raises
        ------
        ShapeError, RangeError, NotFiniteError
            Naming the field.
        """
        x = as_finite("inputs", inputs)
        if x.ndim != 2 or x.shape[1] != self.weights.shape[1]:
            raise ShapeError("inputs", x.shape, f"(n, {self.weights.shape[1]})")
        count = checked_count("features", features or len(self.weights), 1, len(self.weights))
        z = x @ self.weights[:count].T + self.biases[:count]
        phi: FloatArray = np.maximum(z, 0.0) / np.sqrt(count)
        return phi


@dataclass(frozen=True, eq=False)
class RidgeFit:
    """The output weights for one λ.

    Attributes
    ----------
    weights : FloatArray, shape (features, n_out)
        θ.
    norm : float
        ‖θ‖: the root of the sum of all their squares.
    """

    weights: FloatArray
    norm: float


class Ridge:
    """Least squares on features, taken apart once so that every λ costs next to nothing.

    With Φ = U S Vᵀ, the solution is θ = V · S / (S² + λ) · Uᵀ Y.

    Parameters
    ----------
    features : array, shape (n, p)
        Φ of the examples to learn from.
    targets : array, shape (n, n_out)

    Raises
    ------
    ShapeError, NotFiniteError
        Naming the field.
    """

    def __init__(self, features: npt.ArrayLike, targets: npt.ArrayLike) -> None:
        phi, y = as_finite("features", features), as_finite("targets", targets)
        if phi.ndim != 2 or 0 in phi.shape:
            raise ShapeError("features", phi.shape, "(n, p), at least 1 of each")
        if y.ndim != 2 or len(y) != len(phi):
            raise ShapeError("targets", y.shape, f"({len(phi)}, n_out)")
        u, s, vt = np.linalg.svd(phi, full_matrices=False)
        kept = s > s[0] * ROUNDING
        self.strengths: FloatArray = s[kept]
        self.directions: FloatArray = vt[kept].T
        self.wanted: FloatArray = u[:, kept].T @ y

    def coefficients(self, ridge: float) -> FloatArray:
        """S / (S² + λ) · Uᵀ Y, (directions, n_out): θ as a sum over the directions of the features."""
        if not 0.0 <= ridge < np.inf:
            raise RangeError("ridge", ridge, "a number of 0 or more")
        shrunk: FloatArray = self.strengths / (np.square(self.strengths) + ridge)
        return shrunk[:, np.newaxis] * self.wanted

    def solve(self, ridge: float = 0.0) -> RidgeFit:
        """θ for this λ; for 0 the smallest of all that come closest.

        Raises
        ------
        RangeError
            λ is below 0 or not finite.
        """
        coefficients = self.coefficients(ridge)
        return RidgeFit(self.directions @ coefficients, float(np.linalg.norm(coefficients)))
