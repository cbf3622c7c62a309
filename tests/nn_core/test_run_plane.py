"""The plane of a run: what it shows of the run, and what of it is true on the surface."""

import numpy as np
import pytest

from nn_core import Network, train
from nn_core.errors import UnknownNameError
from nn_core.surfaces.run_plane import run_plane

XOR = (np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]]), np.array([[0.0], [1.0], [1.0], [0.0]]))
START = Network.create([2, 3, 1], rng=np.random.default_rng(0))
RUN = train(START, *XOR, optimizer="adam", learning_rate=0.1, epochs=60)
THETAS = np.stack([snapshot.parameters for snapshot in RUN.snapshots])
LOSSES = RUN.history.train_loss


def plane_of(kind, thetas=THETAS, losses=LOSSES):
    return run_plane(START, XOR, "bce", (thetas, losses), kind, np.random.default_rng(1))


@pytest.mark.parametrize("kind", ["main", "random"])
def test_the_run_ends_in_the_middle_of_the_plane_where_the_loss_is_its_own(kind):
    plane = plane_of(kind)
    np.testing.assert_allclose(plane.points[-1], 0.0, atol=1e-12)
    assert plane.surface.value(np.zeros(2)) == pytest.approx(LOSSES[-1], rel=1e-12)
    np.testing.assert_array_equal(plane.losses, LOSSES)


@pytest.mark.parametrize("kind", ["main", "random"])
def test_a_projected_point_is_the_nearest_and_the_share_is_what_is_left(kind):
    plane = plane_of(kind)
    missed = THETAS - (plane.origin + plane.points @ plane.directions)
    np.testing.assert_allclose(missed @ plane.directions.T, 0.0, atol=1e-10)
    share = 1.0 - (missed**2).sum() / ((THETAS - THETAS[-1]) ** 2).sum()
    assert plane.explained_share == pytest.approx(share)


def test_main_directions_explain_most_of_a_run_and_random_ones_little():
    assert plane_of("main").explained_share > 0.9
    assert plane_of("random").explained_share < 0.5


@pytest.mark.parametrize("kind", ["main", "random"])
def test_the_run_lies_in_its_picture(kind):
    surface, points = plane_of(kind).surface, plane_of(kind).points
    assert (points > surface.low).all()
    assert (points < surface.high).all()
    assert surface.high[0] - surface.low[0] == pytest.approx(surface.high[1] - surface.low[1])
    assert (np.array(surface.start) > surface.low).all()
    assert (kind == "main") == np.allclose(surface.start, points[0])


def test_a_run_is_seen_up_to_where_its_numbers_are_too_large():
    thetas, losses = THETAS.copy(), LOSSES.copy()
    thetas[10:] = np.nan
    losses[8] = np.nan
    assert len(plane_of("main", thetas, losses).points) == 8
    thetas[2] = 1e9
    # Two rows are left, and the last once more
    assert plane_of("main", thetas, losses).losses.tolist() == [LOSSES[0], LOSSES[1], LOSSES[1]]


def test_other_directions_are_refused():
    with pytest.raises(UnknownNameError, match="directions"):
        plane_of("sideways")
