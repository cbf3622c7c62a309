/** A layer's pass and update as matrices with their shapes, each line as soon as its stage is reached. */
import { html } from "../../../vendor/vendor.js";
import { matrixOf } from "../../charts/matrix.js";
import { layerName } from "../../lib/format.js";
import { isSoftmax } from "./softmax.js";

/**
 * @typedef {import("./panel.js").Shown} Shown
 * @typedef {import("../../charts/matrix.js").Options} Options
 * @typedef {ReturnType<typeof layerPaths>} LayerPaths
 * @typedef {(name: string, paths: string[][], options: Options) => unknown} Draw
 */

/** @param {Shown} model */
export function matrices(model) {
  const { result, at } = model;
  const sizes = result.network.layers;
  const layer = at[0];
  const [n_in, n_out] = [sizes[layer - 1], sizes[layer]];
  const units = n_out === 1 ? "unit" : "units";
  const numbers = n_in === 1 ? "number" : "numbers";
  /** @type {Draw} */
  const draw = (name, paths, options) => matrixOf(name, result, paths, { decimals: 3, ...options });
  const its = layerPaths(model);
  return html`<div class="matrix-view">
    <p class="figure-name">The whole of ${layerName(sizes, layer)}: ${n_out} ${units} on ${n_in}
    ${numbers}</p>
    ${forward(model, its, draw)}
    ${layer < sizes.length - 1 ? backLine(model, draw) : ""}
    ${isSoftmax(result, layer) ? throughJacobian(model, its, draw) : backward(model, its, draw)}
    ${gradients(model, its, draw)}
    ${result.changes ? update(model, its, draw) : ""}
  </div>`;
}

/**
 * Where the layer's numbers stand in the result, and which of them belong to what is open.
 * @param {Shown} model
 */
function layerPaths({ result, at: [layer, unit, input], known }) {
  const sizes = result.network.layers;
  return {
    l: layer - 1,
    n_in: sizes[layer - 1],
    n_out: sizes[layer],
    own: `layers.${layer - 1}`,
    before: layer === 1 ? "x" : `layers.${layer - 2}.a`,
    isRow: (/** @type {number} */ j) => j === unit,
    isCell: (/** @type {number} */ j, /** @type {number} */ i) =>
      j === unit && (input === undefined || i === input),
    isBefore: known.forward >= layer - 1,
    isThere: known.forward >= layer,
    isBack: known.backward <= layer,
  };
}

/** @param {Shown} model @param {LayerPaths} its @param {Draw} draw */
function forward({ at: [, unit, input] }, { l, n_in, n_out, own, before, isRow, isCell, ...is }, draw) {
  const there = { lit: isRow, isKnown: is.isThere };
  return line("Forward: z = W a + b, then the activation function", [
    draw("W", grid(`network.weights.${l}`, n_out, n_in), { lit: isCell }),
    "·",
    draw("a", column(before, n_in), { lit: (i) => i === input, isKnown: is.isBefore }),
    "+",
    draw("b", column(`network.biases.${l}`, n_out), { lit: (j) => j === unit && input === undefined }),
    "=",
    draw("z", column(`${own}.z`, n_out), there),
    "→",
    draw("a", column(`${own}.a`, n_out), there),
  ]);
}

/** @param {Shown} model @param {LayerPaths} its @param {Draw} draw */
function backward({ hidden }, { n_out, own, isRow: lit, isBack }, draw) {
  const shown = (/** @type {string} */ name) => ({ lit, isKnown: isBack && !hidden(name) });
  return line("Backward: δ = ∂L/∂a ⊙ ∂a/∂z, number by number", [
    draw("∂L/∂a", column(`${own}.dL_da`, n_out), shown("dL_da")),
    "⊙",
    draw("∂a/∂z", column(`${own}.da_dz`, n_out), shown("da_dz")),
    "=",
    draw("δ", column(`${own}.delta`, n_out), { ...shown("delta"), decimals: 4 }),
  ]);
}

/**
 * δ = Jᵀ ∂L/∂a, J being the Jacobian of a softmax.
 * @param {Shown} model @param {LayerPaths} its @param {Draw} draw
 */
