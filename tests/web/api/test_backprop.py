"""Backpropagation over the API: what is refused, and what can be sent again."""

import pytest


def test_grading_refuses_places_that_the_network_does_not_have(client):
    for quantity, pointer in [
        ({"layer": 4}, "/quantity/layer"),
        ({"layer": 1, "unit": 3}, "/quantity/unit"),
        ({"layer": 1, "unit": 0, "input": 2}, "/quantity/input"),
        ({"kind": "guess"}, "/quantity/kind"),
        ({"place": 1}, "/quantity/place"),
    ]:
        answer = client.post("/api/v1/grade/backprop", json={"quantity": quantity})
        assert answer.status_code == 422
        assert answer.get_json(force=True)["errors"][0]["pointer"] == pointer
    assert client.post("/api/v1/grade/forward", json={}).status_code == 404


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"network": {"layers": [2, 9, 1]}}, "/network/layers/1"),
        ({"network": {"layers": [2, 2, 2, 2, 2, 1]}}, "/network/layers"),
        ({"network": {"weights": [[[0.0]]] * 5}}, "/network/weights"),
        ({"network": {"weights": [[[0.0] * 9]]}}, "/network/weights/0/0"),
        ({"x": [1.0]}, "/x"),
        ({"y": [1.0, 0.0]}, "/y"),
        ({"x": [1_000_001.0, 0.0]}, "/x/0"),
        ({"loss": "bce", "network": {"output_activation": "tanh"}}, "/loss"),
        ({"loss": "bce", "y": [1.5]}, "/y/0"),
        ({"loss": "cross_entropy"}, "/loss"),
        ({"loss": "cross_entropy", "network": {"output_activation": "softmax"}, "y": [0.5]}, "/y"),
        ({"loss": "cross_entropy", "network": {"output_activation": "softmax"}, "y": [-1]}, "/y/0"),
        ({"loss": "mae", "half": True}, "/half"),
        ({"learning_rate": 0}, "/learning_rate"),
        ({"learning_rate": 11}, "/learning_rate"),
        ({"optimizer": "SGD"}, "/optimizer"),
        ({"steps": 11}, "/steps"),
        ({"steps": 0.5}, "/steps"),
        ({"freeze_biases": 1}, "/freeze_biases"),
        ({"reduction": "none"}, "/reduction"),
        ({"gradients": []}, "/gradients"),
    ],
)
def test_what_cannot_be_is_refused_by_name(client, body, pointer):
    for path in ("backprop", "code/backprop", "table/backprop", "grade/backprop"):
        answer = client.post(f"/api/v1/{path}", json=body)
        assert answer.status_code == 422, path
        errors = answer.get_json(force=True)["errors"]
        assert pointer in [error["pointer"] for error in errors]
        assert all("allowed: " in error["message"] for error in errors)


def test_the_limits_published_are_those_refused_beyond(client):
    limits = client.get("/api/v1/limits").json["backprop"]
    for name, body in {
        "layers": lambda count: {"network": {"layers": [1] * count}},
        "units_per_layer": lambda count: {"network": {"layers": [2, count, 1]}},
        "absolute_input": lambda size: {"x": [size, 0]},
        "steps": lambda count: {"steps": count},
    }.items():
        assert client.post("/api/v1/backprop", json=body(limits[name])).status_code == 200, name
        assert client.post("/api/v1/backprop", json=body(limits[name] + 1)).status_code == 422, name


def test_a_network_that_came_back_can_be_sent_again(client):
    first = client.post("/api/v1/backprop", json={"optimizer": "sgd"}).json
    second = client.post("/api/v1/backprop", json={"network": first["updated"]}).json
    assert second["loss"] == first["loss_after"]
    assert client.post("/api/v1/backprop", json={"steps": 1}).json["loss"] == first["loss_after"]
