"""Tumors: rates by hand and by scikit-learn, what an alarm means, patients, and what is kept."""

import numpy as np
import pytest
from pydantic import ValidationError
from sklearn.metrics import brier_score_loss, confusion_matrix, roc_auc_score, roc_curve

from nn_core import Network
from nn_core.datasets import load_breast_cancer
from nn_core.metrics import screen
from panel_kit.contract.operation import PAGE_SECONDS
from panel_kit.programs.program import texts
from panels.tumor import PANEL, decision, patient
from panels.tumor.data import CHECKSUM, parts_of
from panels.tumor.rates import people_of
from panels.tumor.training import KEPT, trained
from tests.panel_kit.programs.running import at, run

A_TEST = {"sensitivity": 0.95, "specificity": 0.98}


def ask(**fields):
    return PANEL.compute(PANEL.request.model_validate(fields))


def decide(**fields):
    return decision.compute(decision.DecisionRequest.model_validate(fields))


def about(**fields):
    return patient.compute(patient.PatientRequest.model_validate(fields))


FOUR = {"probabilities": [0.1, 0.6, 0.4, 0.9], "targets": [0, 0, 1, 1]}


def test_rates_of_four_patients_are_those_by_hand():
    # From ½ on: 0.6 (benign) and 0.9 (malignant) are alarmed
    rates = decide(**FOUR)
    assert vars(rates.confusion) == {"tp": 1, "fp": 1, "tn": 1, "fn": 1}
    assert (rates.sensitivity, rates.specificity, rates.precision, rates.accuracy) == (0.5, 0.5, 0.5, 0.5)
    assert rates.auc == 0.75  # of four pairs only 0.4 against 0.6 is in the wrong order
    assert rates.brier == pytest.approx((0.01 + 0.36 + 0.36 + 0.01) / 4)


@pytest.mark.parametrize("threshold", [0.0, 0.03, 0.5, 0.97, 1.0])
@pytest.mark.parametrize("seed", [0, 1, 2])
def test_all_rates_are_those_of_scikit_learn(threshold, seed):
    result = ask(threshold=threshold, seed=seed)
    truth, p = np.array(result.targets), np.asarray(result.probabilities)
    tn, fp, fn, tp = confusion_matrix(truth, p >= threshold).ravel()
    assert vars(result.confusion) == {"tp": tp, "fp": fp, "tn": tn, "fn": fn}
    assert result.auc == pytest.approx(roc_auc_score(truth, p), rel=1e-13)
    assert result.brier == pytest.approx(brier_score_loss(truth, p), rel=1e-13)
    false, found, _ = roc_curve(truth, p, drop_intermediate=False)
    np.testing.assert_allclose(result.roc.false_positive_rate, false)
    np.testing.assert_allclose(result.roc.true_positive_rate, found)


def test_every_rate_can_be_counted_again_from_the_table():
    request = PANEL.request(threshold=0.3)
    result = PANEL.compute(request)
    rows = PANEL.table(request, result).rows
    alarmed = [truth for _, truth, p, _, _ in rows if p >= 0.3]
    assert result.precision == sum(alarmed) / len(alarmed)
    assert result.sensitivity == sum(alarmed) / sum(row[1] for row in rows)
    assert [row[4] == "malignant" for row in rows] == [row[2] >= 0.3 for row in rows]


@pytest.mark.parametrize(
    ("prevalence", "value"), [(0.373, 0.966), (0.1, 0.841), (0.01, 0.324), (0.005, 0.193)]
)
def test_what_an_alarm_means_depends_on_how_many_are_sick(prevalence, value):
    result = ask(assumed=A_TEST, prevalence=prevalence)
    assert f"{result.predictive_value:.3f}" == f"{value:.3f}"


def test_a_test_used_on_such_patients_as_these_is_right_as_the_lesson_says():
    assert f"{ask(assumed=A_TEST).predictive_value:.3f}" == "0.966"


def test_at_the_patients_own_prevalence_an_alarm_is_worth_its_precision():
    result = ask()
    assert result.prevalence == pytest.approx(53 / 142)
    assert result.predictive_value == pytest.approx(result.precision)


