"""Descents: on the bowl by theory, everywhere by what a path must be."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nn_core.descent import descend, rate_limit
from nn_core.errors import NotFiniteError, RangeError, ShapeError
from nn_core.optimizers import OPTIMIZERS, create_optimizer
from nn_core.surfaces import SURFACES, bowl, get_surface

CURVATURE = st.floats(0.01, 100.0)


def sgd_path(surface, share, steps, start=(1.0, 1.0)):
    """Plain SGD at that share of the limit 2 / λ."""
    rate = share * 2.0 / surface.largest_curvature
    return descend(surface, start, create_optimizer("sgd", 2, learning_rate=rate), steps)


@given(CURVATURE, CURVATURE, st.floats(0.02, 0.98))
def test_below_two_over_lambda_sgd_converges_on_the_bowl(one, other, share):
    path = sgd_path(bowl((one, other)), share, 50)
    assert path.diverged_at is None
    assert (np.diff(path.losses) < 0.0).all() or path.losses[-1] < 1e-30


@given(CURVATURE, CURVATURE, st.floats(1.02, 5.0))
def test_above_two_over_lambda_sgd_leaves_the_bowl(one, other, share):
    path = sgd_path(bowl((one, other)), share, 50)
    steep = int(np.argmax([one, other]))
    # Each step multiplies the distance along the steepest axis by 1 − η λ = 1 − 2 share.
    expected = np.abs(1.0 - 2.0 * share) ** np.arange(51)
    np.testing.assert_allclose(np.abs(path.points[:, steep]), expected, rtol=1e-9)


def test_the_limit_holds_on_the_ravine_too():
    ravine = get_surface("ravine")
    assert sgd_path(ravine, 0.99, 2000).losses[-1] < 1e-12
    assert sgd_path(ravine, 1.01, 2000).losses[-1] > 1e12


def test_at_the_limit_sgd_jumps_from_side_to_side_for_ever():
    # η λ = 2: the distance is multiplied by −1.
    path = sgd_path(bowl((1.0, 4.0)), 1.0, 10, start=(0.0, 1.0))
    assert path.points[:, 1].tolist() == [1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1]


def test_two_steps_are_the_hand_worked_ones():
    # f = ½ (x² + 10 y²) from (2, 1): g = (2, 10), η = 0.1 → (1.8, 0), loss 1.62; g = (1.8, 0) → (1.62, 0).
    path = descend(bowl(), (2.0, 1.0), create_optimizer("sgd", 2, learning_rate=0.1), 2)
    np.testing.assert_allclose(path.points, [[2, 1], [1.8, 0], [1.62, 0]], atol=1e-15)
    np.testing.assert_allclose(path.losses, [7, 1.62, 1.3122], rtol=1e-14)
    np.testing.assert_allclose(path.gradients, [[2, 10], [1.8, 0], [1.62, 0]], atol=1e-14)
    np.testing.assert_allclose(path.changes, [[0, 0], [-0.2, -1], [-0.18, 0]], atol=1e-15)


@pytest.mark.parametrize("name", OPTIMIZERS)
@pytest.mark.parametrize("surface", SURFACES.values(), ids=lambda surface: surface.name)
def test_every_optimizer_comes_down_every_surface(name, surface):
    rate = {"sgd": 0.002, "adagrad": 0.5}.get(name, 0.05)
    path = descend(surface, surface.start, create_optimizer(name, 2, learning_rate=rate), 300)
    assert path.diverged_at is None
    assert path.losses.shape == (301,)
    assert path.losses[-1] < 0.5 * path.losses[0]
    # One point or many at once: NumPy may add in another order. Close to a minimum squares fade to 0.
    with np.errstate(under="ignore"):
        np.testing.assert_allclose(path.losses, surface.value(path.points), rtol=1e-13, atol=1e-15)
    np.testing.assert_allclose(path.gradients, surface.gradient(path.points), rtol=1e-13, atol=1e-13)
    np.testing.assert_array_equal(path.points[1:], path.points[:-1] + path.changes[1:])


def test_the_moments_are_kept_step_by_step():
    # m after step 1 is 0.1 g, and then 0.9 m + 0.1 g.
    path = descend(bowl(), (1.0, 1.0), create_optimizer("adam", 2, learning_rate=0.1), 20)
    assert list(path.moments) == ["exp_avg", "exp_avg_sq"]
    m = path.moments["exp_avg"]
    assert m[0].tolist() == [0.0, 0.0]
    np.testing.assert_allclose(m[1:], 0.9 * m[:-1] + 0.1 * path.gradients[:-1], rtol=1e-12)


def test_a_path_that_leaves_the_finite_numbers_says_when_and_keeps_only_what_is_finite():
    path = descend(get_surface("rosenbrock"), (-1.2, 1.0), create_optimizer("sgd", 2, learning_rate=0.1), 60)
    assert path.diverged_at is not None
    assert 1 < path.diverged_at < 20
    arrays = (path.points, path.losses, path.gradients, path.changes)
    assert all(len(array) == path.diverged_at and np.isfinite(array).all() for array in arrays)


def test_the_path_is_frozen():
    path = descend(bowl(), (1.0, 1.0), create_optimizer("sgd", 2, momentum=0.9), 3)
    for array in (path.points, path.losses, path.moments["momentum_buffer"]):
        with pytest.raises(ValueError, match="read-only"):
            array[...] = 0.0


def test_two_half_descents_are_one():
    for name in OPTIMIZERS:
        whole = descend(get_surface("beale"), (1.0, 1.5), create_optimizer(name, 2), 20)
        optimizer = create_optimizer(name, 2)
        first = descend(get_surface("beale"), (1.0, 1.5), optimizer, 10)
        second = descend(get_surface("beale"), first.points[-1], optimizer, 10)
        assert second.points.tobytes() == whole.points[10:].tobytes()


def test_bad_requests_name_the_field():
    optimizer = create_optimizer("sgd", 2)
    with pytest.raises(ShapeError, match=r"start: got \(3,\), expected \(2,\)"):
        descend(bowl(), (1, 2, 3), optimizer, 5)
    with pytest.raises(NotFiniteError, match="start: got"):
        descend(bowl(), (1.0, float("inf")), optimizer, 5)
    with pytest.raises(RangeError, match="steps: got -1"):
        descend(bowl(), (1.0, 1.0), optimizer, -1)
    with pytest.raises(ShapeError, match="parameters"):
        descend(bowl(), (1.0, 1.0), create_optimizer("sgd", 3), 5)


def test_full_momentum_has_no_rate_that_comes_down_but_nesterov_has():
    # (1 + μ − ηλ)² < 4 μ: both factors have the size √μ, which is 1 where μ is
    assert rate_limit(10.0, create_optimizer("sgd", 2, learning_rate=0.1, momentum=1.0)) is None
    ahead = create_optimizer("sgd", 2, learning_rate=0.1, momentum=1.0, nesterov=True)
    assert rate_limit(10.0, ahead) == pytest.approx(2 * 2 / (10 * 3))
