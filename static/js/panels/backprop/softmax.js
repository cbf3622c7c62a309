/** The chain rule through a softmax: one z moves every a of the layer, so its slope is a matrix, the Jacobian. */
import { html } from "../../../vendor/vendor.js";
import { shown } from "../../charts/number.js";
import { enough, fixed, unitName } from "../../lib/format.js";
import { valueAt } from "../../lib/state.js";

/** Whether a layer is a softmax. @param {any} result @param {number} layer  from 1 */
export function isSoftmax(result, layer) {
  return result.network.activations[layer - 1] === "softmax";
}

/** Where ∂aᵢ/∂zⱼ stands in the result; of other activations the one slope that a unit has. @param {any} result @param {number} layer @param {number} i @param {number} [j] */
export function slopePath(result, layer, i, j = i) {
  const path = `layers.${layer - 1}.da_dz.${i}`;
  return isSoftmax(result, layer) ? `${path}.${j}` : path;
}

/**
 * Every way from the loss to a z: ∂L/∂aᵢ · ∂aᵢ/∂z of each unit of the layer, with δ as their sum.
 * @param {any} model @param {{isBack: boolean, isFused: boolean, factorMark: any}} options
 *   isFused: cross-entropy after it, so that all of it comes to ŷ − y
 */
export function waysThroughSoftmax({ result, at: [layer, unit], hidden }, { isBack, isFused, factorMark }) {
  const own = `layers.${layer - 1}`;
  const sizes = result.network.layers;
  const read = (/** @type {boolean} */ isOpen, /** @type {string} */ path) =>
    isOpen ? shown(result, path, enough(valueAt(result, path))) : html`<span class="unknown">·</span>`;
  const [isFirst, isSecond] = [isBack && !hidden("dL_da"), isBack && !hidden("da_dz")];
  const { dL_da, da_dz } = result.layers[layer - 1];
  const rows = dL_da.map((/** @type {number} */ each, /** @type {number} */ i) => {
    const product = each * da_dz[i][unit];
    return html`<tr><th scope="row"><var>${unitName(sizes, layer, i)}</var></th>
      <td>${read(isFirst, `${own}.dL_da.${i}`)} <span class="sign">×</span></td>
      <td>${read(isSecond, slopePath(result, layer, i, unit))} <span class="sign">=</span></td>
      <td>${isFirst && isSecond ? fixed(product, enough(product)) : "·"}</td></tr>`;
  });
  const name = unitName(sizes, layer, unit);
  return html`<p class="inside-kind">${factorMark} A softmax shares 1 among its units, so z of ${name} moves them all: ∂L/∂aᵢ × ∂aᵢ/∂z, unit by unit.</p>
    <table class="sum ways"><caption class="visually-hidden">Every way through the softmax</caption><tbody>${rows}</tbody>
      <tfoot><tr><th scope="row" colspan="3">δ of <var>${name}</var>, their sum</th><td>${read(isBack && !hidden("delta"), `${own}.delta.${unit}`)}</td></tr></tfoot></table>
    ${isFused ? html`<p class="inside-kind">After cross-entropy all of it comes to ŷ − y: ${read(isBack && !hidden("delta"), `${own}.a.${unit}`)} − ${read(true, `y.${unit}`)}.</p>` : ""}`;
}
