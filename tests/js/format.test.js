import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { test } from "node:test";
import {
  amount,
  compact,
  enough,
  fixed,
  grouped,
  layerName,
  noun,
  percent,
  subscript,
  unitName,
  writtenAs,
} from "../../static/js/lib/format.js";

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

test("small numbers are powers of ten as large ones are, and in one way wherever they stand", () => {
  assert.deepEqual([0.25, 0.000032, 0, -0.25].map(amount), ["0.250", "3.2·10⁻⁵", "0.000", "−0.250"]);
  assert.deepEqual([0.1, 12.34, -0.00031, 2.4e7, 0].map(compact), [
    "0.1",
    "12.3",
    "−3.1·10⁻⁴",
    "2.4·10⁷",
    "0",
  ]);
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

test("no script has a way of its own to write powers of ten", async () => {
  const root = new URL("../../static/js/", import.meta.url);
  const files = (await readdir(root, { recursive: true })).filter((name) => name.endsWith(".js"));
  assert.ok(files.length > 100);
  const texts = await Promise.all(files.map((name) => readFile(new URL(name, root), "utf8")));
  const own = files.filter((_, index) => texts[index]?.includes("toExponential(")).sort();
  // A field shows a number as it is typed
  assert.deepEqual(own, ["lib/format.js", "lib/number_text.js", "lib/ticks.js"]);
});

test("a whole number has its thousands apart", () => {
  assert.deepEqual([26, 999, 1000, 101770, 1234567].map(grouped), [
    "26",
    "999",
    "1,000",
    "101,770",
    "1,234,567",
  ]);
});

test("a share is written in percent, and every way to write a number has a name", () => {
  assert.equal(percent(0.9779), "97.8");
  assert.deepEqual(
    [writtenAs(0.5, 3), writtenAs(1234, "grouped"), writtenAs(1, "percent")],
    ["0.500", "1,234", "100.0"],
  );
});
