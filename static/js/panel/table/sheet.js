/**
 * The sheet for data of one's own: a box for a table, its first rows as they were read, every decision with
 * the control that decides otherwise, and a button that takes it. Pure functions of a reading.
 */
import { html, nothing } from "../../../vendor/vendor.js";
import { fieldText } from "../../lib/number_text.js";
import { decisionsOf } from "./decisions.js";
import { fileOpener } from "./file_opener.js";

/**
 * @typedef {import("./reading.js").TableReading} TableReading
 * @typedef {import("../model.js").Control} Control
 */

const ROLES = /** @type {Record<string, string>} */ ({
  input: "input",
  target: "predicted",
  "left out": "left out",
});
const MOST_WORDS = 3;

/**
 * @param {TableReading} reading
 * @param {Record<string, Control>} controls  of a CsvRequest
 * @param {{id: string, isInUse: boolean, use: () => void, refusal?: string}} options
 *   refusal: why what can be read is of no use here
 */
export function tableSheet(reading, controls, { id, isInUse, use, refusal = "" }) {
  const { answer, text, isCurrent } = reading;
  const trouble = reading.trouble || (isCurrent ? refusal : "");
  const isReady = isCurrent && !trouble && answer !== null;
  return html`${tableBox(reading, id)}
    <div class="row-buttons">${fileOpener("a table", (text) => reading.write(text, true))}
      <button type="button" class="primary use" ?disabled=${!isReady || isInUse}
        @click=${use}>${isInUse ? "In use" : "Use this table"}</button></div>
    <p class="table-message" id="${id}-message" role="status"
      data-trouble=${trouble ? "" : nothing}>${trouble || messageOf(reading, isInUse)}</p>
    ${leaveOut(reading)}
    ${text.trim() && answer && !reading.trouble ? preview(answer) : ""}
    ${text.trim() ? decisionsOf(reading, controls) : ""}`;
}

/** @param {TableReading} reading @param {string} id */
function tableBox(reading, id) {
  const write = (/** @type {InputEvent} */ event) =>
    reading.write(
      /** @type {HTMLTextAreaElement} */ (event.target).value,
      event.inputType?.startsWith("insertFrom"),
    );
  return html`<label class="table-label" for=${id}>Paste a table, one row an example</label>
    <textarea class="table-box" id=${id} rows="5" wrap="off" spellcheck="false" autocomplete="off"
      placeholder="size;weight;kind&#10;1,5;20;mouse&#10;30;4100;cat" .value=${reading.text}
      aria-describedby="${id}-message" aria-invalid=${reading.trouble ? "true" : nothing}
      @input=${write}></textarea>`;
}

/** What cannot be an input can be done without. @param {TableReading} reading */
function leaveOut(reading) {
  const { culprit } = reading;
  return culprit
    ? html`<div class="row-buttons"><button type="button"
        @click=${() => reading.leaveOut(culprit.position)}>Leave out ${culprit.title}</button></div>`
    : "";
}

/** @param {TableReading} reading @param {boolean} isInUse */
function messageOf({ answer, text, isCurrent }, isInUse) {
  if (!text.trim()) return "";
  if (!isCurrent || !answer) return "Reading …";
  return `${answer.sentence}${isInUse ? " They are in use." : ""}`;
}

/** The first rows, under what each column was taken for. @param {Api.CsvResult} answer */
function preview({ columns, header, first_rows: rows, examples }) {
  const more = examples > rows.length ? `; ${examples} examples in all` : "";
  return html`<div class="scroll-x table-preview" tabindex="0" role="group"
      aria-label="First rows of the table"><table class="data">
    <caption><span>The first rows, as they were written${more}</span></caption>
    <thead><tr><th scope="col">line</th>${columns.map(
      (column, place) =>
        html`<th scope="col" title=${header?.[place] ?? column.name}
          data-column=${column.role}>${column.display_name}<span
          class="column-role">${ROLES[column.role]}</span></th>`,
    )}</tr></thead>
    <tbody>${rows.map((row) => previewRow(row, columns))}</tbody>
    <tfoot><tr><th scope="row">read as</th>${columns.map(
      (column) => html`<td data-column=${column.role}>${readAs(column)}</td>`,
    )}</tr></tfoot>
  </table></div>`;
}

/** @param {Api.FirstRow} row @param {Api.ColumnResult[]} columns */
function previewRow({ line, cells, used }, columns) {
  const leftOut = used ? "" : html`<span class="visually-hidden">, left out</span>`;
  return html`<tr data-unused=${used ? nothing : ""}><th scope="row">${line}${leftOut}</th>${cells.map(
    (cell, place) => html`<td data-column=${columns[place]?.role ?? ""}>${cell}</td>`,
  )}</tr>`;
}

/** @param {Api.ColumnResult} column */
function readAs({ kind, low, high, unit, words, role }) {
  if (low !== null && high !== null)
    return `${fieldText(low, 0)} to ${fieldText(high, 0)}${unit ? ` ${unit}` : ""}`;
  const listed = words.slice(0, MOST_WORDS).join(", ");
  if (words.length) return `${listed}${words.length > MOST_WORDS ? ", …" : ""}: ${words.length} inputs`;
  return role === "target" ? "classes" : kind;
}
