"""A network in a request: what it says can be said again."""

import pytest

from panels.network_spec import NetworkSpec


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
