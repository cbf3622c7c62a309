import assert from "node:assert/strict";
import { test } from "node:test";
import { forwardSteps, isKnown, isTraveling, knownRows } from "../../static/js/panels/forward/steps.js";

const sizes = [2, 3, 3, 1];

test("a pass has a step for each layer, each neuron, or each term, bias and activation", () => {
  assert.equal(forwardSteps(sizes, "layer").length, 3);
  assert.equal(forwardSteps(sizes, "neuron").length, 7);
  // (2 + 2) steps for each of 3 units, (3 + 2) for each of 3, (3 + 2) for the output
  assert.equal(forwardSteps(sizes, "term").length, 4 * 3 + 5 * 3 + 5);
});

test("a unit is known only after all it needs", () => {
  for (const pace of /** @type {const} */ (["layer", "neuron", "term"])) {
    for (const step of forwardSteps(sizes, pace)) {
      for (let layer = 1; layer < sizes.length; layer++) {
        for (let unit = 0; unit < sizes[layer]; unit++) {
          if (!isKnown(step, layer, unit)) continue;
          for (let from = 0; from < sizes[layer - 1]; from++) assert.ok(isKnown(step, layer - 1, from));
        }
      }
    }
  }
});

test("each step knows no less than the one before, and the last knows everything", () => {
  const count = (/** @type {any} */ step) =>
    sizes.flatMap((units, l) => Array.from({ length: units }, (_, u) => isKnown(step, l, u))).filter(Boolean)
      .length;
  for (const pace of /** @type {const} */ (["layer", "neuron", "term"])) {
    const counts = forwardSteps(sizes, pace).map(count);
    assert.deepEqual(
      counts,
      [...counts].sort((a, b) => a - b),
    );
    assert.equal(counts.at(-1), count(null));
    assert.equal(count(null), 9);
  }
});

test("the arithmetic opens term by term, then z, then a", () => {
  const [first, second, bias, done] = forwardSteps([2, 1], "term");
  assert.deepEqual(knownRows(first, 1, 0, 2), { terms: 1, z: false, a: false });
  assert.deepEqual(knownRows(second, 1, 0, 2), { terms: 2, z: false, a: false });
  assert.deepEqual(knownRows(bias, 1, 0, 2), { terms: 2, z: true, a: false });
  assert.deepEqual(knownRows(done, 1, 0, 2), { terms: 2, z: true, a: true });
});

test("signals travel on the edges that are being computed", () => {
  const step = forwardSteps(sizes, "term")[1];
  assert.ok(isTraveling(step, "term", 1, 0, 1));
  assert.ok(!isTraveling(step, "term", 1, 0, 0));
  assert.ok(!isTraveling(step, "term", 2, 0, 0));
  assert.ok(isTraveling(forwardSteps(sizes, "layer")[1], "layer", 2, 2, 0));
});
