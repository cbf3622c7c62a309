"""The training simulator in time: trained, played, gone through, and always one epoch on the screen."""

import json
import time

import numpy as np
import pytest

from tests.browser.training_page import disagreements, network_at, wires
from tests.waiting import a_while

IN_BATCHES = "?batch_size=30&epochs=60"


@pytest.fixture(scope="module")
def epochs():
    """Ten epochs of the default run, in no order, both ends among them."""
    return [0, 300, *np.random.default_rng(9).integers(1, 300, 8).tolist()]


def test_train_asks_for_a_stream_and_draws_the_whole_run(open_training):
    training = open_training()
    assert training.seen()["button"] == "Train"
    asked = []
    training.page.on("request", lambda request: asked.append(request))
    training.train()
    (run,) = [each for each in asked if each.url.endswith("/api/v1/training")]
    assert run.headers["accept"] == "application/x-ndjson; snapshots=float64"
    assert run.response().headers["content-type"] == "application/x-ndjson"
    assert training.check() == 300
    points = training.page.locator(".curve-chart path.curve.train").first.get_attribute("d").split("L")
    assert len(points) == 301
    assert training.seen()["button"] == "Play again"


def test_the_slider_moves_everything_to_one_epoch(open_training, epochs):
    training = open_training().train()
    for epoch in epochs:
        assert training.seek(epoch).check() == epoch


def test_the_boundary_is_where_the_network_of_the_epoch_is_in_doubt(open_training):
    training = open_training().train()
    run = training.ask("training", training.question())
    for epoch in (90, 200):
        lines = training.seek(epoch).seen()["boundary"]
        places = np.array([place for line in lines for place in places_of(training.page, line)])
        assert len(places) > 30
        assert np.median(how_far(training, run, epoch, places)) < 0.05


CELL = 3 / 47  # about: a step of the grid that the boundary is drawn from
STEP = 0.02 * CELL


def how_far(training, run, epoch, places):
    """How far places are from where the network is in doubt, in cells: |z| by the length of its slope."""
    around = [places, places + np.array([STEP, 0]), places + np.array([0, STEP])]
    request = {**network_at(run, epoch), "points": np.concatenate(around).tolist()}
    (member,) = training.ask("predict", request)["members"]
    p = np.array(member["predictions"])[:, 0]
    z, right, up = np.log(p / (1 - p)).reshape(3, -1)
    return np.abs(z) / np.hypot(right - z, up - z) * STEP / CELL


def places_of(page, line):
    """The corners of a line in the numbers of the axes, read off the ticks."""
    script = """line => {
      const ticks = [...document.querySelectorAll('.training-plane .tick')];
      const number = tick => Number(tick.textContent.replace('−', '-'));
      const ends = list => [list[0], list.at(-1)];
      const of = (anchor, at) => ends(ticks.filter(tick => tick.getAttribute('text-anchor') === anchor)
        .map(tick => [Number(tick.getAttribute(at)), number(tick)]));
      const axis = ([[a, from], [b, to]]) => at => from + (to - from) * (at - a) / (b - a);
      const [x, y] = [axis(of('middle', 'x')), axis(of('end', 'y'))];
      return line.slice(1).split('L').map(each => each.split(',').map(Number)).map(([a, b]) => [x(a), y(b)]);
    }"""
    return page.evaluate(script, line)


def test_epoch_buttons_arrow_keys_on_a_curve_and_clickers_move_the_same_time(open_training):
    training = open_training().train().seek(120)
    training.press("epoch on").still()
    assert training.check() == 121
    training.press("epoch back").press("epoch back").still()
    assert training.check() == 119
    curve = training.page.get_by_role("slider", name="Accuracy over the epochs")
    for key, epoch in (("ArrowLeft", 118), ("ArrowRight", 119), ("PageUp", 134), ("Home", 0), ("End", 300)):
        curve.press(key)
        assert training.still().check() == epoch
    training.seek(60)
    training.page.keyboard.press("p")
    training.page.locator("[data-time]").focus()
    for key, epoch in (("PageDown", 61), ("PageDown", 62), ("PageUp", 61)):
        training.page.keyboard.press(key)
        assert training.still().check() == epoch
    training.page.keyboard.press("Escape")


