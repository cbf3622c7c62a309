import assert from "node:assert/strict";
import { test } from "node:test";
import { Later } from "../../static/js/lib/later.js";
import { fetched } from "../../static/js/panel/trouble.js";

test("a script is not fetched while the server is away, and once when it is there", async () => {
  let [isAway, loads] = [true, 0];
  const script = new Later(
    async () => ++loads,
    async () => {
      if (isAway) throw new TypeError("Failed to fetch");
    },
  );
  await assert.rejects(script.get(), /Failed to fetch/);
  assert.equal(loads, 0);
  isAway = false;
  assert.equal(await script.get(), 1);
  isAway = true;
  assert.equal(await script.get(), 1);
});

test("who needs a script is told that the server is away, and gets it when it is back", async () => {
  let tries = 0;
  const script = new Later(
    async () => "script",
    async () => {
      if (++tries < 3) throw new TypeError("Failed to fetch");
    },
  );
  /** @type {string[]} */
  const said = [];
  const panel = {
    troubleAside: "",
    endTroubleAside: () => {
      panel.troubleAside = "";
    },
    failAside: (/** @type {Error} */ { message }, /** @type {() => void} */ again) => {
      panel.troubleAside = message;
      said.push(message);
      setImmediate(again);
    },
  };
  assert.equal(await fetched(panel, script), "script");
  assert.deepEqual([said.length, panel.troubleAside], [2, ""]);
});
