/**
 * Where everything stands in a network with its signals, by the room there is; `meaning` is the room above
 * for what lines mean; where there is none, the line under the picture says it.
 */

const SPACINGS = {
  wide: { radius: 27, column: 148, row: 112, top: 60, side: 50, bottom: 104, end: 118, meaning: 22 },
  close: { radius: 38, column: 107, row: 104, top: 44, side: 58, bottom: 68, end: 90, meaning: 0 },
  tall: { radius: 21, column: 148, row: 60, top: 30, side: 62, bottom: 92, end: 112, meaning: 22 },
};
/**
 * Where a unit's name stands, and its tag below; the tag's decimals; whether it starts with its symbol; a
 * factor's mark.
 */
const LABELS = {
  wide: {
    name: { dx: 0, dy: -40, anchor: "middle" },
    tag: 46,
    decimals: 4,
    symbol: true,
    mark: { radius: 10, dx: 21, dy: 21 },
  },
  close: {
    name: { dx: -35, dy: -18, anchor: "end" },
    tag: 62,
    decimals: 3,
    symbol: false,
    mark: { radius: 15, dx: 28, dy: 27 },
  },
  tall: {
    name: { dx: -28, dy: 6, anchor: "end" },
    tag: 35,
    decimals: 4,
    symbol: false,
    mark: { radius: 10, dx: 16, dy: 16 },
  },
};
const TALL = 5;

/** Where everything stands. @param {number[]} sizes @param {"wide" | "close"} wished */
export function layout(sizes, wished) {
  const tallest = Math.max(...sizes);
  const spacing = tallest >= TALL ? "tall" : wished;
  const measures = SPACINGS[spacing];
  const { column, side, top, bottom, row, end } = measures;
  const columns = Math.max(2, sizes.length - 1);
  const start = side + (sizes.length < 3 ? column / 2 : 0);
  const height = top + bottom + Math.max(1.6, tallest - 1) * row;
  const middle = top + (height - top - bottom) / 2;
  const x = (/** @type {number} */ layer) => start + layer * column;
  return {
    ...measures,
    ...LABELS[spacing],
    spacing,
    width: side + columns * column + end + 38,
    height,
    middle,
    x,
    y: (/** @type {number} */ layer, /** @type {number} */ unit) =>
      middle + (unit - (sizes[layer] - 1) / 2) * row,
    lossX: x(sizes.length - 1) + end,
  };
}
