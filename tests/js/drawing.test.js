import assert from "node:assert/strict";
import { test } from "node:test";
import { nearest, stepped, stroke, withMember } from "../../static/js/lib/drawing.js";

const places = [0, 10, 20, 30];
const flat = [5, 5, 5, 5];

/** What a stroke along some spots makes of flat heights. @param {number[][]} spots */
function drawn(...spots) {
  const along = stroke(places);
  return spots.reduce((heights, [x = 0, y = 0]) => along(heights, { x, y }), flat);
}

test("a touch sets the place it is nearest to", () => {
  assert.deepEqual(drawn([11, 1]), [5, 1, 5, 5]);
  assert.deepEqual(drawn([14, 1]), [5, 1, 5, 5]);
});

test("a quick stroke sets what it passed on the way, either way round", () => {
  assert.deepEqual(drawn([4, 0], [30, 5.2]).map(Math.round), [0, 1, 3, 5]);
  assert.deepEqual(drawn([30, 5.2], [4, 0]).map(Math.round), [0, 1, 3, 5]);
});

test("a slow stroke along a straight line is that line, either way round", () => {
  const right = Array.from({ length: 31 }, (_, x) => [x, x / 10]);
  assert.deepEqual(drawn(...right), [0, 1, 2, 3]);
  assert.deepEqual(drawn(...right.reverse()), [0, 1, 2, 3]);
  const between = Array.from({ length: 30 }, (_, x) => [x + 0.5, (x + 0.5) / 10]);
  assert.deepEqual(drawn(...between), [0.05, 1, 2, 2.95]);
});

test("a pointer that stays near a place moves it up and down", () => {
  assert.deepEqual(drawn([10, 5], [10.5, 3], [11.5, 1]), [5, 1, 5, 5]);
  assert.deepEqual(drawn([9, 5], [11, 3], [9.5, 0]), [5, 0, 5, 5]);
});

test("a stroke that turns back draws again over what it passed", () => {
  assert.deepEqual(drawn([0, 1], [20, 1], [20, 3], [0, 3]), [3, 3, 3, 5]);
});

test("the nearest is the first of those that are", () => {
  assert.equal(nearest(places, 16), 2);
  assert.equal(nearest(places, 15), 1);
  assert.equal(nearest(places, -9), 0);
});

test("steps end at the ends of the axis, and at its decimals", () => {
  const axis = { low: 0, high: 1, step: 0.05, decimals: 2 };
  assert.equal(stepped(axis, 0.1, 2), 0.2);
  assert.equal(stepped(axis, 0.98, 4), 1);
  assert.equal(stepped(axis, 0.02, -1), 0);
  assert.equal(stepped(axis, 0.123456, 0), 0.12);
});

test("one member changes, the list itself does not", () => {
  assert.deepEqual(withMember(flat, 2, 1), [5, 5, 1, 5]);
  assert.deepEqual(flat, [5, 5, 5, 5]);
});
