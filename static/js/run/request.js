/** What is asked for a run: only what differs from the defaults, and two requests' difference in words. */
import { differences, valueAt, withValue } from "../lib/state.js";

/**
 * The fields that are not at their defaults, as the API takes them.
 * @param {any} request
 * @param {any} defaults
 */
export function asked(request, defaults) {
  let fields = /** @type {any} */ ({});
  for (const [path, value] of differences(request, defaults)) fields = withValue(fields, path, value);
  return fields;
}

/**
 * What two requests differ in, in words: as it was in the one, and as it is in the other.
 * @param {string[]} paths @param {any} one @param {any} other @param {Record<string, {label: string}>}
 *   controls
 */
export function differenceInWords(paths, one, other, controls) {
  const word = (/** @type {any} */ value) =>
    value === null || value === undefined
      ? "as it fits"
      : Array.isArray(value)
        ? value.join(", ")
        : String(value);
  const name = (/** @type {string} */ path) =>
    (controls[path]?.label ?? path).replace(/ in layer \{0\}|\{_\}/, "").toLowerCase();
  const said = (/** @type {any} */ request) =>
    paths.map((path) => `${name(path)} ${word(valueAt(request, path))}`).join(", ");
  return { kept: said(one), now: said(other) };
}
