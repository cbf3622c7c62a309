"""The five rules by hand, and the test of chance."""

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nn_core import Network, TrainingSpec
from nn_core.datasets import make_dataset
from nn_core.lr_range_test import family_losses, growing_rates, lr_range_test, read, training_step
from nn_core.lr_suggestions import (
    RULES,
    fall_of,
    longest_fall,
    longest_falls_to,
    lowest,
    slide,
    steepest,
    suggest,
    valley,
)

SEEDS = range(20)


def decades(count):
    """Rates a decade apart: ln 10 from one to the next."""
    return 10.0 ** np.arange(count)


def done(steps):
    """What a generator returns."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return end.value


@pytest.fixture(scope="module")
def tests_of():
    """By name, what 20 seeds' tests find on XOR in the plane with Adam and batches of 20."""
    data = make_dataset("quadrants", seed=0)
    rates = growing_rates(1e-4, 10.0, 300)
    spec = TrainingSpec(optimizer="adam", batch_size=20)
    drawn = [Network.create([2, 3, 3, 1], rng=np.random.default_rng(seed)) for seed in SEEDS]
    shuffled = np.random.default_rng(5).permutation(data.targets)

    def found(networks, targets):
        losses = done(family_losses(networks, data.inputs, targets, spec, SEEDS, rates))
        return [read(losses[:, place], rates, 0.9, 4.0) for place in range(len(networks))]

    return {"drawn": found(drawn, data.targets), "labels at random": found(drawn, shuffled)}


def test_the_steepest_step_by_hand():
    # Falls of 1, 2, 5 and ½, each over ln 10: the third step, from 7 to 2
    assert steepest(decades(5), np.array([10.0, 9.0, 7.0, 2.0, 1.5])) == 2


def test_the_lowest_by_hand_and_its_rule_takes_a_tenth():
    losses = np.concatenate([np.linspace(3.0, 1.0, 30), np.linspace(1.1, 3.0, 15)])
    rates = growing_rates(1.0, 1e44, 45)
    assert lowest(rates, losses) == 29
    found = suggest(rates, losses, losses, 45, 0.0)
    assert found.places["minimum_tenth"] == 29
    assert found.rates["minimum_tenth"] == pytest.approx(rates[29] / 10.0, rel=1e-12)


def test_the_valley_by_hand():
    # Ever lower: 9, 8, 7, 6, 4, 3, at 1, 2, 3, 5, 6, 7; the 10 at 4 is left out. The sequence of 6 ends at 7,
    # so it is taken to start at 1, and the rate is that of step 1 + ⌊6/3⌋ + ⌊6/6⌋ = 4.
    assert valley(decades(9), np.array([9.0, 9.0, 8.0, 7.0, 10.0, 6.0, 4.0, 3.0, 5.0])) == 4


def test_the_slide_by_hand():
    # Flat to step 24, then down by 1 at each: from the right, a window of 15 has equal slopes at its ends
    # at first, so the rule is silent; where the last step falls by 9, it slides until both ends fall alike.
    straight = np.concatenate([np.full(25, 30.0), 30.0 - np.arange(1.0, 16.0)])
    assert slide(decades(40), straight[:25]) is None
    # Central differences: 0 up to step 23, −½ at 24, −1 from 25. Ends 39 and 24 differ, 38 and 23 too, …
    # down to 24 and 9, whose slopes −½ and 0 differ; 23 and 8 do not.
    assert slide(decades(40), straight) == 9


def test_the_slide_is_none_on_a_curve_no_longer_than_its_window():
    assert slide(decades(15), np.arange(15.0)) is None


def test_the_longest_fall_by_hand():
    # Falls from 1 to 2, from 3 to 7, from 8 to 9: the middle of the second is 5
    losses = np.array([1.0, 9.0, 8.0, 20.0, 7.0, 6.0, 5.0, 4.0, 30.0, 1.0])
    assert longest_fall(decades(10), losses) == 5


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("count", [0, 1])
def test_a_rule_needs_a_curve(rule, count):
    assert RULES[rule](decades(count), np.ones(count)) in (
        [None] if count == 0 or rule != "minimum_tenth" else [0]
    )


