import assert from "node:assert/strict";
import { test } from "node:test";
import { wantedOf } from "../../static/js/panels/approximation/apart.js";
import { sidesOf } from "../../static/js/panels/approximation/sides.js";

const network = {
  layers: [1, 1, 1],
  activations: ["relu", "linear"],
  weights: [[[2]], [[3]]],
  biases: [[-1], [0.5]],
};
const result = {
  ...{ x: [-1, 0, 1], target: [0, 1, 0], fit: [0, 0, 3.5], units: [[0, 0, 3]], bias: 0.5, error: 0.2 },
  ...{ kinks: [0.5], linear_pieces: 2, difference: 0, network, beside: null, folds: null },
  ...{
    epoch: [0, 100],
    fits: [
      [1, 1, 1],
      [0, 0, 3.5],
    ],
    kinks_then: [[0], [0.5]],
    errors_then: [0.7, 0.2],
  },
  parameters: [
    [1, 0, -4, 1],
    [2, -1, 3, 0.5],
  ],
};
const request = { how: "trained", hidden: 1 };
const model = /** @type {any} */ ({ request, result, view: { place: 2, drawer: "none" }, constants: {} });

test("the network of an epoch before the last is asked for as it was then", () => {
  const wanted = wantedOf(model, 0);
  assert.equal(wanted?.epoch, 0);
  assert.deepEqual(wanted?.request.network.weights, [[[1]], [[-4]]]);
  assert.deepEqual(wanted?.request.network.biases, [[0], [1]]);
  assert.equal(wanted?.request.x, 1);
});

test("nothing is asked for where the answer has it all, but what an open drawer shows", () => {
  assert.equal(wantedOf(model, null), null);
  assert.equal(wantedOf({ ...model, request: { how: "built" } }, 0), null);
  const open = { ...model, view: { place: 0, drawer: "matrix" } };
  assert.deepEqual(wantedOf(open, null)?.request.network.weights, network.weights);
});

test("an epoch has its own fit and error at once, and its units once they have come", () => {
  const [before] = sidesOf(model, 0, null);
  assert.deepEqual(before?.fit, [1, 1, 1]);
  assert.equal(before?.error, 0.7);
  assert.deepEqual(before?.units, []);
  const answer = { units: [[-4, 0, 4]], bias: 1, difference: 0, kinks: [0], linear_pieces: 2 };
  const known = /** @type {any} */ ({ ...wantedOf(model, 0), answer });
  const [side] = sidesOf(model, 0, known);
  assert.deepEqual(side?.units, [[-4, 0, 4]]);
  assert.deepEqual(side?.weights, [-4]);
  assert.equal(side?.layersOf, ", epoch 0");
});

test("units that were asked for of another state are not drawn", () => {
  const answer = { units: [[-4, 0, 4]], bias: 1, difference: 0, kinks: [0], linear_pieces: 2 };
  const known = /** @type {any} */ ({ ...wantedOf(model, 0), answer, of: { how: "trained", hidden: 9 } });
  assert.deepEqual(sidesOf(model, 0, known)[0]?.units, []);
});
