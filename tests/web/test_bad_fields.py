"""Each field × each way to get it wrong: always 422, always pointing at the field."""

import pytest

BAD_NUMBERS = [None, True, "1", [], {}, 1e300, -1e300]
NETWORK = {"weights": [[[0.5, 0.5]], [[1.0]]], "biases": [[0.0], [0.0]]}


def with_network(**fields):
    return {"network": fields}


def inputs():
    for bad in [*BAD_NUMBERS, 2.01, -2.01]:
        yield {"x": [bad, 0]}, "/x/0"
        yield {"x": [0, bad]}, "/x/1"
    for bad in (None, True, "0,0", 1, {}, []):
        yield {"x": bad}, "/x"
    yield {"x": [0] * 17}, "/x"
    yield {"x": [0, 0, 0]}, "/x"
    yield {"y": 1}, "/y"


def descriptions():
    for bad in (None, True, "spec", 1, []):
        yield {"network": bad}, "/network"
    for bad in [*BAD_NUMBERS, 0, 17, 2.5, -1]:
        for place in range(3):
            layers = [2, 3, 1]
            layers[place] = bad
            yield with_network(layers=layers), f"/network/layers/{place}"
    for bad in (None, True, "2,3,1", 3, {}, [], [2], [1] * 7):
        yield with_network(layers=bad), "/network/layers"
    for field in ("hidden_activation", "output_activation", "initializer"):
        for bad in (None, True, 1, [], {}, "", "Tanh", "x" * 5000, "tanh\x00", "'; drop"):
            yield with_network(**{field: bad}), f"/network/{field}"
    for bad in [*BAD_NUMBERS, -1, 10_000, 0.5]:
        yield with_network(seed=bad), "/network/seed"


def numbers():
    for bad in [*BAD_NUMBERS, 1001]:
        yield with_network(**{**NETWORK, "weights": [[[bad, 0.5]], [[1.0]]]}), "/network/weights/0/0/0"
        yield with_network(**{**NETWORK, "biases": [[bad], [0.0]]}), "/network/biases/0/0"
    for bad in (True, "w", 1, {}, []):
        yield with_network(weights=bad), "/network/weights"
        yield with_network(biases=bad), "/network/biases"
        yield with_network(activations=bad), "/network/activations"


def disagreements():
    yield with_network(weights=[[[1.0, 2.0], [3.0]]]), "/network/weights/0/1"
    yield with_network(weights=[[[1.0]], [[1.0, 2.0]]]), "/network/weights/1/0"
    yield with_network(weights=[[[1.0]]], layers=[2, 1]), "/network/layers"
    yield with_network(biases=[[0.0]]), "/network/biases"
    yield with_network(biases=[[0.0] * 3, [0.0] * 2, [0.0]]), "/network/biases/1"
    yield with_network(activations=["tanh"]), "/network/activations"
    yield with_network(activations=["tanh", "tan", "relu"]), "/network/activations/1"
    yield (
        with_network(activations=["tanh", "tanh", "relu"], output_activation="tanh"),
        "/network/output_activation",
    )
    yield with_network(parameter_count=26), "/network/parameter_count"
    for bad in (True, "25", 0, 2.5, [], 1e300):
        yield with_network(parameter_count=bad), "/network/parameter_count"
    yield with_network(layer=[2, 1]), "/network/layer"


# Each case is a body and the pointer of the field to blame.
CASES = [*inputs(), *descriptions(), *numbers(), *disagreements()]


def test_the_matrix_is_large_enough_to_mean_something():
    assert len(CASES) >= 150


@pytest.mark.parametrize("path", ["/api/v1/forward", "/api/v1/code/forward"])
@pytest.mark.parametrize(("body", "pointer"), CASES)
def test_a_bad_field_is_named_with_what_came_and_what_is_allowed(client, path, body, pointer):
    response = client.post(path, json=body)
    assert response.status_code == 422
    errors = response.get_json(force=True)["errors"]
    assert pointer in [error["pointer"] for error in errors]
    for error in errors:
        assert "allowed: " in error["message"]
