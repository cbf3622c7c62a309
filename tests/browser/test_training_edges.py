"""The simulator where it gets hard: runs that diverge, cost too much or last long; a server busy or gone."""

import json
import math

import pytest

from tests.browser.test_every_panel import FOCUSABLE
from tests.browser.training_page import Training
from tests.waiting import SLOWNESS

DIVERGING = (
    "?optimizer.name=sgd&optimizer.learning_rate=1000&loss=mse&network.output_activation=linear"
    "&network.hidden_activation=relu&epochs=50"
)
OPEN_FOLDS = "() => document.querySelectorAll('details').forEach(fold => { fold.open = true; })"
LONG = "?epochs=5000&batch_size=10"


def test_a_run_that_diverges_is_marked_told_and_gone_through(open_training):
    training = open_training(DIVERGING).train()
    run = training.ask("training", training.question())
    last = run["history"]["epoch"][-1]
    assert run["status"] == "diverged"
    assert training.seen()["sentence"].startswith(run["sentence"])
    assert f"diverged in epoch {run['diverged_at']}" in run["sentence"]
    assert training.page.locator(".curve-chart .leaving").count() >= 1
    for epoch in range(last + 1):
        seen = training.seek(epoch).seen()
        shown = max(each for each in run["snapshots"]["epoch"] if each <= epoch)
        assert seen["epoch"] == shown
        assert "NaN" not in json.dumps(seen)
        assert all(map(math.isfinite, seen["wires"]))
    training.seek(0).press("log scale").still()
    assert training.page.locator("path[d*=NaN]").count() == 0
    training.press("Diagnosis", exact=True)
    finding = run["diagnosis"][0]
    assert finding["sentence"] in training.page.locator("[data-part=diagnosis]").inner_text()


def test_a_run_beyond_the_limit_is_refused_with_words(open_training, open_page):
    training = open_training("?dataset.samples=1000&network.hidden=16,16&epochs=40").train()
    before = training.seen()
    training.page.evaluate(
        "() => document.querySelectorAll('details').forEach(fold => { fold.open = true; })"
    )
    for name, value in (("Epochs", "5000"), ("Batch size", "1")):
        if name == "Batch size":
            training.page.get_by_label("all examples in one batch").uncheck()
        training.page.get_by_role("spinbutton", name=name).fill(value)
        training.page.keyboard.press("Tab")
        training.still()
    assert "billion operations" in training.seen()["trouble"]
    assert training.seen()["wires"] == before["wires"]
    training.page.get_by_role("spinbutton", name="Epochs").fill("20")
    training.page.keyboard.press("Tab")
    training.still()
    assert training.seen()["trouble"] == ""
    training.check()
    assert all("Failed to load resource" in line for line in open_page.trouble)
    open_page.trouble.clear()


def test_stop_ends_a_long_run_and_keeps_what_is_there(open_training):
    training = open_training(LONG)
    training.press("Train", exact=True)
    training.page.get_by_role("button", name="Stop").wait_for()
    training.page.wait_for_function(
        "() => document.querySelector('[data-panel=training]').display.run.result.history.epoch.length > 20"
    )
    training.press("Stop").still()
    trained = training.state("display.run.result.history.epoch.length") - 1
    assert 20 <= trained < 5000
    assert training.state("trouble") == ""
    whole = training.ask("training", {"epochs": trained, "batch_size": 10})
    assert training.state("display.run.result.history.train_loss") == whole["history"]["train_loss"]
    epoch = training.seek(20).seen()["epoch"]
    assert training.seen()["answer"] == f"{whole['history']['train_loss'][epoch]:.3f}"
    page = training.page
    page.get_by_role("radio", name="moons").check(force=True)
    page.get_by_role("button", name="Stop").wait_for()
    page.get_by_role("button", name="Stop").click()
    training.still()


def test_a_run_stopped_before_it_began_can_be_trained_again(open_training):
    training = open_training("?epochs=60")
    held = []
    training.page.route("**/api/v1/training", lambda route: held.append(route))
    training.press("Train", exact=True).press("Stop").still()
    assert training.seen()["trouble"] == ""
    training.page.unroute("**/api/v1/training")
    training.train()
    assert training.check() == 60


def test_the_simulator_outlives_its_server(open_training, open_page, server):
    training = open_training("?epochs=60").train()
    before = training.seen()
    server.stop()
    training.page.get_by_label("Learning rate η", exact=True).press("ArrowRight")
    training.page.get_by_text("The server does not answer").wait_for()
    training.page.keyboard.press("Tab")
    assert {**training.seen(), "trouble": ""} == before
    server.start()
    training.page.get_by_text("The server does not answer").wait_for(state="detached")
    training.still()
    assert training.check() == 60
    assert training.seen()["wires"] != before["wires"]
    assert all("Failed to load resource" in line for line in open_page.trouble)
    open_page.trouble.clear()


BUSY = {
    "status": 503,
    "content_type": "application/problem+json",
    "headers": {"Retry-After": "1"},
    "body": json.dumps({"type": "about:blank", "title": "Busy", "status": 503, "detail": "Too many runs."}),
}


