/** θ as it comes over the wire: rows of numbers as bytes in base64, or plain lists. */

import { bytesOf } from "../lib/bytes.js";

/**
 * @typedef {import("./model.js").Theta} Theta
 * @typedef {import("../panel/model.js").Values} Values
 */

const TYPES = /** @type {Record<string, Float64ArrayConstructor | Float32ArrayConstructor>} */ ({
  float64: Float64Array,
  float32: Float32Array,
});

/**
 * The rows, each a view of the same bytes. The server writes the low byte first, as every browser keeps
 * numbers.
 * @param {Theta[] | {type: string, columns: number, base64: string}} packed @returns {Theta[]}
 */
export function rowsOf(packed) {
  if (Array.isArray(packed)) return packed;
  const { type, columns, base64 } = packed;
  const numbers = new /** @type {Float64ArrayConstructor} */ (TYPES[type])(bytesOf(base64).buffer);
  return Array.from({ length: numbers.length / columns }, (_, row) =>
    numbers.subarray(row * columns, (row + 1) * columns),
  );
}

/** A part of a run, its θ as rows. @param {Values} part @returns {Values} */
export function withRows(part) {
  if (!part.snapshots) return part;
  return { ...part, snapshots: { ...part.snapshots, parameters: rowsOf(part.snapshots.parameters) } };
}
