"""How layers multiply matrices: as fast as can be, or in one fixed order.

A BLAS takes the columns of a product in groups, and the last few in a way of their own. So two equal columns
may be added up in different orders, and differ in the last bit; which ones do depends on the processor. Units
that start equal would drift apart by that, though nothing in the mathematics tells them apart. Where there
are such units, ``in_order`` multiplies: every element of the product is the same sum of the same terms in
the same order, wherever it stands.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from nn_core.activations import FloatArray

Product = Callable[[FloatArray, FloatArray, FloatArray], object]


def product_for(shape: tuple[int, ...], fixed_order: bool) -> Product:
    """How to multiply matrices in batches of ``shape``, (…, batch).

    ``np.matmul`` multiplies over leading axes. For two plain matrices ``dot`` gives its answer in half
    the time.
    """
    if fixed_order:
        return in_order
    return np.ndarray.dot if len(shape) == 1 else np.matmul


def in_order(A: FloatArray, B: FloatArray, out: FloatArray) -> None:
    """A · B with every element summed in the same order, from (…, n, k) or (k,) and (…, k, m) to ``out``.

    ``np.einsum`` asks no BLAS: for each element it runs the same loop along a row of A and a row of Bᵀ. It
    takes about eight times as long as BLAS.
    """
    if A.ndim == 1:
        A, out = A[np.newaxis, :], out[..., np.newaxis, :]
    family = out.shape[:-2]
    left, right = (np.broadcast_to(part, (*family, *part.shape[-2:])) for part in (A, np.swapaxes(B, -1, -2)))
    for member in np.ndindex(family):
        # out_nm = Σ_k A_nk B_km
        rows, columns = np.ascontiguousarray(left[member]), np.ascontiguousarray(right[member])
        np.einsum("nk,mk->nm", rows, columns, out=out[member])


def has_equal_rows(W: FloatArray, b: FloatArray) -> bool:
    """Whether two units have the same weights and bias, in any member of a family.

    Parameters
    ----------
    W : FloatArray, shape (…, n_out, n_in)
    b : FloatArray, shape (…, n_out)
    """
    first = np.sort(W[..., 0], axis=-1)
    if (first[..., 1:] != first[..., :-1]).all():
        return False  # no two first weights are equal: nearly always
    rows = np.concatenate([W, b[..., np.newaxis]], axis=-1)
    units = range(rows.shape[-2] - 1)
    return any((rows[..., j + 1 :, :] == rows[..., j : j + 1, :]).all(axis=-1).any() for j in units)
