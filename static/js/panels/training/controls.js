/** Controls that the request model's own do not cover: the data as small pictures, layers, options. */
import { html, svg } from "../../../vendor/vendor.js";
import { same } from "../../lib/state.js";
import { mark } from "../../run/marks.js";
import { isOwnData } from "../../run/placed.js";

/**
 * @typedef {import("../../panel/limits.js").Limits} Limits
 * @typedef {import("./settings.js").Constants} Constants
 * @typedef {(path: string, value: unknown) => void} SetField
 */

/** Yes-or-no options of an optimizer. */
const SWITCHES = /** @type {const} */ (["nesterov", "amsgrad", "centered"]);
/** Batches that are made smaller than all examples begin at this size. */
const SMALL_BATCH = 10;

/**
 * The kinds of data, each as a few of its examples.
 * @param {Constants} constants @param {string} label @param {Api.DataSpec} now  the data of the request
 * @param {(name: string) => void} choose
 */
export function dataTiles({ tiles, datasets }, label, now, choose) {
  const isOwn = isOwnData(now);
  const change = (/** @type {Event} */ event) => choose(/** @type {HTMLInputElement} */ (event.target).value);
  const each = Object.entries(tiles).map(
    ([name, title]) => html`<label class="tile"><input type="radio" name="training-data" value=${name}
          .checked=${!isOwn && now.name === name} @change=${change}>
        <svg viewBox="0 0 44 44" aria-hidden="true">${thumbnail(datasets[name])}</svg>
        <span>${title}</span></label>`,
  );
  return html`<fieldset class="tiles"><legend>${label}</legend>${each}
    <button type="button" class="tile own" data-action="own-data" aria-pressed=${String(isOwn)}>
      <svg viewBox="0 0 44 44" aria-hidden="true"><path class="plus" d="M22,10V34M10,22H34"></path></svg>
      <span>your own</span></button>
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
 * @param {Api.DataSpec} dataset @param {boolean} isPlane  whether there are two inputs
 * @param {Limits} limits @param {Record<string, string>} titles  of the functions @param {SetField} set
 */
export function inputChoices(dataset, isPlane, limits, titles, set) {
  const { label } = limits.of("dataset.standardize");
  return html`${isPlane ? derivedInputs(dataset.features, limits, titles, set) : ""}
    ${checkBox(label, dataset.standardize, (isOn) => set("dataset.standardize", isOn))}`;
}

/**
 * @param {Api.DataSpec["features"]} chosen @param {Limits} limits @param {Record<string, string>} titles
 * @param {SetField} set
 */
function derivedInputs(chosen, limits, titles, set) {
  const { label, options } = limits.of("dataset.features");
  const names = options.map(([name]) => name);
  const plain = names.slice(0, 2);
  const now = /** @type {string[]} */ (chosen ?? plain);
  const toggle = (/** @type {string} */ name) => {
    const next = names.filter((each) => now.includes(each) !== (each === name));
    set("dataset.features", same(next, plain) ? null : next);
  };
  const chips = names.map(
    (name) => html`<button type="button" class="chip" aria-pressed=${String(now.includes(name))}
      ?disabled=${now.length === 1 && now[0] === name} @click=${() => toggle(name)}>${titles[name]}</button>`,
  );
  return html`<fieldset class="chooser"><legend>${label}</legend>${chips}</fieldset>`;
}

/** More or fewer hidden layers. @param {number} length  how many there are @param {number} most */
export function layerButtons(length, most) {
  return html`<div class="pair">
    <button type="button" data-action="change-layers" data-value="-1"
      ?disabled=${length === 0}>− layer</button>
    <button type="button" data-action="change-layers" data-value="1"
      ?disabled=${length >= most}>+ layer</button></div>`;
}

/**
 * Yes-or-no options.
 * @param {import("./settings.js").TrainingRequest} request
 * @param {import("../../run/model.js").Settings} settings
 * @param {Limits} limits @param {SetField} set
 */
export function options(request, { optimizer, training, loss }, limits, set) {
  const switches = SWITCHES.filter((name) => name in optimizer).map((name) =>
    checkBox(limits.of(`optimizer.${name}`).label, optimizer[name], (isOn) =>
      set(`optimizer.${name}`, isOn || null),
    ),
  );
  const { default: patience } = limits.of("early_stopping.patience");
  return html`${switches}
    ${checkBox("all examples in one batch", request.batch_size === null, (isOn) =>
      set("batch_size", isOn ? null : Math.min(SMALL_BATCH, training)),
    )}
    ${checkBox("batches in the order of the examples", !request.shuffle, (isOn) => set("shuffle", !isOn))}
    ${checkBox("biases stay as they are", request.freeze_biases, (isOn) => set("freeze_biases", isOn))}
    ${loss === "mse" ? checkBox("½ in each squared error", request.half, (isOn) => set("half", isOn)) : ""}
    ${checkBox("stop early", request.early_stopping !== null, (isOn) =>
      set("early_stopping", isOn ? { patience } : null),
    )}`;
}

/** @param {string} label @param {boolean} isOn @param {(isOn: boolean) => void} change */
function checkBox(label, isOn, change) {
  const take = (/** @type {Event} */ event) => change(/** @type {HTMLInputElement} */ (event.target).checked);
  return html`<label class="check"><input type="checkbox" .checked=${isOn} @change=${take}>
    <span>${label}</span></label>`;
}
