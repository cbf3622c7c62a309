/**
 * A panel's state as the query of an address: what differs from the defaults, one pair a field.
 * The server reads it back (web/pages/url_state.py), so an address opens a page with its numbers in it.
 */
import { differences } from "./state.js";

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
 * @param {{state: object, defaults: object, view: object, viewDefaults: object, prefix: string}} panel
 * @param {string} present  the query as it is now, "?…" or ""
 * @returns {string} "?…", or "" when everything is at its default
 */
export function writeQuery({ state, defaults, view, viewDefaults, prefix }, present) {
  const others = [...new URLSearchParams(present)].filter(
    ([key]) => prefix !== "" && !key.startsWith(prefix),
  );
  const own = [...differences(state, defaults), ...differences(view, viewDefaults, "view.")].map(
    ([path, value]) => [prefix + path, writeValue(value)],
  );
  const pairs = [...others, ...own].map(([key, value]) => `${encode(key)}=${encode(value)}`);
  return pairs.length ? `?${pairs.join("&")}` : "";
}

/** Percent-encoding that leaves commas and colons readable. @param {string} text */
function encode(text) {
  return encodeURIComponent(text).replaceAll("%2C", ",").replaceAll("%3A", ":");
}
