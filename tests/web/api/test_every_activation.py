"""Every activation of the engine in every network of the API: values, gradients, training, words, bounds."""

from itertools import product

import numpy as np
import pytest

from nn_core import Network
from nn_core.activations import ACTIVATIONS
from panel_kit.specs.activations import ACTIVATION_NAMES, HIDDEN_NAMES
from tests.golden.networks_cases import data_of, network_of
from tests.nn_core.test_golden_networks import TOLERANCE, each_case, golden

BIASES = [[0.1, -0.2], [0.15, 0.05]]
LOSSES = {"sigmoid": "bce", "softmax": "cross_entropy"}
# hidden, output, loss: every hidden one, every output, and each loss that is made for its output
CASES = [
    *((hidden, "tanh", "mse") for hidden in ACTIVATIONS),
    *(("gelu", output, "mse") for output in ACTIVATIONS),
    *(("silu", output, loss) for output, loss in LOSSES.items()),
    ("softmax", "softmax", "cross_entropy"),
]
STEP = 1e-5


def ask(client, path, body):
    answer = client.post(f"/api/v1/{path}", json=body)
    assert answer.status_code == 200, answer.text[:300]
    return answer.get_json(force=True)


def small(hidden, output):
    weights = [[[0.6, -0.4], [0.3, 0.9]], [[-0.7, 0.5], [0.8, 0.2]]]
    return {"weights": weights, "biases": BIASES, "activations": [hidden, output]}


def turned(network, kind, place, h):
    """The network with one of its numbers changed by h."""
    theta = [np.array(part) for part in network[kind]]
    theta[place[0]][place[1:]] += h
    return {**network, kind: [part.tolist() for part in theta]}


@pytest.mark.parametrize(("hidden", "output", "loss"), CASES)
def test_gradients_are_those_of_turning_each_parameter_a_little(client, hidden, output, loss):
    network = small(hidden, output)
    body = {"loss": loss, "x": [0.8, -0.45], "y": [1, 0]}
    result = ask(client, "backprop", {**body, "network": network})
    for kind in ("weights", "biases"):
        for layer, part in enumerate(result["gradients"][kind]):
            for spot, gradient in np.ndenumerate(np.array(part)):
                ends = [
                    ask(client, "backprop", {**body, "network": turned(network, kind, (layer, *spot), h)})
                    for h in (STEP, -STEP)
                ]
                slope = (ends[0]["loss"] - ends[1]["loss"]) / (2 * STEP)
                assert gradient == pytest.approx(slope, rel=1e-5, abs=1e-9)
                numeric = np.array(result["gradient_check"]["numeric"][kind][layer])[spot]
                assert gradient == pytest.approx(numeric, rel=1e-5, abs=1e-9)


@pytest.mark.parametrize(("hidden", "output", "loss"), CASES)
def test_an_error_signal_comes_through_the_slopes_that_are_told(client, hidden, output, loss):
    result = ask(client, "backprop", {"network": small(hidden, output), "loss": loss, "y": [1, 0]})
    for name, layer in zip((hidden, output), result["layers"], strict=True):
        slopes = np.array(layer["da_dz"])
        assert slopes.ndim == (2 if name == "softmax" else 1)
        jacobian = slopes if name == "softmax" else np.diag(slopes)
        np.testing.assert_allclose(np.array(layer["dL_da"]) @ jacobian, layer["delta"], rtol=1e-9, atol=1e-15)
    if loss in LOSSES.values():  # the slopes cancel; a mean is over the outputs, or over one example
        share = 2 if loss == "bce" else 1
        np.testing.assert_allclose(layer["delta"], (np.array(layer["a"]) - [1, 0]) / share, rtol=1e-12)


@each_case("dense")
def test_the_forward_pass_answers_what_pytorch_answers(client, case):
    network, (inputs, _), expected = network_of(case), data_of(case), golden()[case.name]
    body = {
        "weights": [W.tolist() for W in network.weights],
        "biases": [b.tolist() for b in network.biases],
        "activations": network.activations,
    }
    predictions = [ask(client, "forward", {"network": body, "x": x})["prediction"] for x in inputs.tolist()]
    np.testing.assert_allclose(np.ravel(predictions), expected["prediction"], **TOLERANCE)
    answered = ask(client, "predict", {"network": body, "points": inputs.tolist()})["predictions"]
    np.testing.assert_allclose(np.ravel(answered), expected["prediction"], **TOLERANCE)


