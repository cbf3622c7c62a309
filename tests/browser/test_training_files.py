"""What the simulator saves and opens: history, weights, pictures, whole runs, and examples of one's own."""

import csv
import io
import json
import struct
import xml.etree.ElementTree as ElementTree

import numpy as np
import pytest

from tests.browser.test_training_runs import download
from tests.browser.training_page import network_at, place_at

OPEN = "?epochs=40&view.epoch=25&view.drawer=export"

# As the browser pastes: to type so much takes it seconds
PASTE = """(box, text) => {
  box.value = text;
  box.dispatchEvent(new InputEvent('input', {bubbles: true, inputType: 'insertFromPaste'}));
}"""


def test_history_is_saved_as_csv_and_json_to_the_last_digit(open_training):
    training = open_training(OPEN)
    history = training.ask("training", training.question())["history"]
    assert json.loads(download(training, "History, JSON")[1]) == history
    rows = list(csv.DictReader(io.StringIO(download(training, "History, CSV")[1].decode(), newline="")))
    assert [float(row["train_loss"]) for row in rows] == history["train_loss"]
    norms = [[float(row[f"gradient_norm_{layer}"]) for layer in (1, 2, 3)] for row in rows]
    assert norms == history["gradient_norms"]


def test_weights_are_those_of_the_shown_epoch(open_training):
    training = open_training(OPEN)
    run = training.ask("training", training.question())
    theta = run["snapshots"]["parameters"][place_at(run, 25)]
    name, saved = download(training, "Weights now, JSON")
    network = json.loads(saved)
    assert name == "nudge-circles-epoch-25.json"
    asked = {"network": network, "points": run["data"]["inputs"][:5]}
    ours = training.ask("predict", asked)["predictions"]
    (member,) = training.ask("predict", {**network_at(run, 25), "points": asked["points"]})["members"]
    assert ours == member["predictions"]
    name, saved = download(training, "Weights now, NPZ")
    assert name == "nudge-circles-epoch-25.npz"
    with np.load(io.BytesIO(saved)) as arrays:
        assert arrays["activations"].tolist() == run["settings"]["activations"]
        flat = [arrays[f"{kind}_{layer}"].ravel() for layer in range(3) for kind in ("weights", "biases")]
        assert arrays["weights_0"].shape == (3, 2)
    assert np.concatenate(flat).tolist() == theta


def test_the_picture_is_saved_as_svg_and_png(open_training):
    training = open_training(OPEN)
    _, svg = download(training, "Picture, SVG")
    root = ElementTree.fromstring(svg)
    marks = [each for each in root.iter() if each.tag.endswith(("path", "circle"))]
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert len(marks) >= 200
    assert b"data:image/png" in svg
    _, png = download(training, "Picture, PNG")
    assert png.startswith(b"\x89PNG")
    width, height = struct.unpack(">II", png[16:24])
    assert (width, height) == tuple(2 * int(root.get(side).split(".")[0]) for side in ("width", "height"))


def test_a_saved_run_opens_here_and_over_the_api(open_training):
    training = open_training("?dataset.name=moons&epochs=50&seed=4&view.epoch=50&view.drawer=export")
    before = training.seen()
    _, saved = download(training, "Whole run, JSON")
    opened = training.ask("import/training", json.loads(saved))
    assert opened["request"]["dataset"]["name"] == "moons"
    other = open_training("?view.drawer=export")
    choose(other, saved)
    assert other.seek(50).seen() == before
    exported = training.page.request.post(
        f"{training.url}/api/v1/export/training?format=run.json", data=training.question()
    )
    third = open_training("?view.drawer=export")
    choose(third, exported.body())
    assert third.seek(50).seen() == before


def choose(training, saved, name="run.json"):
    """Opens a file as a saved run."""
    file = {"name": name, "mimeType": "application/json", "buffer": saved}
    training.page.locator("[data-part=export] input[type=file]").set_input_files(file)
    training.still()


