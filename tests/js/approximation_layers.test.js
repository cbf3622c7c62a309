import assert from "node:assert/strict";
import { test } from "node:test";
import {
  addedUp,
  corners,
  counted,
  endsOf,
  orderOf,
  sampled,
} from "../../static/js/panels/approximation/layers.js";

test("units stand from left to right, those that bend nowhere last", () => {
  assert.deepEqual(orderOf([0.5, null, -1, 0.5]), [2, 0, 3, 1]);
});

test("the bias and the units that are added make the sum at every place", () => {
  const units = [
    [1, 2],
    [10, 20],
    [100, 200],
  ];
  assert.deepEqual(addedUp(units, 0.5, [], 2), [0.5, 0.5]);
  assert.deepEqual(addedUp(units, 0.5, [2, 0], 2), [101.5, 202.5]);
});

test("a line needs its ends and the places where it bends", () => {
  assert.deepEqual(corners([0, 0, 0, 1, 2, 3]), [0, 2, 5]);
  assert.deepEqual(corners([1, 1, 1]), [0, 2]);
  assert.deepEqual(corners([0, 1, 4, 9]), [0, 1, 2, 3]);
});

test("an axis holds all values and 0, with room around them", () => {
  assert.deepEqual(endsOf([[1, 3], [2]], 0.5), [-1.5, 4.5]);
  assert.deepEqual(endsOf([], 0.5), [-1, 1]);
});

test("a drawing starts from every so many places of the curve", () => {
  assert.deepEqual(sampled([-1, -0.5, 0, 0.5, 1], [0, 0.333, 0.666, 1, 2], 2), [
    [-1, 0],
    [0, 0.67],
    [1, 2],
  ]);
});

test("a count has its noun in the right number", () => {
  assert.equal(counted(1, "unit"), "1 unit");
  assert.equal(counted(2, "unit"), "2 units");
});
