"""A network in a request: what it says can be said again."""

from itertools import product

import pytest
from pydantic import ValidationError

from nn_core.activations import ACTIVATIONS
from panel_kit.specs.network import NetworkSpec
from panel_kit.specs.training_network import TrainingNetwork
from tests.every_case import check_every


@pytest.mark.parametrize(
    "activations",
    [["relu", "sigmoid"], ["tanh", "linear", "sigmoid"], ["linear"], ["tanh", "tanh", "relu"]],
)
def test_a_request_written_down_is_the_same_request(activations):
    layers = [2, *[3] * (len(activations) - 1), 1]
    spec = NetworkSpec.model_validate({"layers": layers, "activations": activations})
    for written in (spec.model_dump(mode="json"), spec.model_dump(mode="json", exclude_unset=True)):
        again = NetworkSpec.model_validate(written)
        assert again.layer_activations == activations
        assert again.build().parameters.tolist() == spec.build().parameters.tolist()


def test_one_function_for_all_hidden_layers_is_said_in_a_word():
    layers, activations = [2, 3, 3, 1], ["relu", "relu", "linear"]
    spec = NetworkSpec.model_validate({"layers": layers, "activations": activations})
    assert (spec.hidden_activation, spec.output_activation, spec.activations) == ("relu", "linear", None)


def test_different_functions_stay_a_list_and_no_word_contradicts_it():
    layers, activations = [2, 3, 3, 1], ["relu", "tanh", "linear"]
    written = NetworkSpec.model_validate({"layers": layers, "activations": activations}).model_dump()
    assert written["activations"] == activations
    assert not {"hidden_activation", "output_activation"} & set(written)


@pytest.mark.parametrize("kind", [NetworkSpec, TrainingNetwork])
@pytest.mark.parametrize("activations", [["softmax", "sigmoid"], ["softmax", "softmax"]])
def test_only_what_a_word_may_say_is_said_by_it(kind, activations):
    # A hidden layer may be a softmax only as one of a list.
    spec = kind.model_validate({"layers": [2, 3, 1], "activations": activations})
    again = kind.model_validate(spec.model_dump(mode="json"))
    assert again.layer_activations == spec.layer_activations == spec.activations == activations
    with pytest.raises(ValidationError, match="hidden_activation"):
        kind.model_validate({"hidden_activation": "softmax"})


@pytest.mark.parametrize("kind", [NetworkSpec, TrainingNetwork])
def test_every_activation_of_the_engine_may_be_said_in_a_word(kind):
    def is_said(hidden, output):
        spec = kind.model_validate({"hidden_activation": hidden, "output_activation": output})
        assert spec.build().activations == [hidden, hidden, output]
        listed = kind.model_validate({"activations": [hidden, hidden, output]})
        assert listed.model_dump() == spec.model_dump()

    pairs = product([name for name in ACTIVATIONS if name != "softmax"], ACTIVATIONS)
    check_every(((" and ".join(pair), pair) for pair in pairs), is_said)


@pytest.mark.parametrize("kind", [NetworkSpec, TrainingNetwork])
def test_a_word_that_contradicts_the_list_is_refused_even_where_it_is_the_default(kind):
    spec = {"activations": ["tanh", "relu", "linear"], "hidden_activation": "tanh"}
    with pytest.raises(ValidationError, match="allowed: what activations says"):
        kind.model_validate(spec)
