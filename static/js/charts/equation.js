/**
 * A formula with the present numbers in it, written nearly as one reads it:
 *
 *     equation`z = ${n("inputs.0")} · ${n("weights.0")} + ${n("bias")} = ${n("z")}`
 *
 * Words and letters of the text become identifiers, digits numbers, the rest operators; x₁ is x with an
 * index. What is put in is a number (shown with four decimals), its text ({text, source}; see number.js), or
 * another piece of a formula.
 */
import { html, mathml } from "../../vendor/vendor.js";
import { fixed } from "../lib/format.js";

const TOKENS = /[\p{L}′]+[₀-₉ₖⱼᵢ]*|[0-9.]+|[^\s]/gu;
const BREAKS = new Set(["=", "←", "+"]);
const INDEXED = /^([\p{L}′]+)([₀-₉]+)$/u;
const DIGITS = "₀₁₂₃₄₅₆₇₈₉";

/**
 * @typedef {{text: string, source: string}} Quantity  a number as it is written, and where it stands
 * @typedef {{texts: readonly string[], values: Piece[]}} Formula
 * @typedef {{pieces: Piece[], operator: string, isAfter: boolean}} Joined
 * @typedef {ReturnType<typeof mathml>} Markup
 * @typedef {string | number | Quantity | Formula | Joined | Markup | undefined} Piece
 * @typedef {{part: unknown, isBreak: boolean}} Part  isBreak: a line may end before it
 */

/**
 * A line ends, where it must, before an =, a + or the next of some joined pieces: what stands between
 * them is a formula of its own.
 * @param {TemplateStringsArray} texts @param {Piece[]} values
 */
export function equation(texts, ...values) {
  /** @type {Part[][]} */
  const formulas = [];
  for (const part of partsOf({ texts, values }, false)) {
    if (part.isBreak || !formulas.length) formulas.push([part]);
    else formulas.at(-1)?.push(part);
  }
  return html`<div class="maths-line" tabindex="0" role="group"
    aria-label="Formula">${formulas.map(math)}</div>`;
}

/**
 * What a formula is made of, from left to right; a line ends outside of brackets only.
 * @param {Piece} value @param {boolean} isBracketed  when negative @returns {Part[]}
 */
function partsOf(value, isBracketed) {
  if (typeof value === "object" && "texts" in value) return formulaParts(value);
  if (typeof value === "object" && "pieces" in value) return joinedParts(value);
  return [{ part: put(value, isBracketed), isBreak: false }];
}

/** @param {Formula} formula @returns {Part[]} */
function formulaParts({ texts, values }) {
  let depth = 0;
  return texts.flatMap((text, index) => {
    const signs = (text.match(TOKENS) ?? []).map((sign) => {
      depth += Number(sign === "(") - Number(sign === ")");
      const isBreak = BREAKS.has(sign) && depth === 0;
      return { part: isBreak ? infix(sign) : words(sign), isBreak };
    });
    const inside = index < values.length ? partsOf(values[index], isInside(texts, index)) : [];
    return [...signs, ...inside.map((each) => ({ ...each, isBreak: each.isBreak && depth === 0 }))];
  });
}

/** @param {{pieces: Piece[], operator: string, isAfter: boolean}} joined @returns {Part[]} */
function joinedParts({ pieces, operator, isAfter }) {
  return pieces.flatMap((piece, index) => [
    ...(index ? [{ part: infix(operator), isBreak: true }] : []),
    { part: put(piece, isAfter || index > 0), isBreak: false },
  ]);
}

/** @param {Part[]} parts */
function math(parts) {
  return html`<math displaystyle="true">${row(parts)}</math>`;
}

/** @param {string} sign  between two things, though it begins a row */
function infix(sign) {
  return mathml`<mo form="infix">${sign}</mo>`;
}

/** @param {Part[]} parts */
function row(parts) {
  return mathml`<mrow>${parts.map(({ part }) => part)}</mrow>`;
}

/**
 * A formula in a line of words, which no line cuts.
 * @param {TemplateStringsArray} texts @param {Piece[]} values
 */
export function term(texts, ...values) {
  return math(formulaParts({ texts, values }));
}

/**
 * A piece of a formula, to be put into another.
 * @param {TemplateStringsArray} texts @param {Piece[]} values
 */
export function formula(texts, ...values) {
  return { texts, values };
}

/** @param {Piece} over @param {Piece} under */
export function fraction(over, under) {
  return mathml`<mfrac><mrow>${put(over, false)}</mrow><mrow>${put(under, false)}</mrow></mfrac>`;
}

/** @param {Piece} under */
export function root(under) {
  return mathml`<msqrt><mrow>${put(under, false)}</mrow></msqrt>`;
}

/** @param {Piece} base @param {Piece} exponent */
export function power(base, exponent) {
  return mathml`<msup><mrow>${put(base, true)}</mrow><mrow>${put(exponent, false)}</mrow></msup>`;
}

/**
 * Pieces with an operator between them.
 * @param {Piece[]} pieces @param {string} operator
 * @param {boolean} [isAfter]  whether an operator stands before them too
 */
export function joined(pieces, operator, isAfter = false) {
  return { pieces, operator, isAfter };
}

/**
 * A negative number after an operator goes into brackets.
 * @param {readonly string[]} texts @param {number} index
 */
function isInside(texts, index) {
  const next = texts[index + 1]?.trim() ?? "";
  return /[·+−×/]\s*$/.test(texts[index] ?? "") || /^[·×²^]/.test(next);
}

/** @param {string} text */
function words(text) {
  return (text.match(TOKENS) ?? []).map((token) => {
    const [, name, index] = token.match(INDEXED) ?? [];
    if (name && index) return mathml`<msub><mi>${name}</mi><mn>${plain(index)}</mn></msub>`;
    if (/^[\p{L}′]/u.test(token)) return mathml`<mi>${token}</mi>`;
    return /^[0-9]/.test(token) ? mathml`<mn>${token}</mn>` : mathml`<mo>${token}</mo>`;
  });
}

/** ₁₂ as 12. @param {string} index */
function plain(index) {
  return [...index].map((digit) => DIGITS.indexOf(digit)).join("");
}

/** @param {Piece} value @param {boolean} isBracketed  when negative @returns {unknown} */
function put(value, isBracketed) {
  if (typeof value === "string") return words(value);
  if (typeof value === "number") return bracketed(fixed(value, 4), "", isBracketed);
  if (value === undefined) return value;
  if ("pieces" in value || "texts" in value) return row(partsOf(value, isBracketed));
  return "text" in value ? bracketed(value.text, value.source, isBracketed) : value;
}

/** @param {string} text @param {string} source @param {boolean} isBracketed */
function bracketed(text, source, isBracketed) {
  const number = source ? mathml`<mn data-number=${source}>${text}</mn>` : mathml`<mn>${text}</mn>`;
  return isBracketed && text.startsWith("−") ? mathml`<mrow><mo>(</mo>${number}<mo>)</mo></mrow>` : number;
}
