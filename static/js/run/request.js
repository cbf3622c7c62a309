/** What is asked for a run: only what differs from the defaults, and two requests' difference in words. */
import { differences, valueAt, withValue } from "../lib/state.js";

/** @typedef {import("../panel/model.js").Values} Values */

/**
 * The fields that are not at their defaults, as the API takes them.
 * @param {Values} request @param {Values} defaults @returns {Values}
 */
export function asked(request, defaults) {
  /** @type {Values} */
  let fields = {};
  for (const [path, value] of differences(request, defaults)) fields = withValue(fields, path, value);
  return fields;
}

/**
 * What two requests differ in, in words: as it was in the one, and as it is in the other.
 * @param {string[]} paths @param {Values} one @param {Values} other
 * @param {Record<string, {label: string}>} controls
 */
export function differenceInWords(paths, one, other, controls) {
  const name = (/** @type {string} */ path) =>
    (controls[path]?.label ?? path).replace(/ in layer \{0\}|\{_\}/, "").toLowerCase();
  const said = (/** @type {Values} */ request) =>
    paths.map((path) => `${name(path)} ${inWords(valueAt(request, path))}`).join(", ");
  return { kept: said(one), now: said(other) };
}

/** A field's value; what is left open fits the data. @param {unknown} value */
function inWords(value) {
  if (value === null || value === undefined) return "as it fits";
  return Array.isArray(value) ? value.join(", ") : String(value);
}
