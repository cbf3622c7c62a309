/** The arrow keys in a picture of a network. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { walked } from "../../static/js/lib/network_walk.js";

const SIZES = [2, 3, 1];

/** @param {import("../../static/js/lib/network_walk.js").UnitOrEdge} from @param {string[]} keys */
function walk(from, keys, hasEdges = true) {
  return keys.map((key) => {
    from = walked(SIZES, from, key, hasEdges) ?? from;
    return from.join(".");
  });
}

test("units alone: to the layer beside at the same height, and none falls off", () => {
  const keys = ["ArrowLeft", "ArrowUp", "ArrowUp", "ArrowLeft", "ArrowLeft"];
  assert.deepEqual(walk([2, 0], keys, false), ["1.1", "1.0", "1.0", "0.0", "0.0"]);
});

test("left and right lead along the connection, from which up and down lead to the unit's others", () => {
  const there = ["ArrowLeft", "ArrowDown", "ArrowDown", "ArrowLeft"];
  assert.deepEqual(walk([2, 0], there), ["2.0.1", "2.0.2", "2.0.2", "1.2"]);
  assert.deepEqual(walk([1, 2], ["ArrowRight", "ArrowRight", "ArrowRight"]), ["2.0.2", "2.0", "2.0"]);
  assert.deepEqual(walk([0, 0], ["ArrowLeft", "ArrowUp", "ArrowRight"]), ["0.0", "0.0", "1.0.0"]);
});

test("every connection can be reached by keys", () => {
  const seen = new Set([[2, 0].join(".")]);
  const open = [/** @type {import("../../static/js/lib/network_walk.js").UnitOrEdge} */ ([2, 0])];
  for (let at = open.pop(); at; at = open.pop()) {
    for (const key of ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"]) {
      const next = walked(SIZES, at, key, true);
      if (next && !seen.has(next.join("."))) {
        seen.add(next.join("."));
        open.push(next);
      }
    }
  }
  assert.equal([...seen].filter((each) => each.split(".").length === 3).length, 2 * 3 + 3 * 1);
  assert.equal([...seen].length, 9 + 6);
});

test("any other key is not for the picture", () => {
  assert.equal(walked(SIZES, [2, 0], "Enter", true), null);
});
