/** The log of runs as a table to sort, annotate and open again. */
import { html } from "../../vendor/vendor.js";
import { fixed } from "../lib/format.js";

/** @typedef {import("./model.js").Handlers} Handlers */

const COLUMNS = /** @type {[string, string][]} */ ([
  ["id", "run"],
  ["what", "what"],
  ["epochs", "epochs"],
  ["status", "ended"],
  ["loss", "loss"],
  ["heldOut", "held-out loss"],
  ["accuracy", "accuracy"],
]);

/** @param {import("./model.js").RunModel} model */
export function runsDrawer({ log, on }) {
  if (!log.entries.length)
    return html`<p class="maths-of">Every run you train will stand here,
      to be compared and opened again.</p>`;
  return html`<div class="scroll-x" tabindex="0" role="group" aria-label="Table of runs">
    <table class="data runs"><caption>The runs kept in this browser</caption>
    <thead><tr>${COLUMNS.map((column) => head(column, log.order, on))}<th scope="col">note</th>
      <th scope="col"><span class="visually-hidden">open</span></th></tr></thead>
    <tbody>${log.sorted().map((entry) => row(entry, on))}</tbody></table></div>
    <div class="row-buttons">
      <button type="button" data-action="export" data-value="runs-csv">Save as CSV</button>
      <button type="button" class="quiet" data-action="forget-runs">Forget all runs</button></div>`;
}

/**
 * The head of a column, which sorts by it.
 * @param {[string, string]} column @param {{column: string, isDown: boolean}} order @param {Handlers} on
 */
function head([column, name], order, on) {
  const direction = order.isDown ? "descending" : "ascending";
  return html`<th scope="col" aria-sort=${order.column === column ? direction : "none"}>
    <button type="button" class="sort" @click=${() => on.sortRuns(column)}>${name}</button></th>`;
}

/** @param {import("./run_log.js").Entry} entry @param {Handlers} on */
function row({ id, what, epochs, status, loss, heldOut, accuracy, note }, on) {
  const take = (/** @type {Event} */ event) =>
    on.annotateRun(id, /** @type {HTMLInputElement} */ (event.target).value);
  return html`<tr><td>${id}</td><td class="words">${what}</td><td>${epochs}</td>
    <td class="words">${status.replaceAll("_", " ")}</td>
    <td>${lossText(loss)}</td><td>${lossText(heldOut)}</td><td>${shareText(accuracy)}</td>
    <td><input type="text" class="note" maxlength="200" .value=${note} aria-label="Note on run ${id}"
      @change=${take}></td>
    <td><button type="button" class="quiet" data-action="open-run" data-value=${id}>Open</button></td></tr>`;
}

/** @param {number | null} value */
function lossText(value) {
  return value === null ? "–" : fixed(value, 4);
}

/** @param {number | null} value */
function shareText(value) {
  return value === null ? "–" : `${fixed(100 * value, 1)} %`;
}
