/** The log of runs as a table to sort, annotate and open again. */
import { html } from "../../vendor/vendor.js";
import { fixed } from "../lib/format.js";

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
    return html`<p class="maths-of">Every run you train will stand here, to be compared and opened again.</p>`;
  const share = (/** @type {number | null} */ value) => (value === null ? "–" : `${fixed(100 * value, 1)} %`);
  const loss = (/** @type {number | null} */ value) => (value === null ? "–" : fixed(value, 4));
  return html`<div class="scroll-x" tabindex="0" role="group" aria-label="Table of runs"><table class="data runs"><caption>The runs kept in this browser</caption>
    <thead><tr>${COLUMNS.map(
      ([column, name]) =>
        html`<th scope="col" aria-sort=${log.order.column === column ? (log.order.isDown ? "descending" : "ascending") : "none"}><button type="button" class="sort" @click=${() => on.sortRuns(column)}>${name}</button></th>`,
    )}<th scope="col">note</th><th scope="col"><span class="visually-hidden">open</span></th></tr></thead>
    <tbody>${log.sorted().map(
      (
        entry,
      ) => html`<tr><td>${entry.id}</td><td class="words">${entry.what}</td><td>${entry.epochs}</td><td class="words">${entry.status.replaceAll("_", " ")}</td>
        <td>${loss(entry.loss)}</td><td>${loss(entry.heldOut)}</td><td>${share(entry.accuracy)}</td>
        <td><input type="text" class="note" maxlength="200" .value=${entry.note} aria-label="Note on run ${entry.id}" @change=${(/** @type {Event} */ event) => on.annotateRun(entry.id, /** @type {HTMLInputElement} */ (event.target).value)}></td>
        <td><button type="button" class="quiet" data-action="open-run" data-value=${entry.id}>Open</button></td></tr>`,
    )}</tbody></table></div>
    <div class="row-buttons"><button type="button" data-action="export" data-value="runs-csv">Save as CSV</button><button type="button" class="quiet" data-action="forget-runs">Forget all runs</button></div>`;
}
