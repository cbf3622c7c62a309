"""Gradient descent on the truth table of XOR with 2→2→1, written out for this network, without the engine."""

import numpy as np

X = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
Y = np.array([0.0, 1.0, 1.0, 0.0])


def seeds_that_solve_it(first, learning_rate, epochs):
    """How many networks decide all four examples right.

    Parameters
    ----------
    first : array, shape (seeds, 2, 2)
        The first weights into the two tanh units; those into the sigmoid output, and the biases, are 0.
    """
    W = np.array(first)
    b, v, c = np.zeros((len(W), 2)), np.zeros((len(W), 2)), np.zeros(len(W))
    for _ in range(epochs):
        a = np.tanh(np.einsum("sji,ni->snj", W, X) + b[:, None])
        delta = (1 / (1 + np.exp(-np.einsum("snj,sj->sn", a, v) - c[:, None])) - Y) / len(Y)
        hidden = delta[..., None] * v[:, None] * (1 - a**2)
        v, c = v - learning_rate * np.einsum("sn,snj->sj", delta, a), c - learning_rate * delta.sum(axis=1)
        W, b = W - learning_rate * np.einsum("snj,ni->sji", hidden, X), b - learning_rate * hidden.sum(axis=1)
    a = np.tanh(np.einsum("sji,ni->snj", W, X) + b[:, None])
    z = np.einsum("snj,sj->sn", a, v) + c[:, None]
    return int(((z >= 0) == (Y == 1)).all(axis=1).sum())
