"""The training simulator as a person sees it, and what the API says of the same run."""

import json
from functools import lru_cache
from itertools import pairwise

import numpy as np

from panel_kit.contract.words import amount
from panel_kit.contract.words import signed as fixed
from tests.browser.agreement import EVERY, written

WIDEST = 8  # of a wire in a drawing, in its units
IS_STILL = """() => {
  const panel = document.querySelector('[data-panel=training]');
  const {computing, drawers, address, display, player, batches} = panel;
  return panel.querySelector('[data-part=picture][data-drawn]') && !computing.isBusy && !panel.isTraining
    && !panel.isOpening && !panel.isFamilyBusy && !drawers.isBusy && !batches.isBusy
    && !panel.isUpdatePending && !player.isPlaying && !display.frames.latest.isBusy
    && display.isShowing(display.epoch) && (address.flush(), true);
}"""
# All that stands on the screen, read in one task, so between two drawings
SEEN = """() => {
  const panel = document.querySelector('[data-panel=training]');
  const all = (selector, read) => [...panel.querySelectorAll(selector)].map(read);
  const text = (selector) => panel.querySelector(selector)?.textContent.replace(/\\s+/g, ' ').trim() ?? null;
  const time = panel.querySelector('[data-time]');
  const table = (each) => [...each.tBodies[0].rows].map(row =>
    [...row.querySelectorAll('td')].map(cell => Number(cell.textContent)));
  return {
    epoch: Number(text('[data-epoch]')),
    time: Number(time.value),
    words: time.ariaValueText ?? time.getAttribute('aria-valuetext'),
    answer: text('[data-answer]'),
    verdict: text('.answer-verdict'),
    sentence: text('[data-part=sentence]'),
    trouble: text('[data-part=trouble]'),
    reads: all('.curve-reading', each => each.textContent.trim()).slice(0, 2),
    markers: all('.curve-chart', each => Number(each.getAttribute('aria-valuenow'))),
    gradients: all('.bar-value', each => each.textContent),
    bars: all('.gradients .bar', each => Number(each.getAttribute('width'))),
    confusion: all('table.confusion', table),
    wires: all('.edge', each =>
      (each.matches('.negative') ? -1 : 1) * Number(each.getAttribute('stroke-width'))),
    mistakes: all('.training-plane .mark', each =>
      each.previousElementSibling?.matches('.example-mistake') ?? false),
    numbers: all('[data-number]:not([hidden] *)', each => [each.dataset.number, each.textContent.trim()]),
    boundary: all('.training-plane .boundary', each => each.getAttribute('d')),
    button: text('[data-action=play]'),
  };
}"""


class Training:
    """The page of the simulator.

    Parameters
    ----------
    page : playwright page
        With the panel on it.
    url : str
        The server's.
    """

    def __init__(self, page, url):
        self.page, self.url = page, url
        self.still()

    def still(self):
        """Waits until nothing is under way."""
        self.page.wait_for_function(IS_STILL, polling=EVERY)
        return self

    def seen(self):
        """What is on the screen now."""
        return self.page.evaluate(SEEN)

    def state(self, path="view"):
        """A property of the panel, as JSON would carry it."""
        return self.page.evaluate(f"() => document.querySelector('[data-panel=training]').{path}")

    def until(self, path, value):
        """Waits until a property of the panel has this value."""
        script = """([path, value]) => {
          const panel = document.querySelector('[data-panel=training]');
          const found = path.split('.').reduce((each, name) => each?.[name], panel);
          return JSON.stringify(found) === JSON.stringify(value);
        }"""
        self.page.wait_for_function(script, arg=[path, value])
        return self

    def press(self, name, **options):
        """A button by its name."""
        self.page.get_by_role("button", name=name, **options).click()
        return self

    def train(self):
        """Presses Train, and waits for the whole run."""
        return self.press("Train", exact=True).still()

    def seek(self, epoch):
        """Sets the time slider, as a hand does."""
        script = """([slider, epoch]) => { slider.value = epoch;
          for (const kind of ['input', 'change']) slider.dispatchEvent(new Event(kind, {bubbles: true})); }"""
        slider = self.page.locator("[data-time]").element_handle()
        self.page.evaluate(script, [slider, epoch])
        return self.still()

    def ask(self, path, request):
        """What the API answers."""
        return json.loads(asked(f"{self.url}/api/v1/{path}", json.dumps(request), self.page.request))

    def question(self):
        """The request of the panel, as it asks it."""
        script = "panel => panel.question(panel.request)"
        return self.page.evaluate(script, self.page.query_selector("[data-panel=training]"))

    def check(self):
        """Everything on the screen is the API's, and of one epoch; returns that epoch."""
        seen, run = self.seen(), self.ask("training", self.question())
        assert disagreements(seen, run) == []
        assert seen["mistakes"] == self.mistakes(run, seen["epoch"])
        return seen["epoch"]

    def mistakes(self, run, epoch):
        """Which examples the network of an epoch decides wrongly."""
        request = {**network_at(run, epoch), "points": run["data"]["inputs"]}
        (member,) = self.ask("predict", request)["members"]
        pairs = zip(member["decisions"], classes_of(run["data"]["targets"]), strict=True)
        return [decided != is_ for decided, is_ in pairs]


