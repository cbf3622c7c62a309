"""Pages travel compressed for those who ask, and are the same pages."""

import gzip

import pytest

PATHS = ("/", "/lessons/training", "/panels/forward", "/api/docs")


@pytest.mark.parametrize("path", PATHS)
def test_a_page_is_the_same_and_much_shorter(client, path):
    plain = client.get(path)
    short = client.get(path, headers={"Accept-Encoding": "br, gzip"})
    assert "Content-Encoding" not in plain.headers
    assert short.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(short.data) == plain.data
    assert int(short.headers["Content-Length"]) == len(short.data)
    assert path == "/api/docs" or len(short.data) < len(plain.data) / 3
    assert all("Accept-Encoding" in each.headers["Vary"] for each in (plain, short))


@pytest.mark.parametrize("wish", ["", "identity", "br", "gzip;q=0, *;q=0.5"])
def test_who_cannot_read_it_gets_it_plain(client, wish):
    page = client.get("/", headers={"Accept-Encoding": wish})
    assert "Content-Encoding" not in page.headers
    assert page.text.startswith("<!doctype html>")


def test_a_missing_page_is_found_missing_either_way(client):
    answer = client.get("/nowhere", headers={"Accept-Encoding": "gzip", "Accept": "text/html"})
    assert answer.status_code == 404


def test_results_are_not_compressed(client):
    answer = client.post("/api/v1/training", json={"epochs": 5}, headers={"Accept-Encoding": "gzip"})
    assert "Content-Encoding" not in answer.headers
    assert answer.json["history"]["epoch"] == [0, 1, 2, 3, 4, 5]


def test_same_page_same_bytes(client):
    pages = {client.get("/", headers={"Accept-Encoding": "gzip"}).data for _ in range(3)}
    assert len(pages) == 1
