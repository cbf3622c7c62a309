import assert from "node:assert/strict";
import { test } from "node:test";
import { Batches } from "../../static/js/run/batches.js";

/** A display with a run of three epochs. @param {string} request */
function displayWith(request) {
  return {
    epoch: 0,
    /** @type {any[]} */
    zoomed: [],
    run: {
      request,
      result: {
        history: { epoch: [0, 1, 2, 3] },
        snapshots: { epoch: [0, 1, 2, 3], parameters: [[0], [1], [2], [3]] },
      },
    },
    zoom(/** @type {any} */ _result, /** @type {number} */ epoch) {
      this.zoomed.push([this.run.request, epoch]);
      this.epoch = epoch;
    },
  };
}

/** @param {any} context @param {any} display */
function batchesOf(context, display) {
  /** @type {((response: Response) => void)[]} */
  const waiting = [];
  context.mock.method(globalThis, "fetch", () => new Promise((resolve) => waiting.push(resolve)));
  const answer = { epoch: 1, parameters: [[0.5], [1]] };
  const batches = new Batches({
    slug: "training",
    display,
    question: (request) => ({ request }),
    moved: () => {},
    failed: (error) => assert.fail(error),
  });
  return { batches, answered: () => waiting.shift()?.(new Response(JSON.stringify(answer))) };
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 5));

test("a step goes on by one batch", async (context) => {
  const display = displayWith("one");
  const { batches, answered } = batchesOf(context, display);
  batches.step(1);
  await settled();
  answered();
  await settled();
  assert.deepEqual(display.zoomed, [["one", 0.5]]);
});

test("batches that come when another run is shown are not drawn", async (context) => {
  const display = displayWith("one");
  const { batches, answered } = batchesOf(context, display);
  batches.step(1);
  await settled();
  display.run = displayWith("another").run;
  answered();
  await settled();
  assert.deepEqual(display.zoomed, []);
});

test("batches that come when time was set elsewhere do not move it back", async (context) => {
  const display = displayWith("one");
  const { batches, answered } = batchesOf(context, display);
  batches.step(1);
  batches.step(1);
  await settled();
  assert.equal(batches.isBusy, true);
  batches.leave();
  answered();
  await settled();
  assert.deepEqual(display.zoomed, []);
  assert.equal(batches.isBusy, false);
});
