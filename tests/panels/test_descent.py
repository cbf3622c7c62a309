"""The race downhill: its figures, every step from the one before, and what is said against what happened."""

from functools import cache

import numpy as np
import pytest
from pydantic import ValidationError

from nn_core.surfaces.expression import parse
from nn_core.surfaces.slopes import slope
from panels.descent import PANEL
from panels.descent.cost import SECONDS_OF_A_PICTURE
from panels.descent.network_plane import MAX_EPOCHS
from panels.descent.programs import TYPED
from panels.descent.request import MAX_PREDICTIONS, DescentRequest
from tests.panels.reading import ask, ask_preset
from tests.panels.states import random_request


def drawn(count=20):
    rng = np.random.default_rng(3)
    return [random_request("descent", rng) for _ in range(count)]


DRAWN = drawn()


@cache
def raced(place):
    """The result of a drawn request."""
    return ask(PANEL, DRAWN[place])


each_drawn = pytest.mark.parametrize("place", range(len(DRAWN)))


def test_the_first_changes_are_those_by_hand():
    # g = (1 × −1.8, 10 × 1.2) = (−1.8, 12) and η = 0.1: −η g; RMSProp −0.1 g / √(0.01 g²); Adam −0.1 sign g
    changes = {racer.title: racer.changes[1] for racer in ask(PANEL).paths}
    np.testing.assert_allclose(changes["SGD"], [0.18, -1.2])
    np.testing.assert_allclose(changes["Momentum"], [0.18, -1.2])
    np.testing.assert_allclose(changes["RMSProp"], [1, -1], rtol=1e-6)
    np.testing.assert_allclose(changes["Adam"], [0.1, -0.1], rtol=1e-6)


def test_the_limit_of_the_default_bowl_is_a_fifth_and_momentum_moves_it():
    # 2 / 10, and 2 (1 + 0.9) / 10
    result = ask(PANEL)
    assert result.rate_limit == 0.2
    limits = {racer.title: racer.rate_limit for racer in result.paths}
    assert limits == {"SGD": 0.2, "Momentum": pytest.approx(0.38), "RMSProp": None, "Adam": None}


@pytest.mark.parametrize(("state", "word"), [("below", "falling"), ("limit", "bouncing"), ("above", "left")])
def test_below_at_and_above_the_limit(state, word):
    (racer,) = ask(PANEL, PANEL.saved_states[state].request).paths
    assert racer.verdict == word


@each_drawn
def test_every_step_follows_from_the_one_before(place):
    for racer in raced(place).paths:
        np.testing.assert_array_equal(racer.points[1:], racer.points[:-1] + racer.changes[1:])
        rows = len(racer.loss)
        assert all(len(each) == rows for each in (racer.points, racer.gradients, racer.changes))
        assert all(len(moment) == rows for moment in racer.moments.values())
        assert np.isfinite(racer.points).all()


@each_drawn
def test_who_left_ended_there_and_who_stayed_went_all_steps(place):
    request = DescentRequest.model_validate(DRAWN[place])
    for racer in raced(place).paths:
        if racer.left_at is not None:
            assert len(racer.loss) == racer.left_at + 1
            assert racer.loss[-1] > 1000 * max(abs(racer.loss[0]), 1e-3) >= max(racer.loss[:-1])
        elif racer.diverged_at is not None:
            assert len(racer.loss) == racer.diverged_at
        else:
            assert len(racer.loss) == request.steps + 1


@each_drawn
def test_the_sentence_names_who_is_lowest_and_who_left(place):
    result = raced(place)
    staying = [racer for racer in result.paths if racer.stays]
    if staying:
        assert min(staying, key=lambda racer: racer.loss[-1]).title in result.sentence.split(".")[0]
    for racer in result.paths:
        if not racer.stays:
            assert f"{racer.title} left" in result.sentence


def test_each_at_its_best_ends_no_higher_than_at_any_of_the_rates_tried():
    best = ask(PANEL, {"rates": "best", "optimizers": [{"name": "adam"}]}).paths[0]
    for rate in np.geomspace(1e-4, 10, 31):
        (given,) = ask(PANEL, {"optimizers": [{"name": "adam"}], "learning_rate": float(rate)}).paths
        assert not given.stays or best.loss[-1] <= given.loss[-1]


def test_the_same_noise_disturbs_all():
    racers = [{"name": "sgd"}, {"name": "sgd"}]
    one, other = ask(PANEL, {"optimizers": racers, "noise": 1.0, "seed": 5}).paths
    np.testing.assert_array_equal(one.points, other.points)
    assert one.verdict not in ("bouncing", "saddle")


def test_one_bowl_is_drawn_once_whatever_else_a_slider_changes():
    first, again, other = (
        ask(PANEL, change).contour for change in ({}, {"learning_rate": 0.2}, {"curvatures": [1.0, 9.0]})
    )
    assert again is first
    assert other is not first