@given(st.lists(st.integers(0, 6), min_size=1, max_size=9))
def test_the_longest_sequence_is_that_of_every_choice_tried(losses):
    def longest(end):
        chosen = (
            (*[losses[place] for place in before], losses[end])
            for size in range(end + 1)
            for before in itertools.combinations(range(end), size)
        )
        return max(len(each) for each in chosen if all(a > b for a, b in itertools.pairwise(each)))

    assert longest_falls_to(np.array(losses, float)) == [longest(end) for end in range(len(losses))]


def test_what_chance_brings_by_hand():
    # From step to step 0.2, up and down: σ = 0.2 / 0.954. A mean of 10 varies by σ / √10; with β = 0.9 the
    # fading mean by σ √(0.1 / 1.9): together 0.0818, and 4.5 times that is 0.368.
    losses = np.tile([1.1, 0.9], 20)
    fall, chance = fall_of(losses, np.full(40, 0.7), 10, 0.9)
    assert fall == pytest.approx(0.3, rel=1e-12)
    assert chance == pytest.approx(4.5 * 0.2 / 0.954 * np.sqrt(0.1 + 0.1 / 1.9), rel=1e-12)


def test_where_chance_alone_explains_the_fall_no_rule_suggests_anything(tests_of):
    learned, random = tests_of["drawn"], tests_of["labels at random"]
    assert sum(test.suggestion is not None for test in learned) >= 17
    assert sum(test.suggestion is not None for test in random) <= 3
    for test in [*learned, *random]:
        given = {test.suggested.rates[rule] is not None for rule in ("valley", "steepest", "longest_fall")}
        assert given == {test.suggested.has_fallen}


def test_weights_of_zero_learn_nothing_from_all_examples():
    data = make_dataset("quadrants", seed=0)
    zero = Network.create([2, 3, 3, 1], rng=np.random.default_rng(0)).with_parameters(np.zeros(25))
    found = lr_range_test(training_step(zero, data.inputs, data.targets, TrainingSpec(optimizer="adam")))
    assert set(found.suggested.rates.values()) == {None}


def test_one_seed_says_little_of_another(tests_of):
    suggested = [test.suggestion for test in tests_of["drawn"] if test.suggestion]
    assert max(suggested) > 10.0 * min(suggested)


def test_each_of_many_is_the_test_that_it_is_alone():
    data = make_dataset("moons", seed=0)
    rates, spec = growing_rates(1e-3, 100.0, 40), TrainingSpec(optimizer="adam", batch_size=30)
    networks = [Network.create([2, 4, 1], rng=np.random.default_rng(seed)) for seed in range(3)]
    together = done(family_losses(networks, data.inputs, data.targets, spec, [7, 8, 9], rates))
    for place, network in enumerate(networks):
        own = TrainingSpec(optimizer="adam", batch_size=30, seed=7 + place)
        step = training_step(network, data.inputs, data.targets, own)
        alone = [step(rate) for rate in rates]
        assert together[:, place] == pytest.approx(alone, rel=1e-9)


def test_one_that_leaves_the_finite_numbers_takes_no_other_with_it():
    data = make_dataset("sine", seed=0)
    small = Network.create([1, 3, 1], output_activation="linear", rng=np.random.default_rng(0))
    huge = small.with_parameters(small.parameters * 1e200)
    spec = TrainingSpec(loss="mse", optimizer="sgd")
    rates = growing_rates(1e-3, 0.1, 20)
    together = done(family_losses([huge, small], data.inputs, data.targets, spec, [0, 0], rates))
    assert np.isinf(together[:, 0]).all()
    assert np.isfinite(together[:, 1]).all()
    assert read(together[:, 0], rates, 0.9, 4.0).diverged_at == 0
