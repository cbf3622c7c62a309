/** What each that runs is set to: whose settings are shown, which it has, and how they change. */
import { html } from "../../../vendor/vendor.js";
import { merged, same, valueAt, withValue } from "../../lib/state.js";
import { drawnByServer, setAttribute, setHidden } from "../../panel/frame.js";

/**
 * @typedef {import("./panel.js").Shown} Shown
 * @typedef {import("./panel.js").DescentPanel} Panel
 * @typedef {import("./panel.js").Kind} Kind
 */

/** An option of one of those that run: its place among them, and the option. */
const PATH = /^optimizers\.(\d+)\.(.+)$/;

/** Which of the kinds that may be chosen one is, whatever else it is set to. @param {Api.RacerSpec} racer */
function kindName({ name, momentum, nesterov }) {
  if (name !== "sgd" || !momentum) return name;
  return nesterov ? "nesterov" : "momentum";
}

/** @param {Kind[]} kinds @param {Api.RacerSpec} racer */
export function kindIndex(kinds, racer) {
  return kinds.findIndex(({ spec }) => kindName(spec) === kindName(racer));
}

/** Whose settings are shown. @param {Shown} model */
export function racerChoice({ result, selected }) {
  return html`<fieldset class="chooser"><legend class="slider-name">Settings of</legend>${result.paths.map(
    ({ name }, index) => html`<button type="button" class="chip" data-action="racer" data-value=${index}
      aria-pressed=${String(index === selected)}>${name}</button>`,
  )}</fieldset>`;
}

/** The way back to what its kind starts with. @param {Shown} model */
export function usualButton({ request, constants: { kinds }, selected }) {
  const racer = /** @type {Api.RacerSpec} */ (
    request.optimizers[Math.min(selected, request.optimizers.length - 1)]
  );
  const spec = kinds[kindIndex(kinds, racer)]?.spec ?? racer;
  const isUsual = same(merged(spec, racer), spec);
  return html`<button type="button" data-action="usual" ?disabled=${isUsual}>Its usual settings</button>`;
}

/**
 * What an option is set to; where the request leaves it open, what the engine takes.
 * @param {Panel} panel @param {string} path
 */
export function settingAt({ request, result }, path) {
  const [, index = "", option = ""] = PATH.exec(path) ?? [];
  const racer = result.paths[Number(index)];
  if (!racer) return undefined;
  const isOpen = option === "learning_rate" && request.rates === "given";
  if (option === "learning_rate") return isOpen ? request.learning_rate : racer.learning_rate;
  return valueAt(racer.options, option);
}

/**
 * The request with an option set. Momentum of none looks no step ahead.
 * @param {Panel} panel @param {string} path @param {unknown} value
 */
export function withSetting(panel, path, value) {
  const [, index = "", option = ""] = PATH.exec(path) ?? [];
  const at = `optimizers.${index}`;
  let { request } = panel;
  if (option.startsWith("betas.")) request = withValue(request, `${at}.betas`, panel.read(`${at}.betas`));
  if (option === "momentum" && !value) request = withValue(request, `${at}.nesterov`, null);
  return withValue(request, path, value);
}

/**
 * Points the controls of the settings to the one whose settings are shown; what it does not have is hidden.
 * @param {Panel} panel
 */
export function pointSettings(panel) {
  const { request, result, view } = panel;
  const index = Math.min(view.selected, request.optimizers.length - 1);
  const racer = result.paths[index];
  const isHere = racer?.optimizer === request.optimizers[index]?.name;
  for (const group of drawnByServer(panel, "[data-option]")) {
    const option = group.dataset.option ?? "";
    const hasIt =
      isHere && (option === "learning_rate" ? request.rates === "given" : option in racer.options);
    setHidden(group, !hasIt);
    const control = /** @type {HTMLElement} */ (group.querySelector("nudge-slider-list, nudge-slider"));
    setAttribute(control, "data-path", hasIt ? `optimizers.${index}.${option}` : "");
  }
}
