/** Examples placed by hand: by clicking in the plane, or in a list for the keyboard. */
import { html } from "../../vendor/vendor.js";
import "../controls/number_field.js";
import { className } from "../lib/names.js";
import { key } from "./marks.js";

const MOST_LISTED = 200;

/**
 * @typedef {import("./placed.js").Example} Example
 *
 * @typedef {object} Shown  what is listed
 * @property {import("./model.js").Data} data
 * @property {Example[]} list @property {boolean} isOwn  and not drawn
 * @property {number} pointClass  of the next example that is placed
 * @property {number} mostClasses @property {string} fewest  in words: how many a list starts from
 *
 * @typedef {object} Handlers  what is asked for
 * @property {(points: Example[]) => void} place  these examples
 * @property {() => void} restart  a list of the fewest
 * @property {() => void} draw  drawn ones again
 * @property {(kind: number) => void} chooseClass
 */

/** @template T @param {T[]} list @param {number} place @param {T} item */
function replaced(list, place, item) {
  return list.map((each, index) => (index === place ? item : each));
}

/** @param {Shown} shown @param {Handlers} on */
export function pointList(shown, on) {
  const { data, isOwn, pointClass } = shown;
  const isRegression = data.task === "regression";
  const isPlane = data.inputs[0]?.length === 2 && !isRegression;
  const how = isPlane
    ? "Click in the plane to place an example, or use the list."
    : "The examples as a list.";
  const after = isOwn ? "" : " It takes the place of the drawn examples as soon as you change it.";
  return html`<p class="maths-of">${how}${after}</p>
    ${isPlane ? classButtons(data.class_names, pointClass, on.chooseClass) : ""}
    ${listButtons(shown, on)}${exampleTable(shown, on)}`;
}

/** @param {Shown} shown @param {Handlers} on */
function listButtons({ data, list, isOwn, pointClass, fewest }, on) {
  const last = /** @type {Example} */ (list.at(-1));
  const more = data.task === "regression" ? last : { ...last, y: pointClass };
  const drawn = html`<button type="button" class="quiet" @click=${on.draw}>Back to drawn data</button>`;
  return html`<div class="row-buttons">
      <button type="button" @click=${() => on.place([...list, more])}>Add an example</button>
      <button type="button" @click=${on.restart}>Start from ${fewest}</button>${isOwn ? drawn : ""}</div>`;
}

/** @param {Shown} shown @param {Handlers} on */
function exampleTable(shown, on) {
  const { data, list } = shown;
  const rest = list.length > MOST_LISTED ? `; the first ${MOST_LISTED} are listed` : "";
  const heads = [...data.input_names, ...data.target_names].map((name) => html`<th scope="col">${name}</th>`);
  return html`<div class="scroll-x point-list" tabindex="0" role="group" aria-label="List of examples">
    <table class="data points"><caption>${list.length} examples${rest}</caption>
      <thead><tr>${heads}<th scope="col"><span class="visually-hidden">remove</span></th></tr></thead>
      <tbody>${list.slice(0, MOST_LISTED).map((_, row) => exampleRow(shown, row, on))}</tbody></table></div>`;
}

/** @param {Shown} shown @param {number} row @param {Handlers} on */
function exampleRow({ data, list, mostClasses }, row, on) {
  const point = /** @type {Example} */ (list[row]);
  const called = (/** @type {string | undefined} */ name) => `${name} of example ${row + 1}`;
  const change = (/** @type {Partial<Example>} */ part) =>
    on.place(replaced(list, row, { ...point, ...part }));
  const fields = point.x.map((value, axis) =>
    numberField(value, called(data.input_names[axis]), (next) =>
      change({ x: replaced(point.x, axis, next) }),
    ),
  );
  const targets =
    data.task === "regression"
      ? targetFields(point, data.target_names.map(called), (y) => change({ y }))
      : [
          classField(data.class_names, mostClasses, Number(point.y), called(data.target_name), (y) =>
            change({ y }),
          ),
        ];
  const remove = () => on.place(list.filter((_, each) => each !== row));
  return html`<tr>${[...fields, ...targets].map((field) => html`<td>${field}</td>`)}
        <td><button type="button" class="quiet" ?disabled=${list.length < 2}
          aria-label="Remove example ${row + 1}" @click=${remove}>✕</button></td></tr>`;
}

/**
 * A field for each number that is predicted.
 * @param {Example} point @param {string[]} names @param {(y: number | number[]) => void} change
 */
function targetFields({ y }, names, change) {
  const values = Array.isArray(y) ? y : [y];
  return values.map((value, place) =>
    numberField(value, names[place] ?? "", (next) =>
      change(Array.isArray(y) ? replaced(y, place, next) : next),
    ),
  );
}

/** @param {string[]} names @param {number} chosen @param {(kind: number) => void} choose */
function classButtons(names, chosen, choose) {
  const buttons = names.map(
    (name, kind) => html`<button type="button" aria-pressed=${String(chosen === kind)}
      @click=${() => choose(kind)}>${key(kind)} ${className(name)}</button>`,
  );
  return html`<div class="segments" role="group" aria-label="Class of the next example">${buttons}</div>`;
}

/** @param {number} value @param {string} label @param {(value: number) => void} change */
function numberField(value, label, change) {
  const take = (/** @type {CustomEvent<number>} */ { detail }) => change(detail);
  return html`<nudge-number data-step="0.1" data-decimals="3" .label=${label} .value=${value}
    title=${String(value)} @number-taken=${take}></nudge-number>`;
}

/**
 * One of the classes, or one more.
 * @param {string[]} names @param {number} most  how many classes there may be @param {number} value
 * @param {string} label @param {(value: number) => void} change
 */
function classField(names, most, value, label, change) {
  const more = names.length < most ? ["another class"] : [];
  const take = (/** @type {Event} */ event) =>
    change(Number(/** @type {HTMLSelectElement} */ (event.target).value));
  return html`<select aria-label=${label} @change=${take}>${[...names, ...more].map(
    (name, kind) => html`<option value=${kind} .selected=${kind === value}>${name}</option>`,
  )}</select>`;
}
