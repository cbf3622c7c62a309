"""What the tests see of a page: text that is too small, cut off or written over other text."""

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
      const isAside = at.matches('.scroll-x, .matrices, .maths-line, .listing pre');
      if (isAside) return [];
      if ((isRoot || hides('overflowX')) && (box.left < left - near || box.right > right + near))
        return [`${words} at the sides of ${at.localName}.${at.getAttribute('class')}`];
      const isOver = box.top < edge.top - 4 || box.bottom > edge.bottom + 4;
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


def small(page, roots, least):
    """Words in letters of fewer pixels than ``least``."""
    return page.evaluate(SMALL, [roots, least])


def cut_off(page, roots):
    """Words that are not there whole."""
    return page.evaluate(CUT, roots)


def written_over(page, roots):
    """Words in pictures that lie over others."""
    return page.evaluate(OVER, roots)
