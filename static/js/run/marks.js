/** An example in a picture: shape and color say its class, hollow is held out, a ring is a mistake. */
import { svg } from "../../vendor/vendor.js";

const SHAPES = ["square", "circle", "triangle", "diamond"];

/**
 * @param {{x: number, y: number, kind: number, isHeldOut: boolean, isMistake: boolean, size: number}}
 *   example
 */
export function mark({ x, y, kind, isHeldOut, isMistake, size }) {
  const shape = SHAPES[kind % SHAPES.length];
  const name = `mark class-${kind % SHAPES.length} ${isHeldOut ? "held-out" : ""}`;
  const ring = isMistake
    ? svg`<circle class="example-mistake" cx=${x} cy=${y} r=${size + 4.5}></circle>`
    : "";
  if (shape === "circle") return svg`${ring}<circle class=${name} cx=${x} cy=${y} r=${size}></circle>`;
  return svg`${ring}<path class=${name} d=${outline(/** @type {string} */ (shape), x, y, size)}></path>`;
}

/** @param {string} shape @param {number} x @param {number} y @param {number} r */
function outline(shape, x, y, r) {
  const at = (/** @type {number} */ dx, /** @type {number} */ dy) =>
    `${(x + dx * r).toFixed(1)},${(y + dy * r).toFixed(1)}`;
  if (shape === "triangle") return `M${at(0, -1.2)}L${at(1.1, 0.85)}L${at(-1.1, 0.85)}Z`;
  if (shape === "diamond") return `M${at(0, -1.3)}L${at(1.15, 0)}L${at(0, 1.3)}L${at(-1.15, 0)}Z`;
  return `M${at(-0.9, -0.9)}L${at(0.9, -0.9)}L${at(0.9, 0.9)}L${at(-0.9, 0.9)}Z`;
}

/** A class's shape and color beside words. @param {number} kind */
export function key(kind) {
  const sample = mark({ x: 0, y: 0, kind, isHeldOut: false, isMistake: false, size: 5.5 });
  return svg`<svg class="key" viewBox="-8 -8 16 16" aria-hidden="true">${sample}</svg>`;
}

/**
 * The class of each example, as decisions name them.
 * @param {Pick<import("./model.js").Data, "targets">} data @returns {number[]}
 */
export function classesOf({ targets }) {
  return targets.map((y) =>
    y.length === 1 ? Math.round(/** @type {number} */ (y[0])) : y.indexOf(Math.max(...y)),
  );
}
