"""Architecture: counts by hand, the drawn weights are the engine's, runs are those of one network alone."""

import numpy as np
import pytest

from nn_core import Network, train
from nn_core.layer_counts import parameter_count
from nn_core.metrics.mean_interval import mean_interval
from panel_kit.specs.limits import MAX_SEED
from panels.architecture import PANEL
from panels.architecture.candidates import EQUAL_PARAMETERS, Comparison, LearnedData
from panels.architecture.counts import INITIALIZER, MOST_DRAWN, units_drawn
from panels.architecture.examples import signed
from panels.architecture.result import STOPPED_AT_LIMIT
from panels.architecture.scale import KNOWN_NETWORKS
from panels.architecture.states import RULES

SMALL = {
    "dataset": {"name": "moons", "samples": 40, "noise": 0.2},
    "networks": [{"hidden": [5]}, {"hidden": [3, 2], "activation": "tanh", "optimizer": "sgd"}],
    "epochs": 40,
    "seeds": 3,
    "seed": 7,
}


def asked(**fields):
    return PANEL.compute(PANEL.request.model_validate(fields))


def means(name):
    """The compared networks of a rule's run."""
    return asked(**RULES[name]).compared.runs


def test_the_network_as_it_first_opens_has_26_parameters():
    result = asked()
    assert [layer.arithmetic for layer in result.layers] == ["3 × 4 + 4 = 16", "4 × 2 + 2 = 10"]
    assert (result.parameters, result.weights, result.biases) == (26, 20, 6)
    assert (result.multiply_adds, result.bytes, result.compared) == (20, 4 * 26, None)
    assert result.sentence == (
        "3→4→2: one hidden layer, 20 weights and 6 biases are 26 parameters; "
        "an example takes 20 multiply-adds."
    )


def test_a_network_for_digits_is_counted_layer_by_layer():
    result = asked(layers=[784, 128, 10])
    assert result.layers[0].arithmetic == "784 × 128 + 128 = 100,480"
    assert (result.parameters, result.weights, result.biases) == (101_770, 101_632, 138)
    assert result.multiply_adds == 101_632


def test_the_drawn_weights_are_those_of_the_whole_network():
    layers, seed = [12, 30, 3], 5
    drawn = asked(layers=layers, seed=seed).drawn
    network = Network.create(layers, rng=np.random.default_rng(seed), initializer=INITIALIZER)
    assert drawn.units == [[0, 1, 2, 3, 4, 9, 10, 11], [0, 1, 2, 3, 4, 27, 28, 29], [0, 1, 2]]
    for layer, weights in enumerate(network.weights):
        places = np.ix_(drawn.units[layer + 1], drawn.units[layer])
        np.testing.assert_array_equal(drawn.weights[layer], weights[places])


def test_a_layer_that_has_room_is_drawn_whole():
    assert units_drawn(MOST_DRAWN) == list(range(MOST_DRAWN))
    assert len(units_drawn(MOST_DRAWN + 1)) < MOST_DRAWN


def test_the_four_shapes_have_equally_many_parameters():
    assert [parameter_count([2, *hidden, 1]) for hidden in EQUAL_PARAMETERS.values()] == [157] * 4
    usual = Comparison()
    assert [each.hidden for each in usual.networks] == [list(hidden) for hidden in EQUAL_PARAMETERS.values()]


@pytest.mark.parametrize("place", [0, 1])
def test_every_seed_is_the_run_that_it_would_be_alone(place):
    compared = Comparison.model_validate(SMALL)
    run = asked(compare=SMALL).compared.runs[place]
    candidate, examples = compared.networks[place], compared.dataset.examples
    for member, seed in enumerate([7, 8, 9]):
        alone = train(
            compared.drawn(candidate, seed),
            examples.training.inputs,
            examples.training.targets,
            loss="bce",
            optimizer=candidate.optimizer,
            learning_rate=0.01,
            epochs=40,
            seed=seed,
        ).network
        for data, shares in ((examples.held_out, run.accuracies), (examples.training, run.train_accuracies)):
            answers = alone.forward(data.inputs).prediction
            assert shares[member] == np.mean((answers >= 0.5) == (data.targets == 1.0))


def test_mean_interval_and_weights_are_those_of_all_seeds():
    first, _ = asked(compare=SMALL).compared.runs
    told = mean_interval(first.accuracies)
    assert first.mean == told.mean
    assert first.interval == [max(0.0, told.low), min(1.0, told.high)]
    assert first.accuracies[first.middle_seed - 7] == np.median(first.accuracies)
    assert 0.0 < first.within_one <= 1.0 or first.largest_weight > 1.0
    assert first.parameters == parameter_count([2, 5, 1]) == 21
    assert first.reached == sum(share >= 0.95 for share in first.accuracies)


def test_no_example_is_both_learned_and_held_out():
    for name in ("moons", "measurements"):
        examples = LearnedData(name=name, samples=60, noise=0.1).examples
        learned = {tuple(row) for row in examples.training.inputs.tolist()}
        assert not learned & {tuple(row) for row in examples.held_out.inputs.tolist()}
    assert examples.training.samples + examples.held_out.samples == 569


def test_of_three_columns_only_all_together_say_the_class():
    data = LearnedData(name="signs", samples=400, noise=0.0).examples.training
    assert (data.samples, data.inputs.shape[1], data.class_names[1]) == (400, 3, "product above 0")
    signs = np.sign(data.inputs * 1.0)
    for one, other in ((0, 1), (0, 2), (1, 2)):
        agree = (signs[:, one] == signs[:, other]) == (data.targets[:, 0] == 1.0)
        assert 0.4 < agree.mean() < 0.6
    raw = signed(50, 0.0, 3)
    np.testing.assert_array_equal(raw.targets[:, 0] == 1.0, raw.inputs.prod(axis=1) > 0.0)


