/** What is lowered, with the present numbers. */
import { html } from "../../../vendor/vendor.js";
import { equation } from "../../charts/equation.js";
import { sourced } from "../../charts/number.js";
import { openedRun } from "./runs.js";

/** @typedef {import("./panel.js").Shown} Shown */

/** @param {Shown} model */
export function maths(model) {
  const { result, selected } = model;
  const run = openedRun(model);
  const at = `runs.${selected}`;
  const [, end] = run.wrong;
  const number = (/** @type {string} */ path, /** @type {number} */ decimals) =>
    sourced(result, `${at}.${path}`, decimals);
  const [held, own] = [number("final.validation_loss", 4), number("final.train_loss", 4)];
  const gap = html`<p class="maths-of">${run.title}, the network that is left: held-out loss and training
    loss.</p>${equation`${held} − ${own}`}`;
  if (end?.mean_loss == null) return gap;
  const [count, mean, of] = [
    number("wrong.1.count", 0),
    number("wrong.1.mean_loss", 4),
    number("wrong.1.of", 0),
  ];
  return html`${gap}<p class="maths-of">What the wrong decisions alone add to the held-out loss:</p>
    ${equation`${count} · ${mean} / ${of}`}`;
}
