/** Examples placed by hand: by clicking in the plane, or in a list for the keyboard. */
import { html } from "../../../vendor/vendor.js";
import "../../controls/number_field.js";
import { className } from "../../lib/names.js";
import { key } from "../../run/marks.js";

const MOST_LISTED = 200;
const MOST_CLASSES = 10;
/** @typedef {import("./placed.js").Example} Example */

/** @template T @param {T[]} list @param {number} place @param {T} item */
function replaced(list, place, item) {
  return list.map((each, index) => (index === place ? item : each));
}

/**
 * @param {{data: import("../../run/model.js").Data, list: Example[], isOwn: boolean}} shown
 * @param {number} pointClass  of the next example that is placed
 * @param {object} on  what is asked for
 * @param {(points: Example[]) => void} on.place  these examples
 * @param {() => void} on.restart  a list of two
 * @param {() => void} on.draw  drawn ones again
 * @param {(kind: number) => void} on.chooseClass
 */
export function pointList({ data, list, isOwn }, pointClass, on) {
  const isRegression = data.task === "regression";
  const isPlane = data.inputs[0]?.length === 2 && !isRegression;
  const names = data.class_names;
  return html`
    <p class="maths-of">${isPlane ? "Click in the plane to place an example, or use the list." : "The examples as a list."}${isOwn ? "" : " It takes the place of the drawn examples as soon as you change it."}</p>
    ${isPlane ? classButtons(names, pointClass, on.chooseClass) : ""}
    <div class="row-buttons">
      <button type="button" @click=${() => on.place([...list, { .../** @type {Example} */ (list.at(-1)), ...(!isRegression && { y: pointClass }) }])}>Add an example</button>
      <button type="button" @click=${on.restart}>Start from two</button>
      ${isOwn ? html`<button type="button" class="quiet" @click=${on.draw}>Back to drawn data</button>` : ""}
    </div>
    <div class="scroll-x point-list" tabindex="0" role="group" aria-label="List of examples"><table class="data points"><caption>${list.length} examples${list.length > MOST_LISTED ? `; the first ${MOST_LISTED} are listed` : ""}</caption>
      <thead><tr>${data.input_names.map((name) => html`<th scope="col">${name}</th>`)}${data.target_names.map((name) => html`<th scope="col">${name}</th>`)}<th scope="col"><span class="visually-hidden">remove</span></th></tr></thead>
      <tbody>${list.slice(0, MOST_LISTED).map((point, row) => {
        const change = (/** @type {Partial<Example>} */ part) =>
          on.place(replaced(list, row, { ...point, ...part }));
        return html`<tr>
        ${point.x.map((value, axis) => html`<td>${numberField(value, `${data.input_names[axis]} of example ${row + 1}`, (next) => change({ x: replaced(point.x, axis, next) }))}</td>`)}
        ${isRegression ? targetFields(point, data, row, (y) => change({ y })) : html`<td>${classField(names, Number(point.y), `${data.target_name} of example ${row + 1}`, (y) => change({ y }))}</td>`}
        <td><button type="button" class="quiet" ?disabled=${list.length < 2} aria-label="Remove example ${row + 1}" @click=${() => on.place(list.filter((_, each) => each !== row))}>✕</button></td></tr>`;
      })}</tbody></table></div>`;
}

/**
 * A field for each number that is predicted.
 * @param {Example} point @param {import("../../run/model.js").Data} data @param {number} row
 * @param {(y: number | number[]) => void} change
 */
function targetFields({ y }, { target_names: names }, row, change) {
  const values = Array.isArray(y) ? y : [y];
  return values.map((value, place) => {
    const take = (/** @type {number} */ next) => change(Array.isArray(y) ? replaced(y, place, next) : next);
    return html`<td>${numberField(value, `${names[place]} of example ${row + 1}`, take)}</td>`;
  });
}

/** @param {string[]} names @param {number} chosen @param {(kind: number) => void} choose */
function classButtons(names, chosen, choose) {
  return html`<div class="segments" role="group" aria-label="Class of the next example">${names.map(
    (name, kind) =>
      html`<button type="button" aria-pressed=${String(chosen === kind)} @click=${() => choose(kind)}>${key(kind)} ${className(name)}</button>`,
  )}</div>`;
}

/** @param {number} value @param {string} label @param {(value: number) => void} change */
function numberField(value, label, change) {
  const take = (/** @type {CustomEvent<number>} */ { detail }) => change(detail);
  return html`<nudge-number data-step="0.1" data-decimals="3" .label=${label} .value=${value}
    title=${String(value)} @number-taken=${take}></nudge-number>`;
}

/** One of the classes, or one more. @param {string[]} names @param {number} value @param {string} label @param {(value: number) => void} change */
function classField(names, value, label, change) {
  const more = names.length < MOST_CLASSES ? ["another class"] : [];
  const take = (/** @type {Event} */ event) =>
    change(Number(/** @type {HTMLSelectElement} */ (event.target).value));
  return html`<select aria-label=${label} @change=${take}>${[...names, ...more].map(
    (name, kind) => html`<option value=${kind} .selected=${kind === value}>${name}</option>`,
  )}</select>`;
}
