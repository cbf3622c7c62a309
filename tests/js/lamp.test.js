import assert from "node:assert/strict";
import { test } from "node:test";
import { brightness, lampKind } from "../../static/js/charts/lamp.js";

const TANH = /** @type {const} */ ([-1, 1]);
const SIGMOID = /** @type {const} */ ([0, 1]);
const RELU = /** @type {const} */ ([0, null]);
const NONE = /** @type {const} */ ([null, null]);

test("zero is unlit whatever the activation is", () => {
  for (const range of [TANH, SIGMOID, RELU, NONE]) {
    assert.equal(brightness(0, [...range]), 0);
    assert.equal(lampKind(0, [...range]), "lamp");
  }
});

test("a lamp is the brighter the farther its value is from zero", () => {
  assert.equal(brightness(-1, [...TANH]), 1);
  assert.ok(brightness(-0.32, [...TANH]) < brightness(0.59, [...TANH]) - 0.2);
  assert.equal(brightness(0.25, [...SIGMOID]), 0.25);
  assert.equal(brightness(7, [...RELU]), 1);
});

test("the rim says the sign where there can be one", () => {
  assert.equal(lampKind(-0.32, [...TANH]), "lamp negative");
  assert.equal(lampKind(0.32, [...NONE]), "lamp positive");
  assert.equal(lampKind(0.32, [...SIGMOID]), "lamp");
  assert.equal(lampKind(3, [...RELU]), "lamp");
});