def test_the_contour_is_the_surface_and_where_it_ends_null():
    contour = ask(PANEL, {"expression": "log(x) + y^2", "start": [1.0, 1.0]}).contour
    x, y = np.meshgrid(contour.x, contour.y)
    inside = x > 0
    np.testing.assert_allclose(contour.z[inside], np.log(x[inside]) + y[inside] ** 2, rtol=1e-12)
    assert np.isnan(contour.z[~inside]).all()


@pytest.mark.parametrize("name", TYPED)
def test_surfaces_as_they_are_typed_are_the_engines(name):
    surface = DescentRequest.model_validate({"surface": name}).ground
    points = np.random.default_rng(1).uniform(-2, 2, (60, 2))
    typed = parse(TYPED[name])
    np.testing.assert_allclose(typed.at(*points.T).value, surface.value(points), rtol=1e-12)
    for axis, variable in enumerate("xy"):
        slopes = slope(typed, variable).at(*points.T).value
        np.testing.assert_allclose(slopes, surface.gradient(points)[:, axis], rtol=1e-11, atol=1e-11)


REFUSED = {
    "expression": {"expression": "2x"},
    "start": {"expression": "log(x)", "start": [-1.0, 0.0]},
}


@pytest.mark.parametrize("field", REFUSED)
def test_what_cannot_be_descended_is_refused_by_its_field(field):
    with pytest.raises(ValidationError) as refused:
        DescentRequest.model_validate(REFUSED[field])
    (error,) = refused.value.errors()
    assert error["ctx"]["error"].path == (field,)


@pytest.mark.parametrize("fields", [{"surface": "bowl", "expression": "x"}, {"surface": "expression"}])
def test_a_function_and_its_surface_come_together(fields):
    with pytest.raises(ValidationError, match="null"):
        DescentRequest.model_validate(fields)


@pytest.mark.parametrize("name", [preset.name for preset in PANEL.presets])
def test_in_every_preset_somebody_stays(name):
    assert any(racer.stays for racer in ask_preset(PANEL, name).paths)


def test_a_networks_plane_holds_the_end_of_its_run_and_says_how_much_it_shows():
    result = ask_preset(PANEL, "a network")
    own = result.own_run
    np.testing.assert_allclose(own.points[-1], 0.0, atol=1e-12)
    assert own.loss[-1] < 0.5 * own.loss[0]
    assert own.dimensions == 25  # 2 · 3 + 3 + 3 · 3 + 3 + 3 · 1 + 1
    assert f"2 of 25 dimensions, and {100 * result.explained_share:.1f} %" in result.sentence
    other = ask(PANEL, PANEL.saved_states["random"].request)
    assert other.explained_share < 0.5 < result.explained_share
    assert ask(PANEL).own_run is None


def test_a_race_over_a_network_that_would_take_too_long_is_refused_with_what_is_allowed():
    most = {"surface": "network", "rates": "best", "optimizers": [{"name": "sgd"}] * 7}
    with pytest.raises(ValidationError) as refused:
        DescentRequest.model_validate({**most, "steps": 500})
    error = refused.value.errors()[0]["ctx"]["error"]
    assert error.path == ("steps",)
    # 600,000 predictions / (32 rates · 7 optimizers · 40 examples) = 66 steps
    assert "allowed: 1 to 66" in str(error)
    DescentRequest.model_validate({**most, "steps": 66})


def test_a_network_whose_loss_is_descended_answers_with_a_probability():
    with pytest.raises(ValidationError, match="a probability"):
        DescentRequest.model_validate({"surface": "network", "network": {"output_activation": "tanh"}})


def test_slope_and_curvatures_at_the_end_tell_a_saddle_from_a_minimum():
    # f = x²/2 − y²/2 + y⁴/4: at (0, 0) the curvatures are 1 and −1, at (0, ±1) 1 and 2
    ridge = {"surface": "saddle", "steps": 400, "optimizers": [{"name": "sgd"}]}
    for y, curvatures, word in ((0.0, [-1.0, 1.0], "saddle"), (0.3, [1.0, 2.0], "arrived")):
        (path,) = ask(PANEL, {**ridge, "start": [-1.6, y]}).paths
        np.testing.assert_allclose(path.curvatures_at_end, curvatures, atol=1e-6)
        assert path.slope_at_end < 1e-6
        assert path.verdict == word
    gone = ask(PANEL, PANEL.saved_states["above"].request).paths[0]
    assert gone.slope_at_end is gone.curvatures_at_end is None


def test_weight_decay_in_the_slope_spares_the_steep_axis_and_apart_from_it_does_not():
    coupled, apart = (path.points[-1] for path in ask(PANEL, PANEL.saved_states["decays"].request).paths)
    # Of f + λ/2 |θ|² the minimum is at c / (c + λ): 1 / 1.5 and 10 / 10.5
    np.testing.assert_allclose(coupled, [1 / 1.5, 10 / 10.5], atol=1e-3)
    pulled = 1.0 - apart
    assert pulled.min() > 0.05
    assert pulled.max() < 1.5 * pulled.min()