@pytest.mark.parametrize(
    ("path", "press"),
    [("training", "Train"), ("predict", "epoch on"), ("training/seeds", "50 seeds")],
)
def test_a_busy_server_is_waited_for_and_said(open_training, open_page, path, press):
    training = open_training("?epochs=60" if press == "Train" else "?epochs=60&view.epoch=30")
    if path == "predict":
        count = "document.querySelector('[data-panel=training]').display.frames.kept.size"
        script = f"() => {{ const was = window.kept; window.kept = {count}; return window.kept === was; }}"
        training.page.wait_for_function(script, polling=200 * SLOWNESS)  # until frames are fetched ahead
        training.still().state("display.frames.kept.clear()")
    answers = iter([True, False])

    def answer(route):
        if next(answers, False):
            route.fulfill(**BUSY)
        else:
            route.continue_()

    training.page.route(f"**/api/v1/{path}", answer)
    training.press(press, exact=True)
    busy = training.page.get_by_text("The server is busy with other computations")
    busy.wait_for()
    busy.wait_for(state="detached")
    training.still()
    if path == "training/seeds":
        assert "of 50 seeds" in training.seen()["sentence"]
    else:
        assert training.check() == {"training": 60, "predict": 31}[path]
    assert all("Failed to load resource" in line for line in open_page.trouble)
    open_page.trouble.clear()


KINDS = {
    "three blobs": ("?dataset.name=blobs&epochs=40", ".training-plane"),
    "four blobs": ("?dataset.name=blobs&dataset.classes=4&epochs=40", ".training-plane"),
    "a curve": ("?dataset.name=sine&network.hidden=[6]&epochs=40", ".training-fit"),
    "a gate": ("?dataset.name=xor&epochs=40", ".training-plane"),
    "no hidden layer": ("?dataset.name=linear&network.hidden=[]&epochs=40", ".training-plane"),
    "four layers": ("?dataset.name=spirals&network.hidden=16,16,16,16&epochs=20", ".training-plane"),
    "one epoch": ("?epochs=1", ".training-plane"),
    "five inputs": ("?epochs=40&view.drawer=points", ".training-fit"),
}
ROWS = [[i % 3, i % 5, 7 * i % 4, i / 10, i * i % 6, int(i % 3 > 7 * i % 4)] for i in range(40)]
TABLE = "\n".join(["a,b,c,d,e,y", *(",".join(map(str, row)) for row in ROWS)])


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_data_is_drawn_in_every_width(open_training, kind):
    query, picture = KINDS[kind]
    training = open_training(query)
    if kind == "five inputs":
        training.page.get_by_label("Paste a table").fill(TABLE)
        training.press("Use this table")
        training.still().press("Your data", exact=True)  # shuts the sheet over the time
    training.train().seek(15)
    run = training.ask("training", training.question())
    losses = run["history"]["train_loss"]
    assert training.page.locator(f"{picture} .mark").count() == len(run["data"]["inputs"])
    assert training.seen()["trouble"] == ""
    assert training.seen()["answer"] == f"{losses[min(15, len(losses) - 1)]:.3f}"
    assert "NaN" not in training.page.locator("[data-part=picture]").inner_html()
    training.page.set_viewport_size({"width": 360, "height": 740})
    training.still().seek(3)
    assert training.page.evaluate("document.documentElement.scrollWidth") <= 360


def test_everything_is_reached_and_worked_by_keys_alone(open_training):
    training = open_training("?epochs=30&batch_size=50&dataset.samples=80")
    page = training.page
    page.evaluate(OPEN_FOLDS)
    page.get_by_role("button", name="Train", exact=True).press("Enter")
    training.still()
    reach_all(page)
    for name, path, value in (
        ("fast", "view.speed", "fast"),
        ("Loop", "view.loop", True),
        ("log scale", "view.log", True),
        ("batch back", "view.epoch", 29),
        ("epoch back", "view.epoch", 28),
        ("Runs", "view.drawer", "runs"),
        ("Export", "view.drawer", "export"),
        ("Your data", "view.drawer", "points"),
    ):
        page.get_by_role("button", name=name, exact=True).press("Enter")
        training.still()
        training.until(path, value)
        if name == "Your data":
            reach_all(page)
    unit = page.locator(".map-network [data-unit='1.0']")
    page.locator(".map-network [tabindex='0']").focus()
    for key in ("ArrowLeft", "ArrowLeft", "ArrowUp"):
        page.keyboard.press(key)
        training.still()
    assert page.evaluate("() => document.activeElement.dataset.unit") == "1.0"
    assert unit.get_attribute("aria-pressed") == "true"
    page.get_by_role("button", name="Show the network's answer").press("Enter")
    training.still()
    assert training.state("view.unit") is None
    tiles = page.get_by_role("radio", name="circles")
    tiles.focus()
    page.keyboard.press("ArrowRight")
    training.still()
    assert training.state("request.dataset.name") == "quadrants"
    training.check()


def reach_all(page):
    """Tab comes to everything that can be pressed or moved; of radio buttons, to the one that is on."""
    wanted = page.evaluate(
        """selector => {
          const panel = document.querySelector('[data-panel]');
          globalThis.wanted = [...panel.querySelectorAll(selector)]
            .filter(each => each.checkVisibility() && !(each.type === 'radio' && !each.checked));
          return wanted.length;
        }""",
        FOCUSABLE,
    )
    page.evaluate("() => wanted[0].focus()")
    reached = set()
    for _ in range(wanted + 3):
        reached.add(page.evaluate("() => wanted.indexOf(document.activeElement)"))
        page.keyboard.press("Tab")
    assert set(range(wanted)) <= reached


def test_two_tabs_keep_one_log(open_training):
    training = open_training("?epochs=20").train()
    other = training.page.context.new_page()
    other.goto(f"{training.url}/panels/training?epochs=30&view.epoch=30&view.drawer=runs")
    second = Training(other, training.url)
    second.page.locator("table.runs tbody tr").nth(1).wait_for()
