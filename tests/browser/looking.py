"""What the tests see of a page: text that is too small, faint, cut off or written over other text."""

import base64
import time

from axe_playwright_python.base import AXE_SCRIPT

from tests.waiting import SECONDS, SLOWNESS

# Of axe's rules also the one it leaves out by itself: the visible words of a control are part of its name
AXE = {"rules": {"label-content-name-mismatch": {"enabled": True}}, "resultTypes": ["violations"]}
IN_THE_DARK = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}


def violations(page, options=AXE):
    """What axe finds on a page: the rule, and the first elements that break it."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    found = page.evaluate("options => axe.run(options).then(({violations}) => violations)", options)
    return [(each["id"], [node["html"][:160] for node in each["nodes"]][:4]) for each in found]


# Folds of controls; the exercise of backpropagation is no fold but a state, which the address keeps.
UNFOLD = (
    "() => document.querySelectorAll('details:not([data-role=quiz])').forEach(fold => { fold.open = true; })"
)

# Elements with words of their own that a person sees, each with the size of its letters on the screen.
TEXTS = """
function texts(roots) {
  const found = [];
  for (const root of document.querySelectorAll(roots)) {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const node = walker.currentNode, element = node.parentElement;
      if (!node.data.trim() || element.closest('script, template, title, option, .visually-hidden')) continue;
      if (!element.checkVisibility({visibilityProperty: true, opacityProperty: true})) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      const box = range.getBoundingClientRect();
      if (box.width < 1) continue;
      const scale = element.ownerSVGElement ? element.getScreenCTM().a : 1;
      const size = parseFloat(getComputedStyle(element).fontSize) * scale;
      found.push({element, box, size, words: node.data.trim()});
    }
  }
  return found;
}
"""

SMALL = (
    "([roots, least]) => {"
    + TEXTS
    + """
  return texts(roots)
    .filter(({element, size}) => size < least && !element.closest('sup, sub, mo, msub, msup'))
    .map(({words, size, element}) => `${words} (${element.localName}): ${size.toFixed(1)} px`);
}"""
)

# Text that an ancestor which hides what is outside of it does not show whole. What can be scrolled up or
# down to is there, so for such an ancestor only the sides count.
CUT = (
    "(roots) => {"
    + TEXTS
    + """
  const near = 1.5;
  return texts(roots).flatMap(({element, box, words}) => {
    for (let at = element; at; at = at.parentElement) {
      const style = getComputedStyle(at), edge = at.getBoundingClientRect();
      const isRoot = at === document.documentElement;
      const hides = (way) => style[way] !== 'visible' && !(at.ownerSVGElement && at.localName !== 'svg');
      const scrolls = (way) => isRoot || ['auto', 'scroll'].includes(style[way]);
      const left = isRoot ? 0 : edge.left, right = isRoot ? innerWidth : edge.right;
      const isAside = at.matches('.panel-taught, .scroll-x, .matrices, .maths-line, .formulas')
        || at.matches('.listing pre, .code-sheet');
      if (isAside) return [];
      if ((isRoot || hides('overflowX')) && (box.left < left - near || box.right > right + near))
        return [`${words} at the sides of ${at.localName}.${at.getAttribute('class')}`];
      // Letters do not fill their boxes
      const room = Math.max(4, 0.25 * box.height);
      const isOver = box.top < edge.top - room || box.bottom > edge.bottom + room;
      if (isOver && hides('overflowY') && !scrolls('overflowY'))
        return [`${words} above or below ${at.localName}.${at.getAttribute('class')}`];
    }
    return [];
  });
}"""
)

# Words of one picture that lie over each other; letters do not fill their boxes, so the edges do not count.
OVER = (
    "(roots) => {"
    + TEXTS
    + """
  const over = [];
  const groups = Map.groupBy(texts(roots).filter(({element}) => element.ownerSVGElement),
    ({element}) => element.ownerSVGElement.closest('svg:not(svg svg)'));
  for (const group of groups.values()) {
    const whole = Map.groupBy(group, ({element}) => element.closest('text'));
    const boxes = [...whole].map(([element]) =>
      ({words: element.textContent.trim(), box: element.getBoundingClientRect()}));
    boxes.forEach((one, at) => boxes.slice(at + 1).forEach((other) => {
      const width = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
      const height = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top);
      const lower = Math.min(one.box.height, other.box.height);
      if (width > -1 && height > 0.35 * lower) over.push(`${one.words} over ${other.words}`);
    }));
  }
  return over;
}"""
)


# Words of the page itself, line by line, that lie over each other.
COLLIDING = (
    "(roots) => {"
    + TEXTS
    + """
  const lines = texts(roots)
    .filter(({element}) => !element.ownerSVGElement)
    .filter(({element}) => !element.closest('math, .listing pre, .scroll-x, .code-sheet'))
    .flatMap(({element, words}) => [...element.childNodes].flatMap((node) => {
      const range = document.createRange();
      range.selectNodeContents(node);
      const boxes = node.nodeType === Node.TEXT_NODE ? [...range.getClientRects()] : [];
      return boxes.filter(({width}) => width > 1).map((box) => ({element, words, box}));
    }))
    .sort((one, other) => one.box.top - other.box.top);
  const over = [];
  lines.forEach((one, at) => {
    for (const other of lines.slice(at + 1)) {
      if (other.box.top >= one.box.bottom) break;
      const width = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
      const height = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top);
      const lower = Math.min(one.box.height, other.box.height);
      if (one.element !== other.element && width > 2 && height > 0.35 * lower)
        over.push(`${one.words} over ${other.words}`);
    }
  });
  return over;
}"""
)

# Words in pictures whose color is near to that of the last shape under them; a halo keeps them apart.
FAINT = (
    "([roots, least]) => {"
    + TEXTS
    + """
  const pen = new OffscreenCanvas(1, 1).getContext('2d', {willReadFrequently: true});
  const rgb = (color) => {
    pen.clearRect(0, 0, 1, 1);
    pen.fillStyle = color;
    pen.fillRect(0, 0, 1, 1);
    return [...pen.getImageData(0, 0, 1, 1).data];
  };
  const linear = (part) => part <= 10.3 ? part / 3294.6 : ((part / 255 + 0.055) / 1.055) ** 2.4;
  const light = ([r, g, b]) => 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
  const contrast = (one, other) => {
    const [low, high] = [light(one), light(other)].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  };
  const groundOf = (text, box) => {
    const style = getComputedStyle(text);
    if (style.paintOrder.startsWith('stroke') && style.stroke !== 'none') return rgb(style.stroke);
    const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
    let found = rgb(getComputedStyle(text.closest('.panel, .question, .pattern, body')).backgroundColor);
    for (const shape of text.ownerSVGElement.querySelectorAll('rect, circle')) {
      if (!(shape.compareDocumentPosition(text) & Node.DOCUMENT_POSITION_FOLLOWING)) continue;
      const {fill, fillOpacity, opacity, visibility} = getComputedStyle(shape);
      const edge = shape.getBoundingClientRect();
      const isUnder = edge.left <= x && x <= edge.right && edge.top <= y && y <= edge.bottom;
      if (!isUnder || fill === 'none' || visibility !== 'visible') continue;
      const color = rgb(fill), share = (color[3] / 255) * fillOpacity * opacity;
      found = found.map((part, at) => share * color[at] + (1 - share) * part);
    }
    return found;
  };
  return texts(roots)
    .filter(({element}) => element.ownerSVGElement)
    .map(({element, box, words}) =>
      ({words, found: contrast(rgb(getComputedStyle(element).fill), groundOf(element, box))}))
    .filter(({found}) => found < least)
    .map(({words, found}) => `${words}: ${found.toFixed(2)}`);
}"""
)

# Buttons that are on or off and look the same either way.
UNMARKED = """(roots) => {
  const looks = (button) => {
    const style = getComputedStyle(button);
    return ['color', 'backgroundColor', 'borderColor', 'outlineStyle', 'fontWeight', 'boxShadow']
      .map((name) => style[name]).join(' ');
  };
  const found = [];
  for (const button of document.querySelectorAll(`${roots} button`)) {
    const name = ['aria-pressed', 'aria-expanded'].find((each) => button.hasAttribute(each));
    const isShown = button.checkVisibility() && !button.matches(':disabled, .term, .theme-switch');
    if (!name || !isShown) continue;
    const value = button.getAttribute(name);
    const looked = ['true', 'false'].map((each) => (button.setAttribute(name, each), looks(button)));
    button.setAttribute(name, value);
    if (looked[0] === looked[1]) found.push(`${button.textContent.trim()} (${name})`);
  }
  return found;
}"""

# The colors of a picture of the screen, row by row.
PIXELS = """async (png) => {
  const bytes = Uint8Array.from(atob(png), (each) => each.charCodeAt(0));
  const image = await createImageBitmap(new Blob([bytes], {type: 'image/png'}));
  const pen = new OffscreenCanvas(image.width, image.height).getContext('2d');
  pen.drawImage(image, 0, 0);
  const {data} = pen.getImageData(0, 0, image.width, image.height);
  return Array.from({length: image.width * image.height}, (_, at) => [...data.slice(4 * at, 4 * at + 3)]);
}"""


def small(page, roots, least):
    """Words in letters of fewer pixels than ``least``."""
    return page.evaluate(SMALL, [roots, least])


def cut_off(page, roots):
    """Words that are not there whole."""
    return page.evaluate(CUT, roots)


def written_over(page, roots):
    """Words in pictures that lie over others."""
    return page.evaluate(OVER, roots)


def colliding(page, roots):
    """Lines of words outside of pictures that lie over others."""
    return page.evaluate(COLLIDING, roots)


def faint(page, roots, least):
    """Words in pictures with less contrast than ``least`` to what they lie on."""
    return page.evaluate(FAINT, [roots, least])


def unmarked(page, roots):
    """Buttons of which nobody sees whether they are on."""
    return page.evaluate(UNMARKED, roots)


def pixels(page, clip):
    """The colors (r, g, b), 0 to 255, of a part of the screen."""
    png = base64.b64encode(page.screenshot(clip=clip)).decode()
    return page.evaluate(PIXELS, png)


# Panels hear of their new width in the next frame, and draw in the one after, each piece in its room
FRAMES = "for (let frame = 0; frame < 3; frame += 1) await new Promise(requestAnimationFrame);"
PLACES = f"""async () => {{
  {FRAMES}
  const all = [...document.querySelectorAll('.projected, .projected *')];
  const now = JSON.stringify(all.map(each => each.getBoundingClientRect())), was = window.placesBefore;
  window.placesBefore = now;
  return now === was;
}}"""


def wait_for_rest(page):
    """Waits until a panel that is projected has found its size: all in it is where it was a while ago."""
    page.wait_for_function(PLACES, polling=100 * SLOWNESS)


def wait_until(page, condition):
    """Waits until something holds that only messages from the page bring about."""
    end = time.monotonic() + SECONDS
    while not condition():
        assert time.monotonic() < end
        page.wait_for_timeout(20)
