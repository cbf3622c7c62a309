/**
 * The arithmetic of a unit as a table: what comes in, times its weight, term by term; the bias; the sum; what
 * the activation function makes of it. What is not known by now is a dot.
 */
import { html } from "../../vendor/vendor.js";
import { fixed, unitName } from "../lib/format.js";
import { shown } from "./number.js";

/**
 * @typedef {{network: Api.NetworkResult, x: number[], layers: {z: number[], a: number[]}[]}} Pass
 * @typedef {{symbol: string, known: {terms: number, z: boolean, a: boolean},
 *   isKnown: (layer: number, unit: number) => boolean, arriving?: boolean, term?: number | null,
 *   lit?: number | null}} SumOptions
 *   symbol: of the activation; isKnown: whether a unit's activation is; arriving: the sum opens as soon as
 *   the signals have come in; term: the one product that does; lit: the weight that has been chosen
 * @typedef {SumOptions & {result: Pass, at: [number, number]}} Context
 */

/** @param {Pass} result @param {[number, number]} at  layer and unit @param {SumOptions} options */
export function weightedSum(result, at, options) {
  const { symbol, known, arriving = false } = options;
  const [layer, unit] = at;
  const context = { ...options, result, at };
  const here = `layers.${layer - 1}`;
  return html`<table class="sum ${arriving ? "arriving" : ""}">
      <caption class="visually-hidden">How ${unitName(result.network.layers, layer, unit)} gets its
        activation</caption>
      <thead class="visually-hidden"><tr><th>from</th><th>activation</th><th>weight</th>
      <th>product</th></tr></thead>
      <tbody>
        ${result.network.weights[layer - 1][unit].map((w, i) => product(context, w, i))}
        <tr class=${known.z ? "" : "unknown"}>
          <th scope="row" colspan="2">bias</th><td><span class="sign">+</span></td>
          <td>${open(known.z, result, `network.biases.${layer - 1}.${unit}`)}</td>
        </tr>
      </tbody>
      <tfoot>
        <tr><th scope="row" colspan="3"><var>z</var></th>
        <td>${open(known.z, result, `${here}.z.${unit}`)}</td></tr>
        <tr><th scope="row" colspan="3"><var>a</var> = ${symbol}(<var>z</var>)</th>
        <td>${open(known.a, result, `${here}.a.${unit}`)}</td></tr>
      </tfoot>
    </table>`;
}

/**
 * A line of the sum: what comes in, its weight, the product.
 * @param {Context} context @param {number} w @param {number} i
 */
function product({ result, at: [layer, unit], known, isKnown, term = null, lit = null }, w, i) {
  const sources = layer === 1 ? result.x : result.layers[layer - 2].a;
  const above = layer === 1 ? "x" : `layers.${layer - 2}.a`;
  const weight = shown(result, `network.weights.${layer - 1}.${unit}.${i}`);
  const isThere = i < known.terms;
  const kind = `${isThere ? "" : "unknown"} ${i === term ? "arriving" : ""} ${i === lit ? "lit" : ""}`;
  return html`<tr class=${kind}>
    <th scope="row"><var>${unitName(result.network.layers, layer - 1, i)}</var></th>
    <td>${open(isKnown(layer - 1, i), result, `${above}.${i}`, 2)} <span class="sign">×</span></td>
    <td class=${w < 0 ? "negative" : "positive"}>${weight} <span class="sign">=</span></td>
    <td>${isThere ? fixed(sources[i] * w, 3) : "·"}</td>
  </tr>`;
}

/**
 * A number, or a dot while it is not known.
 * @param {boolean} isOpen @param {Pass} result @param {string} path @param {number} [decimals]
 */
function open(isOpen, result, path, decimals = 3) {
  return isOpen ? shown(result, path, decimals) : "·";
}
