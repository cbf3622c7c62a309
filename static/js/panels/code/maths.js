/** The update of the first weight with its numbers. */
import { html } from "../../../vendor/vendor.js";
import { equation } from "../../charts/equation.js";
import { sourced } from "../../charts/number.js";

/** @typedef {import("./panel.js").Shown} Shown */

/** @param {Shown} model */
export function maths({ result }) {
  const set = new Map(
    result.walk.flatMap(({ variables }, step) =>
      variables.map(({ name }, place) => [name, `walk.${step}.variables.${place}.rows.0.0`]),
    ),
  );
  const before = new Map(result.before.map(({ name }, place) => [name, `before.${place}.rows.0.0`]));
  const [old, eta, gradient, next] = [before.get("W1"), before.get("eta"), set.get("dW1"), set.get("W1")];
  if (!old || !eta || !gradient || !next)
    return html`<p class="maths-of">No weight of this program is moved by a gradient.</p>`;
  const n = (/** @type {string} */ path) => sourced(result, path, 4);
  return html`<p class="maths-of">The first weight of layer 1 in this iteration:</p>
    ${equation`W1[0, 0] = ${n(old)} − ${n(eta)} · ${n(gradient)} = ${n(next)}`}`;
}
