/** The loss as a formula with the present numbers. */
import { html } from "../../../vendor/vendor.js";
import { equation, formula, fraction, joined, power } from "../../charts/equation.js";
import { sourced } from "../../charts/number.js";
import { fixed, subscript } from "../../lib/format.js";

/** @typedef {import("./panel.js").Model} Model */

/** @param {Model} model */
export function maths({ result, request }) {
  const i = request.pair;
  const [p, y] = [request.predictions[i], request.targets[i]];
  const two = (/** @type {number} */ value) => ({ text: fixed(value), source: "" });
  const term = sourced(result, `terms.${i}`, 4);
  const error = formula`( ${two(p)} − ${two(y)} )`;
  const half = request.half ? formula`½ ·` : "";
  const lines = /** @type {Record<string, () => any>} */ ({
    mse: () =>
      equation`${`L${subscript(i + 1)}`} = ${half} ${power(error, "2")} = ${half} ${power(
        formula`( ${sourced(result, `errors.${i}`, 3)} )`,
        "2",
      )} = ${term}`,
    mae: () => equation`${`L${subscript(i + 1)}`} = | ${two(p)} − ${two(y)} | = ${term}`,
    huber: () =>
      Math.abs(p - y) <= request.delta
        ? equation`${`L${subscript(i + 1)}`} = ½ · ${power(error, "2")} = ${term}`
        : equation`${`L${subscript(i + 1)}`} = ${two(request.delta)} · ( | ${two(p)} − ${two(y)} | − ½ ·
          ${two(request.delta)} ) = ${term}`,
    bce: () =>
      equation`${`L${subscript(i + 1)}`} = − ( ${two(y)} · ln ${two(p)} + ${two(1 - y)} · ln ${two(1 - p)} ) =
        ${term}`,
    categorical_cross_entropy: () =>
      equation`L = ${joined(
        result.terms.map((_, k) => formula`− ${two(request.targets[k])} · ln ${two(request.predictions[k])}`),
        "+",
      )} = ${sourced(result, "loss", 4)}`,
  });
  const isMean =
    request.reduction === "mean" && result.terms.length > 1 && request.loss !== "categorical_cross_entropy";
  const all = result.terms.map((_, k) => sourced(result, `terms.${k}`, 4));
  return html`<p class="maths-of">With the present numbers:</p>${lines[request.loss]?.()}
    ${
      isMean
        ? equation`L = ${fraction(joined(all, "+"), String(all.length))} = ${sourced(result, "loss", 4)}`
        : ""
    }`;
}
