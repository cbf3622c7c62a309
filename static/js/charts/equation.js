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
const INDEXED = /^([\p{L}′]+)([₀-₉]+)$/u;
const DIGITS = "₀₁₂₃₄₅₆₇₈₉";

/** @param {TemplateStringsArray} texts @param {any[]} values */
export function equation(texts, ...values) {
  const body = formula(texts, ...values);
  return html`<div class="maths-line" tabindex="0" role="group" aria-label="Formula"><math display="block">${body}</math></div>`;
}

/** A piece of a formula, to be put into another. @param {TemplateStringsArray} texts @param {any[]} values */
export function formula(texts, ...values) {
  return mathml`<mrow>${texts.map((text, index) => [words(text), index < values.length ? put(values[index], isInside(texts, index)) : ""])}</mrow>`;
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
  return mathml`${pieces.map((piece, index) => mathml`${index ? mathml`<mo>${operator}</mo>` : ""}${put(piece, isAfter || index > 0)}`)}`;
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

/** @param {any} value @param {boolean} isBracketed  when negative */
function put(value, isBracketed) {
  if (typeof value === "string") return words(value);
  if (typeof value === "number") return bracketed(fixed(value, 4), "", isBracketed);
  if (typeof value?.text === "string") return bracketed(value.text, value.source, isBracketed);
  return value;
}

/** @param {string} text @param {string} source @param {boolean} isBracketed */
function bracketed(text, source, isBracketed) {
  const number = source ? mathml`<mn data-number=${source}>${text}</mn>` : mathml`<mn>${text}</mn>`;
  return isBracketed && text.startsWith("−") ? mathml`<mrow><mo>(</mo>${number}<mo>)</mo></mrow>` : number;
}
