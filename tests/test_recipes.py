"""The recipes of docs/api.md do what is said of them."""

import csv
import io
import re
import shlex
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from app import create_app

DOCUMENT = Path(__file__).resolve().parents[1].joinpath("docs", "api.md").read_text("utf-8")
RECIPES = DOCUMENT.partition("## Three recipes")[2].partition("\n## ")[0]
NOTEBOOK, TABLE = re.findall(r"```python\n(.*?)```", RECIPES, re.S)


@pytest.fixture
def client():
    return create_app().test_client()


@pytest.fixture
def in_the_app(client, monkeypatch, tmp_path):
    """What is asked by urllib is asked of the app, and files are written apart."""

    def urlopen(request):
        path = urlsplit(request.full_url).path
        answer = client.post(path, data=request.data, headers=dict(request.header_items()))
        assert answer.status_code == 200, answer.text
        return io.BytesIO(answer.data)

    monkeypatch.setattr("urllib.request.urlopen", urlopen)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_notebook_asks_a_panel_at_three_rates(in_the_app, capsys):
    exec(NOTEBOOK, {})
    rows = [[float(number) for number in line.split()] for line in capsys.readouterr().out.splitlines()]
    assert [rate for rate, *_ in rows] == [0.01, 0.1, 1]
    assert all(after < before for _, before, after in rows)


def test_a_table_is_written_as_csv(in_the_app, client):
    exec(NOTEBOOK.partition("\nfor ")[0] + TABLE, {})
    written = list(csv.reader(io.StringIO((in_the_app / "softmax.csv").read_text("utf-8-sig"))))
    table = client.post("/api/v1/table/softmax", json={"logits": [2, 1, 0.1]}).json
    assert written[0] == [column["name"] for column in table["columns"]]
    assert len(written) == 1 + len(table["rows"])
    assert [float(row[-1]) for row in written[1:]] == [row[-1] for row in table["rows"]]


def test_a_run_comes_as_csv_a_row_an_epoch(client):
    words = shlex.split(re.search(r"```sh\n(curl -so .*?)\n```", RECIPES, re.S)[1])
    url = urlsplit(words[3])
    answer = client.post(f"{url.path}?{url.query}", data=words[-1], headers=[words[5].split(": ")])
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert [int(row["epoch"]) for row in rows] == list(range(21))
    assert float(rows[-1]["train_loss"]) < float(rows[0]["train_loss"])


def test_the_framed_panel_opens_as_the_page_says(client):
    source = re.search(r'<iframe src="https://nudge\.example\.org([^"]+)"', RECIPES)[1]
    page = client.get(source)
    assert page.status_code == 200
    assert "opens at its defaults" not in page.text
