import assert from "node:assert/strict";
import { test } from "node:test";
import { endsOf, fitting, inOrder, ledTo, stacked } from "../../static/js/lib/dots.js";

/** Places that crowd, as losses do near zero. */
const CROWD = Array.from({ length: 50 }, (_, index) => 40 * ((index * 0.618) % 1) ** 2);

test("no dot lies on another, each keeps its place on the axis, and one alone lies on it", () => {
  const heights = stacked(CROWD, 5);
  for (const [one, x] of CROWD.entries())
    for (let other = 0; other < one; other++) {
      const far = Math.hypot(x - Number(CROWD[other]), Number(heights[one]) - Number(heights[other]));
      assert.ok(far >= 10 - 1e-6, `${one} and ${other}`);
    }
  assert.deepEqual(stacked([0, 100, 100], 5), [5, 5, 15]);
});

test("many dots are drawn small enough to have room", () => {
  const { radius, heights } = fitting(CROWD, 120);
  assert.ok(radius < 9 && Math.max(...heights) + radius <= 120);
  assert.equal(fitting([1, 90], 60).radius, 9);
});

test("the arrow keys go by size, and what has no number comes last", () => {
  assert.deepEqual(inOrder([0.5, null, 0.1]), [2, 0, 1]);
});

test("a key leads on to the next, to the ends, and not beyond them", () => {
  const order = [4, 2, 7];
  const from = (/** @type {number | null} */ dot) => (/** @type {string} */ key) => ledTo(key, order, dot);
  assert.deepEqual(["ArrowRight", "ArrowUp", "ArrowLeft", "ArrowDown"].map(from(2)), [7, 7, 4, 4]);
  assert.deepEqual(["Home", "End", "ArrowRight"].map(from(7)), [4, 7, 7]);
  assert.deepEqual(["ArrowRight", "ArrowLeft", "Enter"].map(from(null)), [4, 4, undefined]);
});

test("an axis has room for all values, and a logarithmic one no zero", () => {
  assert.deepEqual(endsOf([0.2, null, 0.4], false), [0, 0.4 * 1.05]);
  const [low, high] = endsOf([0, 0.001, 0.4], true);
  assert.ok(low > 0 && low < 0.001 && high > 0.4);
  assert.deepEqual(endsOf([null], true), [0.1, 1]);
});
