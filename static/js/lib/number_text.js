/** Numbers that people type: reading them, stepping them, and the text that a field shows. */
import { fixed } from "./format.js";

/**
 * @typedef {object} Bounds  what a field takes
 * @property {number} low
 * @property {number} high
 * @property {boolean} isWhole
 */

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
/** A field has room for so many signs. */
const ROOM = 7;
/** From here on the exponent is written. */
const LARGE = 1e6;

/**
 * The number that a text is; a decimal comma is a decimal point, and a true minus sign a minus.
 * @param {string} text @returns {number | null} null where it is none
 */
export function numberFrom(text) {
  const plain = text
    .trim()
    .replace(/[\u2212\u2013]/g, "-")
    .replace(",", ".");
  return NUMBER.test(plain) ? Number(plain) : null;
}

/**
 * Why a text is refused, or "" where it is a number that the field takes.
 * @param {string} text @param {Bounds} bounds
 */
export function refusal(text, { low, high, isWhole }) {
  const value = numberFrom(text);
  const isBounded = Number.isFinite(low) && Number.isFinite(high);
  const range = isBounded ? `${isWhole ? "from " : ""}${shown(low)} to ${shown(high)}` : "";
  const allowed = range && ` Allowed: ${isWhole ? "whole numbers " : ""}${range}.`;
  if (text.trim() === "") return `No number was typed.${allowed}`;
  if (value === null) return `“${cut(text)}” is not a number.${allowed}`;
  if (value < low || value > high || !Number.isFinite(value))
    return `“${cut(text)}” is out of range.${allowed}`;
  if (isWhole && !Number.isInteger(value)) return `“${cut(text)}” is not a whole number.${allowed}`;
  return "";
}

/** @param {string} text */
function cut(text) {
  return text.length > 20 ? `${text.slice(0, 20)}…` : text.trim();
}

/**
 * A number with no more digits than it has; one that has no room is written with an exponent.
 * @param {number} value @param {number} [room]
 */
function shown(value, room = Number.POSITIVE_INFINITY) {
  const text = String(value).length <= room ? String(value) : value.toExponential();
  return text.replace("e+", "e").replaceAll("-", "−");
}

/** A number without an exponent, as attributes for assistive technology want it. @param {number} value */
export function plain(value) {
  return String(value).includes("e") ? value.toFixed(12).replace(/\.?0+$/, "") : String(value);
}

/**
 * What a field shows of a value: all of its digits where there is room for them and at least the field's
 * decimals; else so many that two of them count, for 0.00001 is not 0.0000. The server writes the same
 * (panel_kit/contract/words.py).
 * @param {number} value @param {number} decimals
 */
export function fieldText(value, decimals) {
  const size = Math.abs(value);
  const isUsual = size < LARGE && Number(value.toFixed(decimals)) === value;
  if (isUsual) return fixed(value, decimals);
  const exact = shown(value);
  if (exact.length <= ROOM) return exact;
  if (size >= LARGE) return shown(Number(value.toPrecision(2)), 0);
  return size >= 10 ** (1 - decimals) ? fixed(value, decimals) : shown(Number(value.toPrecision(2)), ROOM);
}

/**
 * The value so many steps on, within the bounds. On a logarithmic scale a step is one of the second digit
 * that counts.
 * @param {number} value @param {number} count
 * @param {Bounds & {step: number, isLog: boolean, decimals: number}} rules
 */
export function stepped(value, count, { low, high, step, isLog, decimals }) {
  const size =
    isLog && value > 0 ? 10 ** (Math.floor(Math.log10(value) + (count < 0 ? -1e-9 : 0)) - 1) : step;
  const places = isLog ? Math.max(decimals, -Math.floor(Math.log10(size))) : digitsAfter(value, step);
  return Math.min(high, Math.max(low, Number((value + count * size).toFixed(Math.min(places, 20)))));
}

/** The decimals that a value and a step have, so that 0.1 + 0.2 is 0.3. @param {number[]} numbers */
function digitsAfter(...numbers) {
  const counts = numbers.map((each) => {
    const [digits = "", exponent = "0"] = String(each).split("e");
    return (digits.split(".")[1] ?? "").length - Number(exponent);
  });
  return Math.max(0, ...counts);
}
