import assert from "node:assert/strict";
import { test } from "node:test";
import { Latest } from "../../static/js/lib/api.js";

/** A server whose answers come when the test says so. */
function server() {
  /** @type {Record<string, any[]>} */
  const log = { sent: [], answered: [], failed: [], open: [] };
  const latest = new Latest(
    (question) => {
      log.sent.push(question);
      return new Promise((resolve, reject) => log.open.push({ resolve, reject }));
    },
    (answer) => log.answered.push(answer),
    (error) => log.failed.push(error.message),
  );
  return { log, latest };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

test("one question is under way at a time, and the newest is asked next", async () => {
  const { log, latest } = server();
  for (const question of [1, 2, 3, 4]) latest.ask(question);
  assert.deepEqual(log.sent, [1]);
  log.open[0].resolve("one");
  await settled();
  assert.deepEqual(log.sent, [1, 4]);
  log.open[1].resolve("four");
  await settled();
  assert.deepEqual(log.answered, ["one", "four"]);
  assert.equal(latest.isBusy, false);
});

test("a failure is told, and the newest question is still asked", async () => {
  const { log, latest } = server();
  latest.ask(1);
  latest.ask(2);
  log.open[0].reject(new Error("gone"));
  await settled();
  assert.deepEqual(log.failed, ["gone"]);
  assert.deepEqual(log.sent, [1, 2]);
});
