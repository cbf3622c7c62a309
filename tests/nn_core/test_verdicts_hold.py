"""What a diagnosis says of a run, held against the same run continued ten times longer: over 120 runs.

A finding speaks of what was measured. Where its words reach further (“no gradient brings them back”, “worth
one linear layer”), the longer run must bear them out; where it cannot be known, they must not.
"""

import re
from functools import cache

import numpy as np
import pytest

from nn_core import Network, Trainer, TrainingSpec
from nn_core.diagnosis import diagnose, record_run
from nn_core.families import as_family
from tests.nn_core.diagnosis_runs import XOR

SEEDS = range(40)
EPOCHS = 60
LONGER = 10
CASES = {
    "relu": ([2, 3, 3, 1], "relu", 0.5),
    "linear": ([2, 3, 1], "linear", 0.5),
    "sigmoid": ([2, 3, 1], "sigmoid", 0.5),
    "steps": ([2, 4, 1], "step", 0.5),
}
# Words that promise more than a run can show
TOO_MUCH = re.compile(r"\b(cannot|never|ever|no direction|do no better|for good|stay equal|is a minimum)\b")


def start(case, seed):
    sizes, activation, _ = CASES[case]
    return Network.create(sizes, rng=np.random.default_rng(seed), hidden_activation=activation)


@cache
def found(case):
    """The findings of each seed's run."""
    spec = TrainingSpec(learning_rate=CASES[case][2], epochs=EPOCHS)
    findings = []
    for seed in SEEDS:
        trainer = Trainer(start(case, seed), *XOR, spec)
        findings.append(diagnose(record_run(trainer.finish(tuple(trainer.run())), spec, *XOR)))
    return findings


@cache
def continued(case):
    """The network of each seed after ten times as many epochs, trained together: plain descent, so each is
    the run it was, continued."""
    spec = TrainingSpec(learning_rate=CASES[case][2], epochs=EPOCHS * LONGER, record_every=EPOCHS * LONGER)
    trainer = Trainer(as_family([start(case, seed) for seed in SEEDS]), *XOR, spec)
    *_, last = trainer.run()
    return [start(case, seed).with_parameters(last.parameters[seed]) for seed in SEEDS]


def of(case, problem):
    """The seeds with that finding, and the finding."""
    return [
        (seed, each)
        for seed, findings in zip(SEEDS, found(case), strict=True)
        for each in findings
        if each.problem == problem
    ]


@pytest.mark.parametrize("case", CASES)
def test_no_sentence_promises_what_a_run_cannot_show(case):
    said = [each.sentence for findings in found(case) for each in findings]
    assert said
    assert [sentence for sentence in said if TOO_MUCH.search(sentence)] == []


def test_units_of_the_first_layer_that_no_gradient_brings_back_are_still_dead():
    dead = [(seed, each) for seed, each in of("relu", "dead_units") if each.evidence["layer"] == 1]
    assert len(dead) >= 5
    for seed, finding in dead:
        assert "no gradient brings them back" in finding.sentence
        layer = continued("relu")[seed].forward(XOR[0]).layers[0]
        assert np.count_nonzero((np.asarray(layer.a) == 0.0).all(axis=0)) >= finding.evidence["dead"]


def test_units_of_later_layers_may_come_back_and_that_is_said():
    later = [each for _, each in of("relu", "dead_units") if each.evidence["layer"] > 1]
    assert later
    assert all("can bring them back" in each.sentence for each in later)


def test_linear_units_are_worth_one_line_however_long_the_run():
    flat = of("linear", "linear_units")
    assert len(flat) == len(SEEDS)
    for seed, _ in flat:
        right = (continued("linear")[seed].forward(XOR[0]).prediction >= 0.5) == (XOR[1] >= 0.5)
        assert right.mean() <= 0.75  # the most that one line gets of XOR


def test_weights_before_steps_are_still_as_they_were_drawn():
    before = of("steps", "no_slope")
    assert len(before) == len(SEEDS)
    for seed, _ in before:
        assert (continued("steps")[seed].weights[0] == start("steps", seed).weights[0]).all()


def test_a_run_that_hardly_moves_is_not_called_finished():
    """Many of them solve XOR later, so nothing else may be said."""
    stopped = [(seed, each) for kind in ("plateau", "underfitting") for seed, each in of("sigmoid", kind)]
    assert len(stopped) >= 20
    goes_on = (
        "longer|ended while the loss was falling|no minimum|way that the gradient|shrinks on its way|pulls"
    )
    assert [each.sentence for _, each in stopped if not re.search(goes_on, each.sentence)] == []
