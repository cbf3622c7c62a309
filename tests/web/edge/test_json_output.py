"""Results whose long arrays come as bytes: the same numbers, in either way an answer takes."""

import base64

import numpy as np
import pytest

from app import create_app
from web.edge.json_output import takes_packed

PACKED = {"Accept": "application/json; arrays=float64"}
APP = create_app()


def unpacked(value):
    """The value with numbers where bytes stood."""
    if isinstance(value, list):
        return [unpacked(each) for each in value]
    if not isinstance(value, dict):
        return value
    if set(value) != {"type", "columns", "base64"}:
        return {key: unpacked(each) for key, each in value.items()}
    numbers = np.frombuffer(base64.b64decode(value["base64"]), "<f8")
    return numbers.reshape(-1, value["columns"]).tolist() if value["columns"] else numbers.tolist()


@pytest.mark.parametrize("quick", [True, False])
@pytest.mark.parametrize("slug", ["descent", "gradient-flow", "forward"])
def test_packed_arrays_hold_the_numbers_of_the_plain_answer(slug, quick, monkeypatch):
    if not quick:
        monkeypatch.setattr(APP.wsgi_app, "inside", APP.wsgi_app.inside.app)
    client = APP.test_client()
    path = f"/api/v1/{slug}"
    found = client.post(path, json={}, headers=PACKED)
    plain = client.post(path, json={})
    assert found.content_type == "application/json"
    assert unpacked(found.json) == plain.json
    assert ('"base64"' in found.text) == (slug != "forward")


def test_a_point_without_a_value_is_not_a_number_among_bytes_and_null_as_json():
    ask = {"surface": "expression", "expression": "sqrt(x)", "start": [1.0, 1.0]}
    client = APP.test_client()
    plain = np.array(client.post("/api/v1/descent", json=ask).json["contour"]["z"], dtype=float)
    found = unpacked(client.post("/api/v1/descent", json=ask, headers=PACKED).json)["contour"]["z"]
    assert np.isnan(plain).any()
    np.testing.assert_array_equal(found, plain)


@pytest.mark.parametrize(
    ("accept", "wanted"),
    [
        ("application/json; arrays=float64", True),
        ('text/html, application/JSON;arrays="float64";q=0.5', True),
        ("application/json; arrays=float32", False),
        ("application/x-ndjson; arrays=float64", False),
        ("application/json", False),
        ("", False),
    ],
)
def test_arrays_are_packed_for_who_asks_for_it(accept, wanted):
    assert takes_packed(accept) is wanted
