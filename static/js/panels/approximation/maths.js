/** One unit at one place with the present numbers, and the sum of all. */
import { html } from "../../../vendor/vendor.js";
import { equation } from "../../charts/equation.js";
import { sourced } from "../../charts/number.js";
import { fixed } from "../../lib/format.js";

/** @typedef {import("./panel.js").Shown} Shown */

/** @param {Shown} model */
export function maths({ result, sides, request, constants }) {
  const side = sides.at(-1);
  if (!side?.units.length || result.folds) return "";
  const unit = side.order[Math.max(0, (side.added ?? side.units.length) - 1)] ?? 0;
  const place = Math.round(0.75 * (result.x.length - 1));
  const n = (/** @type {string} */ path) => sourced(result, `${side.path}${path}`, 4);
  const x = sourced(result, `x.${place}`, 2);
  const f = constants.symbols[request.activation] ?? "f";
  const [v, w] = [n(`network.weights.1.0.${unit}`), n(`network.weights.0.${unit}.0`)];
  const [b, added] = [n(`network.biases.0.${unit}`), n(`units.${unit}.${place}`)];
  return html`<p class="maths-of">At x = ${fixed(result.x[place] ?? 0, 2)} unit ${unit + 1},
      ${side.short}, adds:</p>
    ${equation`${v} · ${f} ( ${w} · ${x} + ${b} ) = ${added}`}
    <p class="maths-of">All units and c = ${side.bias === null ? "" : fixed(side.bias, 4)} make
      ${fixed(side.fit[place] ?? 0, 4)} there; the curve is at ${fixed(result.target[place] ?? 0, 4)}.</p>`;
}
