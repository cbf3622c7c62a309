"""Training over HTTP: in one piece and in parts, hung up on, crowded, as files, and with bodies too large."""

import base64
import csv
import io
import json

import numpy as np
import pytest

import web.compute.queue
from nn_core.trainer import Trainer
from panel_kit.runs.files import FILES
from panel_kit.runs.request import TrainingRequest
from panel_kit.specs.limits import Limits
from panels.training.panel import PANEL
from tests.panels.reading import ask
from tests.panels.states import random_request
from tests.web.api.test_contract import check_problem
from tests.web.compute.crashing import crash_on_the_way

PATH = "/api/v1/training"
STREAM = {"Accept": "application/x-ndjson"}
SMALL = {"dataset": {"name": "xor"}, "epochs": 12}


def parts(client, body):
    response = client.post(PATH, json=body, headers=STREAM)
    assert response.content_type == "application/x-ndjson"
    return [json.loads(line) for line in response.text.splitlines()]


def joined(found):
    """What the documents say: columns are appended, everything else comes once."""
    whole = {}
    for part in found:
        for name, value in part.items():
            if name not in ("history", "snapshots"):
                assert name not in whole
                whole[name] = value
                continue
            columns = whole.setdefault(name, dict.fromkeys(value))
            for column, rows in value.items():
                columns[column] = None if rows is None else (columns[column] or []) + rows
    return whole


RUNS = [
    {},
    {"dataset": {"name": "sine"}},
    {"dataset": {"name": "blobs"}, "validation_share": 0, "epochs": 250},
    {"epochs": 0},
    {"epochs": 1300},
    {"early_stopping": {"patience": 2}, "epochs": 700},
    {
        "dataset": {"name": "sine"},
        "network": {"hidden_activation": "relu"},
        "optimizer": {"name": "sgd", "learning_rate": 900},
    },
    *(random_request("training", np.random.default_rng(seed)) for seed in range(8)),
]


@pytest.mark.parametrize("body", RUNS)
def test_the_parts_put_together_are_the_plain_result(client, body):
    found = parts(client, body)
    plain = client.post(PATH, json=body)
    assert joined(found) == plain.json
    assert list(joined(found)) == list(plain.json)


def test_the_first_part_is_the_state_before_training_and_the_last_the_end(client):
    first, *middle, last = parts(client, {})
    assert first["history"]["epoch"] == first["snapshots"]["epoch"] == [0]
    assert len(first["data"]["inputs"]) == 200
    assert {"status", "network", "diagnosis", "final", "sentence"} <= set(last)
    assert all(set(part) == {"history", "snapshots"} for part in middle)
    assert len(middle) >= 3


@pytest.mark.parametrize(
    "accept", ["application/x-ndjson; snapshots=float64", 'application/X-NDJSON;snapshots="float64"']
)
def test_snapshots_come_as_bytes_where_that_is_asked_for(client, accept):
    response = client.post(PATH, json=SMALL, headers={"Accept": accept})
    assert response.content_type == "application/x-ndjson"
    found = [json.loads(line) for line in response.text.splitlines()]
    for part, plain in zip(found, parts(client, SMALL), strict=True):
        if "snapshots" in part:
            rows = part["snapshots"]["parameters"]
            numbers = np.frombuffer(base64.b64decode(rows["base64"]), "<f8").reshape(-1, rows["columns"])
            part["snapshots"]["parameters"] = numbers.tolist()
        assert part == plain


def test_a_form_of_snapshots_that_there_is_not_is_the_plain_one(client):
    odd = client.post(PATH, json=SMALL, headers={"Accept": "application/x-ndjson; snapshots=float16"})
    assert odd.data == client.post(PATH, json=SMALL, headers=STREAM).data


def test_json_is_what_comes_unless_parts_are_asked_for(client):
    for accept in ("application/json", "*/*", "application/json, application/x-ndjson;q=0.5", "text/html"):
        assert client.post(PATH, json=SMALL, headers={"Accept": accept}).content_type == "application/json"


def test_a_bad_request_for_parts_is_a_plain_problem(client):
    problem = check_problem(client.post(PATH, json={"epochs": -1}, headers=STREAM), 422)
    assert problem["errors"][0]["pointer"] == "/epochs"


def test_no_answer_holds_nan_or_infinity(client):
    run = RUNS[6]
    text = client.post(PATH, json=run).text
    assert "NaN" not in text
    assert "Infinity" not in text
    result = json.loads(text)
    assert result["status"] == "diverged"
    assert result["history"]["train_loss"][result["diverged_at"]] is None
    assert len(result["history"]["epoch"]) == result["diverged_at"] + 1
    assert result["snapshots"]["epoch"][-1] < result["diverged_at"]


