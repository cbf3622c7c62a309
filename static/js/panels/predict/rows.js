/** The sheet with the rows: a box for a table, what was decided on it, and every row beside its answer. */
import { html, nothing } from "../../../vendor/vendor.js";
import { shown } from "../../charts/number.js";
import { className, shortName } from "../../lib/names.js";
import { fieldText } from "../../lib/number_text.js";
import { fileOpener } from "../../panel/table/file_opener.js";
import { key } from "../../run/marks.js";
import { givenAt } from "./places.js";

/**
 * @typedef {import("./panel.js").Model} Model
 * @typedef {import("./panel.js").Known} Known
 * @typedef {import("./panel.js").PredictPanel} Panel
 */

const MOST_LISTED = 200;
const MOST_EXAMPLES = 12;
const DIGITS = 7;
/** So many inputs are listed beside the answers, and named in a sentence. */
const MOST_COLUMNS = 3;

/** @param {Model} model @param {Panel} panel */
export function rowsSheet(model, panel) {
  const { request, result } = model;
  const text = panel.draft ?? request.csv ?? "";
  const trouble = panel.trouble.replace(/^\/?(csv: )?/, "");
  const isTable = text.trim() !== "";
  const write = (/** @type {InputEvent} */ event) =>
    panel.write(
      /** @type {HTMLTextAreaElement} */ (event.target).value,
      event.inputType?.startsWith("insertFrom"),
    );
  return html`<label class="table-label" for="predict-table">Paste a table of new rows</label>
    <textarea class="table-box" id="predict-table" rows="5" wrap="off" spellcheck="false" autocomplete="off"
      placeholder=${placeholderOf(result)} .value=${text} aria-describedby="predict-message"
      aria-invalid=${isTable && trouble ? "true" : nothing} @input=${write}></textarea>
    <div class="row-buttons">${fileOpener("new rows", (text) => panel.write(text, true))}
      <button type="button" data-action="example-table">Held-out rows</button>
      <button type="button" data-action="no-table" ?disabled=${!isTable}>Empty it</button></div>
    <p class="table-message" id="predict-message" role="status"
      data-trouble=${isTable && trouble ? "" : nothing}>${isTable && trouble ? trouble : messageOf(model)}</p>
    ${isTable && !trouble ? reasons(result) : ""}
    ${listOfRows(model)}
    <div class="row-buttons"><button type="button" data-action="add-row">Add a row</button>
      <button type="button" data-action="remove-row"
        ?disabled=${result.rows.inputs.length < 2}>Remove it</button>
      <button type="button" data-action="keep-answers">Download, CSV</button></div>`;
}

/** What was decided on the table. @param {Known} result */
function reasons({ rows }) {
  return rows.reading.map(({ sentence }) => html`<p class="table-reason">${sentence}</p>`);
}

/** The names that a table may have. @param {Known} result */
function placeholderOf({ data, rows }) {
  const row = (rows.inputs[0] ?? []).map((value) => fieldText(value, 2).replace("−", "-"));
  return `${data.input_names.join(",")}\n${row.join(",")}`;
}

/** @param {Model} model */
function messageOf({ request, result }) {
  const { input_names: names, scaling } = result.data;
  const count = result.rows.inputs.length;
  const how = scaling ? "Read and standardized as in training." : "Read as in training.";
  if (request.csv) return `${count} ${count === 1 ? "row" : "rows"}. ${how}`;
  const rest = names.length > MOST_COLUMNS ? " and so on" : "";
  const listed = names.slice(0, MOST_COLUMNS).join(", ") + rest;
  return `A column for each input: ${listed}. Their order does not matter where the first line names them.`;
}

