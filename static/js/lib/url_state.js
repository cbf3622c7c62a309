/**
 * A panel's state as the query of an address: what differs from the defaults, one pair a field.
 * The server reads it back (web/pages/url_state.py), so an address opens a page with its numbers in it.
 */
import { differences, merged, same } from "./state.js";

const WORD = /^(?!(true|false|null)$)[A-Za-z_][A-Za-z0-9_-]*$/;

/** One value as the address writes it. @param {unknown} value @returns {string} */
export function writeValue(value) {
  if (typeof value === "string" && WORD.test(value)) return value;
  const isNumbers =
    Array.isArray(value) && value.length > 1 && value.every((item) => typeof item === "number");
  return isNumbers ? value.join(",") : JSON.stringify(value);
}

/**
 * The query for a panel's state. Pairs of other panels in the present query are kept.
 * @param {{state: object, defaults: object, start?: object, view: object, viewDefaults: object,
 *   prefix: string, isKept?: boolean}} panel
 *   start: what a page opens with where an address names nothing of the state
 *   isKept: whether the pairs of the state stay as they are in the present query
 * @param {string} present  the query as it is now, "?…" or ""
 * @returns {string} "?…", or "" when everything is at its default
 */
export function writeQuery(
  { state, defaults, start = {}, view, viewDefaults, prefix, isKept = false },
  present,
) {
  const others = [...new URLSearchParams(present)].filter(([key]) =>
    key.startsWith(prefix) ? isKept && !key.startsWith(`${prefix}view.`) : prefix !== "",
  );
  const named = isKept ? [] : namedOf(state, defaults, start);
  const own = [...named, ...differences(view, viewDefaults, "view.")].map(([path, value]) => [
    prefix + path,
    writeValue(value),
  ]);
  const pairs = [...others, ...own].map(([key, value]) => `${encode(key)}=${encode(value)}`);
  return pairs.length ? `?${pairs.join("&")}` : "";
}

/**
 * The fields that an address names: those that differ from the defaults; none for the start, and for the
 * defaults themselves those in which the start differs.
 * @param {object} state @param {object} defaults @param {object} start @returns {[string, unknown][]}
 */
function namedOf(state, defaults, start) {
  if (same(state, merged(defaults, start))) return [];
  const named = differences(state, defaults);
  if (named.length) return named;
  return Object.keys(start).map((key) => [key, /** @type {Record<string, unknown>} */ (state)[key]]);
}

/** Percent-encoding that leaves commas and colons readable. @param {string} text */
function encode(text) {
  return encodeURIComponent(text).replaceAll("%2C", ",").replaceAll("%3A", ":");
}