def test_a_stream_that_is_closed_computes_no_further(client, monkeypatch):
    steps = count_epochs(monkeypatch)
    response = client.post(PATH, json={"epochs": 5000}, headers=STREAM, buffered=False)
    stream = response.iter_encoded()
    next(stream), next(stream)
    response.close()
    done = len(steps)
    assert 0 < done <= 200
    assert len(steps) == done
    assert not web.compute.queue.LONG_JOBS.jobs


def count_epochs(monkeypatch):
    """A list that grows with every epoch that is computed."""
    steps, plain = [], Trainer.train_epoch

    def counted(self):
        steps.append(1)
        plain(self)

    monkeypatch.setattr(Trainer, "train_epoch", counted)
    return steps


def test_the_time_limit_ends_a_run_with_what_it_has(client, monkeypatch):
    monkeypatch.setattr(TrainingRequest, "limits", Limits(seconds=1e-9))
    result = client.post(PATH, json={}).json
    assert result["status"] == "stopped_at_limit"
    assert result["history"]["epoch"] == [0, 1]
    assert result["final"]["epoch"] == 1
    assert "were up" in result["sentence"]


def test_a_crash_on_the_way_is_the_last_line(client, monkeypatch, caplog):
    crash_on_the_way(monkeypatch)
    found = parts(client, {"seed": 77})  # one that is not kept from before
    first, last = [part for part in found if part]  # an empty one says that it goes on
    assert first["history"]["epoch"] == [0]
    assert last["problem"]["status"] == 500
    assert "secret" not in json.dumps(last)
    assert last["problem"]["request_id"] in caplog.text
    assert "the secret cause" in caplog.text


# Files


def export(client, name, body):
    return client.post(f"/api/v1/export/training?format={name}", json=body)


def test_the_history_as_csv_has_every_digit(client):
    response = export(client, "history.csv", SMALL)
    assert response.headers["Content-Disposition"] == 'attachment; filename="nudge-history.csv"'
    rows = list(csv.DictReader(io.StringIO(response.text)))
    history = ask(PANEL, SMALL).history
    assert [float(row["train_loss"]) for row in rows] == history.train_loss.tolist()
    assert [float(row["gradient_norm_2"]) for row in rows] == history.gradient_norms[:, 1].tolist()
    assert {row["validation_loss"] for row in rows} == {""}


def test_the_weights_as_npz_are_numpys_own(client):
    arrays = np.load(io.BytesIO(export(client, "weights.npz", SMALL).data))
    network = ask(PANEL, SMALL).network
    assert arrays["activations"].tolist() == network.activations
    for layer in range(3):
        assert (arrays[f"weights_{layer}"] == network.weights[layer]).all()
        assert (arrays[f"biases_{layer}"] == network.biases[layer]).all()


def test_a_kept_run_opens_again_as_it_was(client):
    kept = export(client, "run.json", SMALL).json
    opened = client.post("/api/v1/import/training", json=kept).json
    assert opened["request"] == kept["request"]
    assert opened["network"] == kept["network"] == client.post(PATH, json=SMALL).json["network"]
    assert client.post(PATH, json=opened["request"]).data == client.post(PATH, json=SMALL).data


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"format": "other"}, "/format"),
        ({"version": 2}, "/version"),
        ({"request": {"epochs": 10_001}}, "/request/epochs"),
        ({"request": {"network": {"layers": [2, 99, 1]}}}, "/request/network/layers/1"),
        ({"network": {"layers": [2, 5, 1]}}, "/network/weights"),
        ({"network": {"weights": [[[1.0, 1.0]]], "biases": [[0.0]], "activations": ["sigmoid"]}}, "/network"),
        ({"more": 1}, "/more"),
    ],
)
def test_a_file_that_is_no_kept_run_is_refused_field_by_field(client, change, pointer):
    kept = export(client, "run.json", SMALL).json | change
    problem = check_problem(client.post("/api/v1/import/training", json=kept), 422)
    assert pointer in [error["pointer"] for error in problem["errors"]]


def test_an_unknown_format_names_those_there_are(client):
    assert "history.csv" in check_problem(export(client, "xls", {}), 422)["detail"]


# Bodies


def csv_of(size):
    """A training request whose body has exactly so many bytes."""
    body = '{"dataset":{"csv":"%s"},"epochs":1}'
    rows = "0,0,0\\n1,1,1\\n"
    return (body % (rows + " " * (size - len(body % rows)))).encode()


