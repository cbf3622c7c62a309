"""Runs beside each other: one kept, fifty seeds, the log, the diagnosis and its change."""

import csv
import io
import re

from tests.browser.training_page import Training

SEEDS_GRAPH = ".curve-chart path.curve.seed"


def download(training, name):
    """What a button saves: its name and its bytes."""
    with training.page.expect_download() as waiting:
        training.press(name, exact=True)
    saved = waiting.value
    return saved.suggested_filename, saved.path().read_bytes()


def test_a_kept_run_lies_under_the_next_and_the_change_is_named(open_training):
    training = open_training("?epochs=80").train()
    kept = training.page.locator(".curve-chart path.curve.train").first.get_attribute("d")
    training.press("Keep this run, change one thing").still()
    assert training.page.locator(".curve-chart path.other").count() == 0
    training.page.get_by_role("spinbutton", name="Learning rate η").fill("0.3")
    training.page.keyboard.press("Tab")
    training.still().seek(80)
    assert training.check() == 80
    assert training.page.locator(".curve-chart path.train.other").count() == 2
    assert training.page.locator(".change").inner_text() == "dashed: kept, learning rate η 0.03"
    question = training.question()
    ours = training.ask("training", question)["final"]["train_loss"]
    theirs = training.ask("training", {"epochs": 80})["final"]["train_loss"]
    sentence = training.seen()["sentence"]
    assert f"the loss ends at {ours:.4f}" in sentence
    assert f"it ended at {theirs:.4f}" in sentence
    training.press("Let the kept run go").still()
    assert training.page.locator(".curve-chart path.other").count() == 0
    training.page.get_by_role("spinbutton", name="Learning rate η").fill("0.03")
    training.page.keyboard.press("Tab")
    training.still()
    assert training.page.locator(".curve-chart path.curve.train").first.get_attribute("d") == kept


def test_fifty_seeds_are_fifty_curves_and_a_share(open_training):
    training = open_training("?dataset.name=xor&epochs=60").train()
    training.press("50 seeds").still()
    family = training.ask("training/seeds", {**training.question(), "seeds": 50})
    assert training.seen()["sentence"] == family["sentence"]
    assert family["sentence"].startswith(f"{family['successes']} of 50 seeds")
    drawn = training.page.locator(SEEDS_GRAPH)
    assert drawn.count() == 50
    assert training.page.locator(f"{SEEDS_GRAPH}.failed").count() == 50 - family["successes"]
    assert all("M" in each.get_attribute("d") for each in drawn.all()[:5])
    training.page.get_by_label("Learning rate η", exact=True).press("ArrowRight")
    training.still()
    assert drawn.count() == 0
    training.check()


def log_of(training, count):
    """Opens the log when it has so many runs."""
    training.press("Runs", exact=True)
    training.page.locator("table.runs tbody tr").nth(count - 1).wait_for()
    return training.page.locator("table.runs tbody tr")


def test_the_log_sorts_keeps_notes_and_opens_runs(open_training):
    training = open_training("?epochs=20").train()
    log_of(training, 1)
    training.page.get_by_role("combobox", name="Optimizer").select_option("sgd")
    rows = training.page.locator("table.runs tbody tr")
    rows.nth(1).wait_for()
    sgd = training.still().seen()
    losses = sorted(losses_in(rows))
    for expected in (losses, losses[::-1]):
        training.page.locator("table.runs .sort", has_text=re.compile("^loss$")).click()
        assert losses_in(rows) == expected
    training.page.get_by_label("Note on run 1").fill('=HYPERLINK("http://x")')
    training.page.keyboard.press("Tab")
    training.page.reload()
    again = Training(training.page, training.url)
    assert again.page.get_by_label("Note on run 1").input_value() == '=HYPERLINK("http://x")'
    again.page.locator("tr", has=again.page.get_by_label("Note on run 1")).get_by_role("button").click()
    again.still()
    assert again.state("request.optimizer.name") == "adam"
    again.check()
    again.page.locator("tr", has=again.page.get_by_label("Note on run 2")).get_by_role("button").click()
    assert again.still().seen()["wires"] == sgd["wires"]
    check_csv(again)


def losses_in(rows):
    return [float(row.locator("td").nth(4).inner_text()) for row in rows.all()]


def check_csv(training):
    """The log as a spreadsheet opens it: no cell is a formula, each address opens its run."""
    name, saved = download(training, "Save as CSV")
    assert name == "nudge-runs.csv"
    head, *rows = csv.reader(io.StringIO(saved.decode(), newline=""))
    table = [dict(zip(head, row, strict=True)) for row in rows]
    assert [row["run"] for row in table] == ["1", "2"]
    assert table[0]["note"] == '\'=HYPERLINK("http://x")'
    assert not [cell for row in rows for cell in row if re.match(r"[=+@\t\r]", cell)]
    run = training.ask("training", {"epochs": 20})
    assert float(table[0]["train_loss"]) == run["final"]["train_loss"]
    training.page.goto(training.url + table[0]["address"])
    opened = Training(training.page, training.url)
    assert opened.check() == 20
    assert opened.state("request.optimizer.name") == "adam"


def test_a_dead_network_is_diagnosed_and_its_fix_is_tried(open_training):
    query = "?network.hidden_activation=relu&optimizer.name=sgd&optimizer.learning_rate=10&epochs=100"
    training = open_training(query).train()
    run = training.ask("training", training.question())
    (finding, *_) = run["diagnosis"]
    assert finding["problem"] == "dead_units"
    shown = training.page.locator("p.finding")
    assert finding["sentence"] in shown.inner_text()
    assert finding["fix"]["sentence"] in shown.inner_text()
    training.press("Diagnosis", exact=True)
    assert training.page.locator(".diagnosis h3").all_inner_texts() == [
        each["problem"].replace("_", " ").capitalize() for each in run["diagnosis"]
    ]
    training.page.locator(".diagnosis").first.get_by_role("button", name="Try it").click()
    training.still()
    for path, value in finding["fix"]["change"].items():
        assert training.state(f"request.{path}") == value
    training.check()
    assert training.page.locator(".change").count() == 1


def test_a_run_that_needs_nothing_is_told_so(open_training):
    training = open_training("?view.epoch=300&view.drawer=diagnosis")
    run = training.ask("training", {})
    text = training.page.locator("[data-part=diagnosis]").inner_text()
    if run["diagnosis"]:
        assert run["diagnosis"][0]["sentence"] in text
    else:
        assert text.startswith("No problem was found in this run")