@lru_cache(maxsize=64)
def asked(url, request, client):
    """One question is asked once."""
    answer = client.post(url, data=json.loads(request))
    assert answer.status == 200, answer.text()
    return answer.text()


def place_at(run, epoch):
    """The row of the latest snapshot at or before an epoch."""
    return int(np.searchsorted(run["snapshots"]["epoch"], epoch, side="right")) - 1


def network_at(run, epoch):
    """What `predict` is told of the network of an epoch."""
    settings = run["settings"]
    network = {"layers": settings["layers"], "activations": settings["activations"]}
    return {"network": network, "parameters": [run["snapshots"]["parameters"][place_at(run, epoch)]]}


def classes_of(targets):
    """The class of each example."""
    return [int(y[0]) if len(y) == 1 else int(np.argmax(y)) for y in targets]


def disagreements(seen, run):
    """What on the screen is not the run's at the epoch that the screen names."""
    epoch, history = seen["epoch"], run["history"]
    row = {name: column[epoch] for name, column in history.items()}
    place = place_at(run, epoch)
    tables = [run["snapshots"][name] for name in ("confusion", "validation_confusion")]
    wanted = {
        "time": epoch,
        "words": f"epoch {epoch} of {history['epoch'][-1]}, loss {fixed(row['train_loss'], 3)}",
        "answer": fixed(row["train_loss"], 3),
        "verdict": verdict(row),
        "reads": reads(row),
        "markers": [epoch] * len(seen["markers"]),
        "gradients": ["0" if norm == 0 else amount(norm) for norm in row["gradient_norms"]],
        "confusion": [table[place] for table in tables if table],
    }
    wrong = {name: value for name, value in wanted.items() if seen[name] != value}
    found = [f"{name}: {seen[name]!r}, not {value!r}" for name, value in wrong.items()]
    if not np.allclose(seen["wires"], wires(run, place), atol=0.011):
        found.append(f"the wires: {seen['wires']}, not {wires(run, place)}")
    if not np.allclose(seen["bars"], bars(history, epoch), atol=1e-6):
        found.append(f"the bars: {seen['bars']}, not {bars(history, epoch)}")
    found += [f"{source} shows {text}" for source, text in seen["numbers"] if not is_said(run, source, text)]
    return found + wrong_sentence(seen["sentence"], run, row, place)


def is_said(run, source, text):
    """Whether a number that names its source is the run's; batches have tests of their own."""
    path, decimals = source.rsplit(":", 1)
    return path.startswith("batches.") or text in written(run, path, decimals)


def wrong_sentence(sentence, run, row, place):
    """The sentence, unless it tells the loss and the mistakes of its epoch, or how the run ended."""
    if row["epoch"] == run["history"]["epoch"][-1]:
        return [] if sentence.startswith(run["sentence"]) else [f"the sentence {sentence!r}"]
    first, loss = run["history"]["train_loss"][0], row["train_loss"]
    way = "fallen" if loss <= first else "risen"
    last = run["history"]["epoch"][-1]
    told = f"At epoch {row['epoch']} of {last} the loss has {way} from {fixed(first, 3)} to {fixed(loss, 3)}"
    if row["epoch"] == 0:
        told = f"Before the first step the loss is {fixed(first, 3)}"
    table = np.array(run["snapshots"]["confusion"][place])
    wrong, total = int(table.sum() - np.trace(table)), int(table.sum())
    are = "is" if wrong == 1 else "are"
    mistakes = (
        f"{wrong} of {total} training examples {are} decided wrong"
        if wrong
        else f"all {total} training examples are decided right"
    )
    return [] if sentence.startswith(told) and mistakes in sentence else [f"the sentence {sentence!r}"]


def verdict(row):
    """The line after the loss."""
    right = f"loss, {fixed(100 * row['train_accuracy'], 0)} % right"
    if row["validation_loss"] is None:
        return right
    held_out = f"; held out {fixed(row['validation_loss'], 3)}"
    return f"{right}{held_out}, {fixed(100 * row['validation_accuracy'], 0)} % right"


def reads(row):
    """The numbers over the two curves."""
    parts = {"held out": "validation", "train": "train"}
    known = {name: part for name, part in parts.items() if row[f"{part}_loss"] is not None}
    loss = [f"{name} {fixed(row[f'{part}_loss'], 3)}" for name, part in known.items()]
    share = [f"{name} {fixed(100 * row[f'{part}_accuracy'], 0)} %" for name, part in known.items()]
    return [" · ".join(loss), " · ".join(share)]


def wires(run, place):
    """The width of each wire, with the sign of its weight; from 1 to WIDEST at the largest."""
    sizes, theta = run["settings"]["layers"], run["snapshots"]["parameters"][place]
    weights, at = [], 0
    for n_in, n_out in pairwise(sizes):
        weights += theta[at : at + n_in * n_out]
        at += n_in * n_out + n_out
    largest = max(1.0, *map(abs, weights))
    return [np.copysign(1 + (WIDEST - 1) * abs(w) / largest, w if w else 1.0) for w in weights]


def bars(history, epoch):
    """The length of each layer's bar, in percent: six powers of ten below the largest gradient of the run."""
    largest = max(norm for norms in history["gradient_norms"] for norm in norms)
    norms = np.maximum(history["gradient_norms"][epoch], 1e-12)
    return 100 * np.maximum(0, 1 + np.log10(norms / largest) / 6)
