/** The forward pass as formulas with the present numbers, and as matrices with their shapes. */
import { html } from "../../../vendor/vendor.js";
import { equation, formula, fraction, joined, power } from "../../charts/equation.js";
import { matrixOfValues } from "../../charts/matrix.js";
import { sourced } from "../../charts/number.js";
import { layerName, unitName } from "../../lib/format.js";

/** @typedef {import("./panel.js").Shown} Shown */

const MOST_TERMS = 6;

/** The formula of the unit that is open, with its numbers put in. @param {Shown} model */
export function forwardMaths({ result, constants, selected: [layer, unit] }) {
  const sizes = result.network.layers;
  if (layer === 0)
    return html`<p>An input has no formula. Choose a hidden unit or an output to see its numbers put in.</p>`;
  const weights = result.network.weights[layer - 1][unit];
  const n = (/** @type {string} */ path) => sourced(result, path, 3);
  const above = layer === 1 ? "x" : `layers.${layer - 2}.a`;
  const [z, a] = [n(`layers.${layer - 1}.z.${unit}`), n(`layers.${layer - 1}.a.${unit}`)];
  const f = result.network.activations[layer - 1];
  const { symbol } = constants.activations[f];
  const shown = weights.slice(0, MOST_TERMS);
  const left = weights.length - shown.length;
  const terms = shown.map((_, i) =>
    joined([n(`network.weights.${layer - 1}.${unit}.${i}`), n(`${above}.${i}`)], "·", i > 0),
  );
  const sum = [...terms, ...(left > 0 ? ["⋯"] : []), n(`network.biases.${layer - 1}.${unit}`)];
  return html`<p class="maths-of">With the numbers of ${unitName(sizes, layer, unit)}${
    left > 0 ? ` (the first ${MOST_TERMS} of ${weights.length} products)` : ""
  }:</p>
    ${equation`z = ${joined(sum, "+")} = ${z}`}
    ${equation`a = ${symbol} ( ${z} ) = ${f === "softmax" ? shareOf(result, layer, unit) : ""} ${a}`}`;
}

/**
 * e to the unit's z, over the sum of all the layer's.
 * @param {Api.ForwardResult} result @param {number} layer @param {number} unit
 */
function shareOf(result, layer, unit) {
  const { z } = result.layers[layer - 1];
  const raised = (/** @type {number} */ at) => power("e", sourced(result, `layers.${layer - 1}.z.${at}`, 3));
  const shown = z.slice(0, MOST_TERMS).map((_, at) => raised(at));
  const all = joined([...shown, ...(z.length > shown.length ? ["⋯"] : [])], "+");
  return formula`${fraction(raised(unit), all)} =`;
}

/** W a + b = z of the layer that is open, every number of it. @param {Shown} model */
export function forwardMatrices({ result, constants, selected: [layer, unit] }) {
  const sizes = result.network.layers;
  const at = Math.max(1, layer);
  const W = result.network.weights[at - 1];
  const inputs = at === 1 ? result.x : result.layers[at - 2].a;
  const column = (/** @type {number[]} */ values) => values.map((value) => [value]);
  const { z, a } = result.layers[at - 1];
  const row = layer === 0 ? -1 : unit;
  const { symbol } = constants.activations[result.network.activations[at - 1]];
  return html`<p class="maths-of">The whole of ${layerName(sizes, at)} at once: ${sizes[at]} units on
    ${sizes[at - 1]} inputs.</p>
    <div class="matrices" tabindex="0" role="group" aria-label="The layer as matrices">
      ${matrixOfValues("W", W, row)}<span class="operator">·</span>${matrixOfValues(
        "a",
        column(inputs),
      )}<span class="operator">+</span>
      ${matrixOfValues("b", column(result.network.biases[at - 1]), row)}<span
        class="operator">=</span>${matrixOfValues("z", column(z), row)}
      <span class="operator">→ ${symbol} →</span>${matrixOfValues("a", column(a), row)}
    </div>`;
}
