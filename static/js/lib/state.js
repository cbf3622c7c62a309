/**
 * State as plain values: read at a path, changed into a new value, compared with the defaults.
 * A path is what the request model calls a field: "network.seed", "x.0".
 * @typedef {Record<string, any>} State
 */

/**
 * The value at a path, or undefined where there is none.
 * @param {unknown} state  whatever holds it @param {string} path @returns {any}
 */
export function valueAt(state, path) {
  return path.split(".").reduce((value, key) => value?.[key], /** @type {any} */ (state));
}

/**
 * The same state with another value at a path. Nothing is changed in place.
 * @template T @param {T} state @param {string} path @param {unknown} value @returns {T}
 */
export function withValue(state, path, value) {
  const [key, ...rest] = path.split(".");
  const copy = /** @type {State} */ (Array.isArray(state) ? [...state] : { ...state });
  copy[key] = rest.length ? withValue(copy[key] ?? {}, rest.join("."), value) : value;
  return /** @type {T} */ (copy);
}

/**
 * Objects are merged, everything else is replaced.
 * @template {object} T @param {T} base @param {object} changes @returns {T}
 */
export function merged(base, changes) {
  const result = /** @type {State} */ ({ ...base });
  for (const [key, value] of Object.entries(changes)) {
    const own = result[key];
    result[key] = isObject(value) && isObject(own) ? merged(own, value) : value;
  }
  return /** @type {T} */ (result);
}

/** Whether two states hold the same values. @param {unknown} one @param {unknown} other */
export function same(one, other) {
  return one === other || JSON.stringify(one) === JSON.stringify(other);
}

/**
 * The fields of a state that differ from the defaults, as [path, value] pairs; lists stay whole.
 * @param {object} state @param {object} defaults @param {string} [prefix] @returns {[string, unknown][]}
 */
export function differences(state, defaults, prefix = "") {
  return Object.entries(state).flatMap(([key, value]) => {
    const path = prefix + key;
    const usual = /** @type {State} */ (defaults)[key];
    if (same(value, usual)) return [];
    if (isObject(value) && isObject(usual)) return differences(value, usual, `${path}.`);
    return [/** @type {[string, unknown]} */ ([path, value])];
  });
}

/**
 * Whether a value holds fields: no list, and not nothing.
 * @param {unknown} value @returns {value is State}
 */
export function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
