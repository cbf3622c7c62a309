/** The title, the buttons and the answer. */
import { html } from "../../../vendor/vendor.js";
import { shown } from "../../charts/number.js";
import { className, shortName } from "../../lib/names.js";
import { writeQuery } from "../../lib/url_state.js";
import { key } from "../../run/marks.js";

/** @typedef {import("./panel.js").Model} Model */

/** @param {Model} model */
export function titleOf({ result }) {
  return `Ask the network, ${result.network.layers.join(" → ")}`;
}

/**
 * What can be done with the rows.
 * @param {Model} model @param {object} usual  the run as it is at its defaults
 */
export function actions({ result, request }, usual) {
  const count = result.rows.inputs.length;
  return html`<button type="button" data-action="add-row">Add a row</button>
    <button type="button" class="predict-open" data-action="open-rows">New rows as a table</button>
    <a class="predict-onward" href=${trainingOf(request, usual)}>Train it otherwise</a>
    <span class="predict-count">${count > 1 ? `${count} rows` : ""}</span>`;
}

/**
 * The training lesson with this very run.
 * @param {Model["request"]} request @param {object} defaults
 */
function trainingOf({ run: state }, defaults) {
  const query = writeQuery({ state, defaults, view: {}, viewDefaults: {}, prefix: "training." }, "");
  return `/lessons/training${query}#panel-training`;
}

/** Of the selected row. @param {Model} model */
export function answer({ result }) {
  const { rows, decisions, data, distances } = result;
  const { row } = rows;
  const kind = decisions?.[row];
  const warning = distances.is_far[row]
    ? html`<span class="predict-warning">far from all training data</span>`
    : "";
  if (!decisions)
    return line(shown(result, `predictions.${row}.0`, 3), shortName(data.target_names[0] ?? "y"), warning);
  if (kind === null || kind === undefined) return line("–", "no number", warning);
  const said = html`${key(kind)} ${className(data.class_names[kind] ?? "")}`;
  if (!rows.certainty) return line(shown(result, `predictions.${row}.0`, 3), said, warning);
  return line(shown(result, `rows.certainty.${row}`, 3), html`probability of ${said}`, warning);
}

/** @param {unknown} number @param {unknown} words @param {unknown} warning */
function line(number, words, warning) {
  return html`<p class="answer-line"><output class="answer-number" data-answer>${number}</output>
    <span class="answer-verdict">${words}</span> ${warning}</p>`;
}
