/** Names of columns, as short as a picture has room for. */
import { subscript } from "./format.js";

const MOST_LETTERS = 24;

/**
 * Numbers are set low where a name is only a letter and a number.
 * @param {string} name @param {number} [most]  letters that there is room for
 */
export function shortName(name, most = MOST_LETTERS) {
  const short = name.length > most ? `${name.slice(0, most - 1).trimEnd()}…` : name;
  return short.replace(/^([a-z])(\d+)$/, (_, letter, digits) => letter + subscript(Number(digits)));
}

/** A class that has only its number is called one. @param {string} name */
export function className(name) {
  return /^[-−]?\d+$/.test(name) ? `class ${name}` : name;
}
