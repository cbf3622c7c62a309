"""Pictures kept as files: rendered by themselves, they say and look what the page says and looks."""

import pytest

from tests.browser.test_training_runs import download

OPEN = "?epochs=30&view.epoch=30&view.drawer=export"
SEEN = """() => {
  const box = document.querySelector('[data-part=picture] .layered');
  const words = root => [...root.querySelectorAll('text')].map(each => each.textContent.trim());
  const legend = [...box.closest('.panel').querySelector('.plane-legend').children];
  return {labels: words(box), legend: legend.map(each => each.textContent.trim())};
}"""
# Of each label: how many pixels have its color in the picture as a browser renders it
RENDERED = """async source => {
  const root = new DOMParser().parseFromString(source, 'image/svg+xml').documentElement;
  document.body.replaceChildren(root);
  const [left, top, width, height] = root.getAttribute('viewBox').split(' ').map(Number);
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(source)}`;
  await image.decode();
  const canvas = Object.assign(document.createElement('canvas'), {width: 2 * width, height: 2 * height});
  const context = canvas.getContext('2d', {willReadFrequently: true});
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  const count = (box, color) => {
    const [x, y] = [2 * (box.x - left), 2 * (box.y - top)];
    const {data} = context.getImageData(x, y, 2 * box.width, 2 * box.height);
    let found = 0;
    for (let at = 0; at < data.length; at += 4)
      found += color.every((part, index) => Math.abs(part - data[at + index]) < 24);
    return found;
  };
  // Where a text is in the units of the whole file, whichever drawing in it the text belongs to
  const boxOf = text => {
    const {left: x, top: y, right, bottom} = text.getBoundingClientRect();
    const into = root.getScreenCTM().inverse();
    const [from, to] = [new DOMPoint(x, y), new DOMPoint(right, bottom)].map(at => at.matrixTransform(into));
    return {x: from.x, y: from.y, width: to.x - from.x, height: to.y - from.y};
  };
  const numbers = color => color.match(/[0-9.]+/g).slice(0, 3).map(Number);
  return {
    size: [image.naturalWidth, image.naturalHeight],
    ground: [...context.getImageData(2, 2, 1, 1).data].slice(0, 3),
    texts: [...root.querySelectorAll('text:not([aria-hidden]):not(:empty)')].map(text => ({
      words: text.textContent.trim(),
      isStroked: text.getAttribute('stroke') !== null && text.getAttribute('stroke') !== 'none',
      ink: count(boxOf(text), numbers(text.getAttribute('fill'))),
      isInside: (({x, y, width: w, height: h}) =>
        x >= left && y >= top && x + w <= left + width && y + h <= top + height)(boxOf(text)),
    })),
  };
}"""
GROUND = """() => getComputedStyle(document.querySelector('.panel'))
  .backgroundColor.match(/\\d+/g).map(Number)"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_picture_file_has_labels_legend_and_words_that_can_be_read(open_training, scheme):
    training = open_training(OPEN, color_scheme=scheme)
    page = training.page
    seen, ground = page.evaluate(SEEN), page.evaluate(GROUND)
    _, png = download(training, "Picture, PNG")
    _, svg = download(training, "Picture, SVG")
    assert "paint-order" not in svg.decode()
    rendered = page.evaluate(RENDERED, svg.decode())
    words = [text["words"] for text in rendered["texts"]]
    state = ["circles, 2→3→3→1, adam η 0.03", "epoch 30"]
    assert len(seen["labels"]) > 10
    assert sorted(words) == sorted(seen["labels"] + seen["legend"] + state)
    assert [text for text in rendered["texts"] if text["isStroked"] or not text["isInside"]] == []
    assert [text for text in rendered["texts"] if text["ink"] < 8] == []
    assert rendered["ground"] == ground
    width, height = (int.from_bytes(png[at : at + 4], "big") for at in (16, 20))
    assert [width, height] == [2 * side for side in rendered["size"]]


CHARTS = {
    "curves": ("epoch", "train", "held out", "Loss (BCE)", "Accuracy"),
    "seeds": ("final loss", "Loss (BCE) at the end, a dot for each seed"),
}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_charts_that_fill_the_stage_are_files_with_labels_legend_and_words(open_training, scheme):
    training = open_training(OPEN + "&view.large=curves", color_scheme=scheme, ready=False)
    page = training.page
    ground, files = page.evaluate(GROUND), {}
    for large in CHARTS:
        page.evaluate("large => document.querySelector('[data-panel]').setView({large})", large)
        page.evaluate("() => document.querySelector('[data-panel]').followLarge()")
        page.locator({"curves": ".large-chart .curve-plot", "seeds": "[data-dot]"}[large]).first.wait_for()
        training.still()
        files[large] = download(training, "Picture, SVG")[1].decode()
    family = training.ask("training/seeds", {**training.question(), "seeds": 50})
    state = {"curves": {"epoch 30"}, "seeds": {family["sentence"], "succeed", "do not"}}
    state["seeds"] |= {str(family["successes"]), str(50 - family["successes"])}  # beside the shapes
    for large, labels in CHARTS.items():
        rendered = page.evaluate(RENDERED, files[large])
        texts = {text["words"]: text for text in rendered["texts"]}
        assert {*labels, "circles, 2→3→3→1, adam η 0.03", *state[large]} <= set(texts)
        assert [words for words, text in texts.items() if text["isStroked"] or text["ink"] < 8] == []
        assert rendered["ground"] == ground


def test_the_pictures_of_several_rates_are_one_file_with_their_words(open_page):
    page = open_page("/panels/learning-rate")
    page.wait_for_function("() => document.querySelectorAll('.rate-plane canvas').length === 3")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Picture, SVG").click()
    assert waiting.value.suggested_filename == "nudge-learning-rates.svg"
    svg = waiting.value.path().read_text("utf-8")
    result = page.evaluate("() => document.querySelector('[data-panel]').result")
    rendered = page.evaluate(RENDERED, svg)
    words = {text["words"] for text in rendered["texts"]}
    assert {"Loss", result["sentence"], result["title"]} <= words
    assert svg.count("<image") == 3
    assert [text for text in rendered["texts"] if not text["isInside"]] == []


def test_a_picture_that_waits_for_a_drawing_says_so(open_page):
    page = open_page("/lessons/learning-rate")
    note = page.get_by_text("once you have drawn your curve")
    assert note.is_visible()
    page.get_by_role("button", name="Play the runs").click()
    assert note.is_hidden()
    assert page.locator(".rate-losses").is_visible()
