/** One unit at one place with the present numbers, and the sum of all. */
import { html } from "../../../vendor/vendor.js";
import { equation } from "../../charts/equation.js";
import { sourced } from "../../charts/number.js";
import { fixed } from "../../lib/format.js";

/** @typedef {import("./panel.js").Shown} Shown */

/** @param {Shown} model */
export function maths({ result, sides, request, constants, view, known }) {
  const side = sides.at(-1);
  if (!side?.units.length || result.folds) return "";
  const unit = side.order[Math.max(0, (side.added ?? side.units.length) - 1)] ?? 0;
  const { place } = view;
  const n = numberOf(result, side, known);
  const x = sourced(result, `x.${place}`, 4);
  const f = constants.symbols[request.activation] ?? "f";
  const [v, w] = [n(`network.weights.1.0.${unit}`), n(`network.weights.0.${unit}.0`)];
  const [b, added] = [n(`network.biases.0.${unit}`), n(`units.${unit}.${place}`)];
  return html`<p class="maths-of">At x = ${fixed(result.x[place] ?? 0, 4)} unit ${unit + 1},
      ${side.short}${side.layersOf}, adds:</p>
    ${equation`${v} · ${f} ( ${w} · ${x} + ${b} ) = ${added}`}
    <p class="maths-of">All units and c = ${side.bias === null ? "" : fixed(side.bias, 4)} make
      ${fixed(side.fit[place] ?? 0, 4)} there; the curve is at ${fixed(result.target[place] ?? 0, 4)}.</p>`;
}

/**
 * Numbers of the network: those of the answer, or of the epoch that was taken apart.
 * @param {Shown["result"]} result @param {Shown["sides"][number]} side @param {Shown["known"]} known
 */
function numberOf(result, side, known) {
  if (!side.layersOf || !known)
    return (/** @type {string} */ path) => sourced(result, `${side.path}${path}`, 4);
  const apart = { network: known.request.network, units: known.answer.units };
  return (/** @type {string} */ path) => ({ ...sourced(apart, path, 4), source: "" });
}
