"""Built and trained: by hand, by the engine, and what the sentences and the table make of it."""

import numpy as np
import pytest
from pydantic import ValidationError

from nn_core import Network
from nn_core.approximation import linear_pieces
from panel_kit.runs.result import ran_out_of_time
from panels.approximation import PANEL
from panels.approximation.compute import parts_of
from panels.approximation.layers import ApproximationLayersRequest, compute
from panels.approximation.request import WORK, ApproximationRequest, X
from tests.panels.reading import ask, column, table_of

pytestmark = pytest.mark.computes

TRAINED = {"how": "trained", "hidden": 16}
SHORT = {"how": "trained", "hidden": 4, "epochs": 40}


@pytest.fixture(scope="module")
def zeros():
    return ask(PANEL, TRAINED)


@pytest.fixture(scope="module")
def ten():
    return ask(PANEL, {**TRAINED, "seeds": 10})


@pytest.fixture(scope="module")
def folded():
    return ask(PANEL, {"how": "folded"})


def network_of(result):
    return Network.from_weights(result.network.weights, result.network.biases, result.network.activations)


def ask_layers(network, x=0.5):
    spec = {
        "layers": network.sizes,
        "activations": network.activations,
        "weights": [each.tolist() for each in network.weights],
        "biases": [each.tolist() for each in network.biases],
    }
    return compute(ApproximationLayersRequest.model_validate({"network": spec, "x": x}))


def test_two_kinks_follow_a_corner_of_ones_own_exactly():
    # From (−1, 1) to (0, 0) to (1, 1): one kink where it begins, one at 0
    result = ask(PANEL, {"points": [[-1.0, 1.0], [0.0, 0.0], [1.0, 1.0]], "hidden": 2})
    assert result.error == pytest.approx(0.0, abs=1e-15)
    assert result.linear_pieces == 2
    assert result.kinks.tolist() == [-1.0, 0.0]
    assert (
        result.sentence == "Two ReLU units by formula follow your curve in two straight pieces: RMSE 0.000."
    )


def test_points_may_come_in_any_order():
    points = [[0.5, 1.0], [-1.0, -1.0], [0.0, 0.25]]
    one, other = (ask(PANEL, {"points": given}).target for given in (points, points[::-1]))
    assert one.tolist() == other.tolist()
    assert one[-1] == 1.0  # flat beyond the last


@pytest.mark.parametrize(
    "request_", [{}, {"hidden": 60}, {"activation": "sigmoid", "hidden": 21}, SHORT, {"how": "folded"}]
)
def test_the_layers_and_the_bias_add_up_to_the_fit(request_):
    result = ask(PANEL, request_)
    np.testing.assert_allclose(result.units.sum(axis=0) + result.bias, result.fit, atol=1e-12)
    assert result.difference <= 1e-12
    assert result.error == pytest.approx(np.sqrt(np.mean((result.fit - result.target) ** 2)))


def test_more_kinks_by_formula_are_nearer_by_their_square():
    # Straight pieces half as wide are four times as near to a smooth curve
    errors = [ask(PANEL, {"hidden": units}).error for units in (15, 30, 60)]
    assert errors[0] / errors[1] == pytest.approx(4.0, rel=0.1)
    assert errors[1] / errors[2] == pytest.approx(4.0, rel=0.1)


def test_the_best_steepness_grows_with_the_units():
    tried = (10.0, 20.0, 30.0, 50.0, 80.0, 200.0)

    def best(units):
        return min(
            tried, key=lambda s: ask(PANEL, {"activation": "sigmoid", "hidden": units, "steepness": s}).error
        )

    assert best(10) < best(40) < best(60) < 200.0


def test_an_odd_unit_has_no_part_in_the_bumps():
    result = ask(PANEL, {"activation": "sigmoid", "hidden": 7})
    assert result.units[-1].tolist() == [0.0] * len(X)
    assert "in three bumps, and one unit has no part" in result.sentence


def test_from_zero_biases_all_kinks_stay_in_the_middle(zeros):
    assert zeros.error > 0.25
    assert zeros.beside.error < 0.05
    assert np.nanmax(np.abs(zeros.kinks)) < 0.4
    assert np.nanmax(np.abs(zeros.kinks_then[0])) == 0.0
    assert zeros.linear_pieces == linear_pieces(network_of(zeros), -1.0, 1.0).count


