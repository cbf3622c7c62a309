/** How many decisions are wrong, in words. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { wrongOnes } from "../../static/js/run/wrong.js";

const ONE_WRONG = [
  [2, 1],
  [0, 1],
];

/** @param {object} data @param {number[][] | null} [table]  rows are the truth */
function words(data, table = ONE_WRONG) {
  const snapshots = { confusion: table && [table] };
  return wrongOnes(/** @type {any} */ ({ index: 0, run: { result: { data, snapshots } } }));
}

test("the wrong ones are ringed where the examples lie in a plane, and nowhere else", () => {
  assert.equal(words({ inputs: [[0, 1]] }), "; 1 of 4 training examples is decided wrong (ringed)");
  assert.equal(words({ inputs: [[0, 1, 2]] }), "; 1 of 4 training examples is decided wrong");
});

test("data that are no list of inputs, as images are, have their words too", () => {
  assert.equal(words({ pixels: "" }), "; 1 of 4 training examples is decided wrong");
});

test("all right is said so, and where nothing is decided nothing is", () => {
  const allRight = [
    [2, 0],
    [0, 2],
  ];
  assert.equal(words({ pixels: "" }, allRight), "; all 4 training examples are decided right");
  assert.equal(words({ pixels: "" }, null), "");
});
