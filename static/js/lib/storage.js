/**
 * What this browser keeps between visits, all of it, and how it is forgotten. No other module touches a
 * store; static/js/theme.js alone reads the theme before anything is painted.
 */

/** Where each thing is kept; other panels than the one on training add their names to `runs`. */
export const KEYS = {
  theme: "nudge-theme",
  seen: "nudge-seen",
  answers: "nudge-answers",
  runs: "nudge-runs",
};

const NOTHING = { getItem: () => null, setItem: () => {} };
/** Set on the page once it keeps nothing more: its scripts come in files with a copy of this module each. */
const FORGETTING = Symbol.for("nudge-forgetting");

/**
 * The browser's store; where it may not even be asked for, one that keeps nothing.
 * @returns {Pick<Storage, "getItem" | "setItem">}
 */
export function storageOfThisBrowser() {
  try {
    const store = globalThis.localStorage ?? NOTHING;
    return {
      getItem: (key) => store.getItem(key),
      setItem: (key, value) => Reflect.has(globalThis, FORGETTING) || store.setItem(key, value),
    };
  } catch {
    return NOTHING;
  }
}

/** A page that is about to be left keeps nothing more: a run that settles now would be back in the store. */
export function keepNothingMore() {
  Reflect.set(globalThis, FORGETTING, true);
}

/** What there is, by its key. @returns {Record<string, string>} */
export function everythingKept() {
  try {
    return { ...globalThis.localStorage };
  } catch {
    return {};
  }
}

/** Removes everything that this browser keeps for this address, as far as it allows. */
export async function forgetEverything() {
  keepNothingMore();
  const stores = [
    () => localStorage.clear(),
    () => sessionStorage.clear(),
    async () => {
      for (const { name } of await indexedDB.databases()) indexedDB.deleteDatabase(name ?? "");
    },
    async () => {
      for (const name of await caches.keys()) await caches.delete(name);
    },
  ];
  for (const clear of stores) {
    try {
      await clear();
    } catch {
      // A browser may lack a store, or forbid it: then nothing is in it
    }
  }
}
