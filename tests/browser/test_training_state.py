"""The simulator's state: in the address, in the browser's history, changed while it is trained, reset."""

import pytest

from tests.browser.training_page import Training

RATE = "Learning rate η"
# The next run's first part, which is the network before its first step, and then nothing until it is given up
HOLD_AFTER_FIRST_PART = """() => {
  const plain = globalThis.fetch;
  globalThis.fetch = async (path, options) => {
    const response = await plain(path, options);
    if (!path.endsWith("/training")) return response;
    globalThis.fetch = plain;
    const body = await response.text();
    return new Response(new ReadableStream({start(stream) {
      stream.enqueue(new TextEncoder().encode(body.slice(0, body.indexOf("\\n") + 1)));
      options.signal.addEventListener("abort", () => stream.error(options.signal.reason));
    }}));
  };
}"""


def test_the_address_brings_the_run_and_its_epoch_again(open_training, server):
    training = open_training("?dataset.name=moons&network.hidden=4,4&seed=3").train().seek(77)
    before = training.seen()
    assert training.check() == 77
    assert "view.epoch=77" in training.page.url
    training.page.reload()
    assert Training(training.page, training.url).seen() == before
    again = open_training(training.page.url.removeprefix(f"{server.url}/panels/training"))
    assert again.seen() == before


def test_back_and_forward_bring_request_and_epoch(open_training):
    training = open_training("?epochs=100").train()
    training.page.wait_for_timeout(1000)  # what follows at once is one step of the history
    training.seek(40)
    training.page.get_by_role("radio", name="moons").check(force=True)
    training.still().seek(60)
    moons = training.seen()
    steps = [training.page.go_back] * 3 + [training.page.go_forward] * 3
    found = []
    for step in steps:
        step()
        training.still()
        found.append((training.state("request.dataset.name"), training.check()))
    assert found == [
        ("moons", 40),
        ("circles", 40),
        ("circles", 100),
        ("circles", 40),
        ("moons", 40),
        ("moons", 60),
    ]
    assert training.seen() == moons


def test_reset_returns_to_before_training(open_training):
    opened = open_training()
    before = opened.seen()
    opened.page.get_by_role("radio", name="spirals").check(force=True)
    opened.still().train().press("Reset").still()
    assert opened.state("view.epoch") is None
    assert opened.seen() == before
    assert opened.page.url.endswith("/panels/training")
    training = opened.train()
    assert training.check() == 300


@pytest.mark.parametrize("change", ["slider", "select", "tile", "preset", "layer", "box"])
def test_a_changed_setting_trains_anew_and_stays_at_the_end(open_training, change):
    training = open_training("?epochs=60").train()
    before = training.seen()
    page = training.page
    page.evaluate("() => document.querySelectorAll('details').forEach(fold => { fold.open = true; })")
    {
        "slider": lambda: page.get_by_label(RATE, exact=True).press("PageUp"),
        "select": lambda: page.get_by_role("combobox", name="Optimizer").select_option("sgd"),
        "tile": lambda: page.get_by_role("radio", name="moons").check(force=True),
        "preset": lambda: training.press("XOR"),
        "layer": lambda: training.press("+ layer"),
        "box": lambda: page.get_by_label("all examples in one batch").uncheck(),
    }[change]()
    training.still()
    assert training.check() == training.question().get("epochs", 300)
    assert training.seen()["wires"] != before["wires"]


def test_a_slider_dragged_through_many_rates_ends_at_the_last(open_training):
    training = open_training("?epochs=60").train()
    asked = []
    training.page.on("request", lambda request: asked.append(request.url.endswith("/training")))
    rate = training.page.get_by_label(RATE, exact=True)
    for _ in range(30):
        rate.press("ArrowRight")
    training.still()
    assert sum(asked) < 31
    assert training.check() == 60
    assert training.question()["optimizer"]["learning_rate"] == training.state(
        "result.settings.optimizer.learning_rate"
    )


def test_a_run_given_up_before_its_first_step_moves_no_time(open_training):
    training = open_training("?epochs=60").train()
    training.page.evaluate(HOLD_AFTER_FIRST_PART)
    rate = training.page.get_by_label(RATE, exact=True)
    rate.press("ArrowRight")
    training.page.wait_for_function("() => document.querySelector('[data-panel=training]').running.age > 400")
    rate.press("ArrowRight")
    training.still()
    assert training.check() == 60


@pytest.mark.parametrize("name", ["circles", "blobs", "sine"])
def test_every_loss_and_output_that_is_offered_is_trained_and_shown_as_it_is(open_training, name):
    training = open_training(f"?dataset.name={name}&epochs=10&view.epoch=10")
    page = training.page
    page.evaluate("() => document.querySelectorAll('details').forEach(fold => { fold.open = true; })")
    tried = []
    for path in ("network.output_activation", "loss"):
        field = page.locator(f"nudge-choice[data-path='{path}'] select")
        for option in field.locator("option:not(:disabled)").evaluate_all("all => all.map(o => o.value)"):
            field.select_option(option)
            training.still()
            settings = training.state("result.settings")
            shown = {"loss": settings["loss"], "network.output_activation": settings["activations"][-1]}
            assert training.seen()["trouble"] == ""
            assert field.input_value() == shown[path] == option
            tried.append(option)
    assert len(tried) > 3
