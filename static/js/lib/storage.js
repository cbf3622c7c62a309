/** What this browser keeps between visits. */

const NOTHING = { getItem: () => null, setItem: () => {} };

/**
 * The browser's store; where it may not even be asked for, one that keeps nothing.
 * @returns {Pick<Storage, "getItem" | "setItem">}
 */
export function storageOfThisBrowser() {
  try {
    return globalThis.localStorage ?? NOTHING;
  } catch {
    return NOTHING;
  }
}