def test_held_out_seeds_are_beyond_those_of_examples():
    assert LearnedData(name="moons", seed=MAX_SEED).examples.held_out.samples == 400


def test_the_parts_grow_by_a_network_at_a_time():
    request = PANEL.request.model_validate({"compare": {**SMALL, "seed": 11}})
    parts = [part for part in PANEL.operation.run(request) if part]
    grown = [len(part["compared"].runs) for part in parts if part.get("compared")]
    assert grown == [0, 1, 2]
    assert parts[0]["compared"] is None
    assert parts[1]["sentence"] == "Two networks to be trained."
    other = {**SMALL, "seed": 11, "networks": [SMALL["networks"][0], {"hidden": []}]}
    beside = [part for part in PANEL.operation.run(PANEL.request.model_validate({"compare": other})) if part]
    assert [len(part["compared"].runs) for part in beside[1:]] == [1, 2]  # the first is known from before
    again = [part for part in PANEL.operation.run(request) if part]
    assert [len(part["compared"].runs) for part in again[1:]] == [2]  # known from before


def test_a_comparison_that_the_time_limit_ends_says_so(monkeypatch):
    monkeypatch.setattr("panel_kit.runs.many.is_cut", lambda *_: True)
    result = asked(compare={**SMALL, "seed": 12})
    assert result.status == STOPPED_AT_LIMIT
    assert result.compared.runs == []
    assert "for the time was up" in result.sentence


def test_networks_are_named_by_what_they_differ_in():
    networks = [{"hidden": [4], "dropout": share} for share in (0.0, 0.5)]
    names = [run.name for run in asked(compare={**SMALL, "networks": networks}).compared.runs]
    assert names == ["no dropout", "dropout 0.5"]
    networks = [{"hidden": hidden} for hidden in ([39], [4] * 8)]
    names = [run.name for run in asked(compare={**SMALL, "networks": networks, "epochs": 1}).compared.runs]
    assert names == ["wide, 2→39→1", "deep and narrow, 2→4→…→4→1"]


@pytest.mark.parametrize(
    ("fields", "path"),
    [
        ({"layers": [3, 4, 101]}, "layers"),
        ({"layers": [3]}, "layers"),
        ({"layers": [3, *[2] * 9, 1]}, "layers"),
        ({"layers": [1025, 1]}, "layers"),
        ({"compare": {"networks": [{"hidden": [64] * 8}] * 6, "seeds": 20}}, "compare"),
        ({"compare": {"networks": [{"hidden": [1024]}]}}, "got 300, allowed: at most 89 with these networks"),
        (
            {"compare": {"networks": [{"hidden": [1024] * 2}]}},
            "which would hold 2342 megabytes at once, allowed: 640: at most 2",
        ),
        ({"compare": {"networks": [{"hidden": [1025]}], "epochs": 1}}, "less than or equal to 1024"),
    ],
)
def test_what_is_too_large_is_refused(fields, path):
    with pytest.raises(ValueError, match=path):
        PANEL.request.model_validate(fields)


def test_the_known_networks_stand_in_the_order_of_their_size():
    counts = [each.parameters for each in KNOWN_NETWORKS]
    assert counts == sorted(counts)
    assert counts[:2] == [25, 101_770]
    assert [each.name for each in KNOWN_NETWORKS if each.is_estimate] == ["GPT-4"]


# What the lesson says of each rule of thumb: a run that supports it, and one where it fails


def clear(better, worse):
    """Whether the interval of one mean lies above that of the other."""
    return better.interval[0] > worse.interval[1]


@pytest.mark.computes
@pytest.mark.parametrize(
    ("name", "worse", "better"),
    [
        ("two-layers", 0, 1),
        ("two-layers-not", 1, 0),
        ("two-layers-not", 2, 0),
        ("tables", 0, 1),
        ("tables-one", 0, 1),
        ("three-layers", 0, 1),
        ("three-layers-not", 1, 0),
        ("between-not", 0, 1),
        ("relu", 1, 0),
        ("relu-not", 0, 1),
        ("adam", 1, 0),
        ("adam-not", 0, 1),
        ("dropout", 0, 1),
        ("dropout-not", 1, 0),
    ],
)
def test_a_rule_holds_in_one_run_and_fails_in_another(name, worse, better):
    runs = means(name)
    assert clear(runs[better], runs[worse])


@pytest.mark.computes
def test_on_the_table_a_size_in_between_is_not_told_apart_from_a_larger_one():
    between, larger = means("between")
    assert not clear(between, larger)
    assert not clear(larger, between)


@pytest.mark.computes
def test_on_a_table_of_two_columns_more_layers_are_not_told_apart_from_one():
    none, one, *more = means("tables-one")
    assert none.interval[0] < 0.5 + 0.01
    assert none.interval[1] < 0.55
    for deeper in more:
        assert not clear(deeper, one)
        assert not clear(one, deeper)


@pytest.mark.computes
def test_weights_lie_between_minus_one_and_one_on_the_table_and_not_on_the_spirals():
    (table,), (spirals,) = means("weights"), means("weights-not")
    assert table.within_one > 0.95
    assert 0.55 < spirals.within_one < 0.75


@pytest.mark.computes
def test_two_layers_do_as_well_as_three_and_eight_no_better_than_one():
    wide, shallow, deep, narrow = asked(compare={}).compared.runs
    assert clear(deep, wide)
    assert clear(shallow, wide)
    assert not clear(deep, shallow)
    assert not clear(narrow, wide)
    assert min(narrow.accuracies) == 0.5  # the same answer everywhere
