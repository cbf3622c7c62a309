import assert from "node:assert/strict";
import { test } from "node:test";
import { nearest, stepped, stroked, withMember } from "../../static/js/lib/drawing.js";

const places = [0, 10, 20, 30];
const flat = [5, 5, 5, 5];

test("a stroke sets the place it ends at", () => {
  assert.deepEqual(stroked(places, flat, { x: 11, y: 1 }, { x: 11, y: 1 }), [5, 1, 5, 5]);
});

test("a quick stroke sets what it passed on the way, either way round", () => {
  assert.deepEqual(stroked(places, flat, { x: 5, y: 0 }, { x: 30, y: 5 }), [5, 1, 3, 5]);
  assert.deepEqual(stroked(places, flat, { x: 30, y: 5 }, { x: 5, y: 0 }), [0, 1, 3, 5]);
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
