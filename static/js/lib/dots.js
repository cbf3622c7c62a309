/** Many outcomes as dots over an axis: where each lies, so that none hides another. */

/**
 * @typedef {object} Dot  one outcome
 * @property {number | null} value  on the axis; null where it is no number (any more)
 * @property {boolean} isGood  told by its shape
 * @property {string} name  "seed 7" @property {string} words  all that is said of it
 * @property {boolean} [isHere]  the one that is open
 *
 * @typedef {object} DotPlot
 * @property {string} title @property {string} axis  what the values are
 * @property {Dot[]} dots @property {boolean} isLog
 * @property {{good: string, bad: string}} kinds  in words: "solved", "not solved"
 * @property {boolean} [isStale]  of what was asked before
 */

const LARGEST = 9;
const SMALLEST = 2.5;
const SHRINK = 0.92;

/**
 * How high each dot lies over the axis so that none overlaps another: as low as it can, the leftmost first.
 * Places and heights count in the units of the drawing.
 * @param {number[]} xs @param {number} radius @returns {number[]}
 */
export function stacked(xs, radius) {
  const size = 2 * radius;
  const heights = new Array(xs.length).fill(radius);
  /** @type {number[]} */
  const placed = [];
  for (const index of inOrder(xs)) {
    const x = /** @type {number} */ (xs[index]);
    const near = placed.filter((other) => Math.abs(/** @type {number} */ (xs[other]) - x) < size);
    const over = near.map((other) => heights[other] + Math.sqrt(size ** 2 - ((xs[other] ?? 0) - x) ** 2));
    const isFree = (/** @type {number} */ height) =>
      near.every((other) => Math.hypot((xs[other] ?? 0) - x, heights[other] - height) > size - 1e-6);
    heights[index] = Math.min(...[radius, ...over].filter(isFree));
    placed.push(index);
  }
  return heights;
}

/**
 * The radius with which all dots fit under a height, and their heights.
 * @param {number[]} xs @param {number} most
 */
export function fitting(xs, most) {
  let radius = LARGEST;
  let heights = stacked(xs, radius);
  while (Math.max(0, ...heights) + radius > most && radius > SMALLEST) {
    radius *= SHRINK;
    heights = stacked(xs, radius);
  }
  return { radius, heights };
}

/**
 * The places of values by size, those without a number last: the way of the arrow keys.
 * @param {(number | null)[]} values @returns {number[]}
 */
export function inOrder(values) {
  const at = (/** @type {number} */ index) => values[index] ?? Number.POSITIVE_INFINITY;
  return values.map((_, index) => index).sort((one, other) => at(one) - at(other) || one - other);
}

/**
 * Where a key leads from a place in an order; undefined where it leads nowhere.
 * @param {string} key @param {number[]} order @param {number | null} from  one of its members
 * @returns {number | undefined}
 */
export function ledTo(key, order, from) {
  const at = from === null ? -1 : order.indexOf(from);
  const places = /** @type {Record<string, number>} */ ({
    ArrowRight: at + 1,
    ArrowUp: at + 1,
    ArrowLeft: at - 1,
    ArrowDown: at - 1,
    Home: 0,
    End: order.length - 1,
  });
  const place = places[key];
  return place === undefined ? undefined : order[Math.min(order.length - 1, Math.max(0, place))];
}

/**
 * The ends of the axis: all values, with a little room; a logarithmic one has no zero.
 * @param {(number | null)[]} values @param {boolean} isLog @returns {[number, number]}
 */
export function endsOf(values, isLog) {
  const known = /** @type {number[]} */ (values.filter((value) => value !== null && (!isLog || value > 0)));
  if (!known.length) return isLog ? [0.1, 1] : [0, 1];
  const [low, high] = [Math.min(...known), Math.max(...known)];
  return isLog ? [low / 1.25, high * 1.25] : [Math.min(0, low), high * 1.05 || 1];
}
