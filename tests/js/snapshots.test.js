import assert from "node:assert/strict";
import { test } from "node:test";
import { joined, unpacked } from "../../static/js/run/run.js";
import { rowsOf, withRows } from "../../static/js/run/snapshots.js";

/** As the server packs it. @param {number[][]} rows @param {"float64" | "float32"} type */
function packed(rows, type) {
  const numbers = type === "float64" ? Float64Array.from(rows.flat()) : Float32Array.from(rows.flat());
  const base64 = Buffer.from(numbers.buffer).toString("base64");
  return { type, columns: rows[0]?.length ?? 0, base64 };
}

test("θ that came as bytes is the same θ, to the last digit as float64", () => {
  const rows = [
    [0.1, -2 / 3, 1e300],
    [Math.PI, 5e-324, -0.5],
  ];
  assert.deepEqual(
    rowsOf(packed(rows, "float64")).map((row) => Array.from(row)),
    rows,
  );
  const [[short] = []] = rowsOf(packed([[0.1]], "float32")).map((row) => Array.from(row));
  assert.ok(Math.abs(/** @type {number} */ (short) - 0.1) < 1e-8);
});

test("no rows are no rows, and plain lists stay as they are", () => {
  assert.deepEqual(rowsOf({ type: "float64", columns: 3, base64: "" }), []);
  const plain = [[1, 2, 3]];
  assert.equal(rowsOf(plain), plain);
});

test("parts grow by their rows, whatever form they came in", () => {
  const part = (/** @type {number} */ epoch) => ({
    snapshots: { epoch: [epoch], parameters: packed([[epoch, 0.5, 1]], "float64") },
  });
  const whole = joined(withRows(part(0)), withRows(part(1)));
  assert.deepEqual(whole.snapshots.epoch, [0, 1]);
  assert.deepEqual(unpacked(whole.snapshots.parameters[1], [2, 1]), { weights: [[[1, 0.5]]], biases: [[1]] });
  const last = { status: "completed" };
  assert.equal(withRows(last), last);
});
