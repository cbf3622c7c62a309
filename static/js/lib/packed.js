/**
 * Results whose long arrays came as bytes: each is read when it is asked for, and no earlier. While a slider
 * moves, most numbers of most results are never looked at.
 */
import { bytesOf } from "./bytes.js";
import { isObject } from "./state.js";

/** What asks the server for this form. */
export const PACKED = "application/json; arrays=float64";

/** @typedef {{type: "float64", columns: number | null, base64: string}} Packed */

/**
 * The result with arrays where packed ones stand, to be read like any other.
 * @template T @param {T} result  changed in place @returns {T}
 */
export function withArrays(result) {
  if (typeof result !== "object" || result === null) return result;
  if (Array.isArray(result) && typeof result[0] === "number") return result;
  for (const [key, value] of Object.entries(result)) {
    if (isPacked(value)) readLater(result, key, value);
    else withArrays(value);
  }
  return result;
}

/** @param {unknown} value @returns {value is Packed} */
function isPacked(value) {
  return (
    isObject(value) && typeof value.base64 === "string" && value.type === "float64" && "columns" in value
  );
}

/** @param {object} holder @param {string} key @param {Packed} packed */
function readLater(holder, key, packed) {
  const settled = { configurable: true, enumerable: true, writable: true };
  Object.defineProperty(holder, key, {
    configurable: true,
    enumerable: true,
    get() {
      const value = arrayOf(packed);
      Object.defineProperty(holder, key, { ...settled, value });
      return value;
    },
  });
}

/**
 * A list of numbers, or of rows of them; null where there is none. Plain loops: a race has ten thousand.
 * @param {Packed} packed
 */
export function arrayOf({ columns, base64 }) {
  // The server writes the low byte first, as every browser keeps numbers
  const numbers = new Float64Array(bytesOf(base64).buffer);
  if (columns === null) return listOf(numbers, 0, numbers.length);
  const rows = [];
  for (let at = 0; at < numbers.length; at += columns) rows.push(listOf(numbers, at, at + columns));
  return rows;
}

/** @param {Float64Array} numbers @param {number} from @param {number} to */
function listOf(numbers, from, to) {
  const list = [];
  for (let at = from; at < to; at++) {
    const number = /** @type {number} */ (numbers[at]);
    list.push(Number.isFinite(number) ? number : null);
  }
  return list;
}
