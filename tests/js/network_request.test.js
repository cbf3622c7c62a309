/** What becomes of a network when one of its fields is set. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { settledNetwork } from "../../static/js/lib/network_request.js";

const given = { layers: [2, 1], weights: [[[1, 2]]], biases: [[0]], activations: null, parameter_count: 3 };
const mixed = { layers: [2, 3, 3, 1], weights: null, activations: ["tanh", "relu", "sigmoid"] };

test("another shape forgets the weights that were given", () => {
  const { weights, biases, parameter_count } = settledNetwork(given, "network.layers.0");
  assert.deepEqual([weights, biases, parameter_count], [null, null, null]);
});

test("a field of something else leaves the network alone", () => {
  assert.equal(settledNetwork(given, "x.0"), given);
  assert.equal(settledNetwork(mixed, "learning_rate"), mixed);
});

test("a function for all hidden layers takes the place of one for each", () => {
  const set = settledNetwork({ ...mixed, hidden_activation: "linear" }, "network.hidden_activation");
  assert.deepEqual(
    [set.hidden_activation, set.output_activation, set.activations],
    ["linear", "sigmoid", null],
  );
});

test("a function for the output keeps that of the first hidden layer", () => {
  const set = settledNetwork({ ...mixed, output_activation: "linear" }, "network.output_activation");
  assert.deepEqual([set.hidden_activation, set.output_activation, set.activations], ["tanh", "linear", null]);
});