def test_the_kept_course_of_a_run_ends_with_its_fit(zeros):
    assert zeros.epoch[0] == 0
    assert zeros.epoch[-1] == 2000
    assert zeros.fits[-1].tolist() == zeros.fit.tolist()
    assert zeros.loss[-1] == pytest.approx(zeros.error**2)
    assert len(zeros.epoch) == len(zeros.loss) == len(zeros.fits) == len(zeros.kinks_then)


def test_a_formula_tells_how_far_off_its_first_units_are():
    # From left to right by the kinks; with no unit the answer is the output's bias, with all of them the fit
    for activation, kinks_rise in (("relu", True), ("sigmoid", False)):
        built = ask(PANEL, {"hidden": 5, "activation": activation})
        assert len(built.errors_then) == len(built.said) == 6
        assert built.errors_then[0] == pytest.approx(np.sqrt(np.mean((built.bias - built.target) ** 2)))
        first = built.units[int(np.nanargmin(built.kinks))] + built.bias - built.target
        assert built.errors_then[1] == pytest.approx(np.sqrt(np.mean(first**2)))
        assert built.errors_then[-1] == pytest.approx(built.error)
        assert bool((np.diff(built.kinks) > 0).all()) is kinks_rise
        assert built.said[1].startswith("One of five ")


def test_every_epoch_that_is_kept_can_be_taken_apart_again(zeros):
    for place in (0, 7, -1):
        network = network_of(zeros).with_parameters(zeros.parameters[place])
        parts = ask_layers(network)
        np.testing.assert_allclose(parts.fit, zeros.fits[place], atol=1e-12)
        np.testing.assert_allclose(parts.units.sum(axis=0) + parts.bias, parts.fit, atol=1e-12)
        assert parts.difference <= 1e-12
        error = np.sqrt(np.mean((parts.fit - zeros.target) ** 2))
        assert zeros.errors_then[place] == pytest.approx(error)
    assert parts.units == pytest.approx(zeros.units)
    assert zeros.said[0] == f"Training, epoch 0 of 2000: RMSE {zeros.errors_then[0]:.3f}."


def test_the_forward_pass_at_one_x_is_that_of_the_curve():
    # x = 0.5: z = (0.5·2 − 0.5, −0.5 + 0.25) = (0.5, −0.25), a = (0.5, 0); 3 · 0.5 + 0.1 = 1.6
    network = Network.from_weights(
        [np.array([[2.0], [-1.0]]), np.array([[3.0, 4.0]])],
        [np.array([-0.5, 0.25]), np.array([0.1])],
        ["relu", "linear"],
    )
    parts = ask_layers(network, 0.5)
    assert parts.layers[0].z == pytest.approx([0.5, -0.25])
    assert parts.layers[0].a == pytest.approx([0.5, 0.0])
    assert parts.layers[1].z == parts.layers[1].a == pytest.approx([1.6])
    assert parts.prediction == pytest.approx(1.6) == parts.fit[X.tolist().index(0.5)]
    assert parts.kinks == pytest.approx([0.25, 0.25])
    assert parts.linear_pieces == 2


def test_spread_biases_help_and_more_units_do_not(ten):
    zeros, spread = ten.starts
    assert [zeros.biases, spread.biases] == ["zeros", "spread"]
    assert zeros.median > 0.25
    assert spread.median < 0.15
    assert spread.high < zeros.low
    assert ten.errors.tolist() == zeros.errors.tolist()
    sixty = ask(PANEL, {"how": "trained", "hidden": 60, "epochs": 500, "seeds": 10}).starts
    assert sixty[0].median > 0.25
    assert sixty[1].median < 0.1


def test_the_first_of_many_seeds_is_the_shown_run(ten, zeros):
    assert ten.starts[0].errors[0] == pytest.approx(zeros.error, rel=1e-3)


def test_pieces_crowd_from_zero_biases_as_many_as_from_spread_ones(ten):
    zeros, spread = ten.starts
    assert np.median(zeros.pieces) >= 0.7 * np.median(spread.pieces)
    assert max(zeros.pieces + spread.pieces) <= 17