/** Every row beside its answer; a press shows its way. @param {Model} model */
export function listOfRows({ result }) {
  const { rows, data } = result;
  const count = rows.inputs.length;
  const rest = count > MOST_LISTED ? `; the first ${MOST_LISTED} are listed` : "";
  const isShort = data.input_names.length <= MOST_COLUMNS;
  const inputs = isShort ? data.input_names : [];
  const answers = data.task === "regression" ? data.target_names : ["class", "probability"];
  const heads = [...answers, "distance", ...inputs];
  return html`<div class="scroll-x predict-list" tabindex="0" role="group" aria-label="Rows and answers">
    <table class="data"><caption>${count} ${count === 1 ? "row" : "rows"}${rest}</caption>
      <thead><tr><th scope="col">${rows.lines ? "line" : "row"}</th>
        ${heads.map((name) => html`<th scope="col" title=${name}>${shortName(name, 12)}</th>`)}</tr></thead>
      <tbody>${rows.inputs.slice(0, MOST_LISTED).map((_, row) => rowOf(result, row, inputs.length))}</tbody>
      </table></div>`;
}

/** @param {Known} result @param {number} row @param {number} inputs  how many are listed */
function rowOf(result, row, inputs) {
  const { rows, distances } = result;
  const isFar = distances.is_far[row];
  const isChosen = row === rows.row;
  const given = Array.from({ length: inputs }, (_, input) => shown(result, `rows.inputs.${row}.${input}`, 2));
  return html`<tr class=${isChosen ? "predict-chosen" : ""}>
    <th scope="row"><button type="button" class="quiet" data-action="select-row" data-value=${row}
      aria-pressed=${String(isChosen)}
      aria-label="Show the way of row ${row + 1}">${rows.lines?.[row] ?? row + 1}</button></th>
    ${answerCells(result, row)}
    <td>${isFar ? html`<strong class="predict-warning">far</strong> ` : ""}${shown(
      result,
      `distances.distances.${row}`,
      2,
    )}</td>${given.map((number) => html`<td>${number}</td>`)}</tr>`;
}

/** @param {Known} result @param {number} row */
function answerCells(result, row) {
  const { data, decisions, rows } = result;
  if (!decisions)
    return data.target_names.map(
      (_, place) => html`<td>${shown(result, `predictions.${row}.${place}`, 3)}</td>`,
    );
  const kind = decisions[row];
  const said = kind === null || kind === undefined ? "–" : className(data.class_names[kind] ?? "");
  const share = rows.certainty ? shown(result, `rows.certainty.${row}`, 3) : "–";
  const sign = kind === null || kind === undefined ? "" : key(kind);
  return html`<td class="predict-said">${sign} ${said}</td><td>${share}</td>`;
}

/**
 * Some examples that were held out, as somebody might bring them: with names, unscaled.
 * @param {Known} result
 */
export function exampleTable(result) {
  const { data } = result;
  const rows = data.inputs.filter((_, row) => data.split[row] === "validation");
  const some = (rows.length ? rows : data.inputs).slice(0, MOST_EXAMPLES);
  const lines = some.map((row) =>
    row.map((value, input) => Number(givenAt(result, input, value).toPrecision(DIGITS))).join(","),
  );
  return [data.input_names.map(quoted).join(","), ...lines, ""].join("\n");
}

/** @param {string} name */
function quoted(name) {
  return /[,;"\n]/.test(name) ? `"${name.replaceAll('"', '""')}"` : name;
}

/** The rows with their answers as a file. @param {Known} result */
export function fileOf({ rows, data, decisions, predictions, distances }) {
  const isRegression = data.task === "regression";
  const outputs = predictions[0]?.length ?? 0;
  const kinds = outputs > 1 ? data.class_names : data.class_names.slice(1);
  const names = isRegression
    ? data.target_names.map((name) => `predicted ${name}`)
    : ["class", ...kinds.map((name) => `output for ${name}`)];
  const head = [...data.input_names, ...names, "distance", "far from training data"];
  const lines = rows.inputs.map((values, row) => {
    const kind = decisions?.[row];
    const said = isRegression ? [] : [kind === null || kind === undefined ? "" : data.class_names[kind]];
    const { distances: far, is_far: isFar } = distances;
    return [...values, ...said, ...(predictions[row] ?? []), far[row], isFar[row] ? "yes" : "no"];
  });
  return [head, ...lines];
}
