/** The opened optimizer's present step as arrows: against the slope, along its memory, and where it went. */
import { html, svg } from "../../../vendor/vendor.js";
import { arrow } from "../../charts/plane.js";
import { rowAt } from "./words.js";

/**
 * @typedef {import("../../charts/plot.js").Scales} Scales
 * @typedef {{kind: string, name: string, to: [number, number]}} Arrow
 *   to: its tip, in units of the drawing, from where the step began
 */

/** The longest of slopes and memories so far is drawn so long, the others in proportion. */
const LONGEST = 64;
/** What an arrow's name needs on each side. */
const ROOM = 18;
/** A shorter arrow says nothing. */
const SHORTEST = 4;
const MEANS = ["momentum_buffer", "exp_avg", "grad_avg"];

/** What an optimizer remembers of slopes, by its name in the result; "" for none. @param {Api.Racer} racer */
function meanOf({ moments }) {
  return MEANS.find((name) => name in moments) ?? "";
}

/**
 * @param {Scales} axes @param {Api.Racer} racer @param {number} step
 */
export function arrows(axes, racer, step) {
  const row = rowAt(racer, step);
  if (row === 0) return "";
  const { left, top, right, bottom } = axes;
  const from = pixels(axes, racer.points[row - 1] ?? []);
  const drawn = arrowsOf(axes, racer, row);
  return svg`<svg x=${left} y=${top} width=${right - left} height=${bottom - top}
      viewBox="${left} ${top} ${right - left} ${bottom - top}">${drawn.map(({ kind, name, to: [dx, dy] }) => {
        const tip = [from[0] + dx, from[1] + dy];
        const length = Math.hypot(dx, dy);
        const at = [tip[0] + (13 * dx) / length, tip[1] + (13 * dy) / length];
        return svg`${arrow(inPixels(axes), from, tip, kind)}${nameAt(axes, at, name)}`;
      })}</svg>`;
}

/**
 * An arrow's name, if it has room in the picture.
 * @param {Scales} axes @param {number[]} at @param {string} name
 */
function nameAt({ left, top, right, bottom }, [x = 0, y = 0], name) {
  if (x < left + ROOM || x > right - ROOM || y < top + ROOM || y > bottom - ROOM) return "";
  return svg`<text class="arrow-name" x=${x} y=${y} dy="0.34em" text-anchor="middle">${name}</text>`;
}

/**
 * @param {Scales} axes @param {Api.Racer} racer @param {number} row @returns {Arrow[]}
 */
function arrowsOf(axes, racer, row) {
  const mean = meanOf(racer);
  const slope = downhill(axes, racer.gradients[row - 1]);
  const memory = mean ? downhill(axes, racer.moments[mean]?.[row]) : null;
  const longest = longestOf(axes, racer, row, mean);
  const scaled = (/** @type {[number, number]} */ [dx, dy]) =>
    /** @type {[number, number]} */ ([(dx * LONGEST) / longest, (dy * LONGEST) / longest]);
  /** @type {Arrow[]} */
  const all = [{ kind: "slope", name: "−g", to: scaled(slope) }];
  if (memory) all.push({ kind: "memory", name: "−m", to: scaled(memory) });
  const [before, after] = [racer.points[row - 1], racer.points[row]].map((at) => pixels(axes, at ?? []));
  const change = [0, 1].map((axis) => (after?.[axis] ?? 0) - (before?.[axis] ?? 0));
  all.push({ kind: "step", name: "Δ", to: /** @type {[number, number]} */ (change) });
  return all.filter(({ to }) => Math.hypot(...to) >= SHORTEST && Math.hypot(...to) < 1e4);
}

/**
 * The longest arrow up to a step, so that lengths can be held against one another.
 * @param {Scales} axes @param {Api.Racer} racer @param {number} row @param {string} mean
 */
function longestOf(axes, racer, row, mean) {
  const memories = mean ? (racer.moments[mean] ?? []).slice(1, row + 1) : [];
  const lengths = [...racer.gradients.slice(0, row), ...memories].map((each) =>
    Math.hypot(...downhill(axes, each)),
  );
  return Math.max(...lengths) || 1;
}

/** Against a slope, in units of the drawing. @param {Scales} axes @param {number[] | undefined} g */
function downhill(axes, [gx = 0, gy = 0] = []) {
  const [px, py] = [axes.x(1) - axes.x(0), axes.y(1) - axes.y(0)];
  return /** @type {[number, number]} */ ([-gx * px, -gy * py]);
}

/** @param {Scales} axes @param {number[]} point @returns {[number, number]} */
function pixels(axes, [x = 0, y = 0]) {
  return [axes.x(x), axes.y(y)];
}

/** Scales that take places of the drawing as they are. @param {Scales} axes @returns {Scales} */
function inPixels(axes) {
  const same = /** @type {Scales["x"]} */ (/** @type {unknown} */ ((/** @type {number} */ at) => at));
  return { ...axes, x: same, y: same };
}

/** What the arrows are. @param {Api.Racer} racer */
export function arrowLegend(racer) {
  const line = (/** @type {string} */ kind) => svg`<svg viewBox="0 0 36 12" aria-hidden="true">
    <line class="arrow ${kind}" x1="0" y1="6" x2="26" y2="6"></line>
    <path class="arrow-head ${kind}" d="M36,6L25,1L25,11Z"></path></svg>`;
  return html`<ul class="legend arrows-legend"><li>${line("slope")}against the slope, −g</li>
    ${meanOf(racer) ? html`<li>${line("memory")}along the memory, −m</li>` : ""}
    <li>${line("step")}the step taken, Δ</li></ul>
    <p class="inside-kind">Arrows of slope and memory are in proportion to the longest so far; where
      the slope is next to nothing there is none. Δ is as long as the step.</p>`;
}