@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_a_hidden_activation_computes_over_the_plane(client, activation):
    spec = {"layers": [2, 3, 1], "activations": [activation, "linear"]}
    result = ask(client, "linear-collapse", {"network": spec})
    network = Network.from_weights(
        result["network"]["weights"], result["network"]["biases"], result["network"]["activations"]
    )
    # One example alone, or among others: processors add up in another order
    assert result["outputs"] == pytest.approx([network.forward([[1.0, 0.5]]).prediction[0, 0]], rel=1e-13)
    assert result["is_linear"] is (activation == "linear")
    if activation != "linear":
        assert f"With {ACTIVATION_NAMES[activation]} between them" in result["sentence"]
    spec = {"layers": [2, 3, 1], "activations": [activation, "sigmoid"]}
    swept = ask(client, "accuracy-vs-loss", {"network": spec, "layer": 0, "input": 0})
    assert np.isfinite(swept["loss"]).all()
    if activation == "step":
        assert swept["slope"] == 0.0


def test_a_single_softmax_is_refused_where_it_would_draw_nothing(client):
    body = {"network": {"layers": [2, 3, 1], "output_activation": "softmax"}}
    answer = client.post("/api/v1/linear-collapse", json=body)
    assert answer.status_code == 422
    assert answer.get_json(force=True)["errors"][0]["pointer"] == "/network/output_activation"


@pytest.mark.parametrize("hidden", HIDDEN_NAMES)
def test_every_hidden_activation_trains(client, hidden):
    network = {"hidden_activation": hidden, "hidden": [4]}
    body = {"dataset": {"name": "moons", "samples": 60}, "epochs": 60, "network": network}
    result = ask(client, "training", body)
    losses = result["history"]["train_loss"]
    assert losses[-1] < losses[0]
    problems = [finding["problem"] for finding in result["diagnosis"]]
    assert ("no_slope" in problems) is (hidden == "step")


ENDS = [
    ({"name": "moons", "samples": 40}, "bce", ["sigmoid"]),
    ({"name": "moons", "samples": 40}, "mse", [name for name in ACTIVATIONS if name != "softmax"]),
    ({"name": "blobs", "samples": 40}, "cross_entropy", ["softmax"]),
    ({"name": "blobs", "samples": 40}, "mse", [name for name in ACTIVATIONS if name != "softmax"]),
    (
        {"name": "sine", "samples": 40},
        "huber",
        [name for name in ACTIVATIONS if name not in ("sigmoid", "step", "softmax")],
    ),
]
ALLOWED = [(data, loss, output) for data, loss, outputs in ENDS for output in outputs]


@pytest.mark.parametrize(("data", "loss", "output"), ALLOWED)
def test_every_output_that_suits_the_data_trains(client, data, loss, output):
    network = {"layers": [1 if data["name"] == "sine" else 2, 4, 3 if data["name"] == "blobs" else 1]}
    body = {"dataset": data, "epochs": 20, "loss": loss, "network": {**network, "output_activation": output}}
    result = ask(client, "training", body)
    losses = result["history"]["train_loss"]
    assert np.isfinite(losses).all()
    first = (result["diagnosis"] or [{"problem": ""}])[0]["problem"]
    if output == "step":  # nothing comes back from it, and that is said
        assert len(set(losses)) == 1
        assert first == "no_slope"
    elif output not in ("relu", "leaky_relu"):  # a ReLU output that starts at 0 has no slope there
        assert losses[-1] < losses[0]


TRIED = [
    *product(("moons",), ("bce", "cross_entropy", "mse"), ACTIVATIONS),
    *product(("blobs",), ("bce", "cross_entropy", "mse", "huber"), ACTIVATIONS),
    *product(("sine",), ("bce", "cross_entropy", "huber"), ACTIVATIONS),
]
SUITED = {(data["name"], loss, output) for data, loss, output in ALLOWED}


@pytest.mark.parametrize(("data", "loss", "output"), [each for each in TRIED if each not in SUITED])
def test_an_output_that_does_not_suit_is_refused_with_the_reason(client, data, loss, output):
    body = {"dataset": {"name": data}, "loss": loss, "network": {"output_activation": output}}
    answer = client.post("/api/v1/training", json=body)
    assert answer.status_code == 422
    (error,) = answer.get_json(force=True)["errors"]
    assert error["pointer"] in ("/loss", "/network/output_activation")
    assert "allowed: " in error["message"]


def test_the_document_names_every_activation_for_every_network(client):
    schemas = client.get("/api/v1/openapi.json").get_json()["components"]["schemas"]
    for name in ("NetworkSpec", "SmallNetworkSpec", "LinearNetwork", "TrainingNetwork"):
        properties = schemas[name]["properties"]
        assert set(properties["output_activation"]["enum"]) == set(ACTIVATIONS)
        assert set(properties["hidden_activation"]["enum"]) == set(ACTIVATIONS) - {"softmax"}
        assert set(properties["activations"]["anyOf"][0]["items"]["enum"]) == set(ACTIVATIONS)
    units = {name: schemas[name]["properties"]["layers"] for name in ("NetworkSpec", "SmallNetworkSpec")}
    assert [(each["items"]["maximum"], each["maxItems"]) for each in units.values()] == [(16, 6), (8, 5)]
