import assert from "node:assert/strict";
import { test } from "node:test";
import { differences, merged, same, valueAt, withValue } from "../../static/js/lib/state.js";

const state = { x: [1, 2], network: { seed: 3, layers: [2, 3, 1] } };

test("a value is read at its path, and undefined where there is none", () => {
  assert.equal(valueAt(state, "network.layers.1"), 3);
  assert.equal(valueAt(state, "network.weights.0.1"), undefined);
});

test("a changed value makes a new state and leaves the old one alone", () => {
  const changed = withValue(state, "network.layers.1", 5);
  assert.deepEqual(changed.network.layers, [2, 5, 1]);
  assert.deepEqual(state.network.layers, [2, 3, 1]);
  assert.ok(Array.isArray(changed.network.layers));
  assert.equal(changed.x, state.x);
});

test("objects are merged and lists replaced", () => {
  assert.deepEqual(merged(state, { network: { layers: [1, 1] } }), {
    x: [1, 2],
    network: { seed: 3, layers: [1, 1] },
  });
});

test("differences name each field that is not at its default, lists whole", () => {
  const now = { x: [1, 5], network: { seed: 3, layers: [2, 3, 1] } };
  assert.deepEqual(differences(now, state), [["x", [1, 5]]]);
  assert.deepEqual(differences(state, state), []);
  assert.deepEqual(differences(withValue(state, "network.seed", 4), state), [["network.seed", 4]]);
});

test("equal values are the same whatever object holds them", () => {
  assert.ok(same({ a: [1] }, { a: [1] }));
  assert.ok(!same({ a: [1] }, { a: [2] }));
});
