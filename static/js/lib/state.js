/**
 * State as plain values: read at a path, changed into a new value, compared with the defaults.
 * A path is what the request model calls a field: "network.seed", "x.0".
 * @typedef {Record<string, any>} State
 */

/**
 * The value at a path, or undefined where there is none.
 * @param {any} state @param {string} path @returns {any}
 */
export function valueAt(state, path) {
  return path.split(".").reduce((value, key) => value?.[key], state);
}

/**
 * The same state with another value at a path. Nothing is changed in place.
 * @template T @param {T} state @param {string} path @param {any} value @returns {T}
 */
export function withValue(state, path, value) {
  const [key, ...rest] = path.split(".");
  const copy = /** @type {any} */ (Array.isArray(state) ? [...state] : { ...state });
  copy[key] = rest.length ? withValue(copy[key] ?? {}, rest.join("."), value) : value;
  return copy;
}

/**
 * Objects are merged, everything else is replaced.
 * @param {State} base @param {State} changes @returns {State}
 */
export function merged(base, changes) {
  const result = { ...base };
  for (const [key, value] of Object.entries(changes)) {
    result[key] = isObject(value) && isObject(base[key]) ? merged(base[key], value) : value;
  }
  return result;
}

/** Whether two states hold the same values. @param {any} one @param {any} other */
export function same(one, other) {
  return one === other || JSON.stringify(one) === JSON.stringify(other);
}

/**
 * The fields of a state that differ from the defaults, as [path, value] pairs; lists stay whole.
 * @param {State} state @param {State} defaults @param {string} [prefix] @returns {[string, any][]}
 */
export function differences(state, defaults, prefix = "") {
  return Object.entries(state).flatMap(([key, value]) => {
    const path = prefix + key;
    if (same(value, defaults[key])) return [];
    if (isObject(value) && isObject(defaults[key])) return differences(value, defaults[key], `${path}.`);
    return [/** @type {[string, any]} */ ([path, value])];
  });
}

/** @param {any} value */
function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
