/** The plane of several classes: the likeliest at each place. */
import { numberAt, paintPixels, ramp } from "../charts/heatmap.js";

/** @typedef {import("./model.js").Heat} Heat */

/**
 * The likeliest class at each place, as deep as it is sure.
 * @param {CanvasRenderingContext2D} context
 * @param {Heat[]} heats
 * @param {import("../charts/map_network.js").Box} box
 * @param {import("../charts/canvas.js").Colors} colors
 */
export function paintClasses(context, heats, box, colors) {
  const first = /** @type {Heat} */ (heats[0]);
  const palette = colors.classes;
  const ramps = heats.map((heat, kind) =>
    ramp(heat, 0, 1, { ...colors, positive: palette[kind % palette.length], negative: colors.paper }),
  );
  const pixels = Uint32Array.from(first.levels, (_, cell) => {
    const winner = winnerAt(heats, cell);
    return ramps[winner]?.[heats[winner]?.levels[cell] ?? 0] ?? 0;
  });
  paintPixels(context, first.resolution, pixels, box);
}

/** @param {Heat[]} heats @param {number} cell */
function winnerAt(heats, cell) {
  let best = 0;
  for (let kind = 1; kind < heats.length; kind++) {
    if (valueIn(heats, kind, cell) > valueIn(heats, best, cell)) best = kind;
  }
  return best;
}

/** @param {Heat[]} heats @param {number} kind @param {number} cell */
function valueIn(heats, kind, cell) {
  const heat = /** @type {Heat} */ (heats[kind]);
  return numberAt(heat, heat.levels[cell] ?? 0);
}
