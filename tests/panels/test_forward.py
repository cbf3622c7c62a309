"""The forward panel: its figures, its verdicts, its words and its programs."""

import re
import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nn_core.activations import ACTIVATIONS
from panel_kit.contract.words import signed
from panels.forward.panel import PANEL, compute, programs
from panels.forward.request import ForwardRequest


def ask(**fields):
    return compute(ForwardRequest.model_validate(fields))


def test_the_panel_opens_at_one_half_and_neutral():
    result = ask()
    assert result.prediction.tolist() == [0.5]
    assert result.verdict == "neutral"


@pytest.mark.parametrize(
    ("layers", "count"), [([2, 3, 3, 1], 25), ([3, 4, 2], 26), ([4, 16, 8, 1], 225)]
)  # 9 + 12 + 4; 16 + 10; 80 + 136 + 9
def test_parameter_counts_are_those_worked_by_hand(layers, count):
    assert ask(network={"layers": layers}).network.parameter_count == count


def test_the_single_linear_neuron_with_input_2():
    # 0.8 × 2 + 0.2 = 1.8
    preset = next(preset for preset in PANEL.presets if preset.name == "one linear neuron")
    result = ask(**preset.request)
    assert result.prediction.tolist() == [0.8 * 2 + 0.2]
    assert result.verdict == "positive"


inputs = st.floats(-2, 2, allow_subnormal=False)


@given(x=st.tuples(inputs, inputs), seed=st.integers(0, 9999))
def test_turning_the_inputs_around_turns_the_answer_around(x, seed):
    there = ask(x=list(x), network={"seed": seed}).prediction[0]
    back = ask(x=[-v for v in x], network={"seed": seed}).prediction[0]
    assert back == pytest.approx(1 - there, abs=1e-14)


def last_layer(bias, activation):
    return {"weights": [[[0.0]]], "biases": [[bias]], "activations": [activation]}


@pytest.mark.parametrize(
    ("bias", "activation", "verdict"),
    [
        (0.0, "sigmoid", "neutral"),
        (0.01, "sigmoid", "neutral"),  # 0.5025 is shown as 0.50
        (0.05, "sigmoid", "leans_to_1"),  # 0.5125
        (-0.05, "sigmoid", "leans_to_0"),
        (0.0, "tanh", "neutral"),
        (-1.0, "tanh", "leans_to_minus_1"),
        (1.0, "tanh", "leans_to_1"),
        (0.0, "linear", "zero"),
        (-3.0, "linear", "negative"),
        (3.0, "relu", "positive"),
        (-3.0, "relu", "zero"),
        (-3.0, "leaky_relu", "negative"),
        (-3.0, "elu", "negative"),
        (-3.0, "softplus", "positive"),
        (-9.0, "softplus", "zero"),  # 0.0001 is shown as 0.00
        (-1.0, "gelu", "negative"),
        (-1.0, "gelu_tanh", "negative"),
        (3.0, "silu", "positive"),
        (0.0, "step", "one"),
        (-0.1, "step", "zero"),
        (-5.0, "softmax", "one"),
    ],
)
def test_the_verdict_is_read_off_the_number_shown(bias, activation, verdict):
    assert ask(network=last_layer(bias, activation), x=[0.0]).verdict == verdict


def test_several_outputs_have_a_largest_or_a_tie():
    network = {"weights": [[[1.0], [2.0], [0.0]]], "activations": ["linear"]}
    result = ask(network=network, x=[1.0])
    assert (result.verdict, result.leading) == ("largest", 1)
    assert (ask(network=network, x=[0.0]).verdict, ask(network=network, x=[0.0]).leading) == ("tie", None)


@settings(max_examples=60)
@given(
    layers=st.lists(st.integers(1, 5), min_size=2, max_size=4),
    seed=st.integers(0, 9999),
    output=st.sampled_from(list(ACTIVATIONS)),
    data=st.data(),
)
def test_the_sentence_says_the_numbers_of_the_result(layers, seed, output, data):
    x = data.draw(st.lists(inputs, min_size=layers[0], max_size=layers[0]))
    result = ask(network={"layers": layers, "seed": seed, "output_activation": output}, x=x)
    said = re.findall(r"−?\d+\.\d\d", result.sentence)
    if layers[-1] > 1:
        assert said == [signed(value) for value in result.prediction]
    elif output == "linear":
        assert said == [signed(result.layers[-1].z[0])]
    else:
        assert said == [signed(result.layers[-1].z[0]), signed(result.prediction[0])]


def test_a_softmax_says_that_its_outputs_add_to_1_and_that_one_alone_is_always_1():
    several = ask(network={"layers": [2, 3, 3], "output_activation": "softmax"}, x=[0.8, -0.45])
    assert several.prediction.sum() == pytest.approx(1.0, abs=1e-15)
    assert "probabilities that add to 1" in several.sentence
    assert "gets all of the 1" in ask(network=last_layer(-5.0, "softmax"), x=[0.0]).sentence


def test_weights_may_come_without_layers_and_biases_without_weights():
    alone = ask(network={"weights": [[[1.0, 2.0]], [[3.0]]]}, x=[1.0, 1.0])
    assert alone.network.layers == [2, 1, 1]
    shifted = ask(network={"biases": [[0.0] * 3, [0.0] * 3, [1.0]]})
    assert shifted.layers[-1].z.tolist() == [1.0]


def test_left_out_inputs_are_zeros_for_any_network():
    assert ask(network={"layers": [5, 1]}).x.tolist() == [0.0] * 5


def printed(program):
    """Runs a program in a process of its own; what it prints, and what it complains of."""
    done = subprocess.run([sys.executable, "-"], input=program, capture_output=True, text=True, check=True)
    assert done.stderr == ""
    return dict(line.split(" = ") for line in done.stdout.strip().split("\n"))


RANDOM = np.random.default_rng(4)
STATES = [preset.request for preset in PANEL.presets] + [
    {
        "network": {
            "layers": [2, int(RANDOM.integers(1, 6)), int(RANDOM.integers(1, 6)), int(RANDOM.integers(1, 4))],
            "hidden_activation": hidden,
            "output_activation": output,
            "seed": int(RANDOM.integers(1000)),
        },
        "x": RANDOM.uniform(-2, 2, 2).round(2).tolist(),
    }
    for hidden, output in [("tanh", "sigmoid"), ("relu", "linear"), ("sigmoid", "tanh"), ("linear", "relu")]
]


@pytest.mark.parametrize("state", STATES)
def test_the_numpy_program_prints_the_numbers_of_the_panel(state):
    request = ForwardRequest.model_validate(state)
    result, lines = compute(request), printed(programs(request)["numpy"].text)
    for number, layer in enumerate(result.layers, 1):
        for name, values in (("z", layer.z), ("a", layer.a)):
            shown = np.array(eval(lines[f"layer {number}: {name}"]))
            np.testing.assert_allclose(shown, values, rtol=1e-12, atol=1e-14)
    np.testing.assert_allclose(eval(lines["prediction"]), result.prediction, rtol=1e-12)


@pytest.mark.parametrize("state", STATES)
def test_the_pytorch_program_is_python_and_holds_every_weight(state):
    request = ForwardRequest.model_validate(state)
    program = programs(request)["pytorch"].text
    compile(program, "program", "exec")
    for W in compute(request).network.weights:
        assert all(repr(w) in program for w in W.ravel().tolist())


@pytest.mark.parametrize("name", ["3→4→2", "4→16→8→1"])
def test_a_larger_preset_opens_with_inputs_that_make_a_difference(name):
    preset = next(preset for preset in PANEL.presets if preset.name == name)
    assert all(preset.request["x"])