@pytest.mark.parametrize("path", ["training", "code/training", "table/training", "training/epoch"])
def test_a_body_with_a_csv_text_may_have_4_mib_and_not_a_byte_more(client, path):
    send = {"content_type": "application/json"}
    assert client.post(f"/api/v1/{path}", data=csv_of(4 * 1024 * 1024), **send).status_code == 200
    problem = check_problem(client.post(f"/api/v1/{path}", data=csv_of(4 * 1024 * 1024 + 1), **send), 413)
    assert str(4 * 1024 * 1024) in problem["detail"]


def test_other_bodies_keep_to_64_kib(client):
    for path in ("digit", "forward"):
        body = b"{}" + b" " * (64 * 1024)
        problem = check_problem(
            client.post(f"/api/v1/{path}", data=body, content_type="application/json"), 413
        )
        assert "65536" in problem["detail"]


def test_the_limits_published_are_those_refused_beyond(client):
    limits = client.get("/api/v1/limits").json
    own, asked = limits["training"], limits["predict"]
    tries = [
        (PATH, {"epochs": own["epochs"] + 1}, "/epochs"),
        (PATH, {"dataset": {"samples": own["examples"] + 1}}, "/dataset/samples"),
        (PATH, {"dataset": {"csv": ",".join("0" * (own["csv_columns"] + 1))}}, "/dataset/csv"),
        (f"{PATH}/seeds", {"seeds": own["seeds"] + 1}, "/seeds"),
        ("/api/v1/predict", {"grid": {"resolution": asked["resolution"] + 1}}, "/grid/resolution"),
        ("/api/v1/predict", {"parameters": [[0.0] * 25] * (asked["parameters"] + 1)}, "/parameters"),
    ]
    for path, body, pointer in tries:
        problem = check_problem(client.post(path, json=body), 422)
        assert pointer in [error["pointer"] for error in problem["errors"]]
    assert limits["csv_body_bytes"] == 4 * 1024 * 1024
    assert PANEL.request.model_validate({"epochs": own["epochs"]}).setup.work <= own["work"]


@pytest.mark.parametrize("path", ["predict", "training/epoch", "training/seeds", "data/csv"])
def test_the_same_question_gets_the_same_bytes(client, path):
    body = {} if path in ("predict", "data/csv") else {"epochs": 5}
    answers = {client.post(f"/api/v1/{path}", json=body).data for _ in range(3)}
    assert len(answers) == 1


def test_the_format_of_a_file_is_one_that_is_written(client):
    assert all(
        client.post(f"/api/v1/export/training?format={name}", json=SMALL).status_code == 200 for name in FILES
    )
    for query in ("format=nothing", "format=", "format=run.json&format=history.csv"):
        response = client.post(f"/api/v1/export/training?{query}", json=SMALL)
        assert check_problem(response, 422)["errors"][0]["pointer"] == "?format"


def test_a_network_with_the_largest_numbers_is_run_and_looked_at(client):
    for size in (1e160, 1e300):
        network = {"weights": [[[size, size]]], "biases": [[size]]}
        response = client.post(PATH, json={"network": network, "epochs": 20})
        assert response.status_code == 200
        assert response.json["history"]["epoch"]


def test_history_and_matrix_decide_alike_a_hair_below_one_half(client):
    # An output of z = −7.8e−19, which sigmoid rounds to ½
    asked = {
        "dataset": {"name": "quadrants", "seed": 22, "standardize": True},
        "network": {"hidden": [2], "hidden_activation": "relu", "seed": 45},
        "epochs": 1,
        "optimizer": {"name": "sgd", "learning_rate": 0.1},
        "seed": 88,
    }
    run = client.post(PATH, json=asked).json
    matrix = run["confusion"]["validation"]
    assert run["snapshots"]["validation_confusion"][-1] == matrix
    assert run["final"]["validation_accuracy"] == (matrix[0][0] + matrix[1][1]) / sum(map(sum, matrix))
    points = [
        x for x, row in zip(run["data"]["inputs"], run["data"]["split"], strict=True) if row == "validation"
    ]
    assert points
    answers = client.post("/api/v1/predict", json={"network": run["network"], "points": points}).json
    assert 0.5 in np.ravel(answers["predictions"])
    assert answers["decisions"].count(1) == matrix[0][1] + matrix[1][1]


def test_what_an_uploaded_table_comes_to_can_be_trained(client):
    for table in ("a,y\n1e8,1\n-1e8,2\n", "a,y\n1e9,0.5\n-1e9,-2e8\n3,1e9\n"):
        dataset = client.post("/api/v1/data/csv", json={"csv": table}).json["dataset"]
        asked = {"epochs": 2, "validation_share": 0}
        sent, plain = (
            client.post(PATH, json={**asked, "dataset": each}) for each in (dataset, {"csv": table})
        )
        assert sent.status_code == plain.status_code == 200
        assert sent.json["history"] == plain.json["history"]