def test_dragging_on_a_curve_drags_time(open_training):
    training = open_training().train()
    box = training.page.locator(".curve-chart svg.plot").first.bounding_box()
    training.page.mouse.move(box["x"] + 0.6 * box["width"], box["y"] + 40)
    training.page.mouse.down()
    training.page.mouse.move(box["x"] + 0.4 * box["width"], box["y"] + 40, steps=4)
    training.page.mouse.up()
    assert 60 < training.still().check() < 150


def test_time_plays_pauses_and_comes_to_its_end(open_training):
    training = open_training("?epochs=60&view.speed=slow", reduced_motion="no-preference")
    training.press("Train", exact=True)
    training.page.get_by_role("button", name="Pause").wait_for()
    training.page.wait_for_function("() => Number(document.querySelector('[data-epoch]').textContent) > 1")
    training.press("Pause").still()
    paused = training.check()
    assert 1 < paused < 60
    training.press("fast", exact=True).still()
    a_while(0.3)
    assert training.seen()["epoch"] == paused
    training.press("Play").still()
    assert training.check() == 60
    assert training.seen()["button"] == "Play again"


# Of the lines of the shown run: how far each is drawn, as the share of its chart's width; and of the relief
DRAWN = """() => {
  const share = (path, room) => path && path.getBBox().width / room;
  const of = kind => [...document.querySelectorAll(`.curve-chart path.train${kind}`)].map(path =>
    share(path, path.ownerSVGElement.viewBox.baseVal.width - 4));
  return {now: of(':not(.ahead)'), ahead: of('.ahead'),
    relief: share(document.querySelector('.relief-to-come'), 1000)};
}"""


def test_curves_grow_with_their_epoch_and_show_nothing_that_has_not_been_played(open_training):
    training = open_training("?epochs=60&view.speed=slow", reduced_motion="no-preference")
    training.press("Train", exact=True)
    training.page.wait_for_function("() => Number(document.querySelector('[data-epoch]').textContent) > 1")
    training.press("Pause").still()
    share = training.check() / 60
    seen = training.page.evaluate(DRAWN)
    assert seen["now"] == pytest.approx([share, share], abs=0.01)
    assert (seen["ahead"], seen["relief"]) == ([], pytest.approx(share, abs=0.01))
    training.seek(60).seek(15)
    seen = training.page.evaluate(DRAWN)
    assert seen["now"] == pytest.approx([0.25, 0.25], abs=0.01)
    assert seen["ahead"] == pytest.approx([1, 1], abs=0.01)
    training.press("Reset").still()
    assert training.page.evaluate(DRAWN)["ahead"] == []


def test_a_loop_begins_again(open_training):
    training = open_training("?epochs=12&view.speed=fast&view.epoch=10", reduced_motion="no-preference")
    training.press("Loop").press("Play")
    training.page.wait_for_function("() => Number(document.querySelector('[data-epoch]').textContent) > 10")
    training.page.wait_for_function("() => Number(document.querySelector('[data-epoch]').textContent) < 6")
    training.press("Pause").still()
    training.check()


def test_slow_maps_never_stand_beside_the_numbers_of_another_epoch(open_training):
    training = open_training().train()
    run = training.ask("training", training.question())
    frames, asked = [], []

    def late(route):
        time.sleep(0.12)
        asked.append(route)
        route.continue_()

    training.page.route("**/api/v1/predict", late)
    rng = np.random.default_rng(2)
    for epoch in rng.integers(0, 301, 12).tolist():
        set_time(training.page, epoch)
        frames.append(training.seen())
        training.page.wait_for_timeout(60)
        frames.append(training.seen())
    training.still()
    frames.append(training.seen())
    assert len(asked) > 3
    for seen in frames:
        # The thumb is where the hand is; all else waits for the maps
        assert disagreements({**seen, "time": seen["epoch"]}, run) == []
        assert seen["mistakes"] == training.mistakes(run, seen["epoch"])
    assert frames[-1]["epoch"] == epoch
    assert len({seen["epoch"] for seen in frames}) > 2
    training.page.unroute("**/api/v1/predict")


