import assert from "node:assert/strict";
import { test } from "node:test";
import { RunLog } from "../../static/js/run/run_log.js";

/** A store as browsers have it, shared by tabs. */
function store() {
  /** @type {Map<string, string>} */
  const kept = new Map();
  return /** @type {any} */ ({
    getItem: (/** @type {string} */ key) => kept.get(key) ?? null,
    setItem: (/** @type {string} */ key, /** @type {string} */ value) => kept.set(key, value),
  });
}

/** @param {number} loss */
function runOf(loss) {
  const result = {
    settings: { layers: [2, 3, 1], optimizer: { name: "adam", learning_rate: 0.03 } },
    history: {
      epoch: [0, 1],
      train_loss: [0.7, loss],
      validation_loss: [null, null],
      train_accuracy: [0.5, 1],
    },
    status: "completed",
    final: { train_loss: loss, validation_loss: null, train_accuracy: 1 },
  };
  return /** @type {any} */ (result);
}

test("two tabs write into one log, and the same run twice in a row is one entry", () => {
  const shared = store();
  const [one, other] = [new RunLog("nudge-runs", shared), new RunLog("nudge-runs", shared)];
  one.add(runOf(0.3), { seed: 1 }, "moons");
  other.add(runOf(0.2), { seed: 2 }, "moons");
  other.add(runOf(0.2), { seed: 2 }, "moons");
  one.add(runOf(0.1), { seed: 3 }, "moons");
  assert.deepEqual(
    one.entries.map(({ id, loss }) => [id, loss]),
    [
      [1, 0.3],
      [2, 0.2],
      [3, 0.1],
    ],
  );
});

test("runs are sorted by any column, those without a number last, and notes stay", () => {
  const log = new RunLog("nudge-runs", store());
  for (const loss of [0.3, 0.1, 0.2]) log.add(runOf(loss), { seed: loss }, "moons");
  log.annotate(2, "=the best");
  log.sortBy("loss");
  assert.deepEqual(
    log.sorted().map(({ loss }) => loss),
    [0.1, 0.2, 0.3],
  );
  log.sortBy("loss");
  assert.deepEqual(
    log.sorted().map(({ loss }) => loss),
    [0.3, 0.2, 0.1],
  );
  assert.equal(log.entries.find(({ id }) => id === 2)?.note, "=the best");
});

test("a broken or forbidden store is an empty log", () => {
  const broken = /** @type {any} */ ({
    getItem: () => "{",
    setItem: () => {
      throw new Error("full");
    },
  });
  const log = new RunLog("nudge-runs", broken);
  log.add(runOf(0.5), {}, "moons");
  assert.equal(log.entries.length, 1);
  assert.equal(new RunLog("nudge-runs", null).entries.length, 0);
});

test("what is no run is left out, whatever the store holds", () => {
  const shared = store();
  new RunLog("nudge-runs", shared).add(runOf(0.3), { seed: 1 }, "moons");
  const [entry] = JSON.parse(shared.getItem("nudge-runs"));
  for (const broken of [
    null,
    1,
    "x",
    [],
    {},
    { ...entry, id: "1" },
    { ...entry, status: 1 },
    { ...entry, note: null },
    { ...entry, asked: null },
    { ...entry, loss: "<b>" },
  ]) {
    shared.setItem("nudge-runs", JSON.stringify([broken, entry]));
    assert.deepEqual(new RunLog("nudge-runs", shared).entries, [entry]);
  }
  for (const text of ["", "{", "null", "{}", "1", '"[]"']) {
    shared.setItem("nudge-runs", text);
    assert.deepEqual(new RunLog("nudge-runs", shared).entries, []);
  }
});

test("in a browser that keeps nothing the log lasts as long as the page, notes too", () => {
  const full = {
    getItem: () => null,
    setItem: () => {
      throw new Error("full");
    },
  };
  for (const storage of [{ getItem: () => null, setItem: () => {} }, full, null]) {
    const log = new RunLog("nudge-runs", storage);
    log.add(runOf(0.3), { seed: 1 }, "moons");
    log.add(runOf(0.2), { seed: 2 }, "moons");
    log.annotate(1, "the first");
    assert.deepEqual(
      log.entries.map(({ loss, note }) => [loss, note]),
      [
        [0.3, "the first"],
        [0.2, ""],
      ],
    );
  }
});
