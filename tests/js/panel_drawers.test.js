import assert from "node:assert/strict";
import { test } from "node:test";
import { Drawers } from "../../static/js/panel/drawers.js";

const settled = () => new Promise((resolve) => setImmediate(resolve));

/** @param {any} context @param {number[]} statuses  of the answers, one after the other; then 200 */
function drawers(context, statuses = []) {
  /** @type {any[]} */
  const asked = [];
  context.mock.method(
    globalThis,
    "fetch",
    async (/** @type {string} */ path, /** @type {any} */ { body }) => {
      if (path === "/healthz") return new Response("{}");
      asked.push([path, JSON.parse(body)]);
      const status = statuses.shift() ?? 200;
      return new Response(JSON.stringify({ status, detail: "full", curl: "curl" }), { status });
    },
  );
  /** @type {string[]} */
  const failed = [];
  return {
    asked,
    failed,
    panel: new Drawers(
      "neuron",
      () => {},
      (error) => failed.push(error.message),
    ),
  };
}

test("what a drawer shows is asked for once, whatever else changes in the view", async (context) => {
  const { panel, asked } = drawers(context);
  for (let time = 0; time < 3; time++) {
    panel.follow("data", { bias: 1 });
    panel.follow("api", { bias: 1 });
    panel.follow("numpy", { bias: 1 });
    await settled();
  }
  panel.follow("data", { bias: 2 });
  await settled();
  assert.deepEqual(asked, [
    ["/api/v1/table/neuron", { bias: 1 }],
    ["/api/v1/code/neuron", { bias: 1 }],
    ["/api/v1/table/neuron", { bias: 2 }],
  ]);
});

test("what could not be answered is asked for again", async (context) => {
  const { panel, asked, failed } = drawers(context, [503]);
  panel.follow("api", { bias: 1 });
  await settled();
  panel.follow("api", { bias: 1 });
  await settled();
  assert.equal(asked.length, 2);
  assert.deepEqual(failed, ["full"]);
});
