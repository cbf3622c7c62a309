"""A trained network and new rows: the run's own network, its scaling, its names, and what is far."""

import json

import numpy as np
import orjson
import pytest
from pydantic import ValidationError

from app import create_app
from panel_kit.runs.request import TrainingRequest
from panel_kit.specs.limits import Limits
from panels.predict import PANEL
from panels.predict.panel import CELLS, MOONS, SINE, TUMORS
from panels.predict.trained import NETWORKS, key_of_network
from panels.training.panel import PANEL as TRAINING
from tests.panels.reading import ask, ask_preset, column, table_of, without_fixes

RUN = {"dataset": {"name": "moons", "samples": 40}, "network": {"hidden": [4]}, "epochs": 30}
TABLE = "size;age;kind\n10;1;cat\n12;2;cat\n40;3;dog\n55;2;dog\n11;3;cat\n60;5;dog\n"
SCALED = {"dataset": {"csv": TABLE, "standardize": True}, "epochs": 60, "validation_share": 0}


def network_of(result):
    """A network as a request takes it."""
    return json.loads(orjson.dumps(result.network, option=orjson.OPT_SERIALIZE_NUMPY))


def test_the_network_is_the_one_that_the_training_panel_ends_with():
    for run in (RUN, {**RUN, "early_stopping": {"patience": 3}}, {**RUN, "batch_size": 7, "dropout": 0.2}):
        with without_fixes():
            there = ask(TRAINING, run)
        here = ask(PANEL, {"run": run})
        for mine, theirs in zip(here.network.weights, there.network.weights, strict=True):
            assert mine.tolist() == theirs.tolist()
        assert here.status == there.status


def test_it_is_trained_once_and_kept():
    run = {**RUN, "seed": 77}
    request = PANEL.request.model_validate({"run": run})
    before = PANEL.operation.cost(request)
    PANEL.compute(request)
    assert NETWORKS.get(key_of_network(request.run)) is not None
    moved = PANEL.request.model_validate({"run": run, "points": [[2.0, 1.0]]})
    assert PANEL.operation.cost(moved).seconds < before.seconds


def test_a_run_that_the_time_limit_ended_is_not_kept(monkeypatch):
    run = {**RUN, "seed": 78}
    with monkeypatch.context() as hurried:
        hurried.setattr(TrainingRequest, "limits", Limits(seconds=1e-6))
        assert ask(PANEL, {"run": run}).status == "stopped_at_limit"
    assert ask(PANEL, {"run": run}).status == "completed"


def test_a_network_that_comes_along_is_asked_without_training():
    first = ask(PANEL, {"run": RUN, "points": [[0.5, 0.5]]})
    asked = PANEL.request.model_validate(
        {"run": RUN, "network": network_of(first), "points": [[0.5, 0.5], [9.0, 9.0]]}
    )
    assert asked.run_to_train is None
    assert not PANEL.operation.cost(asked).takes_long
    again = PANEL.compute(asked)
    # Kernels may round one row alone in another way than one among others
    assert again.predictions[0] == pytest.approx(first.predictions[0], rel=1e-12)
    assert again.distances.is_far == [first.distances.is_far[0], True]
    assert again.data is None
    assert again.grid is None


def test_new_rows_are_read_by_name_and_scaled_as_in_training():
    result = ask(PANEL, {"run": SCALED, "csv": "age,size\n1,10\n3,40\n"})
    # μ and σ of size over the six rows: 188/6, and of age 16/6
    sizes, ages = np.array([10, 12, 40, 55, 11, 60.0]), np.array([1, 2, 3, 2, 3, 5.0])
    assert result.rows.inputs.tolist() == [[10, 1], [40, 3]]
    assert result.rows.lines == [2, 3]
    by_hand = [(10 - sizes.mean()) / sizes.std(), (1 - ages.mean()) / ages.std()]
    assert result.x == pytest.approx(by_hand, rel=1e-12)
    assert [SCALED_NAMES[kind] for kind in result.decisions] == ["cat", "dog"]
    # Both are training examples
    assert result.distances.distances.tolist() == [0.0, 0.0]
    assert result.distances.nearest == [0, 2]


SCALED_NAMES = ["cat", "dog"]


def test_the_way_of_a_row_is_every_layer_by_hand():
    result = ask(PANEL, {"run": RUN, "points": [[0.1, 0.2], [1.0, -0.3]], "row": 1})
    a = np.array([1.0, -0.3])
    assert result.x.tolist() == a.tolist()
    functions = [np.tanh, lambda z: 1 / (1 + np.exp(-z))]
    for layer, W, b, f in zip(
        result.layers, result.network.weights, result.network.biases, functions, strict=True
    ):
        z = W @ a + b
        a = f(z)
        np.testing.assert_allclose(layer.z, z, rtol=1e-12)
        np.testing.assert_allclose(layer.a, a, rtol=1e-12)
    assert result.predictions[1, 0] == pytest.approx(a[0], rel=1e-12)
    p = a[0] if result.decisions[1] == 1 else 1 - a[0]
    assert result.rows.certainty[1] == pytest.approx(p, rel=1e-12)


def test_a_row_beyond_the_last_is_the_last():
    assert ask(PANEL, {"run": RUN, "points": [[0.1, 0.2]], "row": 5}).rows.row == 0


