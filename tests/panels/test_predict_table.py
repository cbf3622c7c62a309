"""New rows in a table, read as the table was that the network learned from."""

import numpy as np
import pytest
from pydantic import ValidationError

from panel_kit.specs import csv_upload
from panels.predict.table import OPERATION
from panels.training.panel import PANEL
from tests.panels.reading import ask

TABLE = "color;size;price\nred;1,5;10,5\nblue;2,5;20,5\nred;3,5;31\nblue;1,5;11\nred;2,5;21,5\nblue;3,5;30\n"
FIELDS = {"csv": TABLE, "standardize": True, "standardize_target": True}


@pytest.fixture(scope="module")
def learned():
    """A network, and what it has to be told with new rows."""
    table = ask(csv_upload.OPERATION, FIELDS)
    run = ask(PANEL, {"dataset": FIELDS, "epochs": 200, "validation_share": 0})
    columns = [{"name": c.name, "words": c.words} for c in table.columns if c.role == "input"]
    network = run.network
    return {
        "network": {
            "weights": [W.tolist() for W in network.weights],
            "biases": [b.tolist() for b in network.biases],
            "activations": network.activations,
        },
        "columns": columns,
        "scaling": {"mean": run.data.scaling.mean.tolist(), "std": run.data.scaling.std.tolist()},
        "target_scaling": {
            "mean": run.data.target_scaling.mean.tolist(),
            "std": run.data.target_scaling.std.tolist(),
        },
    }


def test_new_rows_are_predicted_on_the_scale_of_the_table(learned):
    again = ask(OPERATION, {**learned, "csv": TABLE})
    assert again.lines == [2, 3, 4, 5, 6, 7]
    np.testing.assert_allclose(again.predictions[:, 0], [10.5, 20.5, 31, 11, 21.5, 30], atol=1.5)


def test_columns_are_found_by_name_in_any_order_and_dialect(learned):
    again = ask(OPERATION, {**learned, "csv": TABLE})
    other = ask(OPERATION, {**learned, "csv": "note,size,color\nold,1.5,red\nnew,?,blue\nnew,2.5,blue\n"})
    assert other.lines == [2, 4]
    assert other.predictions.tolist() == again.predictions[:2].tolist()
    assert any("'?' in size" in each.sentence for each in other.decisions)


def test_without_names_the_order_counts(learned):
    again = ask(OPERATION, {**learned, "csv": TABLE})
    plain = ask(OPERATION, {**learned, "csv": "red;1,5\nblue;2,5\n"})
    assert plain.predictions.tolist() == again.predictions[:2].tolist()


def test_derived_inputs_are_made_of_the_rows_as_they_were_for_the_run():
    features = ["x1_squared", "x2_squared", "sin_x1"]
    dataset = {"name": "circles", "samples": 40, "features": features, "standardize": True}
    run = ask(PANEL, {"dataset": dataset, "validation_share": 0, "epochs": 50, "network": {"hidden": [3]}})
    mean, std = run.data.scaling.mean, run.data.scaling.std
    rows = (run.data.inputs * std + mean).tolist()
    asked = {
        "network": {
            "weights": [W.tolist() for W in run.network.weights],
            "biases": [b.tolist() for b in run.network.biases],
            "activations": run.network.activations,
        },
        "features": features,
        "scaling": {"mean": mean.tolist(), "std": std.tolist()},
        "csv": "x1,x2\n" + "".join(f"{a!r},{b!r}\n" for a, b in rows),
    }
    found = ask(OPERATION, asked)
    x1, x2 = run.data.inputs.T
    a = np.column_stack([x1**2, x2**2, np.sin(x1)])
    for W, b in zip(run.network.weights[:-1], run.network.biases[:-1], strict=True):
        a = np.tanh(a @ W.T + b)
    z = a @ run.network.weights[-1].T + run.network.biases[-1]
    np.testing.assert_allclose(found.predictions, 1 / (1 + np.exp(-z)), rtol=1e-9)
    for wrong, place in (
        ({"features": features[:2]}, ("features",)),
        ({"features": [*features[:2], "x1_squared"]}, ("features",)),
        ({"columns": [{"name": "x1"}]}, ("columns",)),
    ):
        with pytest.raises(ValidationError) as refused:
            OPERATION.request.model_validate({**asked, **wrong})
        assert refused.value.errors()[0]["ctx"]["error"].path == place


def test_a_column_alone_is_read_with_decimal_commas():
    network = {"weights": [[[2.0]]], "biases": [[1.0]], "activations": ["linear"]}
    result = ask(OPERATION, {"network": network, "csv": "1,5\n2,5\n"})
    assert result.predictions.tolist() == [[4.0], [6.0]]
    assert ask(OPERATION, {"network": network, "csv": "x\n1.5\n"}).predictions.tolist() == [[4.0]]


@pytest.mark.parametrize(
    ("change", "path", "words"),
    [
        (
            {"csv": "color,size\ngreen,1.5\n"},
            ("csv",),
            r"line 2, column 1 (color): got 'green', allowed: one of",
        ),
        ({"csv": "color,size\nred,big\n"}, ("csv",), "line 2, column 2 (size): got 'big', allowed: a number"),
        ({"csv": "1,2,3,4,5\n"}, ("csv",), "got 5 columns, allowed: 2, for color and size, in this order"),
        ({"columns": [{"name": "size"}]}, ("columns",), "got 1 inputs, allowed: 3"),
        ({"scaling": {"mean": [0.0], "std": [1.0]}}, ("scaling",), "got 1 means, allowed: 3"),
    ],
)
def test_what_does_not_fit_is_named(learned, change, path, words):
    with pytest.raises(ValidationError) as caught:
        OPERATION.request.model_validate({**learned, "csv": TABLE, **change})
    cause = caught.value.errors()[0]["ctx"]["error"]
    assert cause.path == path
    assert words in str(cause)