def set_time(page, epoch):
    """Moves the slider, and waits for nothing."""
    script = """epoch => { const slider = document.querySelector('[data-time]'); slider.value = epoch;
      slider.dispatchEvent(new Event('input', {bubbles: true})); }"""
    page.evaluate(script, epoch)


def test_an_epoch_opens_into_its_batches(open_training):
    training = open_training(IN_BATCHES).train().seek(20)
    epoch = training.ask("training/epoch", {**training.question(), "epoch": 21})
    training.press("batch on").press("batch on").press("batch on").press("batch back")
    seen = at_batch(training, 2).seen()
    assert seen["answer"] == f"{epoch['loss'][1]:.3f}"
    assert seen["sentence"].startswith("Epoch 21, after batch 2 of 5")
    run = training.ask("training", training.question())
    run["snapshots"]["parameters"][20] = epoch["parameters"][1]
    assert np.allclose(seen["wires"], wires(run, 20), atol=0.011)
    assert seen["mistakes"] == training.mistakes(run, 20)
    training.page.reload()
    assert at_batch(training, 2).seen() == seen
    training.press("batch back").press("batch back")
    assert at_batch(training, 0).check() == 20


# Where the time bar and its buttons lie in their panel
WHERE = """() => {
  const panel = document.querySelector('[data-panel]').getBoundingClientRect();
  const parts = document.querySelectorAll('.time > *, .time-range, .time-tools > *');
  return [...parts].map(part => {
    const box = part.getBoundingClientRect();
    return [part.className, ...[box.left - panel.left, box.width, box.height].map(Math.round)].join(' ');
  });
}"""
TOPS = "all => [...new Set(all.map(each => each.getBoundingClientRect().top))].length"


def test_the_time_bar_stays_where_it_is_whatever_its_button_is_called(open_training):
    training = open_training(IN_BATCHES)
    page = training.page

    def pressed(*names):
        for name in names:
            training.press(name, exact=name == "Train")
        return training.still().seen()["button"], page.evaluate(WHERE)

    untrained = page.evaluate(WHERE)
    name, trained = pressed("Train")
    assert (name, trained) == ("Play again", untrained)
    for width, height in ((1440, 900), (360, 740)):
        page.set_viewport_size({"width": width, "height": height})
        where = page.evaluate(WHERE)
        assert pressed("Play again", "Pause") == ("Play", where)
        assert pressed("batch on") == ("Play", where)
        training.seek(60)
        assert pressed() == ("Play again", where)
    page.set_viewport_size({"width": 1920, "height": 1000})
    assert page.locator(".time-tools > *").evaluate_all(TOPS) == 1


def at_batch(training, batch):
    """Waits for a batch of epoch 21."""
    words = f"{batch} of 5" if batch else "epoch"
    training.page.wait_for_function(
        """words => document.querySelector('.epoch-word')?.textContent.endsWith(`${words}${
          words === 'epoch' ? '' : ' batches'}`)""",
        arg=words,
    )
    return training.still()


def test_a_long_run_is_stepped_from_snapshot_to_snapshot(open_training):
    """Of 2,000 epochs every fourth has a snapshot: a step goes to the next of them."""
    training = open_training("?epochs=2000&view.epoch=1000")
    run = training.ask("training", training.question())
    kept = run["snapshots"]["epoch"]
    here = kept.index(1000)
    training.press("epoch on").still()
    assert training.check() == kept[here + 1] > 1001
    training.page.get_by_role("slider", name="over the epochs").first.press("ArrowRight")
    assert training.still().check() == kept[here + 2]
    training.press("epoch back").still()
    assert training.check() == kept[here + 1]
    assert json.dumps(kept[here + 1]) in training.page.url
