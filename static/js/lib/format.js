/** Numbers and names as the pages show them. */

const SUBSCRIPTS = "₀₁₂₃₄₅₆₇₈₉";

/**
 * A number with fixed decimals and a true minus sign; a zero that was rounded off has no sign.
 * The server's sentences round the same way (panels/words.py).
 * @param {number} value @param {number} [decimals]
 */
export function fixed(value, decimals = 2) {
  const text = value.toFixed(decimals);
  if (!text.startsWith("-")) return text;
  return Number(text) === 0 ? text.slice(1) : `−${text.slice(1)}`;
}

/** How many decimals a number needs to be told from its neighbors: four, and six where it is small. @param {number} value */
export function enough(value) {
  return value !== 0 && Math.abs(value) < 0.01 ? 6 : 4;
}

/** Digits set low: 12 → ₁₂. @param {number} number */
export function subscript(number) {
  return [...String(number)].map((digit) => SUBSCRIPTS[Number(digit)]).join("");
}

/**
 * What a unit is called. Inputs are x, hidden units h numbered through, outputs ŷ.
 * @param {number[]} sizes @param {number} layer  0 for the inputs @param {number} unit  from 0
 */
export function unitName(sizes, layer, unit) {
  if (layer === 0) return `x${subscript(unit + 1)}`;
  if (layer === sizes.length - 1) return sizes[layer] === 1 ? "ŷ" : `ŷ${subscript(unit + 1)}`;
  const before = sizes.slice(1, layer).reduce((sum, size) => sum + size, 0);
  return `h${subscript(before + unit + 1)}`;
}

/** What a layer is called. @param {number[]} sizes @param {number} layer */
export function layerName(sizes, layer) {
  if (layer === 0) return sizes[0] === 1 ? "input" : "inputs";
  if (layer === sizes.length - 1) return sizes[layer] === 1 ? "output" : "outputs";
  return sizes.length === 3 ? "hidden" : `hidden ${layer}`;
}