def test_five_folds_make_32_pieces_of_31_parameters(folded):
    assert folded.linear_pieces == 32
    assert folded.error == 0.0
    assert folded.folds.pieces == [2, 4, 8, 16, 32]
    assert (folded.folds.parameters, folded.beside.network.parameter_count) == (31, 31)
    assert (folded.folds.wide_units, folded.folds.wide_parameters, folded.folds.wide_pieces) == (32, 97, 32)
    assert folded.folds.equal_most == 11 >= folded.beside.linear_pieces
    assert folded.sentence == (
        "Five layers of two ReLU units, 31 parameters, make 32 straight pieces. One layer with ten units, "
        "31 parameters, makes 11 at most; for as many it takes 32 units, 97 parameters."
    )


def test_one_layer_beside_the_folds_misses_them_least():
    # Any other weights after the same kinks are farther off: the gradient of the squared error is 0
    result = ask(PANEL, {"how": "folded", "depth": 4})
    missed = result.beside.fit - result.target
    assert np.abs(result.beside.units @ missed).max() < 1e-9
    assert abs(missed.sum()) < 1e-9


def test_trained_deep_networks_stay_far_below_the_bound():
    result = ask(PANEL, {"how": "folded", "biases": "spread", "epochs": 500, "seeds": 10})
    spread = result.starts[0]
    assert spread.biases == "spread"
    assert np.median(spread.pieces) < 10
    assert max(spread.pieces) < 24
    assert "10 seeds make 1 to" in result.sentence


def test_the_stream_begins_with_the_curve_and_what_the_formula_makes_of_it():
    parts = list(parts_of(ApproximationRequest.model_validate({**SHORT, "seeds": 2})))
    assert {"x", "target", "beside"} <= parts[0].keys()
    assert parts[1]["sentence"].startswith("Training, epoch 0 of 40: RMSE")
    assert PANEL.operation.join(parts).sentence.startswith("After 40 epochs, four ReLU units")


def test_without_a_formula_only_the_trained_network_is_there():
    result = ask(PANEL, {**SHORT, "activation": "gelu"})
    assert result.beside is None
    assert result.linear_pieces is None
    with pytest.raises(ValidationError, match="allowed by formula: relu, sigmoid, tanh, step"):
        ApproximationRequest.model_validate({"activation": "gelu"})


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"points": [[-1.5, 0.0], [1.0, 0.0]]}, "got -1.5, allowed: -1 to 1"),
        ({"points": [[0.0, 0.0], [0.0, 1.0]]}, "got 0.0 twice, allowed: each x once"),
        ({"points": [[0.0, 0.0, 1.0], [0.5, 1.0]]}, "at most 2 items"),
        ({"how": "trained", "hidden": 60, "epochs": 5000, "seeds": 10}, "at most 2000"),
    ],
)
def test_what_cannot_be_computed_is_refused(fields, told):
    with pytest.raises(ValidationError, match=told):
        ApproximationRequest.model_validate(fields)


def test_the_work_that_is_allowed_is_what_is_promised():
    request = ApproximationRequest.model_validate(
        {"how": "trained", "hidden": 60, "epochs": 2000, "seeds": 10}
    )
    assert request.work == WORK


def test_seeds_that_the_time_limit_ends_say_so(monkeypatch):
    monkeypatch.setattr("panel_kit.runs.many.is_cut", lambda *_: True)
    result = ask(PANEL, {**SHORT, "seeds": 2})
    assert result.status == "stopped_at_limit"
    assert ran_out_of_time(result)
    assert "Stopped after 40 of 40 epochs, for the time was up." in result.sentence


def test_the_table_has_curve_fits_and_every_seed():
    request = {**SHORT, "seeds": 2}
    table = table_of(PANEL, request)
    result = ask(PANEL, request)
    assert [each.name for each in table.columns] == ["x", "curve", "trained", "by formula"]
    assert column(table, "curve")[0] == result.target[0]
    assert [row[0] for row in table.rows[-6:]] == [
        *(f"biases 0, seed {seed}: RMSE" for seed in (0, 1)),
        "biases 0: mean RMSE",
        *(f"biases spread, seed {seed}: RMSE" for seed in (0, 1)),
        "biases spread: mean RMSE",
    ]
