/** What a browser keeps of the course. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { Progress } from "../../static/js/lib/progress.js";

/** A browser's storage. @param {Record<string, string>} kept */
function storage(kept = {}) {
  const values = new Map(Object.entries(kept));
  return {
    getItem: (/** @type {string} */ key) => values.get(key) ?? null,
    setItem: (/** @type {string} */ key, /** @type {string} */ value) => void values.set(key, value),
  };
}

test("a lesson is new, then seen, then done when its questions are answered", () => {
  const progress = new Progress(storage());
  const stand = () => progress.in("loss", ["one", "two"]);
  assert.deepEqual(stand(), { state: "new", answered: 0 });
  progress.see("loss");
  assert.deepEqual(stand(), { state: "seen", answered: 0 });
  progress.keepAnswer("one", "a");
  assert.deepEqual(stand(), { state: "seen", answered: 1 });
  progress.keepAnswer("two", "0.5");
  assert.deepEqual(stand(), { state: "done", answered: 2 });
});

test("a lesson without questions is done when it was opened", () => {
  const progress = new Progress(storage());
  progress.see("neuron");
  progress.see("neuron");
  assert.equal(progress.in("neuron", []).state, "done");
  assert.deepEqual(progress.seen, ["neuron"]);
});

test("a later answer takes the place of an earlier one, and the others stay", () => {
  const progress = new Progress(storage());
  progress.keepAnswer("one", "a");
  progress.keepAnswer("two", "b");
  progress.keepAnswer("one", "c");
  assert.deepEqual(progress.answers, { one: "c", two: "b" });
});

test("what is kept is data: nonsense counts as nothing", () => {
  for (const text of ["{", "null", "7", '"words"', "[1", "[]"]) {
    const progress = new Progress(storage({ "nudge-seen": text, "nudge-answers": text }));
    assert.deepEqual(progress.answers, {});
    assert.deepEqual(progress.seen, []);
  }
});

test("a browser that keeps nothing is no error", () => {
  const closed = () => {
    throw new Error("closed");
  };
  const progress = new Progress({ getItem: closed, setItem: closed });
  progress.see("loss");
  progress.keepAnswer("one", "a");
  assert.deepEqual(progress.in("loss", ["one"]), { state: "new", answered: 0 });
});
