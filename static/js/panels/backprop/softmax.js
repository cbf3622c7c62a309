/** The chain rule through a softmax: one z moves every a of the layer, so its slope is a matrix. */
import { html } from "../../../vendor/vendor.js";
import { shown } from "../../charts/number.js";
import { enough, fixed, unitName } from "../../lib/format.js";
import { valueAt } from "../../lib/state.js";

/** @typedef {import("./panel.js").Shown} Shown */

/** Whether a layer is a softmax. @param {Api.BackpropResult} result @param {number} layer  from 1 */
export function isSoftmax(result, layer) {
  return result.network.activations[layer - 1] === "softmax";
}

/**
 * Where ∂aᵢ/∂zⱼ stands in the result; of other activations the one slope that a unit has.
 * @param {Api.BackpropResult} result @param {number} layer @param {number} i @param {number} [j]
 */
export function slopePath(result, layer, i, j = i) {
  const path = `layers.${layer - 1}.da_dz.${i}`;
  return isSoftmax(result, layer) ? `${path}.${j}` : path;
}

/**
 * Every way from the loss to a z: ∂L/∂aᵢ · ∂aᵢ/∂z of each unit of the layer, with δ as their sum.
 * @param {Shown} model @param {{isBack: boolean, isFused: boolean, factorMark: unknown}} options
 *   isFused: cross-entropy after it, so that all of it comes to ŷ − y
 */
export function waysThroughSoftmax(model, { isBack, isFused, factorMark }) {
  const {
    result,
    at: [layer, unit],
    hidden,
  } = model;
  const own = `layers.${layer - 1}`;
  const name = unitName(result.network.layers, layer, unit);
  const isKnown = isBack && !hidden("delta");
  const delta = read(isKnown, result, `${own}.delta.${unit}`);
  const difference = html`${read(isKnown, result, `${own}.a.${unit}`)} − ${read(true, result, `y.${unit}`)}`;
  return html`<p class="inside-kind">${factorMark} A softmax shares 1 among its units, so z of ${name} moves
      them all: ∂L/∂aᵢ × ∂aᵢ/∂z, unit by unit.</p>
    <table class="sum ways"><caption class="visually-hidden">Every way through the softmax</caption>
      <tbody>${result.layers[layer - 1].a.map((_, i) => way(model, isBack, i))}</tbody>
      <tfoot><tr><th scope="row" colspan="3">δ of <var>${name}</var>, their sum</th>
      <td>${delta}</td></tr></tfoot></table>
    ${
      isFused
        ? html`<p class="inside-kind">After cross-entropy all of it comes to ŷ − y: ${difference}.</p>`
        : ""
    }`;
}

/** The way through one unit of the layer. @param {Shown} model @param {boolean} isBack @param {number} i */
function way({ result, at: [layer, unit], hidden }, isBack, i) {
  const [isFirst, isSecond] = [isBack && !hidden("dL_da"), isBack && !hidden("da_dz")];
  const slope = slopePath(result, layer, i, unit);
  const product = result.layers[layer - 1].dL_da[i] * (valueAt(result, slope) ?? 0);
  return html`<tr><th scope="row"><var>${unitName(result.network.layers, layer, i)}</var></th>
      <td>${read(isFirst, result, `layers.${layer - 1}.dL_da.${i}`)} <span class="sign">×</span></td>
      <td>${read(isSecond, result, slope)} <span class="sign">=</span></td>
      <td>${isFirst && isSecond ? fixed(product, enough(product)) : "·"}</td></tr>`;
}

/**
 * A number, or a dot while it is not known.
 * @param {boolean} isOpen @param {Api.BackpropResult} result @param {string} path
 */
function read(isOpen, result, path) {
  return isOpen
    ? shown(result, path, enough(valueAt(result, path) ?? 0))
    : html`<span class="unknown">·</span>`;
}