def test_far_is_farther_than_any_training_example_from_its_neighbor():
    data = {"points": [{"x": [x, 0.0], "y": y} for x, y in ((0, 0), (1, 0), (3, 1), (4, 1))]}
    run = {"dataset": data, "validation_share": 0, "epochs": 1}
    # σ of 0, 1, 3, 4 is √2.5; each has a neighbor 1 away, so the gap is 1/√2.5
    result = ask(PANEL, {"run": run, "points": [[2.0, 0.0], [5.5, 0.0], [0.0, 0.5]]})
    assert result.distances.gap == pytest.approx(1 / np.sqrt(2.5))
    assert result.distances.distances == pytest.approx([1 / np.sqrt(2.5), 1.5 / np.sqrt(2.5), 0.5])
    assert result.distances.is_far == [False, True, False]
    assert result.distances.outside == [[], [0], [1]]


def test_one_training_example_alone_says_nothing_of_far():
    run = {"dataset": {"points": [{"x": [0.0], "y": 0}]}, "validation_share": 0, "epochs": 0}
    result = ask(PANEL, {"run": run, "points": [[3.0]]})
    assert (result.distances.gap, result.distances.is_far) == (None, [None])


def test_a_network_is_sure_where_it_has_learned_nothing():
    # Over 8 first weights, not one: at (12, −12) every network is
    for seed in range(8):
        run = {**MOONS, "network": {"hidden": [8, 8], "seed": seed}}
        result = ask(PANEL, {"run": run, "points": [[12.0, -12.0]]})
        assert result.rows.certainty[0] > 0.99
        assert result.distances.is_far == [True]
        assert "Far from all training data" in result.sentence


def test_a_regression_answers_on_the_scale_of_its_table():
    csv = "x,y\n" + "".join(f"{x},{100 + 50 * x}\n" for x in range(12))
    dataset = {"csv": csv, "standardize": True, "standardize_target": True}
    result = ask(PANEL, {"run": {"dataset": dataset, "validation_share": 0}, "csv": "x\n4\n7\n"})
    np.testing.assert_allclose(result.predictions[:, 0], [300, 450], atol=15)
    assert result.decisions is None
    assert result.rows.certainty is None
    assert "the network answers y = " in result.sentence


def test_of_many_inputs_a_sentence_tells_three():
    csv = "a,b,c,d,kind\n" + "".join(f"{x},{x},{x},{x},{'no' if x % 2 else 'yes'}\n" for x in range(6))
    run = {"dataset": {"csv": csv}, "validation_share": 0, "epochs": 1}
    result = ask(PANEL, {"run": run, "points": [[1, 2, 3, 4]]})
    assert result.sentence.startswith("For a = 1, b = 2, c = 3 and one more input the network says ")


def test_the_wave_does_not_go_on():
    result = ask(PANEL, {"run": SINE, "points": [[2.5]]})
    assert result.predictions[0, 0] < 0.5


def test_a_preset_with_a_table_says_which_row_is_far():
    result = ask_preset(PANEL, "a table of tumors")
    assert result.distances.is_far == [False, False, False, True]
    assert "Of 4 rows 1 is far." in result.sentence
    assert [each.about for each in result.rows.reading]


def test_the_table_has_a_line_for_each_row():
    table = table_of(PANEL, {"run": TUMORS, "csv": CELLS})
    assert column(table, "line") == [2, 3, 4, 5]
    assert column(table, "size") == [-0.5, 0.3, 1.6, 5.0]
    assert column(table, "far") == ["no", "no", "no", "yes"]
    assert set(column(table, "class")) <= {"benign", "malignant"}


@pytest.mark.parametrize(
    ("fields", "path", "words"),
    [
        ({"network": None, "run": None}, ("network",), "allowed: a network, or a run"),
        ({"csv": "x1\n1\n"}, ("csv",), "got 1 column, allowed: 2"),
        ({"csv": "a,b\n1,cat\n"}, ("csv",), "'cat', allowed: a number"),
        ({"csv": "x1,x2\n1,2\n", "points": [[1, 2]]}, ("csv",), "beside points"),
        ({"header": True}, ("header",), "there is no table"),
        ({"points": [[1.0]]}, ("points", 0), "allowed: 2"),
        ({"features": ["x1"]}, ("features",), "those of the run"),
        ({"run": {}, "network": {"layers": [3, 1]}}, ("network", "layers", 0), "allowed: 2"),
    ],
)
def test_what_does_not_fit_is_named(fields, path, words):
    with pytest.raises(ValidationError) as caught:
        PANEL.request.model_validate(fields)
    found = caught.value.errors()[0]
    cause = found["ctx"]["error"]
    assert (*found["loc"], *cause.path) == path
    assert words in str(cause)


@pytest.mark.parametrize(
    "query",
    [
        "network.layers=2,3,1",
        "grid.resolution=3",
        "network.layers=3,1",
        "parameters=[[0,0,0]]&network.layers=2,1",
    ],
)
def test_a_page_opens_whatever_its_address_asks(query):
    client = create_app().test_client()
    assert client.get(f"/panels/predict?{query}").status_code == 200
    asked = "&".join(f"predict.{each}" for each in query.split("&"))
    assert client.get(f"/lessons/predictions?{asked}").status_code == 200