@pytest.mark.parametrize(
    "shares", [(0.95, 0.98, 0.005), (1.0, 1.0, 0.5), (0.3333, 0.6667, 0.1234), (0.0, 0.0, 0.001)]
)
def test_a_thousand_people_are_a_thousand_and_nobody_is_off_by_one(shares):
    screened = screen(*shares)
    people = people_of(screened)
    exact = [
        screened.true_positives,
        screened.false_positives,
        screened.true_negatives,
        screened.false_negatives,
    ]
    assert sum(vars(people).values()) == 1000
    assert np.abs(np.array(list(vars(people).values())) - 1000 * np.array(exact)).max() < 1.0


def test_where_nobody_is_alarmed_there_is_no_precision():
    rates = decide(**FOUR, threshold=1.0)
    assert rates.precision is rates.predictive_value is None
    assert "nobody is alarmed" in rates.sentence


@pytest.mark.parametrize("fields", [{}, {"cost_ratio": 50.0}, {"prevalence": 0.01, "cost_ratio": 20.0}])
def test_no_threshold_is_cheaper_than_the_cheapest(fields):
    best = ask(**fields).cheapest
    assert ask(**fields, threshold=best.threshold).cost == pytest.approx(best.cost)
    for threshold in np.linspace(0.0, 1.0, 41).tolist():
        assert ask(**fields, threshold=threshold).cost >= best.cost - 1e-9


def test_a_decision_alone_is_the_panels():
    whole = ask(threshold=0.2, prevalence=0.02, cost_ratio=7.0)
    alone = decide(
        threshold=0.2, prevalence=0.02, cost_ratio=7.0,
        probabilities=np.asarray(whole.probabilities).tolist(), targets=whole.targets,
        logistic=np.asarray(whole.logistic.probabilities).tolist(),
    )  # fmt: skip
    assert alone.sentence == whole.sentence
    assert (alone.cost, alone.cheapest, alone.per_thousand) == (
        whole.cost,
        whole.cheapest,
        whole.per_thousand,
    )
    assert alone.logistic.confusion == whole.logistic.confusion


def test_a_patient_alone_is_the_panels():
    whole, network = ask(patient=7), ask().network
    spec = {
        "layers": network.layers, "activations": network.activations,
        "weights": [each.tolist() for each in network.weights],
        "biases": [each.tolist() for each in network.biases],
    }  # fmt: skip
    alone = about(network=spec, patient=7)
    assert alone.prediction == pytest.approx(whole.prediction, rel=1e-13)
    assert (alone.nearest.row, alone.target, alone.patient_sentence) == (
        whole.nearest.row, whole.target, whole.patient_sentence,
    )  # fmt: skip


def test_the_nearest_patient_is_the_one_with_the_smallest_distance():
    result = ask(patient=7)
    whole = parts_of(0).whole.inputs
    others = [np.linalg.norm(whole[row] - whole[7]) if row != 7 else np.inf for row in range(569)]
    assert result.nearest.row == int(np.argmin(others))
    assert result.nearest.distance == pytest.approx(min(others))
    mine = ask(features=np.asarray(whole[7]).round(2).tolist())
    assert mine.nearest.row == 7
    assert mine.target is None


def test_malignant_is_1_and_nobody_is_in_both_parts():
    parts = parts_of(0)
    assert set(parts.split.training_rows) | set(parts.split.validation_rows) == set(range(569))
    assert not set(parts.split.training_rows) & set(parts.split.validation_rows)
    assert load_breast_cancer().labels.sum() == 212
    np.testing.assert_allclose(parts.training.inputs.mean(axis=0), 0.0, atol=1e-12)


def test_thresholds_costs_and_prevalence_train_nothing(monkeypatch):
    ask()
    monkeypatch.setattr("panels.tumor.training.train", None)
    for fields in ({"threshold": 0.2}, {"prevalence": 0.01}, {"cost_ratio": 9.0}, {"patient": 3}):
        request = PANEL.request.model_validate(fields)
        assert not PANEL.operation.cost(request).takes_long
        assert PANEL.compute(request).sentence


def test_what_is_to_be_trained_is_said_before():
    fresh = PANEL.request(seed=8765, epochs=199)
    assert PANEL.operation.cost(fresh).takes_long
    assert PANEL.operation.cost(PANEL.request(seed=8765)).fits_a_page, PAGE_SECONDS
    PANEL.compute(fresh)
    assert KEPT.get("[] 0.01 199 8765") is not None


