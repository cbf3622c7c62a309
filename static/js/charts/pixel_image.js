/** A square of numbers as a small image: each paints its cell in its color, the stronger the larger it is. */

/** No gaps between cells, whatever pixels of the screen they end on. */
const OVERLAP = 1.02;

/**
 * Paints a square of numbers of at most 1 in size.
 * @param {CanvasRenderingContext2D} context @param {ArrayLike<number>} values
 * @param {{x: number, y: number, size: number}} place
 * @param {(value: number) => string} color
 */
export function paint(context, values, { x, y, size }, color) {
  const side = Math.sqrt(values.length);
  const cell = size / side;
  for (let index = 0; index < values.length; index++) {
    const value = values[index] ?? 0;
    const [left, top] = [x + cell * (index % side), y + cell * Math.floor(index / side)];
    context.globalAlpha = Math.min(1, Math.abs(value));
    context.fillStyle = color(value);
    context.fillRect(left, top, cell * OVERLAP, cell * OVERLAP);
  }
  context.globalAlpha = 1;
}
