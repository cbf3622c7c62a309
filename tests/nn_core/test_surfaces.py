"""Surfaces: values by hand, minima that are minima, gradients by a second route."""

import numpy as np
import pytest

from nn_core.errors import NotFiniteError, RangeError, UnknownNameError
from nn_core.surfaces import SURFACES, bowl, get_surface

ALL = [*SURFACES.values(), bowl((3.0, 0.25))]
AXES = np.eye(2)


def random_points(surface, shape):
    return np.random.default_rng(6).uniform(surface.low, surface.high, size=(*shape, 2))


# By hand. bowl ½ (1 × 4 + 10 × 1) = 7; ravine along its steep axis (−½, √3/2): ½ × 50, along the flat: ½;
# saddle ½ × 4 − ½ × 1 + ¼ = 1.75; Rosenbrock (1 + 1)² + 100 × 0² = 4; Beale at (0, y): 1.5² + 2.25² + 2.625²
# = 14.203125; Himmelblau at 0: 121 + 49 = 170.
@pytest.mark.parametrize(
    ("name", "point", "value"),
    [
        ("bowl", (2.0, 1.0), 7.0),
        ("ravine", (-0.5, np.sqrt(0.75)), 25.0),
        ("ravine", (np.sqrt(0.75), 0.5), 0.5),
        ("saddle", (2.0, 1.0), 1.75),
        ("rosenbrock", (-1.0, 1.0), 4.0),
        ("beale", (0.0, 7.0), 14.203125),
        ("himmelblau", (0.0, 0.0), 170.0),
    ],
)
def test_the_value_is_the_hand_worked_one(name, point, value):
    assert get_surface(name).value(np.array(point)).item() == pytest.approx(value, rel=1e-14)


@pytest.mark.parametrize("surface", ALL, ids=lambda surface: surface.name)
def test_the_gradient_agrees_with_central_differences(surface):
    points, h = random_points(surface, (200,)), 1e-5
    numeric = np.stack(
        [(surface.value(points + h * e) - surface.value(points - h * e)) / (2 * h) for e in AXES], axis=-1
    )
    # Up to 3e5 is subtracted here, so rounding alone leaves 3e5 × 1e-16 / 1e-5 = 3e-6.
    np.testing.assert_allclose(surface.gradient(points), numeric, rtol=1e-6, atol=1e-5)


@pytest.mark.parametrize("surface", ALL, ids=lambda surface: surface.name)
def test_at_a_minimum_the_gradient_is_zero_and_every_way_leads_up(surface):
    around = 1e-3 * np.stack([np.cos(np.arange(16)), np.sin(np.arange(16))], axis=-1)
    for minimum in np.array(surface.minima):
        assert (minimum >= surface.low).all()
        assert (minimum <= surface.high).all()
        np.testing.assert_allclose(surface.gradient(minimum), 0.0, atol=1e-12)
        assert (surface.value(minimum + around) > surface.value(minimum)).all()


def test_the_minima_of_the_plotting_range_are_all_named():
    # Every start in the range flows, by small steps downhill, to a named minimum or out of the range.
    for name, rate, steps in [("bowl", 0.05, 400), ("ravine", 0.02, 800), ("himmelblau", 0.004, 800)]:
        surface = get_surface(name)
        points = random_points(surface, (300,))
        for _ in range(steps):
            points = points - rate * surface.gradient(points)
        distance = np.linalg.norm(points[:, np.newaxis] - np.array(surface.minima), axis=-1)
        assert (distance.min(axis=1) < 1e-6).all()
        assert (distance.min(axis=0) < 1e-6).all()


@pytest.mark.parametrize("surface", ALL, ids=lambda surface: surface.name)
def test_many_points_at_once_are_the_points_one_by_one(surface):
    points = random_points(surface, (4, 5))
    values, gradients = surface.value(points), surface.gradient(points)
    assert values.shape == (4, 5)
    assert gradients.shape == (4, 5, 2)
    for i, j in np.ndindex(4, 5):
        np.testing.assert_allclose(values[i, j], surface.value(points[i, j]), rtol=1e-12)
        np.testing.assert_allclose(gradients[i, j], surface.gradient(points[i, j]), rtol=1e-12, atol=1e-12)


@pytest.mark.parametrize("surface", [s for s in ALL if s.largest_curvature], ids=lambda surface: surface.name)
def test_the_largest_curvature_is_the_largest_eigenvalue_of_the_hessian(surface):
    # The gradient of a quadratic is linear: column k of the Hessian is the gradient at eₖ.
    hessian = np.stack([surface.gradient(e) for e in AXES])
    assert np.linalg.eigvalsh(hessian).max() == pytest.approx(surface.largest_curvature, rel=1e-14)


def test_the_saddle_is_flat_but_no_minimum():
    saddle = get_surface("saddle")
    assert saddle.gradient(np.zeros(2)).tolist() == [0.0, 0.0]
    assert saddle.value(np.array([0.1, 0.0])) > 0.0 > saddle.value(np.array([0.0, 0.1]))


def test_the_grid_is_indexed_by_row_and_then_column():
    x, y, z = get_surface("rosenbrock").grid(7)
    assert (x[0], x[-1], y[0], y[-1]) == (-2.0, 2.0, -1.0, 3.0)
    assert z.shape == (7, 7)
    assert z[2, 5] == get_surface("rosenbrock").value(np.array([x[5], y[2]]))


def test_every_surface_starts_inside_its_picture_and_says_what_it_shows():
    for name, surface in SURFACES.items():
        assert surface.name == name
        assert all(
            low < s < high for low, s, high in zip(surface.low, surface.start, surface.high, strict=True)
        )
        assert surface.lesson.endswith(".")
        assert surface.formula


def test_bad_requests_name_the_field():
    with pytest.raises(UnknownNameError, match="surface: got 'hill', expected one of bowl, ravine, saddle"):
        get_surface("hill")
    with pytest.raises(RangeError, match=r"curvatures of bowl: got 0.0, expected 2 numbers in \(0, inf\)"):
        bowl((1.0, 0.0))
    with pytest.raises(NotFiniteError, match="curvatures of bowl: got nan"):
        bowl((1.0, float("nan")))
    with pytest.raises(RangeError, match="resolution: got 1"):
        bowl().grid(1)
