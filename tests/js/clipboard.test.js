import assert from "node:assert/strict";
import { test } from "node:test";
import { copied, say } from "../../static/js/lib/clipboard.js";

test("a button that is pressed twice gets its own name back", (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const button = /** @type {any} */ ({ textContent: "Copy link" });
  say(button, "Copied");
  context.mock.timers.tick(1500);
  say(button, "Copied");
  context.mock.timers.tick(1500);
  assert.equal(button.textContent, "Copied");
  context.mock.timers.tick(1000);
  assert.equal(button.textContent, "Copy link");
});

test("what the browser does not let into the clipboard is not said to be there", async () => {
  assert.equal(await copied("here is none"), false);
});
