/** Which hidden units dropout has silenced for one example in the step to the shown epoch, layer by layer. */
import { svg } from "../../../vendor/vendor.js";

/**
 * @typedef {import("./panel.js").Shown} Shown
 * @typedef {import("../../charts/fit.js").Room} Room
 */

const WORDS = 104;
const LARGEST = 7;

/** @param {Shown} model @param {Api.CureRun} run @param {Room} room */
export function masks({ epoch, request }, run, { width, height }) {
  const step = Math.max(1, epoch);
  const mask = run.masks?.[step - 1] ?? "";
  const sizes = request.network.layers.slice(1, -1);
  const row = height / Math.max(1, sizes.length);
  const rows = sizes.map((size, layer) => {
    const start = sizes.slice(0, layer).reduce((sum, each) => sum + each, 0);
    return { kept: mask.slice(start, start + size), y: (layer + 0.5) * row, layer };
  });
  const told = rows.map(({ kept, layer }) => `layer ${layer + 1}: ${silencedOf(kept)} of ${kept.length}`);
  return svg`<svg class="plot mask-rows" viewBox="0 0 ${width} ${height}" role="img"
      aria-label="Silenced in step ${step} for the ringed example: ${told.join(", ")}">
    ${rows.map(({ kept, y, layer }) => {
      const apart = (width - WORDS) / Math.max(1, kept.length);
      const r = Math.min(LARGEST, 0.4 * apart, 0.4 * row);
      return svg`<text x="0" y=${y} dy="0.34em">layer ${layer + 1}: ${silencedOf(kept)} off</text>
        ${[...kept].map((each, unit) => unitOf(each === "1", WORDS + (unit + 0.5) * apart, y, r))}`;
    })}</svg>`;
}

/** @param {string} kept */
function silencedOf(kept) {
  return [...kept].filter((each) => each === "0").length;
}

/**
 * A lit lamp, or a hollow one that is crossed out.
 * @param {boolean} stays @param {number} x @param {number} y @param {number} r
 */
function unitOf(stays, x, y, r) {
  if (stays) return svg`<circle class="mask-unit" cx=${x} cy=${y} r=${r}></circle>`;
  return svg`<g class="mask-silenced"><circle cx=${x} cy=${y} r=${r}></circle>
    <path d="M${x - r},${y - r}L${x + r},${y + r}M${x - r},${y + r}L${x + r},${y - r}"></path></g>`;
}