def test_no_function_that_can_be_typed_and_no_network_costs_more_than_the_dearest_race():
    operation, racers = PANEL.operation, [{"name": "sgd"}] * 7
    most = operation.cost(DescentRequest.model_validate(operation.dearest(0))).most
    longest = {"surface": "expression", "steps": 500, "rates": "best", "optimizers": racers, "noise": 0.1}
    terms = {"sin(1e6*x)": 16, "cos(x^9*1e6)": 14, "exp(x)": 25, "x^1.7": 33, "x^2": 33, "log(abs(x))": 15}
    for term, count in terms.items():
        typed = {**longest, "expression": "+".join([term] * count), "start": [0.9, 0.5]}
        assert operation.cost(DescentRequest.model_validate(typed)).most <= most
    for function in ("sin", "tanh", "abs"):
        nested = "*".join([f"{function}(" * 19 + "x" + ")" * 19] * (200 // (20 * len(function) + 24)))
        typed = {**longest, "expression": nested, "start": [0.9, 0.5]}
        assert operation.cost(DescentRequest.model_validate(typed)).most <= most
    plane = {"dataset": {"samples": 100}, "epochs": MAX_EPOCHS}
    steps = MAX_PREDICTIONS // (32 * 7 * 100)
    network = {"surface": "network", "network": {"layers": [2, 8, 8, 1]}, "plane": plane, "steps": steps}
    for rates in ("best", "given"):
        request = DescentRequest.model_validate({**network, "rates": rates, "optimizers": racers})
        assert operation.cost(request).most < most


def test_a_typed_function_costs_by_its_operations_steps_racers_and_tries():
    def seconds(expression, **fields):
        request = {"expression": expression, "start": [0.9, 0.5], "optimizers": [{"name": "sgd"}], **fields}
        return PANEL.operation.cost(DescentRequest.model_validate(request)).seconds - SECONDS_OF_A_PICTURE

    plain, sines, powers = ("+".join([term] * 15) for term in ("(x+y)", "sin(x)", "x^3"))
    assert seconds(plain, steps=500) < seconds(sines, steps=500) < seconds(powers, steps=500)
    # 7 walks, and 31 times as many tries, all of them at each step at once
    many = {"steps": 500, "optimizers": [{"name": "sgd"}] * 7}
    assert seconds(powers, **many, rates="best") > 5 * seconds(powers, **many)
    assert seconds(powers, steps=500) > 5 * seconds(powers, steps=50)


def test_what_has_stopped_under_a_decay_stands_still_and_what_moves_does_not():
    coupled, apart = ask(PANEL, PANEL.saved_states["decays"].request).paths
    assert np.abs(coupled.changes[-1]).max() < 1e-9
    assert (coupled.verdict, apart.verdict) == ("still", "falling")
    assert np.linalg.norm(apart.changes[-1]) > 1e-5


def test_runs_of_one_optimizer_are_named_by_their_rates_and_each_name_is_said_once():
    result = ask(PANEL, PANEL.saved_states["two-valleys"].request)
    names = [racer.name for racer in result.paths]
    assert names == [f"SGD with η = {rate}" for rate in ("0.0005", "0.1", "0.2", "0.25")]
    assert "SGD with η = 0.1 is lowest" in result.sentence
    assert all(name in result.opening for name in names)


def test_losses_that_are_written_alike_are_no_win():
    result = ask_preset(PANEL, "saddle")
    assert "SGD" in result.sentence
    assert "lowest" not in result.sentence
    assert "from 1.280 to a loss of −0.250" in result.sentence


def test_the_opening_says_where_they_start_and_nothing_of_the_end():
    result = ask(PANEL)
    assert result.opening == "SGD, Momentum, RMSProp and Adam start at (−1.8, 1.2), at a loss of 8.820."
    assert PANEL.view().step == 0
    assert all("step" in state.view for state in PANEL.saved_states.values())


def test_several_of_one_kind_are_named_by_what_tells_them_apart():
    optimizers = [{"name": "sgd", "momentum": share} for share in (0.9, 0.5)]
    optimizers += [{"name": "adam", "betas": [0.5, 0.9], "learning_rate": 0.2}, {"name": "adam"}]
    names = [racer.name for racer in ask(PANEL, {"optimizers": optimizers}).paths]
    assert names == [
        "Momentum with μ = 0.9",
        "Momentum with μ = 0.5",
        "Adam with η = 0.2, β = 0.5 and 0.9",
        "Adam with η = 0.1, β = 0.9 and 0.999",
    ]


def test_a_race_over_a_networks_loss_starts_within_its_picture():
    for name in ("main", "random"):
        result = ask(PANEL, PANEL.saved_states[name].request)
        low, high = np.array(result.low), np.array(result.high)
        start = np.array(result.paths[0].points[0])
        assert (np.abs(start - (low + high) / 2) < 0.7 * (high - low) / 2).all(), name
