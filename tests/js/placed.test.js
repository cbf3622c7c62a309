/** Data as examples that are changed one by one: no digit, name or task is lost. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { exampleAt, placedOf, withPoints } from "../../static/js/run/placed.js";

const run = (/** @type {object} */ data) =>
  /** @type {any} */ ({
    data: {
      task: "classification",
      input_names: ["a", "b"],
      input_units: ["", "€"],
      target_name: "kind",
      target_names: ["kind"],
      target_units: [""],
      class_names: ["cat", "dog"],
      inputs: [[0.00013, 2.34567]],
      targets: [[1]],
      low: [0, 0],
      high: [1, 5],
      scaling: null,
      target_scaling: null,
      ...data,
    },
  });

test("examples keep every digit, and their names", () => {
  const placed = placedOf(run({}), {});
  assert.deepEqual(placed.points, [{ x: [0.00013, 2.34567], y: 1 }]);
  assert.deepEqual(placed.input_names, ["a", "b"]);
  assert.deepEqual(placed.class_names, ["cat", "dog"]);
  assert.deepEqual([placed.input_units, placed.target_units], [["", "€"], null]);
});

test("names that anything has are not said", () => {
  const placed = placedOf(run({ input_names: ["x1", "x2"], target_name: "y", class_names: ["0", "1"] }), {});
  assert.deepEqual([placed.input_names, placed.target_name, placed.class_names], [null, null, null]);
});

test("standardized numbers are brought back, and stay to be standardized", () => {
  const data = {
    task: "regression",
    class_names: [],
    inputs: [[1, -1]],
    targets: [[0.5]],
    scaling: { mean: [10, 20], std: [2, 4] },
    target_scaling: { mean: [100], std: [8] },
  };
  const placed = placedOf(run(data), { standardize: true, standardize_target: true });
  assert.deepEqual(placed.points, [{ x: [12, 16], y: 104 }]);
  assert.deepEqual([placed.task, placed.standardize_target], ["regression", true]);
});

test("several targets stay together under their names", () => {
  const several = { target_names: ["rent", "price"], target_units: ["€", "€"], targets: [[0.5, 700]] };
  const placed = placedOf(run({ task: "regression", class_names: [], ...several }), {});
  assert.deepEqual(placed.points, [{ x: [0.00013, 2.34567], y: [0.5, 700] }]);
  assert.deepEqual(
    [placed.target_names, placed.target_units],
    [
      ["rent", "price"],
      ["€", "€"],
    ],
  );
});

test("an example of a class more adds a class with a name", () => {
  const placed = withPoints(placedOf(run({}), {}), [{ x: [0, 0], y: 2 }]);
  assert.deepEqual([placed.classes, placed.class_names], [3, ["cat", "dog", "2"]]);
});

test("a place that is clicked on is as fine as the plane is wide", () => {
  assert.deepEqual(exampleAt(run({}), [0.123456, 2.34567], 0).x, [0.123, 2.346]);
  const narrow = run({ low: [0, 0], high: [0.001, 1000] });
  assert.deepEqual(exampleAt(narrow, [0.0001234567, 123.4567], 0).x, [0.000123, 123]);
});
