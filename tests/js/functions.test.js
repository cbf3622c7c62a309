/** What functions are called in formulas. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { inFormula } from "../../static/js/lib/functions.js";

const NAMES = { sigmoid: "sigmoid", relu: "ReLU", leaky_relu: "leaky ReLU" };

test("a function is called by its sign where it has one, else by its name", () => {
  assert.equal(inFormula("sigmoid", NAMES), "σ");
  assert.equal(inFormula("relu", NAMES), "ReLU");
  assert.equal(inFormula("new", NAMES), "new");
});

test("no line ends inside of a name", () => {
  assert.equal(inFormula("leaky_relu", NAMES), "leaky\u00a0ReLU");
});
