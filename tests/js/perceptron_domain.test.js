/** The part of the plane that the perceptron shows. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { ends } from "../../static/js/panels/perceptron/domain.js";

const points = (/** @type {number[][]} */ ...places) => ({ examples: places.map((x) => ({ x, y: 0 })) });
const request = (/** @type {any} */ fields) => ({
  examples: null,
  table: null,
  input_names: null,
  ...fields,
});

test("a gate has its corners, points placed by hand one scale around the origin", () => {
  assert.deepEqual(ends(points([0, 0]), request({}), 2.5)[0], [-0.75, 1.75]);
  const placed = request({ examples: [] });
  assert.deepEqual(ends(points([1, -2]), placed, 2.5), [
    [-2.5, 2.5],
    [-2.5, 2.5],
  ]);
  assert.equal(ends(points([1, 6]), placed, 2.5)[0][1].toFixed(6), "6.600000");
});

test("columns have the scale of each, and one where their ranges are alike", () => {
  const table = request({ table: "…" });
  const [age, share] = ends(points([30, 0.1], [90, 0.6]), table, 2.5);
  assert.deepEqual([age[0], age[1], share[0].toFixed(3), share[1].toFixed(3)], [24, 96, "0.050", "0.650"]);
  const [weight, height] = ends(points([50, 150], [90, 180]), table, 2.5);
  assert.equal(weight[1] - weight[0], height[1] - height[0]);
  assert.deepEqual(ends(points([50, 150], [90, 180]), request({ examples: [] }), 2.5), [weight, height]);
  const [one] = ends(points([1, 7], [1, 7]), table, 2.5);
  assert.deepEqual(
    one.map((end) => end.toFixed(3)),
    ["0.300", "1.700"],
  );
});
