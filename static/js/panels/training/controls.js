/** Controls that the request model's own do not cover: the data as small pictures, layers, options. */
import { html, svg } from "../../../vendor/vendor.js";
import { same } from "../../lib/state.js";
import { mark } from "../../run/marks.js";

const TILES = /** @type {Record<string, string>} */ ({
  circles: "circles",
  quadrants: "XOR",
  moons: "moons",
  spirals: "spirals",
  blobs: "blobs",
  tumors: "tumors",
  linear: "linear",
  sine: "a curve",
});
const MOST_LAYERS = 4;
const FLAGS = /** @type {Record<string, string>} */ ({
  nesterov: "Nesterov",
  amsgrad: "AMSGrad",
  centered: "centered",
});

/**
 * The kinds of data, each as a few of its examples.
 * @param {any} datasets @param {any} now  the data of the request @param {(name: string) => void} choose
 */
export function dataTiles(datasets, now, choose) {
  const isOwn = Boolean(now.points || now.csv);
  const change = (/** @type {Event} */ event) => choose(/** @type {HTMLInputElement} */ (event.target).value);
  return html`<fieldset class="tiles"><legend>Data</legend>
    ${Object.entries(TILES).map(
      ([
        name,
        title,
      ]) => html`<label class="tile"><input type="radio" name="training-data" value=${name} .checked=${!isOwn && now.name === name} @change=${change}>
        <svg viewBox="0 0 44 44" aria-hidden="true">${thumbnail(datasets[name])}</svg><span>${title}</span></label>`,
    )}
    <button type="button" class="tile own" data-action="own-data" aria-pressed=${String(isOwn)}>
      <svg viewBox="0 0 44 44" aria-hidden="true"><path class="plus" d="M22,10V34M10,22H34"></path></svg><span>your own</span></button>
  </fieldset>`;
}

/** @param {{thumbnail: number[][], task: string}} dataset */
function thumbnail({ thumbnail: places, task }) {
  return places
    .map(([x = 0, y = 0, kind = 0]) =>
      mark({
        x: 5 + 34 * x,
        y: 39 - 34 * y,
        kind: task === "regression" ? 1 : kind,
        isHeldOut: false,
        isMistake: false,
        size: 2.3,
      }),
    )
    .map((each) => svg`${each}`);
}

/**
 * What the network gets: the two inputs, or functions of them, and whether they are standardized.
 * @param {any} request @param {import("../../run/model.js").Data} data
 * @param {{features: import("../../panel/model.js").Control, titles: Record<string, string>,
 *   standardize: import("../../panel/model.js").Control}} controls
 * @param {(path: string, value: any) => void} set
 */
export function inputChoices({ dataset }, data, controls, set) {
  const { standardize } = controls;
  const change = (/** @type {Event} */ event) =>
    set("dataset.standardize", /** @type {HTMLInputElement} */ (event.target).checked);
  return html`${data.inputs[0]?.length === 2 ? derivedInputs(dataset.features, controls, set) : ""}
    <label class="check"><input type="checkbox" .checked=${dataset.standardize} @change=${change}><span>${standardize.label}</span></label>`;
}

/**
 * @param {string[] | null} chosen @param {{features: import("../../panel/model.js").Control,
 *   titles: Record<string, string>}} controls
 * @param {(path: string, value: any) => void} set
 */
function derivedInputs(chosen, { features: { label, options }, titles }, set) {
  const names = options.map(([name]) => name);
  const plain = names.slice(0, 2);
  const now = chosen ?? plain;
  const toggle = (/** @type {string} */ name) => {
    const next = names.filter((each) => now.includes(each) !== (each === name));
    set("dataset.features", same(next, plain) ? null : next);
  };
  return html`<fieldset class="chooser"><legend>${label}</legend>${names.map(
    (name) =>
      html`<button type="button" class="chip" aria-pressed=${String(now.includes(name))} ?disabled=${now.length === 1 && now[0] === name} @click=${() => toggle(name)}>${titles[name]}</button>`,
  )}</fieldset>`;
}

/** More or fewer hidden layers. @param {number} length  how many there are */
export function layerButtons(length) {
  return html`<div class="pair">
    <button type="button" data-action="change-layers" data-value="-1" ?disabled=${length === 0}>− layer</button>
    <button type="button" data-action="change-layers" data-value="1" ?disabled=${length >= MOST_LAYERS}>+ layer</button></div>`;
}

/**
 * Yes-or-no options.
 * @param {any} request
 * @param {import("../../run/model.js").Settings} settings
 * @param {(path: string, value: any) => void} set
 */
export function options(request, { optimizer, training, loss }, set) {
  const box = (
    /** @type {string} */ name,
    /** @type {boolean} */ isOn,
    /** @type {(isOn: boolean) => void} */ change,
  ) =>
    html`<label class="check"><input type="checkbox" .checked=${isOn} @change=${(/** @type {Event} */ event) => change(/** @type {HTMLInputElement} */ (event.target).checked)}><span>${name}</span></label>`;
  const flags = Object.entries(FLAGS).filter(([field]) => field in optimizer);
  return html`
    ${flags.map(([field, name]) => box(name, optimizer[field], (isOn) => set(`optimizer.${field}`, isOn || null)))}
    ${box("all examples in one batch", request.batch_size === null, (isOn) => set("batch_size", isOn ? null : Math.min(10, training)))}
    ${box("batches in the order of the examples", !request.shuffle, (isOn) => set("shuffle", !isOn))}
    ${box("biases stay as they are", request.freeze_biases, (isOn) => set("freeze_biases", isOn))}
    ${loss === "mse" ? box("½ in each squared error", request.half, (isOn) => set("half", isOn)) : ""}
    ${box("stop early", request.early_stopping !== null, (isOn) => set("early_stopping", isOn ? { patience: 10 } : null))}`;
}
