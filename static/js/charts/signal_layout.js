/**
 * Where everything stands in a network with its signals, by the room there is; `meaning` is the room above
 * for what lines mean, which is said wherever they are drawn: weights at first, changes at the update.
 */

const LARGEST = 30;
/** The smallest lamp that can hold its number. */
const LEGIBLE = 20;
/** Room below for the columns' names, above; for a name over a lamp, and for a tag under it. */
const EDGE = { foot: 56, top: 6, name: 26, tag: 24 };
/** Room at the left and right; from the last column to the loss, least and most; half the loss' square. */
const USUAL = { left: 44, right: 14, least: 76, most: 120, half: 34 };
/** The same in a small picture, whose columns need the room for the three decimals of a tag. */
const SMALL = { left: 34, right: 3, least: 58, most: 58, half: 26 };
/** A picture narrower than this is small. */
const NARROW = 360;
/** A column that has room for a tag with its symbol and four decimals. */
const ROOMY = 124;
/** One in which marks beside a lamp would lie on the names of the next column. */
const TIGHT = 72;

/**
 * From left to right: how wide columns are, where each is, and where the loss is.
 * @param {number[]} sizes @param {number} width
 */
function across(sizes, width) {
  const gaps = Math.max(1, sizes.length - 1);
  const isSmall = width < NARROW;
  const { left, right, least, most, half } = isSmall ? SMALL : USUAL;
  const end = Math.min(most, Math.max(least, width / (gaps + 3)));
  const column = Math.min(190, (width - left - end - half - right) / Math.max(1.4, gaps));
  const start = Math.max(left, (width - gaps * column - end - half - 2) / 2);
  const x = (/** @type {number} */ layer) => start + layer * column;
  return { isSmall, column, x, loss: { x: x(sizes.length - 1) + end, half } };
}

/**
 * Where everything stands: names over the lamps while rows are wide apart, else beside them; tags under them,
 * with their symbols and four decimals where columns are wide.
 * @param {number[]} sizes @param {import("./fit.js").Room} room
 */
export function layout(sizes, { width, height }) {
  const tallest = Math.max(1.6, ...sizes);
  const { isSmall, column, x, loss } = across(sizes, width);
  const isRoomy = column >= ROOMY;
  const isTight = column < TIGHT;
  const foot = isRoomy ? EDGE.foot : 4;
  const meaning = 22;
  const top = EDGE.top + meaning;
  const share = (height - top - foot) / tallest;
  const above = Math.min(LARGEST, 0.3 * column, (share - EDGE.name - EDGE.tag - 4) / 2);
  const isBeside = above < LEGIBLE;
  const radius = Math.max(9, isBeside ? Math.min(LARGEST, 0.27 * column, (share - EDGE.tag - 2) / 2) : above);
  const row = Math.min(share, 2 * radius + EDGE.tag + (isBeside ? 34 : 66));
  const middle = top + (height - top - foot - EDGE.tag + (isBeside ? 0 : EDGE.name)) / 2;
  return {
    width,
    height,
    radius,
    middle,
    isBeside,
    isRoomy,
    isTight,
    meaning,
    isSmall,
    isLegible: radius >= LEGIBLE - 2,
    name: isBeside
      ? { dx: -0.75 * radius - 5, dy: -0.6 * radius, anchor: "end" }
      : { dx: 0, dy: -radius - 10, anchor: "middle" },
    tag: radius + 18,
    decimals: isRoomy ? 4 : 3,
    symbol: isRoomy,
    mark: isTight
      ? { radius: 9, dx: 7, dy: radius + 8 }
      : { radius: 11, dx: Math.max(0.75 * radius, 26), dy: Math.max(0.75 * radius, 20) },
    foot: Math.min(height, middle + ((tallest - 1) / 2) * row + radius + EDGE.tag + foot),
    x,
    y: (/** @type {number} */ layer, /** @type {number} */ unit) =>
      middle + (unit - (sizes[layer] - 1) / 2) * row,
    loss,
  };
}
