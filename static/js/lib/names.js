/** Names of columns, as short as a picture has room for. */
import { subscript } from "./format.js";

const MOST_LETTERS = 24;

/** Numbers are set low where a name is only a letter and a number. @param {string} name */
export function shortName(name) {
  const short = name.length > MOST_LETTERS ? `${name.slice(0, MOST_LETTERS - 1).trimEnd()}…` : name;
  return short.replace(/^([a-z])(\d+)$/, (_, letter, digits) => letter + subscript(Number(digits)));
}

/** A class that has only its number is called one. @param {string} name */
export function className(name) {
  return /^[-−]?\d+$/.test(name) ? `class ${name}` : name;
}
