/** The forward pass at one x in matrix form, layer by layer, every number of it. */
import { html } from "../../../vendor/vendor.js";
import { matrixOfValues } from "../../charts/matrix.js";
import { fixed, layerName } from "../../lib/format.js";

/** @typedef {import("./panel.js").Shown} Shown */
/** @typedef {import("./apart.js").Known} Known */

/** @param {Shown} model @param {import("./panel.js").ApproximationPanel} panel */
export function matrices(model, panel) {
  const { known, result, view } = model;
  const x = result.x[view.place] ?? 0;
  return html`<div class="matrix-view">
    <div class="approx-place"><label class="slider-name" for="approx-place">x = ${fixed(x, 4)}</label>
      <input class="slider-range" id="approx-place" type="range" min="0" max=${result.x.length - 1} step="1"
        .value=${String(view.place)} aria-valuetext="x = ${fixed(x, 4)}"
        @input=${(/** @type {Event} */ event) =>
          panel.setView({ place: Number(/** @type {HTMLInputElement} */ (event.target).value) })}></div>
    ${known ? pass(model, known) : ""}</div>`;
}

/** @param {Shown} model @param {Known} known */
function pass(model, { request: { network, x }, answer, epoch }) {
  const { request, result, constants } = model;
  const when = request.how === "trained" ? `, epoch ${epoch}` : "";
  const last = network.weights.length - 1;
  const symbolOf = (/** @type {number} */ layer) =>
    layer === last ? "" : (constants.symbols[network.activations[layer] ?? ""] ?? "f");
  const at = result.x.indexOf(x);
  return html`${network.weights.map((weights, layer) =>
    line(
      `${layerName(network.layers, layer + 1)}${when}`,
      { weights, biases: network.biases[layer] ?? [], before: answer.layers[layer - 1]?.a ?? [x] },
      answer.layers[layer],
      { symbol: symbolOf(layer), isFirst: layer === 0, isLast: layer === last, lit: litUnit(model, layer) },
    ),
  )}
    <p class="maths-of">So the network answers ${fixed(answer.prediction, 4)} at x = ${fixed(x, 4)}; the curve
      is at ${at < 0 ? "–" : fixed(result.target[at] ?? 0, 4)}.</p>`;
}

/** The unit that was added last is marked, in its own layer. @param {Shown} model @param {number} layer */
function litUnit({ sides, isStep }, layer) {
  const side = sides[0];
  if (!isStep || !side?.added || layer !== 0) return -1;
  return side.order[side.added - 1] ?? -1;
}

/**
 * @param {string} name
 * @param {{weights: number[][], biases: number[], before: number[]}} its
 * @param {Api.PassLayer | undefined} computed
 * @param {{symbol: string, isFirst: boolean, isLast: boolean, lit: number}} options
 */
function line(name, { weights, biases, before }, computed, { symbol, isFirst, isLast, lit }) {
  const column = (/** @type {number[]} */ values) => values.map((value) => [value]);
  const drawn = (/** @type {string} */ letter, /** @type {number[][]} */ rows, row = -1) =>
    matrixOfValues(letter, rows, row, 3);
  const sign = (/** @type {string} */ said) => html`<span class="operator">${said}</span>`;
  const out = isLast ? "ŷ" : "z";
  return html`<p class="matrix-line-name">${name}</p>
    <div class="matrices" tabindex="0" role="group" aria-label="${name} as matrices">
      ${drawn("W", weights, lit)}${sign("·")}${drawn(isFirst ? "x" : "a", column(before))}${sign("+")}
      ${drawn("b", column(biases), lit)}${sign("=")}${drawn(out, column(computed?.z ?? []), lit)}
      ${isLast ? "" : html`${sign(`→ ${symbol} →`)}${drawn("a", column(computed?.a ?? []), lit)}`}
    </div>`;
}
