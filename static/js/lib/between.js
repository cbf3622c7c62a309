/**
 * The way from one state to another: numbers go evenly from where they were to where they will be, and
 * anything else is at once as it will be.
 */

/** Whether any number of two states differs. @param {any} from @param {any} to @returns {boolean} */
export function isTravel(from, to) {
  if (isNumber(from) && isNumber(to)) return from !== to;
  if (!isAlike(from, to)) return false;
  return Object.keys(to).some((key) => isTravel(from[key], to[key]));
}

/**
 * The state at a share of the way.
 * @template T
 * @param {any} from @param {T} to @param {number} share  from 0 to 1
 * @param {(path: string) => number} decimalsOf  those of a field; of a list's members, by the list's path
 * @param {string} [path] @returns {T}
 */
export function between(from, to, share, decimalsOf, path = "") {
  if (isNumber(from) && isNumber(to))
    return /** @type {any} */ (
      share >= 1 ? to : Number((from + share * (to - from)).toFixed(decimalsOf(path)))
    );
  if (!isAlike(from, to)) return to;
  const inside = (/** @type {string | number} */ key) =>
    between(from[key], /** @type {any} */ (to)[key], share, decimalsOf, below(path, key));
  if (Array.isArray(to)) return /** @type {any} */ (to.map((_, index) => inside(index)));
  const entries = Object.keys(/** @type {object} */ (to)).map((key) => [key, inside(key)]);
  return Object.fromEntries(entries);
}

/** @param {string} path @param {string | number} key */
function below(path, key) {
  if (typeof key === "number") return path;
  return path ? `${path}.${key}` : key;
}

/** @param {unknown} value @returns {value is number} */
function isNumber(value) {
  return typeof value === "number";
}

/**
 * Whether two values can be gone through together: two objects, or two lists of one length.
 * @param {any} one @param {any} other
 */
function isAlike(one, other) {
  const areObjects = [one, other].every((each) => typeof each === "object" && each !== null);
  if (!areObjects || Array.isArray(one) !== Array.isArray(other)) return false;
  return !Array.isArray(one) || one.length === other.length;
}
