import assert from "node:assert/strict";
import { test } from "node:test";
import { everythingKept, forgetEverything, storageOfThisBrowser } from "../../static/js/lib/storage.js";

/** A store as browsers have it. */
class Store {
  /** @param {string} key */
  getItem(key) {
    return Object.hasOwn(this, key) ? Reflect.get(this, key) : null;
  }

  /** @param {string} key @param {string} value */
  setItem(key, value) {
    Reflect.set(this, key, value);
  }

  clear() {
    for (const key of Object.keys(this)) Reflect.deleteProperty(this, key);
  }
}

test("what was forgotten is not kept again by the page that forgot it", async () => {
  Object.defineProperty(globalThis, "localStorage", { value: new Store(), configurable: true });
  const storage = storageOfThisBrowser();
  storage.setItem("nudge-runs", "[1]");
  assert.deepEqual(everythingKept(), { "nudge-runs": "[1]" });
  await forgetEverything();
  storage.setItem("nudge-runs", "[1]");
  storageOfThisBrowser().setItem("nudge-theme", "dark");
  assert.deepEqual(everythingKept(), {});
});
