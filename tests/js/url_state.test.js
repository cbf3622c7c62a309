import assert from "node:assert/strict";
import { test } from "node:test";
import { writeQuery, writeValue } from "../../static/js/lib/url_state.js";

const panel = {
  state: { x: [0.8, -0.45], network: { seed: 3 } },
  defaults: { x: [0, 0], network: { seed: 0 } },
  view: { drawer: "data" },
  viewDefaults: { drawer: "maths" },
  prefix: "",
};

test("words, numbers and lists of numbers are written as they are", () => {
  assert.equal(writeValue("tanh"), "tanh");
  assert.equal(writeValue(-0.5), "-0.5");
  assert.equal(writeValue([1, 2.5]), "1,2.5");
});

test("everything else is JSON, so that nothing is read as something else", () => {
  assert.equal(writeValue([0.5]), "[0.5]");
  assert.equal(writeValue(null), "null");
  assert.equal(writeValue(true), "true");
  assert.equal(writeValue([[1, 2]]), "[[1,2]]");
  assert.equal(writeValue("two words"), '"two words"');
  assert.equal(writeValue("true"), '"true"');
  assert.equal(writeValue("nullable"), "nullable");
});

test("the query holds what differs from the defaults and nothing else", () => {
  assert.equal(writeQuery(panel, ""), "?x=0.8,-0.45&network.seed=3&view.drawer=data");
  assert.equal(writeQuery({ ...panel, state: panel.defaults, view: panel.viewDefaults }, "?x=1,1"), "");
});

test("what was refused stays in the address, beside what is open", () => {
  const refused = { ...panel, prefix: "a.", isKept: true };
  const present = "?a.x=oops&a.view.step=3&b.y=2";
  assert.equal(writeQuery(refused, present), "?a.x=oops&b.y=2&a.view.drawer=data");
  assert.equal(
    writeQuery({ ...refused, isKept: false }, "?a.x=oops"),
    "?a.x=0.8,-0.45&a.network.seed=3&a.view.drawer=data",
  );
  assert.equal(writeQuery({ ...refused, prefix: "" }, "?x=oops&view.step=3"), "?x=oops&view.drawer=data");
});

test("defaults are named where a page opens with something else, and only there", () => {
  const opening = { ...panel, start: { x: [0.8, -0.45] }, view: panel.viewDefaults };
  assert.equal(writeQuery({ ...opening, state: panel.defaults }, ""), "?x=0,0");
  assert.equal(writeQuery({ ...opening, state: { ...panel.defaults, x: [0.8, -0.45] } }, ""), "");
  const state = { ...panel.defaults, network: { seed: 3 } };
  assert.equal(writeQuery({ ...opening, state }, ""), "?network.seed=3");
});

test("on a page with several panels each keeps the others' pairs", () => {
  const query = writeQuery({ ...panel, prefix: "forward." }, "?loss.y=1&forward.x=9,9");
  assert.equal(query, "?loss.y=1&forward.x=0.8,-0.45&forward.network.seed=3&forward.view.drawer=data");
});
