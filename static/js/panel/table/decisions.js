/** What the reader decided about a table, each in words and with a control that decides otherwise. */
import { html } from "../../../vendor/vendor.js";

/**
 * @typedef {import("./reading.js").TableReading} TableReading
 * @typedef {import("../model.js").Control} Control
 * @typedef {(reading: TableReading, option: string, control: Control) => unknown} Maker
 */

/** What is asked first; the rest in the order of the request. */
const FIRST = ["target", "task"];
/** Columns of numbers, of which one at least stays an input. */
const FEWEST_TO_CHOOSE = 3;

/** @type {Record<string, Maker>} */
const MAKERS = { choice, column, columns, words, switch: check };

/** @param {TableReading} reading @param {Record<string, Control>} controls */
export function decisionsOf(reading, controls) {
  const others = decided(reading, null);
  const entries = Object.entries(controls);
  const isFirst = (/** @type {[string, Control]} */ [option]) => FIRST.includes(option);
  const sorted = [...entries.filter(isFirst), ...entries.filter((each) => !isFirst(each))];
  return html`<div class="table-decisions">${sorted.map(
    ([option, control]) => html`<div class="table-decision" data-option=${option}>
      ${MAKERS[control.kind]?.(reading, option, control)}
      ${decided(reading, option).map(({ sentence }) => html`<p class="table-reason">${sentence}</p>`)}</div>`,
  )}
  ${others.map(({ sentence }) => html`<p class="table-reason">${sentence}</p>`)}</div>`;
}

/** The decisions that an option changes. @param {TableReading} reading @param {string | null} option */
function decided({ answer, trouble }, option) {
  return trouble || !answer ? [] : answer.decisions.filter((each) => each.option === option);
}

/** @type {Maker} */
function choice(reading, option, { label, options }) {
  const found = decided(reading, option)[0];
  const named = (/** @type {unknown} */ value) =>
    options.find(([key]) => key === String(value))?.[1] ?? String(value);
  return select(
    reading,
    option,
    label,
    options.map(([value, name]) => ({ value, name })),
    found ? named(found.value) : "",
  );
}

/** @type {Maker} */
function column(reading, option, { label }) {
  const [found] = decided(reading, option);
  const known = reading.answer?.columns.map(({ name }) => ({ value: name, name })) ?? [];
  const first = found ? String([found.value].flat()[0]) : "";
  return html`${select(reading, option, label, known, first)}${together(reading, option)}`;
}

/**
 * Numbers that are predicted at once, where there are several to choose from.
 * @param {TableReading} reading @param {string} option
 */
function together(reading, option) {
  const numbers = reading.answer?.columns.filter(({ kind }) => kind === "numbers") ?? [];
  const targets = reading.columnsOf(option, "target").map(({ name }) => name);
  if (reading.answer?.task !== "regression" || numbers.length < FEWEST_TO_CHOOSE) return "";
  const change = (/** @type {string} */ name, /** @type {boolean} */ isOne) => {
    const chosen = isOne ? [...targets, name] : targets.filter((each) => each !== name);
    reading.choose(option, chosen.length > 1 ? chosen : chosen[0]);
  };
  return html`<fieldset class="table-columns"><legend>Several at once</legend>${numbers.map(
    ({ name, display_name: shown, role }) => html`<label class="check" title=${name}><input
        type="checkbox" .checked=${role === "target"}
        ?disabled=${targets.length < 2 && targets.includes(name)}
        @change=${(/** @type {Event} */ event) => change(name, isOn(event))}><span>${shown}</span></label>`,
  )}</fieldset>`;
}

/**
 * One of a few; the first is what the reader finds out.
 * @param {TableReading} reading @param {string} option @param {string} label
 * @param {{value: string, name: string}[]} entries @param {string} found
 */
function select(reading, option, label, entries, found) {
  const [chosen] = [reading.options[option]].flat();
  const isChosen = chosen !== undefined;
  // What a table that cannot be read was to be read with stays to be seen
  const isKnown = !isChosen || entries.some(({ value }) => value === String(chosen));
  const shown = isKnown ? entries : [...entries, { value: String(chosen), name: String(chosen) }];
  const change = (/** @type {Event} */ event) => {
    const { value } = /** @type {HTMLSelectElement} */ (event.target);
    reading.choose(option, meant(option, value));
  };
  const automatic = isChosen || !found ? "as found out" : `${found} (found out)`;
  return html`<label class="table-option"><span>${label}</span><select @change=${change}>
    <option value="" .selected=${!isChosen}>${automatic}</option>
    ${shown.map(
      ({ value, name }) =>
        html`<option value=${value} .selected=${isChosen && String(chosen) === value}>${name}</option>`,
    )}</select></label>`;
}

/** An option's value as a request has it. @param {string} option @param {string} value */
function meant(option, value) {
  if (value === "") return undefined;
  return option === "header" ? value === "true" : value;
}

/** @type {Maker} */
function columns(reading, option, { label }) {
  const known = reading.answer?.columns ?? [];
  if (known.length < 3) return "";
  const change = (/** @type {number} */ position, /** @type {boolean} */ isUsed) => {
    const left = reading.columnsOf(option, "left out").map((each) => each.position);
    reading.choose(option, isUsed ? left.filter((each) => each !== position) : [...left, position]);
  };
  return html`<fieldset class="table-columns"><legend>${label}</legend>${known.map(
    ({ position, name, display_name: shown, role }) => html`<label class="check" title=${name}><input
        type="checkbox" .checked=${role !== "left out"} ?disabled=${role === "target"}
        @change=${(/** @type {Event} */ event) =>
          change(position, isOn(event))}><span>${shown}</span></label>`,
  )}</fieldset>`;
}

/** @type {Maker} */
function words(reading, option, { label }) {
  const change = (/** @type {Event} */ event) => {
    const { value } = /** @type {HTMLInputElement} */ (event.target);
    const list = value.split(",").map((each) => each.trim());
    reading.choose(option, value.trim() ? list.filter(Boolean) : undefined);
  };
  return html`<label class="table-option"><span>${label}</span><input type="text" autocomplete="off"
    spellcheck="false" placeholder="found out" .value=${[reading.options[option] ?? []].flat().join(", ")}
    @change=${change}></label>`;
}

/** @type {Maker} */
function check(reading, option, { label }) {
  const isForNumbers = option === "standardize_target";
  if (isForNumbers && reading.answer?.task === "classification" && !reading.options[option]) return "";
  const change = (/** @type {Event} */ event) => reading.choose(option, isOn(event) || undefined);
  return html`<label class="check"><input type="checkbox" .checked=${Boolean(reading.options[option])}
    @change=${change}><span>${label}</span></label>`;
}

/** @param {Event} event  of a box to check */
function isOn({ target }) {
  return /** @type {HTMLInputElement} */ (target).checked;
}
