import assert from "node:assert/strict";
import { test } from "node:test";
import { jsonLines } from "../../static/js/lib/api.js";
import { indexOfEpoch } from "../../static/js/lib/epochs.js";
import { Frames } from "../../static/js/run/frames.js";
import { changedPaths, joined, unpacked, withBatches } from "../../static/js/run/run.js";

/** A stream that hands over the bytes of these texts one by one. @param {string[]} texts */
function streamOf(texts) {
  const encoder = new TextEncoder();
  return /** @type {any} */ (
    new ReadableStream({
      start(controller) {
        for (const text of texts) controller.enqueue(encoder.encode(text));
        controller.close();
      },
    })
  );
}

test("lines are read wherever the network cut them, even inside a letter", async () => {
  const bytes = new TextEncoder().encode('{"a":"é"}\n{"b":2}\n{"c":3}');
  const body = new ReadableStream({
    start(controller) {
      for (const byte of bytes) controller.enqueue(Uint8Array.of(byte));
      controller.close();
    },
  });
  const seen = [];
  for await (const part of jsonLines(/** @type {any} */ (body))) seen.push(part);
  assert.deepEqual(seen, [{ a: "é" }, { b: 2 }, { c: 3 }]);
  const empty = [];
  for await (const part of jsonLines(streamOf(["\n\n"]))) empty.push(part);
  assert.deepEqual(empty, []);
});

test("parts grow lists, join objects and replace the rest", () => {
  const whole = joined(
    { history: { epoch: [0], loss: [0.7] }, status: "running" },
    {
      history: { epoch: [1, 2], loss: [0.6, null] },
      status: "completed",
      diagnosis: [],
    },
  );
  assert.deepEqual(whole, {
    history: { epoch: [0, 1, 2], loss: [0.7, 0.6, null] },
    status: "completed",
    diagnosis: [],
  });
});

test("θ comes apart row by row, then the biases, layer after layer", () => {
  const { weights, biases } = unpacked([1, 2, 3, 4, 5, 6, 7, 8, 9], [2, 2, 1]);
  assert.deepEqual(weights, [
    [
      [1, 2],
      [3, 4],
    ],
    [[7, 8]],
  ]);
  assert.deepEqual(biases, [[5, 6], [9]]);
});

test("an epoch without a snapshot shows the latest one before it", () => {
  const epochs = [0, 1, 2, 10, 20];
  assert.deepEqual(
    [0, 1, 9, 10, 15, 20, 99].map((epoch) => indexOfEpoch(epochs, epoch)),
    [0, 1, 2, 3, 3, 4, 4],
  );
});

test("two requests differ in the fields that say so", () => {
  const one = { network: { layers: [2, 3, 1], seed: 0 }, epochs: 300, l2: 0 };
  const other = { network: { layers: [2, 4, 1], seed: 0 }, epochs: 300, l2: 0.1 };
  assert.deepEqual(changedPaths(one, other), ["network.layers", "l2"]);
  assert.deepEqual(changedPaths(one, one), []);
});

/** Frames of a run of 100, fetched by hand. @param {any} [options] */
function handFetched(options = {}) {
  /** @type {{indices: number[], answer: (frames: string[]) => void}[]} */
  const asked = [];
  const frames = new Frames({
    load: (indices) => new Promise((answer) => asked.push({ indices, answer })),
    arrived: () => {},
    failed: (error) => assert.fail(error),
    count: () => 100,
    ahead: 4,
    later: (/** @type {() => void} */ work) => work(),
    ...options,
  });
  const answer = async () => {
    const { indices, answer: give } = /** @type {any} */ (asked.at(-1));
    give(indices.map((/** @type {number} */ index) => `frame ${index}`));
    await new Promise((done) => setTimeout(done));
  };
  return { frames, asked, answer };
}

test("a frame is asked for alone, then the next ones, and never drawn before it is there", async () => {
  const { frames, asked, answer } = handFetched();
  assert.equal(frames.at(10), undefined);
  assert.deepEqual(asked[0]?.indices, [10]);
  await answer();
  assert.equal(frames.at(10), "frame 10");
  assert.deepEqual(asked[1]?.indices, [11, 12, 13]);
  await answer();
  assert.equal(frames.at(13), "frame 13");
  assert.deepEqual(asked[2]?.indices, [14, 15, 16]);
});

test("backwards, the earlier frames are fetched ahead", async () => {
  const { frames, asked, answer } = handFetched();
  frames.at(50);
  await answer();
  await answer();
  frames.at(40);
  await answer();
  assert.deepEqual(asked.at(-1)?.indices, [39, 38, 37]);
});

test("while one question is out only the newest waits, and the store stays bounded", async () => {
  const { frames, asked, answer } = handFetched({ most: 6 });
  for (const index of [0, 20, 40, 60]) frames.at(index);
  assert.equal(asked.length, 1);
  await answer();
  assert.deepEqual(asked[1]?.indices, [60]);
  await answer();
  assert.deepEqual(asked[2]?.indices, [61, 62, 63]);
  await answer();
  frames.at(63);
  assert.deepEqual(asked[3]?.indices, [64, 65, 66]);
  await answer();
  assert.equal(frames.kept.size, 6);
  assert.equal(frames.at(63), "frame 63");
});

test("the batches of an epoch come between two epochs, and another epoch takes them out", () => {
  const result = /** @type {any} */ ({
    history: { epoch: [0, 1, 2] },
    snapshots: {
      epoch: [0, 1, 2],
      parameters: [["a"], ["b"], ["c"]],
      confusion: [0, 1, 2],
      validation_confusion: null,
    },
  });
  const inside = withBatches(result, {
    epoch: 2,
    parameters: /** @type {any} */ ([["x"], ["y"], ["c"]]),
    loss: [3, 2, 1],
  });
  assert.deepEqual(inside.snapshots.epoch, [0, 1, 1 + 1 / 3, 1 + 2 / 3, 2]);
  assert.deepEqual(inside.snapshots.parameters, [["a"], ["b"], ["x"], ["y"], ["c"]]);
  assert.deepEqual(inside.snapshots.confusion, [0, 1, null, null, 2]);
  assert.equal(inside.snapshots.validation_confusion, null);
  const other = withBatches(inside, {
    epoch: 1,
    parameters: /** @type {any} */ ([["w"], ["b"]]),
    loss: [9, 8],
  });
  assert.deepEqual(other.snapshots.epoch, [0, 0.5, 1, 2]);
});
