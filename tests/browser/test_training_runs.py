"""Runs beside each other: one kept, fifty seeds, the log, the diagnosis and its change."""

import csv
import io
import re

from tests.browser.training_page import Training

SEEDS_GRAPH = ".curve-chart path.curve.seed"
# The dots from left to right, by the middles of their shapes
ORDER = """() => [...document.querySelectorAll('[data-dot]')].map(dot => {
  const {x, width} = dot.querySelector('.dot-shape').getBBox();
  return [x + width / 2, Number(dot.dataset.dot)];
}).sort(([a], [b]) => a - b).map(([, dot]) => dot)"""
# Of each line of the loss, its dashes and its mark: no two alike
LOOKS = """() => {
  const chart = document.querySelector('.large-chart');
  return [...chart.querySelectorAll('path.curve:not(.ahead)')].map(line => {
    const kind = [...line.classList].slice(1).join('.');
    const exact = kind.includes('other') ? `.${kind}` : `.${kind}:not(.other)`;
    const mark = chart.querySelector(`.point${exact}`);
    const dashes = getComputedStyle(line).strokeDasharray;
    return [dashes, mark.localName, String(mark.classList.contains('hollow'))];
  });
}"""


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
    named = training.page.locator(".change span").all_inner_texts()
    assert [each.strip() for each in named] == ["learning rate η 0.3", "kept: learning rate η 0.03"]
    training.page.keyboard.press("v")
    names = training.still().page.locator(".large-chart .curve-name")
    assert names.first.wait_for() is None
    assert names.all_text_contents()[:4] == ["held out", "kept: η 0.03", "held out", "η 0.3"]
    kinds = training.page.evaluate(LOOKS)
    assert len(kinds) == len({*map(tuple, kinds)}) == 4
    training.page.keyboard.press("Escape")
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


def test_fifty_seeds_are_fifty_dots_or_curves_and_their_share_is_the_answer(open_training):
    training = open_training("?dataset.name=xor&epochs=60").train()
    page = training.page
    training.press("50 seeds").still()
    family = training.ask("training/seeds", {**training.question(), "seeds": 50})
    dots = page.locator("[data-dot]")
    dots.first.wait_for()
    percent = [f"{100 * family[name]:.0f}" for name in ("share", "low", "high")]
    seen = training.seen()
    assert (seen["answer"], seen["sentence"]) == (f"{percent[0]} %", family["sentence"])
    found = f"{family['successes']} of 50 seeds succeed; 95 % interval {percent[1]} to {percent[2]} %"
    assert seen["verdict"].replace("\xa0", " ") == found
    assert (dots.count(), page.locator(".dot.bad circle.dot-shape").count()) == (50, 0)
    assert page.locator("g.dot.bad path.dot-shape").count() == 50 - family["successes"]
    assert page.evaluate(ORDER) == sorted(range(50), key=lambda seed: family["final_loss"][seed])
    training.press("50 curves").still()
    page.locator(SEEDS_GRAPH).first.wait_for()
    assert page.locator(SEEDS_GRAPH).count() == 50
    assert page.locator(f"{SEEDS_GRAPH}.failed").count() == 50 - family["successes"]


def test_a_dot_is_named_opens_its_run_and_the_others_stay(open_training):
    training = open_training("?dataset.name=xor&epochs=60&view.epoch=60&view.large=seeds", ready=False)
    page = training.page
    page.locator("[data-dot]").first.wait_for()
    asked = []
    page.on("request", lambda request: asked.append(request.url.split("/v1/")[-1]))
    page.locator("[data-dot='0']").press("Home")
    named = page.evaluate("() => document.activeElement.getAttribute('aria-label')")
    assert page.locator(".curve-reading").inner_text() == named
    seed = int(named.split(":")[0].removeprefix("seed "))
    page.keyboard.press("Enter")
    training.until("request.network.seed", seed).still()
    assert (training.state("view.large"), training.check()) == ("none", 60)
    told = float(re.search(r"loss ([\d.]+)", named)[1])
    assert abs(told - float(training.seen()["answer"])) < 6e-4
    training.press("50 seeds").still()
    assert page.locator(".dot.here").get_attribute("data-dot") == str(seed)
    assert "training/seeds" not in asked
    training.page.get_by_label("Learning rate η", exact=True).press("ArrowRight")
    training.still()
    page.wait_for_function("() => !document.querySelector('nudge-fit.stale')")
    training.still()
    assert "training/seeds" in asked


FILLS = """() => {
  const area = selector => [...document.querySelectorAll(selector)].map(each => each.getBoundingClientRect())
    .reduce((sum, {width, height}) => sum + width * height, 0);
  return area('.large-chart') / area('.panel-body');
}"""


def test_curves_fill_the_stage_by_button_key_and_address_and_give_it_back(open_training):
    training = open_training("?epochs=40&view.epoch=40")
    page = training.page
    switch = page.get_by_role("button", name="Large curves")
    picture = page.locator(".training-plane")
    switch.click()
    assert training.still().seen()["epoch"] == 40
    assert not picture.is_visible()
    assert page.evaluate(FILLS) > 0.8
    assert "view.large=curves" in page.url
    switch.click()
    training.until("view.large", "none").still()
    assert picture.is_visible()
    page.keyboard.press("v")
    page.reload()
    page.locator(".large-chart .curve-plot").first.wait_for()
    assert page.evaluate(FILLS) > 0.8
    page.keyboard.press("Escape")
    training.until("view.large", "none")
    page.set_viewport_size({"width": 1920, "height": 1080})
    for key, large, is_projecting in (("p", "none", True), ("v", "curves", True), ("Escape", "none", True)):
        page.keyboard.press(key)
        training.until("view.large", large).until("view.project", is_projecting)
        if large == "curves":
            assert page.evaluate(FILLS) > 0.75
    page.keyboard.press("Escape")
    training.until("view.project", False)


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
    # A run that is opened again is logged again once it has stayed a while, which a slow computer gives it
    assert [row["run"] for row in table][:2] == ["1", "2"]
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
