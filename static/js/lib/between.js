/**
 * The way from one state to another: numbers go evenly from where they were to where they will be, and
 * anything else is at once as it will be.
 */

/** @typedef {Record<string, unknown>} Fields  an object's, or a list's by their places */

/** Whether any number of two states differs. @param {unknown} from @param {unknown} to @returns {boolean} */
export function isTravel(from, to) {
  if (typeof from === "number" && typeof to === "number") return from !== to;
  const pair = alike(from, to);
  return pair !== null && Object.keys(pair.to).some((key) => isTravel(pair.from[key], pair.to[key]));
}

/**
 * The state at a share of the way.
 * @template T
 * @param {unknown} from @param {T} to @param {number} share  from 0 to 1
 * @param {(path: string) => number} decimalsOf  those of a field; of a list's members, by the list's path
 * @param {string} [path] @returns {T}
 */
export function between(from, to, share, decimalsOf, path = "") {
  if (typeof from === "number" && typeof to === "number")
    return /** @type {T} */ (
      share >= 1 ? to : Number((from + share * (to - from)).toFixed(decimalsOf(path)))
    );
  const pair = alike(from, to);
  if (!pair) return to;
  const entries = Object.keys(pair.to).map((key) => {
    const below = Array.isArray(to) ? path : path ? `${path}.${key}` : key;
    return /** @type {[string, unknown]} */ ([
      key,
      between(pair.from[key], pair.to[key], share, decimalsOf, below),
    ]);
  });
  const state = Array.isArray(to) ? entries.map(([, value]) => value) : Object.fromEntries(entries);
  return /** @type {T} */ (state);
}

/**
 * Two values that can be gone through together, which two objects can, or two lists of one length; else null.
 * @param {unknown} from @param {unknown} to @returns {{from: Fields, to: Fields} | null}
 */
function alike(from, to) {
  const areObjects = [from, to].every((each) => typeof each === "object" && each !== null);
  const isLikely = areObjects && Array.isArray(from) === Array.isArray(to);
  if (!isLikely || (Array.isArray(from) && Array.isArray(to) && from.length !== to.length)) return null;
  return { from: /** @type {Fields} */ (from), to: /** @type {Fields} */ (to) };
}
