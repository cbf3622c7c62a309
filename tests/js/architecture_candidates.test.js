import assert from "node:assert/strict";
import { test } from "node:test";
import {
  hiddenOf,
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

test("hidden layers are those between the ends, no larger than what is trained", () => {
  assert.deepEqual(hiddenOf([784, 128, 8, 10], 64), [64, 8]);
  assert.deepEqual(hiddenOf([3, 2], 64), []);
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
