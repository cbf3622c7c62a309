/** What a panel's controls say of its fields. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { Limits } from "../../static/js/panel/limits.js";

/** @type {import("../../static/js/panel/model.js").Control} */
const bias = {
  kind: "slider",
  label: "Bias",
  low: -10,
  high: 10,
  reach: [-3, 3],
  step: 0.01,
  decimals: 2,
  count: null,
  options: [],
  default: 0,
};
const limits = new Limits({
  bias,
  inputs: { ...bias, count: [1, 3] },
  "network.seed": { ...bias, low: 0, high: 9999, decimals: 0 },
});

test("a list says how few and how many values it holds, any other field sets no end", () => {
  assert.deepEqual(limits.counts("inputs"), { fewest: 1, most: 3 });
  assert.deepEqual(limits.counts("bias"), { fewest: 0, most: Number.POSITIVE_INFINITY });
});

test("a value is brought inside of the bounds, and to its decimals", () => {
  assert.equal(limits.fitting("bias", 12), 10);
  assert.equal(limits.fitting("bias", -12), -10);
  assert.equal(limits.fitting("bias", 1.23456), 1.23);
});

test("after the last seed comes the first", () => {
  assert.equal(limits.next("network.seed", 41), 42);
  assert.equal(limits.next("network.seed", 9999), 0);
});
