"""Least squares for many prices at once: the answers for every λ, from one decomposition.

``Ridge`` takes features apart by their singular values, exactly and slowly. What depends on the number of
features is asked for at many numbers, so here the smaller of the two Gram matrices is taken apart instead:

    n ≤ p:  Φ Φᵀ = U S² Uᵀ        otherwise:  Φᵀ Φ = V S² Vᵀ

That squares the numbers, so half of their digits are lost. Where the weakest direction is too weak for that,
which is so where there are about as many features as examples, the singular values are used after all.

Reference: Golub and Van Loan (2013), Matrix Computations, sections 5.3 and 8.6.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from nn_core.activations import FloatArray
from nn_core.arrays import as_finite
from nn_core.errors import RangeError, ShapeError
from nn_core.random_features import Ridge

WEAKEST = 1e-8
"""The least share of the strongest S² that a Gram matrix tells to eight digits."""

Directions = tuple[FloatArray, FloatArray, FloatArray, FloatArray]
"""S, Uᵀ Y, Φ V and Φ V of the other examples."""


@dataclass(frozen=True, eq=False)
class RidgePath:
    """The answers for every λ.

    Attributes
    ----------
    own : FloatArray, shape (prices, n, n_out)
        Φ θ: the answers to the examples that were learned from.
    new : FloatArray, shape (prices, m, n_out)
        The answers to new examples.
    norms : FloatArray, shape (prices,)
        ‖θ‖.
    """

    own: FloatArray
    new: FloatArray
    norms: FloatArray


def ridge_path(
    features: npt.ArrayLike, targets: npt.ArrayLike, new: npt.ArrayLike, prices: npt.ArrayLike
) -> RidgePath:
    """θ(λ) = V · S / (S² + λ) · Uᵀ Y for every λ, and what it answers.

    Parameters
    ----------
    features : array, shape (n, p)
        Φ of the examples to learn from.
    targets : array, shape (n, n_out)
    new : array, shape (m, p)
        Φ of other examples.
    prices : array, shape (prices,)
        λ, each 0 or more; 0 stands for the smallest of all θ that come closest.

    Raises
    ------
    ShapeError, RangeError, NotFiniteError
        Naming the field.
    """
    phi, y, other = as_finite("features", features), as_finite("targets", targets), as_finite("new", new)
    lambdas = as_finite("prices", prices)
    if phi.ndim != 2 or 0 in phi.shape:
        raise ShapeError("features", phi.shape, "(n, p), at least 1 of each")
    if other.ndim != 2 or other.shape[1] != phi.shape[1]:
        raise ShapeError("new", other.shape, f"(m, {phi.shape[1]})")
    if y.ndim != 2 or len(y) != len(phi):
        raise ShapeError("targets", y.shape, f"({len(phi)}, n_out)")
    if lambdas.ndim != 1 or (lambdas < 0.0).any():
        raise RangeError("prices", prices, "numbers of 0 or more")
    return priced(by_gram(phi, y, other) or by_singular_values(phi, y, other), lambdas)


def wide_ridge_path(
    gram: FloatArray, targets: FloatArray, cross: FloatArray, prices: npt.ArrayLike
) -> RidgePath | None:
    """The same from Φ Φᵀ, (n, n), and Φ Φᵀ of other examples, (m, n), where features are no fewer than n.

    Who adds features keeps both sums and adds to them. None where they are not exact enough.
    """
    found = by_wide_gram(gram, targets, cross)
    return priced(found, as_finite("prices", prices)) if found else None


def priced(directions: Directions, lambdas: FloatArray) -> RidgePath:
    """The answers for every λ from what the features are made of."""
    strengths, wanted, own, beyond = directions
    # c = S / (S² + λ) · Uᵀ Y, (prices, directions, n_out)
    shrunk = strengths / (np.square(strengths) + lambdas[:, np.newaxis])
    coefficients = shrunk[:, :, np.newaxis] * wanted
    norms = np.sqrt(np.square(coefficients).sum(axis=(1, 2)))
    return RidgePath(own @ coefficients, beyond @ coefficients, norms)


def by_gram(phi: FloatArray, y: FloatArray, other: FloatArray) -> Directions | None:
    """From the smaller Gram matrix; None where that is not exact enough."""
    if phi.shape[1] >= len(phi):
        return by_wide_gram(phi @ phi.T, y, other @ phi.T)
    squares, vectors = np.linalg.eigh(phi.T @ phi)
    if squares[0] < WEAKEST * squares[-1]:
        return None
    strengths, own = np.sqrt(squares), phi @ vectors
    return strengths, (own / strengths).T @ y, own, other @ vectors


def by_wide_gram(gram: FloatArray, y: FloatArray, cross: FloatArray) -> Directions | None:
    """From Φ Φᵀ; None where that is not exact enough."""
    squares, vectors = np.linalg.eigh(gram)
    if squares[0] < WEAKEST * squares[-1]:
        return None
    strengths = np.sqrt(squares)
    return strengths, vectors.T @ y, vectors * strengths, cross @ (vectors / strengths)


def by_singular_values(phi: FloatArray, y: FloatArray, other: FloatArray) -> Directions:
    """From the singular values."""
    ridge = Ridge(phi, y)
    return ridge.strengths, ridge.wanted, phi @ ridge.directions, other @ ridge.directions
