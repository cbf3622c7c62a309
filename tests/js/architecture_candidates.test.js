import assert from "node:assert/strict";
import { test } from "node:test";
import {
  comparedWith,
  hiddenOf,
  roomFor,
  withHidden,
  withNetwork,
  withoutNetwork,
} from "../../static/js/panels/architecture/candidates.js";

const usual = /** @type {any} */ ({ seeds: 10, networks: [{ hidden: [39], activation: "relu" }] });
const compare = /** @type {any} */ ({
  seeds: 10,
  networks: [
    { hidden: [4], activation: "tanh" },
    { hidden: [], activation: "relu" },
  ],
});
const sizes = (/** @type {any} */ { networks }) =>
  networks.map((/** @type {Api.Candidate} */ { hidden }) => hidden);

test("hidden layers are those between the ends, as wide as they were built", () => {
  assert.deepEqual(hiddenOf([784, 128, 8, 10]), [128, 8]);
  assert.deepEqual(hiddenOf([3, 2]), []);
});

test("layers that were built join the others, or take the place of one", () => {
  const request = /** @type {any} */ ({ compare, layers: [3, 200, 2] });
  const constants = { comparison: usual, networks: 6 };
  assert.deepEqual(sizes(comparedWith(request, null, constants)), [[4], [], [200]]);
  assert.deepEqual(sizes(comparedWith(request, 1, constants)), [[4], [200]]);
  assert.deepEqual(sizes(comparedWith({ ...request, compare: null }, null, constants)), [[39], [200]]);
});

test("there is room for as many epochs as the work allows, and as many seeds as the memory holds", () => {
  const prices = { passes: 3, answer: 100, bytes_of_an_answer: 8, bytes_of_a_parameter: 16 };
  const known = { inputs: { moons: 2 }, prices: { ...prices, work: 1_000_000, bytes: 10_000 } };
  const asked = /** @type {any} */ ({
    dataset: { name: "moons", samples: 10 },
    seeds: 2,
    networks: [{ hidden: [5] }, { hidden: [] }],
  });
  // 3 · 15 + 100 · 6 and 3 · 2 + 100 · 1, 751 for an example; 8 · 10 · 8 + 16 · 21 bytes for a seed
  assert.deepEqual(roomFor(asked, known), { epochs: 66, seeds: 10 });
});

test("a network more learns as the first of the usual ones, the seventh takes the place of the last", () => {
  assert.deepEqual(sizes(withNetwork(compare, usual, [5], 6)), [[4], [], [5]]);
  assert.equal(withNetwork(compare, usual, [5], 6).networks[2]?.activation, "relu");
  assert.deepEqual(sizes(withNetwork(compare, usual, [5], 2)), [[4], [5]]);
});

test("a network with other layers still learns in its own way", () => {
  const changed = withHidden(compare, 0, [7, 7]);
  assert.deepEqual(changed.networks[0], { hidden: [7, 7], activation: "tanh" });
  assert.deepEqual(sizes(compare), [[4], []]);
});

test("one network less, but never none", () => {
  assert.deepEqual(sizes(withoutNetwork(compare, 0)), [[]]);
  const one = withoutNetwork(compare, 1);
  assert.deepEqual(sizes(withoutNetwork(one, 0)), [[4]]);
});
