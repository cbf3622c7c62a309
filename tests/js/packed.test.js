import assert from "node:assert/strict";
import { test } from "node:test";
import { arrayOf, withArrays } from "../../static/js/lib/packed.js";

/** As the server packs it. @param {number[]} numbers @param {number | null} columns */
function packed(numbers, columns) {
  const base64 = Buffer.from(Float64Array.from(numbers).buffer).toString("base64");
  return { type: /** @type {const} */ ("float64"), columns, base64 };
}

test("rows and lists that came as bytes are the same numbers, to the last digit", () => {
  assert.deepEqual(arrayOf(packed([0.1, -2 / 3, 5e-324, 1e300], 2)), [
    [0.1, -2 / 3],
    [5e-324, 1e300],
  ]);
  assert.deepEqual(arrayOf(packed([Math.PI, Number.NaN], null)), [Math.PI, null]);
});

test("a result is read like one of plain numbers, wherever its arrays stand", () => {
  const plain = { paths: [{ loss: [1, 2], title: "SGD" }], low: [0, 1], trouble: null };
  const result = { ...plain, paths: [{ loss: packed([1, 2], null), title: "SGD" }] };
  assert.deepEqual(JSON.parse(JSON.stringify(withArrays(result))), plain);
});

test("an array is read once, and only when it is asked for", () => {
  const result = withArrays({ loss: packed([1, 2], null), broken: { ...packed([], null), base64: "%" } });
  const { loss } = result;
  assert.equal(result.loss, loss);
  assert.throws(() => result.broken);
});
