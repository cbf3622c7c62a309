import assert from "node:assert/strict";
import { test } from "node:test";
import { enough, fixed, layerName, noun, subscript, unitName } from "../../static/js/lib/format.js";

test("numbers have fixed decimals, a true minus and no signed zero", () => {
  assert.equal(fixed(-0.456), "−0.46");
  assert.equal(fixed(-0.001), "0.00");
  assert.equal(fixed(0.125), "0.13");
  assert.equal(fixed(-0.125), "−0.13");
  assert.equal(fixed(3, 0), "3");
});

test("large numbers with decimals are powers of ten", () => {
  assert.equal(fixed(999_999.5), "999999.50");
  assert.equal(fixed(1e6), "1.00·10⁶");
  assert.equal(fixed(-1.4e23, 4), "−1.40·10²³");
  assert.equal(fixed(12_345_678, 0), "12345678");
});

test("one mistake, and two mistakes", () => {
  assert.deepEqual(
    [0, 1, 2].map((count) => noun(count, "mistake")),
    ["mistakes", "mistake", "mistakes"],
  );
});

test("subscripts are digits set low", () => {
  assert.equal(subscript(120), "₁₂₀");
});

test("units are numbered through the hidden layers", () => {
  const sizes = [2, 3, 3, 1];
  assert.equal(unitName(sizes, 0, 1), "x₂");
  assert.equal(unitName(sizes, 2, 1), "h₅");
  assert.equal(unitName(sizes, 3, 0), "ŷ");
  assert.equal(unitName([1, 2], 1, 1), "ŷ₂");
});

test("layers are named by their place", () => {
  assert.equal(layerName([2, 3, 3, 1], 2), "hidden 2");
  assert.equal(layerName([2, 3, 1], 1), "hidden");
  assert.equal(layerName([1, 1], 0), "input");
  assert.equal(layerName([1, 2], 1), "outputs");
});

test("a small number gets the decimals that tell it from zero", () => {
  assert.deepEqual([0.5, -0.0099, 0, 12].map(enough), [4, 6, 4, 4]);
});