function throughJacobian({ hidden }, { n_out, own, isRow: lit, isBack }, draw) {
  const shown = (/** @type {string} */ name) => ({ lit, isKnown: isBack && !hidden(name) });
  const units = list("", n_out);
  const transposed = units.map((_, j) => units.map((__, i) => `${own}.da_dz.${i}.${j}`));
  return line(
    "Backward: δ = Jᵀ ∂L/∂a, with row i, column j of the Jacobian J the slope ∂aᵢ/∂zⱼ of the softmax",
    [
      draw("Jᵀ", transposed, shown("da_dz")),
      "·",
      draw("∂L/∂a", column(`${own}.dL_da`, n_out), { isKnown: shown("dL_da").isKnown }),
      "=",
      draw("δ", column(`${own}.delta`, n_out), { ...shown("delta"), decimals: 4 }),
    ],
  );
}

/** @param {Shown} model @param {LayerPaths} its @param {Draw} draw */
function gradients({ at: [, , input], hidden }, { l, n_in, n_out, own, before, isRow, isCell, ...is }, draw) {
  const shown = (/** @type {string} */ name) => ({ isKnown: is.isBack && !hidden(name), decimals: 4 });
  return line("Gradients: ∂L/∂W = δ aᵀ, and ∂L/∂b = δ", [
    draw("δ", column(`${own}.delta`, n_out), { lit: isRow, ...shown("delta") }),
    "·",
    draw("aᵀ", [list(before, n_in)], { lit: (_, i) => i === input, isKnown: is.isBefore }),
    "=",
    draw("∂L/∂W", grid(`gradients.weights.${l}`, n_out, n_in), { lit: isCell, ...shown("gradient") }),
  ]);
}

/** @param {Shown} model @param {LayerPaths} its @param {Draw} draw */
function update({ known, hidden }, { l, n_in, n_out, isCell }, draw) {
  const change = { lit: isCell, isKnown: known.update && !hidden("updated") };
  return line("Update: W + ΔW", [
    draw("W", grid(`network.weights.${l}`, n_out, n_in), { lit: isCell }),
    "+",
    draw("ΔW", grid(`changes.weights.${l}`, n_out, n_in), { ...change, decimals: 4 }),
    "=",
    draw("W after", grid(`updated.weights.${l}`, n_out, n_in), change),
  ]);
}

/** From the layer after it: Wᵀ δ. @param {Shown} model @param {Draw} draw */
function backLine({ result, at: [layer, unit], known, hidden }, draw) {
  const sizes = result.network.layers;
  const transposed = list("", sizes[layer]).map((_, i) =>
    list("", sizes[layer + 1]).map((__, k) => `network.weights.${layer}.${k}.${i}`),
  );
  const lit = (/** @type {number} */ j) => j === unit;
  return line("Backward: ∂L/∂a = Wᵀ δ, with W and δ of the layer after it", [
    draw("Wᵀ", transposed, { lit }),
    "·",
    draw("δ", column(`layers.${layer}.delta`, sizes[layer + 1]), {
      isKnown: known.backward <= layer + 1,
      decimals: 4,
    }),
    "=",
    draw("∂L/∂a", column(`layers.${layer - 1}.dL_da`, sizes[layer]), {
      lit,
      isKnown: known.backward <= layer && !hidden("dL_da"),
    }),
  ]);
}

/** @param {string} said @param {unknown[]} pieces */
function line(said, pieces) {
  return html`<p class="matrix-line-name">${said}</p><div class="matrices" tabindex="0" role="group"
    aria-label=${said}>
    ${pieces.map((piece) =>
      typeof piece === "string"
        ? html`<span
      class="operator">${piece}</span>`
        : piece,
    )}</div>`;
}

/** The paths of a vector's numbers. @param {string} path @param {number} count */
function list(path, count) {
  return Array.from({ length: count }, (_, index) => `${path}.${index}`);
}

/** @param {string} path @param {number} count */
function column(path, count) {
  return list(path, count).map((each) => [each]);
}

/** @param {string} path @param {number} rows @param {number} columns */
function grid(path, rows, columns) {
  return list(path, rows).map((row) => list(row, columns));
}
