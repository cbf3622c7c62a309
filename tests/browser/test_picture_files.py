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
  const numbers = color => color.match(/[0-9.]+/g).slice(0, 3).map(Number);
  return {
    size: [image.naturalWidth, image.naturalHeight],
    ground: [...context.getImageData(2, 2, 1, 1).data].slice(0, 3),
    texts: [...root.querySelectorAll('text:not([aria-hidden])')].map(text => ({
      words: text.textContent.trim(),
      isStroked: text.getAttribute('stroke') !== null && text.getAttribute('stroke') !== 'none',
      ink: count(text.getBBox(), numbers(text.getAttribute('fill'))),
      isInside: (({x, y, width: w, height: h}) =>
        x >= left && y >= top && x + w <= left + width && y + h <= top + height)(text.getBBox()),
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
