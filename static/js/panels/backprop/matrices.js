/** A layer's pass and update as matrices with their shapes, each line as soon as its stage is reached. */
import { html } from "../../../vendor/vendor.js";
import { matrixOf } from "../../charts/matrix.js";
import { layerName } from "../../lib/format.js";

/**
 * @typedef {import("./panel.js").Shown} Shown
 * @typedef {import("../../charts/matrix.js").Options} Options
 * @typedef {(name: string, paths: string[][], options: Options) => unknown} Draw
 */

/** @param {Shown} model */
export function matrices(model) {
  const { result, at, known, hidden } = model;
  const [layer, unit, input] = at;
  const sizes = result.network.layers;
  const [l, n_in, n_out] = [layer - 1, sizes[layer - 1], sizes[layer]];
  const isBack = known.backward <= layer;
  const isRow = (/** @type {number} */ j) => j === unit;
  const isCell = (/** @type {number} */ j, /** @type {number} */ i) =>
    j === unit && (input === undefined || i === input);
  const own = `layers.${l}`;
  const before = layer === 1 ? "x" : `layers.${l - 1}.a`;
  const draw = (
    /** @type {string} */ name,
    /** @type {string[][]} */ paths,
    /** @type {Options} */ options,
  ) => matrixOf(name, result, paths, { decimals: 3, ...options });
  const there = { lit: isRow, isKnown: known.forward >= layer };
  const back = { lit: isRow, isKnown: isBack && !hidden("delta") };
  const change = {
    lit: isCell,
    isKnown: known.update && result.changes !== null && !hidden("updated"),
    decimals: 4,
  };
  const gradient = { lit: isCell, isKnown: isBack && !hidden("gradient"), decimals: 4 };
  return html`<div class="matrix-view">
    <p class="figure-name">The whole of ${layerName(sizes, layer)}: ${n_out} ${n_out === 1 ? "unit" : "units"}
    on ${n_in} ${n_in === 1 ? "number" : "numbers"}</p>
    ${line("Forward: z = W a + b, then the activation function", [
      draw("W", grid(`network.weights.${l}`, n_out, n_in), { lit: isCell }),
      "·",
      draw("a", column(before, n_in), {
        lit: (/** @type {number} */ i) => i === input,
        isKnown: known.forward >= layer - 1,
      }),
      "+",
      draw("b", column(`network.biases.${l}`, n_out), {
        lit: (/** @type {number} */ j) => j === unit && input === undefined,
      }),
      "=",
      draw("z", column(`${own}.z`, n_out), there),
      "→",
      draw("a", column(`${own}.a`, n_out), there),
    ])}
    ${layer < sizes.length - 1 ? backLine(model, draw) : ""}
    ${line("Backward: δ = ∂L/∂a ⊙ ∂a/∂z, number by number", [
      draw("∂L/∂a", column(`${own}.dL_da`, n_out), { ...back, isKnown: isBack && !hidden("dL_da") }),
      "⊙",
      draw("∂a/∂z", column(`${own}.da_dz`, n_out), { ...back, isKnown: isBack && !hidden("da_dz") }),
      "=",
      draw("δ", column(`${own}.delta`, n_out), { ...back, decimals: 4 }),
    ])}
    ${line("Gradients: ∂L/∂W = δ aᵀ, and ∂L/∂b = δ", [
      draw("δ", column(`${own}.delta`, n_out), { ...back, decimals: 4 }),
      "·",
      draw("aᵀ", [list(before, n_in)], {
        lit: (_, i) => i === input,
        isKnown: known.forward >= layer - 1,
      }),
      "=",
      draw("∂L/∂W", grid(`gradients.weights.${l}`, n_out, n_in), gradient),
    ])}
    ${
      result.changes
        ? line("Update: W + ΔW", [
            draw("W", grid(`network.weights.${l}`, n_out, n_in), { lit: isCell }),
            "+",
            draw("ΔW", grid(`changes.weights.${l}`, n_out, n_in), change),
            "=",
            draw("W after", grid(`updated.weights.${l}`, n_out, n_in), { ...change, decimals: 3 }),
          ])
        : ""
    }
  </div>`;
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
