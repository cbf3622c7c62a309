/** What the parts of the panel share: the names of layers, numbers of any size, how far a pass has come. */
import { html } from "../../../vendor/vendor.js";
import { shown } from "../../charts/number.js";
import { fixed } from "../../lib/format.js";
import { valueAt } from "../../lib/state.js";

/** @typedef {import("./panel.js").Shown} Shown */

/** Decimals: usually, and from which size on there are one and none. */
const [DECIMALS, TENS, HUNDREDS] = [3, 10, 100];

/** @param {{layers: object[]}} result @param {number} layer  from 0 */
export function nameOf({ layers }, layer) {
  return layer === layers.length - 1 ? "output" : `hidden layer ${layer + 1}`;
}

/** Decimals beyond which, and size from which on, a number is told in words. */
const [UNREADABLE, HUGE] = [12, 1e6];

/**
 * A number with its source and as many digits as say something, as the sentence writes it.
 * @param {object} result @param {string} path
 */
export function sized(result, path) {
  const value = /** @type {number | null | undefined} */ (valueAt(result, path));
  if (value === null || value === undefined) return html`<span class="number">–</span>`;
  const size = Math.abs(value);
  if (size >= HUGE) return shown(result, path);
  return shown(result, path, size >= HUNDREDS ? 0 : size >= TENS ? 1 : "amount");
}

/**
 * The time that all rows and the table show: epochs of the training, 0 before it. Of a training there are
 * some snapshots; the last one by the shown epoch counts, in both networks.
 * @param {Pick<Shown, "step" | "request"> & {result: Api.GradientFlowResult}} model
 */
export function timeOf({ result, request, step }) {
  const epoch = step ?? request.train_epochs;
  const last = (/** @type {Api.FlowResult} */ { trained }) =>
    Math.max(0, ...(trained?.snapshots ?? []).map((each) => each.epoch).filter((each) => each <= epoch));
  return Math.min(last(result), ...(result.kept ? [last(result.kept)] : []));
}

/**
 * The layers of a network at that time, and where they are in its result.
 * @param {Api.FlowResult} result @param {number} time
 */
export function layersAt({ layers, trained }, time) {
  const place = trained?.snapshots.findIndex(({ epoch }) => epoch === time) ?? -1;
  const snapshot = trained?.snapshots[place];
  if (!snapshot) return { layers, path: "layers" };
  return { layers: snapshot.layers, path: `trained.snapshots.${place}.layers` };
}

/** @param {number} time */
export function nameOfTime(time) {
  return time ? `after ${time} epochs` : "before training";
}

/** A number of any size as it is read aloud. @param {number} value */
export function spoken(value) {
  const size = Math.abs(value);
  if (size >= HUGE) return "more than a million";
  const decimals = size === 0 ? DECIMALS : Math.max(DECIMALS, 1 - Math.floor(Math.log10(size)));
  return decimals > UNREADABLE ? "next to nothing" : fixed(value, decimals);
}

/** Whether the pass has come to a layer on its way forward. @param {Shown} model @param {number} layer */
export function isForward({ step, result }, layer) {
  return step === null || result.trained !== null || layer < step;
}

/** Whether the pass has come to a layer on its way back. @param {Shown} model @param {number} layer */
export function isBack({ step, result }, layer) {
  return step === null || result.trained !== null || layer >= 2 * result.layers.length - step;
}
