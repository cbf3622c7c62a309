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
 * A line ends, where it must, before an =, a + or the next of some joined pieces: each stretch between them is
 * a formula of its own.
 * @param {TemplateStringsArray} texts @param {any[]} values
 */
export function equation(texts, ...values) {
  const stretches = stretched(texts, values).map(
    (parts) => html`<math displaystyle="true">${row(parts)}</math>`,
  );
  return html`<div class="maths-line" tabindex="0" role="group" aria-label="Formula">${stretches}</div>`;
}

/** The parts of a formula, cut before each sign at which a line may end. @param {TemplateStringsArray} texts @param {any[]} values */
function stretched(texts, values) {
  /** @type {any[][]} */
  const stretches = [[]];
  let depth = 0;
  const add = (/** @type {any} */ part) => /** @type {any[]} */ (stretches.at(-1)).push(part);
  const addSign = (/** @type {string} */ sign) => {
    depth += Number(sign === "(") - Number(sign === ")");
    if (BREAKS.has(sign) && depth === 0) stretches.push([infix(sign)]);
    else add(words(sign));
  };
  const addValue = (/** @type {any} */ value, /** @type {boolean} */ isBracketed) => {
    if (value?.texts) walk(value.texts, value.values);
    else if (value?.pieces && depth === 0)
      value.pieces.forEach((/** @type {any} */ piece, /** @type {number} */ place) => {
        if (place) stretches.push([infix(value.operator)]);
        add(put(piece, value.isAfter || place > 0));
      });
    else add(put(value, isBracketed));
  };
  const walk = (/** @type {TemplateStringsArray} */ texts, /** @type {any[]} */ values) =>
    texts.forEach((text, index) => {
      for (const sign of text.match(TOKENS) ?? []) addSign(sign);
      if (index < values.length) addValue(values[index], isInside(texts, index));
    });
  walk(texts, values);
  return stretches.filter((parts) => parts.length);
}

/** @param {string} sign  between two things, though it begins a row */
function infix(sign) {
  return mathml`<mo form="infix">${sign}</mo>`;
}

/** @param {any[]} parts */
function row(parts) {
  return mathml`<mrow>${parts}</mrow>`;
}

/** A formula in a line of words, which no line cuts. @param {TemplateStringsArray} texts @param {any[]} values */
export function term(texts, ...values) {
  return html`<math displaystyle="true">${whole({ texts, values })}</math>`;
}

/** A piece of a formula, to be put into another. @param {TemplateStringsArray} texts @param {any[]} values */
export function formula(texts, ...values) {
  return { texts, values };
}

/** @param {any} over @param {any} under */
export function fraction(over, under) {
  return mathml`<mfrac><mrow>${put(over, false)}</mrow><mrow>${put(under, false)}</mrow></mfrac>`;
}

/** @param {any} base @param {any} exponent */
export function power(base, exponent) {
  return mathml`<msup><mrow>${put(base, true)}</mrow><mrow>${put(exponent, false)}</mrow></msup>`;
}

/** Pieces with an operator between them. @param {any[]} pieces @param {string} operator @param {boolean} [isAfter]  whether an operator stands before them too */
export function joined(pieces, operator, isAfter = false) {
  return { pieces, operator, isAfter };
}

/** @param {{pieces: any[], operator: string, isAfter: boolean}} joined @returns {any} */
function together({ pieces, operator, isAfter }) {
  return mathml`${pieces.map((piece, index) => mathml`${index ? mathml`<mo>${operator}</mo>` : ""}${put(piece, isAfter || index > 0)}`)}`;
}

/** @param {{texts: TemplateStringsArray, values: any[]}} piece @returns {any} */
function whole({ texts, values }) {
  return row(
    texts.map((text, index) => [
      words(text),
      index < values.length ? put(values[index], isInside(texts, index)) : "",
    ]),
  );
}

/** A negative number after an operator goes into brackets. @param {TemplateStringsArray} texts @param {number} index */
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

/** @param {any} value @param {boolean} isBracketed  when negative @returns {any} */
function put(value, isBracketed) {
  if (typeof value === "string") return words(value);
  if (typeof value === "number") return bracketed(fixed(value, 4), "", isBracketed);
  if (value?.pieces) return together(value);
  if (value?.texts) return whole(value);
  if (typeof value?.text === "string") return bracketed(value.text, value.source, isBracketed);
  return value;
}

/** @param {string} text @param {string} source @param {boolean} isBracketed */
function bracketed(text, source, isBracketed) {
  const number = source ? mathml`<mn data-number=${source}>${text}</mn>` : mathml`<mn>${text}</mn>`;
  return isBracketed && text.startsWith("−") ? mathml`<mrow><mo>(</mo>${number}<mo>)</mo></mrow>` : number;
}
