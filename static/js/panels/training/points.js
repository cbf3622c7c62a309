/**
 * Examples placed by hand: by clicking in the plane, in a list for the keyboard, or from a CSV text or file.
 */
import { html } from "../../../vendor/vendor.js";
import "../../controls/number_field.js";
import { decoded } from "../../lib/decode.js";
import { fixed } from "../../lib/format.js";

const MOST = 5000;
const MOST_LISTED = 200;

/** What a list of one's own starts from: an example of each class. */
export const TWO = [
  { x: [-0.5, 0], y: 0 },
  { x: [0.5, 0], y: 1 },
];

/**
 * The examples of the request, or those of the run, as a list to change.
 * @param {import("../../run/model.js").RunResult} result
 * @param {any} request
 */
function pointsOf(result, request) {
  if (request.dataset.points) return request.dataset.points;
  const { inputs, targets, task } = result.data;
  return inputs.map((/** @type {number[]} */ x, /** @type {number} */ row) => ({
    x: x.map(rounded),
    y:
      task === "regression"
        ? rounded(targets[row][0])
        : targets[row].length === 1
          ? targets[row][0]
          : targets[row].indexOf(1),
  }));
}

/**
 * One example more.
 * @param {import("../../run/model.js").RunResult} result
 * @param {number} y
 * @param {number} x1
 * @param {number} x2
 * @param {any} request
 */
export function pointsFrom(result, y, x1, x2, request) {
  return [...pointsOf(result, request), { x: [rounded(x1), rounded(x2)], y }].slice(-MOST);
}

/** @template T @param {T[]} list @param {number} place @param {T} item */
function replaced(list, place, item) {
  return list.map((each, index) => (index === place ? item : each));
}

/** @param {number} value */
function rounded(value) {
  return Number(value.toFixed(3));
}

/**
 * @param {import("../../run/model.js").RunResult} result @param {any} request
 * @param {number} pointClass  of the next example that is placed
 * @param {object} on  what is asked for
 * @param {(points: any[]) => void} on.place  these examples
 * @param {(text: string) => void} on.read  those of a table
 * @param {() => void} on.draw  drawn ones again
 * @param {(kind: number) => void} on.chooseClass
 */
export function pointsDrawer(result, request, pointClass, on) {
  const own = request.dataset.points;
  const width = result.data.inputs[0]?.length ?? 0;
  const isPlane = width === 2 && result.data.task !== "regression";
  const classes = Math.max(2, result.data.class_names.length || 2);
  const take = on.place;
  const list = pointsOf(result, request);
  return html`
    <p class="maths-of">${isPlane ? "Click in the plane to place an example, or use the list." : "The examples as a list."} Drawn noise and shapes are under Data; this list takes their place as soon as you change it.</p>
    ${
      isPlane
        ? html`<div class="segments" role="group" aria-label="Class of the next example">${Array.from(
            { length: classes },
            (_, kind) =>
              html`<button type="button" aria-pressed=${String(pointClass === kind)} @click=${() => on.chooseClass(kind)}>class ${kind}</button>`,
          )}</div>`
        : ""
    }
    <div class="row-buttons">
      <button type="button" @click=${() => take([...list, { ...list.at(-1), y: pointClass }])}>Add an example</button>
      <button type="button" @click=${() => take(TWO)}>Start from two</button>
      ${own ? html`<button type="button" class="quiet" @click=${on.draw}>Back to drawn data</button>` : ""}
    </div>
    <div class="scroll-x point-list" tabindex="0" role="group" aria-label="List of examples"><table class="data points"><caption>${list.length} examples${list.length > MOST_LISTED ? `; the first ${MOST_LISTED} are listed` : ""}</caption>
      <thead><tr>${result.data.input_names.map((/** @type {string} */ name) => html`<th scope="col">${name}</th>`)}<th scope="col">${result.data.target_name}</th><th scope="col"><span class="visually-hidden">remove</span></th></tr></thead>
      <tbody>${list.slice(0, MOST_LISTED).map(
        (/** @type {{x: number[], y: number}} */ point, /** @type {number} */ row) => html`<tr>
        ${point.x.map((value, axis) => html`<td>${numberField(value, `${result.data.input_names[axis]} of example ${row + 1}`, (next) => take(replaced(list, row, { ...point, x: replaced(point.x, axis, next) })))}</td>`)}
        <td>${numberField(point.y, `${result.data.target_name} of example ${row + 1}`, (next) => take(replaced(list, row, { ...point, y: next })), result.data.task !== "regression")}</td>
        <td><button type="button" class="quiet" ?disabled=${list.length < 2} aria-label="Remove example ${row + 1}" @click=${() => take(list.filter((/** @type {any} */ _, /** @type {number} */ each) => each !== row))}>✕</button></td></tr>`,
      )}</tbody></table></div>
    <div class="csv"><label for="training-csv">Or paste a table (CSV): a row for each example, the last column is what to predict</label>
      <textarea id="training-csv" rows="4" spellcheck="false" placeholder="x1,x2,y&#10;0.5,−0.2,1" @change=${(/** @type {Event} */ event) => takeCsv(on.read, /** @type {HTMLTextAreaElement} */ (event.target).value)}></textarea>
      <label class="button file">Open a CSV file<input type="file" accept=".csv,text/csv,text/plain" class="visually-hidden" @change=${async (
        /** @type {Event} */ event,
      ) => {
        const field = /** @type {HTMLInputElement} */ (event.target);
        const file = field.files?.[0];
        field.value = ""; // so that the same file, corrected, can be chosen again
        if (file) takeCsv(on.read, decoded(await file.arrayBuffer()).text);
      }}></label></div>`;
}

/** @param {(text: string) => void} read @param {string} text */
function takeCsv(read, text) {
  if (text.trim()) read(text);
}

/**
 * @param {number} value @param {string} label @param {(value: number) => void} change
 * @param {boolean} [isClass]  whose value is a whole number from 0
 */
function numberField(value, label, change, isClass = false) {
  const take = (/** @type {CustomEvent<number>} */ { detail }) => change(detail);
  return html`<nudge-number data-low=${isClass ? "0" : ""}
    data-step=${isClass ? "1" : "0.1"} data-decimals=${isClass ? "0" : "3"}
    .label=${label} .value=${value} title=${fixed(value, 3)} @number-taken=${take}></nudge-number>`;
}
