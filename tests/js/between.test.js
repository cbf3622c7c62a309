import assert from "node:assert/strict";
import { test } from "node:test";
import { between, isTravel } from "../../static/js/lib/between.js";

const two = () => 2;

test("numbers go evenly, anything else is at once as it will be", () => {
  const from = { z: -3, names: ["relu"], deep: { x: [0, 1], kind: "a" } };
  const to = { z: 1, names: ["tanh"], deep: { x: [1, 1], kind: "b" } };
  assert.deepEqual(between(from, to, 0.25, two), {
    z: -2,
    names: ["tanh"],
    deep: { x: [0.25, 1], kind: "b" },
  });
  assert.deepEqual(between(from, to, 1, two), to);
});

test("a number on the way has its field's decimals, and its end is exact", () => {
  const decimalsOf = (/** @type {string} */ path) => (path === "network.seed" ? 0 : 1);
  const [from, to] = [
    { network: { seed: 0 }, x: [0] },
    { network: { seed: 7 }, x: [0.123] },
  ];
  assert.deepEqual(between(from, to, 0.5, decimalsOf), { network: { seed: 4 }, x: [0.1] });
  assert.deepEqual(between(from, to, 1, decimalsOf), to);
});

test("lists of other lengths, null and missing fields do not travel", () => {
  for (const [from, to] of [
    [{ x: [1] }, { x: [1, 2] }],
    [{ x: null }, { x: 1 }],
    [{}, { x: 1 }],
  ]) {
    assert.deepEqual(between(from, to, 0.5, two), to);
    assert.equal(isTravel(from, to), false);
  }
});

test("there is a way to go where any number differs", () => {
  assert.equal(isTravel({ a: { b: [1, 2] } }, { a: { b: [1, 3] } }), true);
  assert.equal(isTravel({ a: { b: [1, 2] } }, { a: { b: [1, 2] } }), false);
  assert.equal(isTravel({ a: "x", b: true }, { a: "y", b: false }), false);
});