WRONG = {
    "no JSON": (b"\x00\x01", "is not JSON"),
    "other JSON": (b'{"a": 1}', "holds no run"),
    "a list": (b"[]", "holds no run"),
    "no request": (b'{"format": "nudge-run", "version": 1, "request": 3}', "/request"),
    "too long": (b'{"format": "nudge-run", "version": 1, "request": {"epochs": 1e9}}', "/request/epochs"),
    "unknown": (b'{"format": "nudge-run", "version": 1, "request": {"<img src=x>": 1}}', "<img src=x>"),
    "a later version": (b'{"format": "nudge-run", "version": 2, "request": {}}', "/version"),
    "too large": (b" " * 4_000_001, "too large"),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_a_wrong_file_is_refused_with_words(open_training, open_page, wrong):
    content, words = WRONG[wrong]
    training = open_training(OPEN)
    before = training.seen()
    choose(training, content)
    training.page.locator(".trouble", has_text=words).wait_for()
    assert training.page.locator("img").count() == 0
    assert {**training.seen(), "trouble": ""} == before
    # The browser itself reports the request that was refused; nothing else may be there
    assert all("Failed to load resource" in line for line in open_page.trouble)
    open_page.trouble.clear()


def test_a_click_in_the_plane_places_an_example(open_training):
    training = open_training("?epochs=30&view.epoch=30&view.drawer=points")
    training.press("Start from two").still()
    training.press("class 0")
    plane = training.page.locator(".training-plane")
    plane.scroll_into_view_if_needed()
    box = plane.bounding_box()
    for share in (0.3, 0.6):
        training.page.mouse.click(box["x"] + 0.5 * box["width"], box["y"] + share * box["height"])
    training.still()
    points = training.state("request.dataset.points")
    assert [point["y"] for point in points] == [0, 1, 0, 0]
    assert points[2]["x"][1] > points[3]["x"][1]
    assert training.page.locator(".training-plane .mark").count() == 4
    run = training.ask("training", training.question())
    assert run["data"]["inputs"] == [point["x"] for point in points]
    training.check()
    training.page.reload()
    assert type(training)(training.page, training.url).state("request.dataset.points") == points


def test_the_list_of_examples_is_changed_by_keyboard(open_training):
    training = open_training("?dataset.name=xor&epochs=30&view.epoch=30&view.drawer=points")
    page = training.page
    page.get_by_label("x1 of example 1").fill("0.25")
    page.keyboard.press("Tab")
    training.still()
    assert training.state("request.dataset.points")[0] == {"x": [0.25, 0], "y": 0}
    page.get_by_label("Remove example 4").press("Enter")
    training.still()
    page.get_by_role("button", name="Add an example").press("Enter")
    training.still()
    page.get_by_label("y of example 4").select_option("0")
    training.still()
    points = training.state("request.dataset.points")
    assert len(points) == 4
    assert points[3]["y"] == 0
    training.check()
    page.get_by_role("button", name="Back to drawn data").press("Enter")
    training.still()
    assert training.state("request.dataset.points") is None
    training.check()


def test_the_same_file_can_be_opened_again_when_it_has_been_corrected(open_training, tmp_path):
    training = open_training("?epochs=5&view.epoch=5&view.drawer=points")
    file = tmp_path / "table.csv"
    for value in (0.5, 0.75):
        file.write_text(f"x1,x2,y\n0,0,0\n0,{value},1\n1,0,1\n1,1,0\n")
        training.page.get_by_label("Open a file with a table").set_input_files(file)
        training.press("Use this table")
        training.until("result.data.inputs.1", [0, value])


def test_settings_that_a_library_does_not_have_are_said_to_have_no_program(open_training):
    training = open_training("?epochs=5&dropout=0.5&view.drawer=sklearn")
    assert training.page.locator("[data-part=sklearn] .waiting").inner_text() == (
        "These settings cannot be written as such a program."
    )


def test_a_table_too_long_for_an_address_outlives_a_reload(open_training):
    training = open_training("?epochs=5&view.epoch=5&view.drawer=points")
    rows = [f"{row / 7:.60f},{row / 3:.60f},{row % 2}" for row in range(550)]
    table = "x1,x2,y\n" + "\n".join(rows) + "\n"
    training.page.get_by_label("Paste a table").evaluate(PASTE, table)
    training.press("Use this table")
    training.still().until("result.data.class_names", ["0", "1"])
    before, question = training.seen(), training.question()
    assert question["dataset"]["csv"] == table
    assert len(training.page.url) < 1000
    training.page.get_by_role("button", name="Copy link").click()
    training.page.get_by_role("button", name="Too much for a link: export it").wait_for()
    assert training.page.reload().status == 200
    again = type(training)(training.page, training.url)
    again.until("result.data.inputs.length", len(rows))
    assert again.still().question() == question
    assert again.seen() == before
    again.check()
