"""Penalties on the weights: what they cost, which way they pull, and what they leave alone."""

import numpy as np
import pytest

from nn_core import Network
from nn_core.errors import RangeError
from nn_core.regularization import Penalty, weight_mask


def test_penalty_and_gradient_are_the_hand_worked_ones():
    # w = 3, −4 and a bias of 5: λ₁ (3 + 4) + λ₂/2 (9 + 16) = 0.1·7 + 0.05·25; slopes λ₁ sign + λ₂ w
    theta, mask = np.array([3.0, -4.0, 5.0]), np.array([1.0, 1.0, 0.0])
    penalty = Penalty(l1=0.1, l2=0.1)
    assert penalty.value(theta, mask) == pytest.approx(1.95, abs=1e-15)
    assert penalty.gradient(theta, mask).tolist() == pytest.approx([0.4, -0.5, 0.0], abs=1e-15)


def test_gradient_agrees_with_central_differences():
    rng = np.random.default_rng(0)
    theta, mask, h = rng.normal(size=8), np.array([1, 1, 0, 1, 1, 0, 1, 1.0]), 1e-6
    penalty = Penalty(l1=0.3, l2=0.7)
    turns = h * np.eye(8)
    numeric = (penalty.value(theta + turns, mask) - penalty.value(theta - turns, mask)) / (2 * h)
    np.testing.assert_allclose(penalty.gradient(theta, mask), numeric, rtol=1e-7, atol=1e-9)


def test_only_weights_of_connections_are_taxed():
    network = Network.create([2, 3, 3, 1], batch_norm=True, residual=True, rng=np.random.default_rng(1))
    mask = weight_mask(network.layers)
    assert mask.shape == network.parameters.shape
    marked = network.with_parameters(mask)
    matrices = [W for W in marked.weights if W.ndim == 2]
    assert all((W == 1).all() for W in matrices)
    assert mask.sum() == sum(W.size for W in matrices) == 2 * 3 + 3 * 3 + 3


def test_a_family_pays_member_by_member():
    theta = np.random.default_rng(2).normal(size=(4, 5))
    penalty, mask = Penalty(l1=0.2, l2=0.4), np.ones(5)
    expected = [penalty.value(member, mask) for member in theta]
    assert penalty.value(theta, mask).tolist() == pytest.approx(expected, rel=1e-14)


@pytest.mark.parametrize("field", ["l1", "l2"])
@pytest.mark.parametrize("value", [-0.1, float("nan"), float("inf")])
def test_a_price_out_of_range_is_refused_by_name(field, value):
    with pytest.raises(RangeError, match=f"{field}: got {value}"):
        Penalty(**{field: value})
