/** Numbers and names as the pages show them. */

const SUBSCRIPTS = "₀₁₂₃₄₅₆₇₈₉";
const SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";
/** From here on a number that has decimals is written as a power of ten. */
const LARGE = 1e6;

/**
 * A number with fixed decimals and a true minus sign; a zero that was rounded off has no sign, and a
 * number of a million or more is written as 1.40·10²³. The server's sentences round the same way
 * (panel_kit/contract/words.py).
 * @param {number} value @param {number} [decimals]
 */
export function fixed(value, decimals = 2) {
  if (decimals > 0 && Math.abs(value) >= LARGE) return inPowers(value, 2);
  const text = value.toFixed(decimals);
  if (!text.startsWith("-")) return text;
  return Number(text) === 0 ? text.slice(1) : `−${text.slice(1)}`;
}

/**
 * A number by its power of ten: 2.69·10⁴³, −3.2·10⁻⁵. No page writes it any other way, save a field, where a
 * number stands as it is typed.
 * @param {number} value @param {number} [decimals]  as many as it has where none are given
 */
export function inPowers(value, decimals) {
  const [digits = "", exponent = ""] = value.toExponential(decimals).split("e");
  return `${digits.replace("-", "−")}·${powerOfTen(Number(exponent))}`;
}

/** 10⁻⁶. @param {number} exponent */
export function powerOfTen(exponent) {
  const digits = [...String(Math.abs(exponent))].map((digit) => SUPERSCRIPTS[Number(digit)]).join("");
  return `10${exponent < 0 ? "⁻" : ""}${digits}`;
}

/** Below, three decimals say next to nothing. */
const SMALL = 1e-3;

/**
 * A number with three decimals, or as a power of ten where those would say nothing: 0.250, 3.2·10⁻⁵. The
 * server's sentences write the same (panel_kit/contract/words.py).
 * @param {number} value
 */
export function amount(value) {
  if (value === 0 || Math.abs(value) >= SMALL) return fixed(value, 3);
  return inPowers(value, 1);
}

/** A whole number with its thousands apart: 101,770. @param {number} count */
export function grouped(count) {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ",");
}

/** A share as a number of hundredths: 0.978 as 97.8. @param {number} share */
export function percent(share) {
  return fixed(100 * share, 1);
}

const KINDS = { amount, grouped, percent };
/** @typedef {number | keyof typeof KINDS} Kind  so many decimals, or a way to write a number by its name */

/** A number in one of the ways there are. @param {number} value @param {Kind} kind */
export function writtenAs(value, kind) {
  return typeof kind === "number" ? fixed(value, kind) : KINDS[kind](value);
}

/**
 * A number of any size in little room, with three digits that count: 0.1, 12.3, 3.1·10⁻⁴.
 * @param {number} value
 */
export function compact(value) {
  const size = Math.abs(value);
  const isPlain = size === 0 || (size >= 0.001 && size < LARGE);
  return isPlain ? String(Number(value.toPrecision(3))).replace("-", "−") : inPowers(value, 1);
}

/**
 * How many decimals a number needs to be told from its neighbors: four, and six where it is small.
 * @param {number} value
 */
export function enough(value) {
  return value !== 0 && Math.abs(value) < 0.01 ? 6 : 4;
}

/**
 * A noun in the number that a count asks for: 1 mistake, 2 mistakes, 0 mistakes.
 * @param {number} count @param {string} singular
 */
export function noun(count, singular) {
  return count === 1 ? singular : `${singular}s`;
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