def test_logistic_regression_is_the_network_without_a_hidden_layer():
    result = ask(hidden=[])
    np.testing.assert_array_equal(result.probabilities, result.logistic.probabilities)
    request = PANEL.request()
    assert trained(request, [], 0).network.sizes == [30, 1]


@pytest.mark.computes
def test_the_hidden_layer_is_not_told_apart_over_twenty_splits():
    compared = ask(splits=20).compared
    assert compared.verdict == "not told apart"
    assert compared.interval[0] < 0.0 < compared.interval[1]
    np.testing.assert_allclose(
        compared.differences, 100 * (compared.accuracies - compared.logistic_accuracies), atol=1e-12
    )
    assert "cannot be told to help" in compared.sentence


def test_a_split_too_many_for_the_time_ends_with_what_is_there(monkeypatch):
    monkeypatch.setattr("panels.tumor.training.LIMITS", type("None_", (), {"seconds": -1.0}))
    result = ask(splits=5, epochs=2)
    assert result.status == "stopped_at_limit"
    assert len(result.compared.seeds) == 2


def test_calibration_bins_hold_everybody():
    result = ask()
    assert sum(each.count for each in result.calibration.bins) == len(result.targets)
    assert [each.interval is None for each in result.calibration.bins] == [
        each.count == 0 for each in result.calibration.bins
    ]


def test_scikit_learns_program_comes_to_the_same_decisions():
    request = PANEL.request(patient=3, prevalence=0.01)
    result, program = PANEL.compute(request), texts(PANEL.programs(request))["sklearn"]
    values = run(program)
    assert "1.0 - tumors.target" in program  # it counts benign as 1
    for name in ("confusion.tp", "confusion.fp", "confusion.tn", "confusion.fn"):
        assert values[name] == at(result, name)
    assert values["brier"] == pytest.approx(result.brier, rel=0.01)  # its Adam has ε in another place
    assert texts(PANEL.programs(PANEL.request(hidden=[])))["sklearn"] is None


def test_the_card_tells_what_the_data_are():
    assert PANEL.constants()["checksum"] == CHECKSUM
    assert "CC BY 4.0" in PANEL.constants()["source"]


@pytest.mark.parametrize(
    ("fields", "where"),
    [
        ({"features": [0.0] * 29}, "features"),
        ({"features": [0.0] * 30, "patient": 3}, "null beside features"),
        ({"patient": 569}, "patient"),
        ({"prevalence": 0.0}, "prevalence"),
        ({"cost_ratio": 0.5}, "cost_ratio"),
        ({"hidden": [33]}, "hidden"),
    ],
)
def test_what_is_out_of_range_is_refused(fields, where):
    with pytest.raises(ValidationError, match=where):
        PANEL.request.model_validate(fields)


@pytest.mark.parametrize(
    ("fields", "where"),
    [
        ({"targets": [1, 1, 1, 1]}, "both 0 and 1"),
        ({"targets": [0, 1]}, "allowed: 4"),
        ({"logistic": [0.5, 0.5]}, "allowed: 4"),
        ({"probabilities": [0.5, 1.5, 0.1, 0.2]}, "probabilities"),
    ],
)
def test_probabilities_that_fit_no_truth_are_refused(fields, where):
    with pytest.raises(ValidationError, match=where):
        decide(**fields)


@pytest.mark.parametrize(
    ("network", "where"),
    [
        ({"layers": [29, 1]}, "for the measurements"),
        ({"layers": [30, 2]}, "layers"),
        ({"output_activation": "tanh"}, "for a probability"),
        ({"layers": [30, 2, 1], "activations": ["sigmoid", "relu"]}, "for a probability"),
    ],
)
def test_a_network_that_fits_no_patient_is_refused(network, where):
    with pytest.raises(ValidationError, match=where):
        about(network=network)


def test_a_network_that_left_the_numbers_says_a_half():
    huge = Network.create([30, 1], output_activation="sigmoid", rng=np.random.default_rng(0))
    with np.errstate(all="ignore"):
        huge = huge.with_parameters(np.full(31, np.inf))
        from panels.tumor.training import answers

        assert answers(huge, np.zeros((1, 30))).tolist() == [0.5]
