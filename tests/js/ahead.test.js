import assert from "node:assert/strict";
import { test } from "node:test";
import { Ahead } from "../../static/js/lib/ahead.js";
import { ProblemError } from "../../static/js/lib/api.js";
import { NextKey } from "../../static/js/panel/next_key.js";

const settled = () => new Promise((resolve) => setImmediate(resolve));

/** A server whose answers come when the test says so, and a clock that stands until it is moved. */
function server({ isSpared = false } = {}) {
  /** @type {{sent: any[], open: any[], aborted: number[], time: number}} */
  const log = { sent: [], open: [], aborted: [], time: 0 };
  const ahead = new Ahead({ now: () => log.time, isSpared: () => isSpared });
  /** @type {import("../../static/js/lib/ahead.js").Send} */
  const send = (_path, request, { signal }) => {
    const { x } = /** @type {{x: number}} */ (request);
    log.sent.push(x);
    return new Promise((resolve, reject) => {
      log.open.push({ resolve: () => resolve(`of ${x}`), reject });
      signal.addEventListener("abort", () => {
        log.aborted.push(x);
        reject(new Error("aborted"));
      });
    });
  };
  const question = (/** @type {number} */ x) => ({ path: "panel", request: { x }, send });
  /** Asks, and is answered after so long. */
  const answered = async (/** @type {number} */ x, milliseconds = 10) => {
    const answer = ahead.ask(question(x));
    log.time += milliseconds;
    log.open.at(-1)?.resolve();
    return answer;
  };
  return { log, ahead, question, answered };
}

test("what was asked ahead is there when it is asked, and is asked once", async () => {
  const { log, ahead, question, answered } = server();
  assert.equal(await answered(1), "of 1");
  ahead.look(question(2));
  ahead.look(question(2));
  log.open[1].resolve();
  await settled();
  assert.equal(await ahead.ask(question(2)), "of 2");
  assert.deepEqual(log.sent, [1, 2]);
});

test("an answer on its way is waited for by whoever asks for it, and for no other", async () => {
  const { log, ahead, question, answered } = server();
  await answered(1);
  ahead.look(question(2));
  const same = ahead.ask(question(2));
  log.open[1].resolve();
  assert.equal(await same, "of 2");
  ahead.look(question(3));
  const other = ahead.ask(question(9));
  assert.deepEqual(log.aborted, [3]);
  log.open[3].resolve();
  assert.equal(await other, "of 9");
  assert.deepEqual(log.sent, [1, 2, 3, 9]);
});

test("nothing is asked ahead of a server not known to be quick, nor over a spared connection", async () => {
  const { log, ahead, question, answered } = server();
  ahead.look(question(2));
  await answered(1, 101);
  ahead.look(question(2));
  assert.deepEqual(log.sent, [1]);
  const spared = server({ isSpared: true });
  await spared.answered(1);
  spared.ahead.look(spared.question(2));
  assert.deepEqual(spared.log.sent, [1]);
});

test("a busy server is asked nothing ahead until it has answered quickly again", async () => {
  const { log, ahead, question, answered } = server();
  await answered(1);
  ahead.look(question(2));
  log.open[1].reject(new ProblemError({ title: "", detail: "", status: 503 }, 1));
  await settled();
  ahead.look(question(2));
  assert.deepEqual(log.sent, [1, 2]);
  await answered(3);
  ahead.look(question(4));
  assert.deepEqual(log.sent, [1, 2, 3, 4]);
});

test("an answer that took long is not kept: another may come the next time", async () => {
  const { log, answered } = server();
  await answered(1, 101);
  await answered(1);
  await answered(1);
  assert.deepEqual(log.sent, [1, 1]);
});

test("an answer in parts comes at once where it is short, and ends what was asked ahead where it is not", async () => {
  const { log, ahead, question, answered } = server();
  async function* inParts() {
    yield "first";
    yield "last";
  }
  await answered(1);
  const whole = async (/** @type {AsyncIterable<string>} */ parts) => {
    const all = [];
    for await (const part of parts) all.push(part);
    return all;
  };
  assert.deepEqual(await whole(ahead.parts(question(1), inParts)), ["of 1"]);
  ahead.look(question(2));
  assert.deepEqual(await whole(ahead.parts(null, inParts)), ["first", "last"]);
  assert.deepEqual([log.sent, log.aborted], [[1, 2], [2]]);
});

test("a few answers are kept, the last ones", async () => {
  const { log, ahead, question, answered } = server();
  for (const x of [1, 2, 3, 4, 5]) await answered(x);
  assert.equal(await ahead.ask(question(2)), "of 2");
  assert.equal(log.sent.length, 5);
  ahead.ask(question(1));
  assert.deepEqual(log.sent, [1, 2, 3, 4, 5, 1]);
});

test("a panel at rest asks for the value that the same key brings", async () => {
  const { log, ahead, question, answered } = server();
  const panel = {
    ahead,
    isSettled: true,
    drawers: { isBusy: true },
    written: (/** @type {string} */ path, /** @type {unknown} */ value) => ({ [path]: value }),
    settle: (/** @type {{x: number}} */ request) => request,
    short: (/** @type {{x: number}} */ { x }) => question(x),
  };
  const key = new NextKey(panel, (look) => look());
  /** @type {any} */
  const control = { dataset: { path: "x" }, next: () => 2 };
  key.lookSoon();
  await answered(1);
  key.follow(control);
  key.lookSoon();
  assert.deepEqual(log.sent, [1]);
  panel.drawers.isBusy = false;
  panel.isSettled = false;
  key.lookSoon();
  assert.deepEqual(log.sent, [1]);
  panel.isSettled = true;
  key.lookSoon();
  assert.deepEqual(log.sent, [1, 2]);
  log.open[1].resolve();
  await settled();
  control.next = () => null; // at its end, or no longer worked by keys
  key.lookSoon();
  key.follow(/** @type {any} */ ({ dataset: { path: "surface" } })); // a choice has no next value
  key.lookSoon();
  assert.deepEqual(log.sent, [1, 2]);
});
