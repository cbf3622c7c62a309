import assert from "node:assert/strict";
import test from "node:test";
import { linesOf } from "../../static/js/lib/lines.js";

const upTo = (/** @type {number} */ length) => (/** @type {string} */ line) => line.length <= length;

test("a text that fits is one line", () => {
  assert.deepEqual(linesOf("η = 0.5: solved.", upTo(16)), ["η = 0.5: solved."]);
});

test("a line ends before the word that does not fit, and no word is lost", () => {
  const lines = linesOf("one two three four", upTo(8));
  assert.deepEqual(lines, ["one two", "three", "four"]);
  assert.equal(lines.join(" "), "one two three four");
});

test("a word that is too long stands alone", () => {
  assert.deepEqual(linesOf("a superlative b", upTo(4)), ["a", "superlative", "b"]);
});
