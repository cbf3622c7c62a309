import assert from "node:assert/strict";
import { test } from "node:test";
import { LatestInParts } from "../../static/js/lib/latest_in_parts.js";

const settled = () => new Promise((resolve) => setTimeout(resolve, 5));

/** A server whose parts come when they are let go. */
function asking() {
  /** @type {any[]} */
  const told = [];
  /** @type {(() => void)[]} */
  const held = [];
  /** @type {AbortSignal[]} */
  const signals = [];
  async function* send(/** @type {string} */ question, /** @type {AbortSignal} */ signal) {
    signals.push(signal);
    for (const name of ["first", "last"]) {
      await new Promise((resolve) => held.push(() => resolve(undefined)));
      signal.throwIfAborted();
      yield { [name]: question };
    }
  }
  const latest = new LatestInParts(
    send,
    (known, question) => told.push([question, known]),
    (error) => assert.fail(error),
  );
  return { latest, told, signals, letGo: () => held.shift()?.() };
}

test("each part comes with what is known already", async () => {
  const { latest, told, letGo } = asking();
  latest.ask("a");
  for (const _ of [1, 2]) {
    letGo();
    await settled();
  }
  assert.deepEqual(told, [
    ["a", { first: "a" }],
    ["a", { first: "a", last: "a" }],
  ]);
  assert.equal(latest.isBusy, false);
});

test("what is stopped ends at once, before its first part too, and what waits for it is not asked", async () => {
  const { latest, told, signals, letGo } = asking();
  latest.ask("a");
  latest.ask("b");
  latest.stop();
  assert.equal(signals[0]?.aborted, true);
  letGo();
  await settled();
  assert.equal(latest.isBusy, false);
  assert.deepEqual([told, signals.length], [[], 1]);
  latest.ask("c");
  for (const _ of [1, 2]) {
    letGo();
    await settled();
  }
  assert.equal(told.at(-1)[0], "c");
});

test("a newer question waits for the first part, ends the older one, and the newest is asked next", async () => {
  const { latest, told, signals, letGo } = asking();
  latest.ask("a");
  latest.ask("b");
  latest.ask("c");
  await settled();
  assert.equal(signals[0]?.aborted, false);
  letGo();
  await settled();
  assert.equal(signals[0]?.aborted, true);
  for (const _ of [1, 2, 3]) {
    letGo();
    await settled();
  }
  assert.deepEqual(
    told.map(([question, known]) => [question, Object.keys(known).length]),
    [
      ["a", 1],
      ["c", 1],
      ["c", 2],
    ],
  );
});
