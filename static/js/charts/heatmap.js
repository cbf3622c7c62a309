/**
 * Numbers over the plane as colors: vermillion below the middle, blue above it, the deeper the farther, paper
 * at the middle. The server sends a number as one of 256 levels between a low and a high end.
 */
import { contours } from "../../vendor/vendor.js";

/**
 * @typedef {[number, number]} Ends  the low and the high end of an axis
 * @typedef {{axes: Ends[], resolution: number, levels: Uint8Array, bottom: number, top: number}} Heat
 *   levels row by row from low x₂ to high; level 0 stands for `bottom`, 255 for `top`
 * @typedef {{axes: Ends[], resolution: number, values: number[]}} Field
 *   values row by row, as they are
 * @typedef {import("./canvas.js").Colors} Colors
 */

const LEVELS = 256;
/** Of a bounded range; its very ends are infinitely far before an activation. */
const MOST_OF_RANGE = 0.998;
const DEEPEST = 0.48;
const CHANNELS = 4;
/**
 * Small canvases of one pixel a number, one for each resolution.
 * @type {Map<number, CanvasRenderingContext2D>}
 */
const scratch = new Map();

/** The number that a level stands for. @param {Heat} heat @param {number} level */
export function numberAt({ bottom, top }, level) {
  return bottom + ((top - bottom) * level) / (LEVELS - 1);
}

/**
 * A pixel for each level of a heatmap, as canvases keep them: red, green, blue and opacity in one number.
 * @param {Heat} heat @param {number} middle @param {number} reach  how far from the middle it is deepest
 *   @param {Colors} colors
 */
export function ramp(heat, middle, reach, { positive, negative, paper }) {
  const [blue = [], vermillion = [], blank = []] = [positive, negative, paper].map(channels);
  const bytes = new Uint8ClampedArray(CHANNELS * LEVELS).fill(255);
  for (let level = 0; level < LEVELS; level++) {
    const share = (numberAt(heat, level) - middle) / reach;
    const depth = Math.min(1, Math.abs(share)) * DEEPEST;
    const color = share < 0 ? vermillion : blue;
    for (let channel = 0; channel < blank.length; channel++) {
      const from = /** @type {number} */ (blank[channel]);
      bytes[CHANNELS * level + channel] = Math.round(from + depth * ((color[channel] ?? 0) - from));
    }
  }
  return new Uint32Array(bytes.buffer);
}

/** Red, green and blue of a color as style sheets compute it. @param {string} color  "rgb(1, 2, 3)" */
function channels(color) {
  return (color.match(/[\d.]+/g) ?? []).slice(0, 3).map(Number);
}

/**
 * Paints a heatmap into a box of the drawing.
 * @param {CanvasRenderingContext2D} context @param {Heat} heat
 * @param {{x: number, y: number, width: number, height: number}} box
 * @param {Uint32Array} colors  a pixel for each level
 */
export function paintHeat(context, { resolution, levels }, box, colors) {
  const pixels = new Uint32Array(levels.length);
  for (let index = 0; index < levels.length; index++) {
    pixels[index] = /** @type {number} */ (colors[/** @type {number} */ (levels[index])]);
  }
  paintPixels(context, resolution, pixels, box);
}

/**
 * Paints a square of pixels into a box of the drawing.
 * @param {CanvasRenderingContext2D} context @param {number} side
 * @param {Uint32Array} pixels  row by row, from low x₂ to high
 * @param {{x: number, y: number, width: number, height: number}} box
 */
export function paintPixels(context, side, pixels, box) {
  const small = smallCanvas(side);
  const image = small.createImageData(side, side);
  const turned = new Uint32Array(image.data.buffer);
  // The first row of numbers is at the bottom of the plane, the first row of pixels at the top
  for (let row = 0; row < side; row++) {
    turned.set(pixels.subarray((side - 1 - row) * side, (side - row) * side), row * side);
  }
  small.putImageData(image, 0, 0);
  context.imageSmoothingEnabled = true;
  context.imageSmoothingQuality = "high";
  // Numbers lie on the corners of the plane, pixels have their own width: half a pixel at each edge is cut
  const inner = side - 1;
  context.drawImage(small.canvas, 0.5, 0.5, inner, inner, box.x, box.y, box.width, box.height);
}

/** @param {number} side */
function smallCanvas(side) {
  const known = scratch.get(side);
  if (known) return known;
  const canvas = document.createElement("canvas");
  canvas.width = side;
  canvas.height = side;
  const context = /** @type {CanvasRenderingContext2D} */ (
    canvas.getContext("2d", { willReadFrequently: true })
  );
  scratch.set(side, context);
  return context;
}

/**
 * The lines where a map crosses a number, as pairs of places (x₁, x₂). Where values go from one end of a
 * bounded range to the other, the crossing is found on an even scale: that of the sum before the activation.
 * @param {Heat} heat @param {number} at @param {number} [reach]  of the range, to both sides of the crossing
 * @returns {number[][][]} each line a list of places
 */
export function crossings(heat, at, reach = Number.POSITIVE_INFINITY) {
  const even = (/** @type {number} */ value) =>
    reach === Number.POSITIVE_INFINITY ? value - at : Math.atanh(MOST_OF_RANGE * ((value - at) / reach));
  const values = Array.from(heat.levels, (level) => even(numberAt(heat, level)));
  return levelLines({ ...heat, values }, 0);
}

/**
 * The lines where numbers over the plane cross one of them.
 * @param {Field} field @param {number} at @returns {number[][][]} each line a list of places
 */
export function levelLines({ axes, resolution, values }, at) {
  const toValue = (/** @type {number} */ cell, /** @type {number} */ axis) => {
    const [low, high] = /** @type {Ends} */ (axes[axis]);
    return low + (Math.min(resolution - 1, Math.max(0, cell - 0.5)) * (high - low)) / (resolution - 1);
  };
  return contours()
    .size([resolution, resolution])
    .contour(values, at)
    .coordinates.flat()
    .flatMap((/** @type {number[][]} */ ring) =>
      withoutEdges(
        ring.map((corner) => corner.map(toValue)),
        axes,
      ),
    );
}

/**
 * A ring cut where it only follows the edge of the plane.
 * @param {number[][]} ring @param {Ends[]} axes
 */
function withoutEdges(ring, axes) {
  /** @type {number[][][]} */
  const pieces = [];
  let isOpen = false;
  for (let index = 1; index < ring.length; index++) {
    const [from, to] = [/** @type {number[]} */ (ring[index - 1]), /** @type {number[]} */ (ring[index])];
    const isEdge = axes.some(([low, high], axis) => {
      const isAt = (/** @type {number | undefined} */ value, /** @type {number} */ end) =>
        Math.abs((value ?? 0) - end) < 1e-9 * (high - low);
      return [low, high].some((end) => isAt(from[axis], end) && isAt(to[axis], end));
    });
    if (isEdge) isOpen = false;
    else if (isOpen) /** @type {number[][]} */ (pieces.at(-1)).push(to);
    else {
      pieces.push([from, to]);
      isOpen = true;
    }
  }
  return pieces;
}
