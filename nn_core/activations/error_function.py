"""The error function, the area under the bell curve, which the exact GELU is made of.

NumPy has none. W. J. Cody approximated it by fractions of polynomials, one on each of three parts
of the axis, to the precision of float64.

Reference: Cody (1969), Rational Chebyshev approximations for the error function, Mathematics of
Computation 23, pages 631-637, with the coefficients of his routine CALERF.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from nn_core.activations.activation import FloatArray

# erfc(26) ≈ 1e−296; further out it would leave float64.
FARTHEST = 26.0

# For |x| ≤ 0.46875: erf(x) = x · P(x²) / Q(x²); highest power first.
NEAR_P = (
    1.85777706184603153e-1, 3.16112374387056560e0, 1.13864154151050156e2,
    3.77485237685302021e2, 3.20937758913846947e3,
)  # fmt: skip
NEAR_Q = (
    1.0, 2.36012909523441209e1, 2.44024637934444173e2, 1.28261652607737228e3, 2.84423683343917062e3,
)  # fmt: skip

# For 0.46875 < x ≤ 4: erfc(x) = e^−x² · P(x) / Q(x).
MIDDLE_P = (
    2.15311535474403846e-8, 5.64188496988670089e-1, 8.88314979438837594e0,
    6.61191906371416295e1, 2.98635138197400131e2, 8.81952221241769090e2,
    1.71204761263407058e3, 2.05107837782607147e3, 1.23033935479799725e3,
)  # fmt: skip
MIDDLE_Q = (
    1.0, 1.57449261107098347e1, 1.17693950891312499e2, 5.37181101862009858e2,
    1.62138957456669019e3, 3.29079923573345963e3, 4.36261909014324716e3,
    3.43936767414372164e3, 1.23033935480374942e3,
)  # fmt: skip

# For x > 4: erfc(x) = e^−x² / x · (1/√π − P(1/x²) / (x² Q(1/x²))).
FAR_P = (
    1.63153871373020978e-2, 3.05326634961232344e-1, 3.60344899949804439e-1,
    1.25781726111229246e-1, 1.60837851487422766e-2, 6.58749161529837803e-4,
)  # fmt: skip
FAR_Q = (
    1.0, 2.56852019228982242e0, 1.87295284992346725e0, 5.27905102951428412e-1,
    6.05183413124413191e-2, 2.33520497626869185e-3,
)  # fmt: skip


def erfc(x: FloatArray) -> FloatArray:
    """erfc(x) = 1 − erf(x) = 2/√π ∫ₓ^∞ e^−t² dt, accurate in both tails.

    Parameters
    ----------
    x : FloatArray, any shape

    Returns
    -------
    FloatArray
        In [0, 2]; beyond x = 26 the value there, 1e−296.
    """
    distance = np.minimum(np.abs(x), FARTHEST)
    tail = np.where(distance <= 4.0, middle(distance), far(distance))
    # erfc(−x) = 2 − erfc(x)
    return np.where(distance <= 0.46875, 1.0 - near(x), np.where(x < 0.0, 2.0 - tail, tail))


def near(x: FloatArray) -> FloatArray:
    """erf(x) for |x| ≤ 0.46875."""
    x = np.clip(x, -0.46875, 0.46875)
    square = x * x
    return x * polynomial(NEAR_P, square) / polynomial(NEAR_Q, square)


def middle(x: FloatArray) -> FloatArray:
    """erfc(x) for 0.46875 < x ≤ 4."""
    x = np.minimum(x, 4.0)
    return bell(x) * polynomial(MIDDLE_P, x) / polynomial(MIDDLE_Q, x)


def far(x: FloatArray) -> FloatArray:
    """erfc(x) for x > 4."""
    x = np.maximum(x, 4.0)
    inverse = 1.0 / (x * x)
    correction = inverse * polynomial(FAR_P, inverse) / polynomial(FAR_Q, inverse)
    tail: FloatArray = bell(x) / x * (1.0 / np.sqrt(np.pi) - correction)
    return tail


def bell(x: FloatArray) -> FloatArray:
    """e^−x². With x = c + r, c on a grid of 1/16, c² is exact, and no digit is lost in the exponent."""
    c = np.trunc(x * 16.0) / 16.0
    return np.exp(-c * c) * np.exp(-(x - c) * (x + c))


def polynomial(coefficients: Sequence[float], x: FloatArray) -> FloatArray:
    """c₀ xⁿ + c₁ xⁿ⁻¹ + … + cₙ, by Horner's rule."""
    value = np.full_like(x, coefficients[0])
    for coefficient in coefficients[1:]:
        value = value * x + coefficient
    return value
