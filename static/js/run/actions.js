/** What can be done with a run, as buttons. */
import { html } from "../../vendor/vendor.js";

/**
 * @param {import("./model.js").RunModel} model
 * @param {boolean} isSeeded  whether other seeds draw other weights
 */
export function actions({ view, compared, isFamilyBusy }, isSeeded) {
  return html`
    <button type="button" data-action="compare" ?disabled=${view.epoch === null} aria-pressed=${String(compared !== null)}>
      ${compared ? "Let the kept run go" : "Keep this run, change one thing"}</button>
    ${isSeeded ? html`<button type="button" data-action="seeds" ?disabled=${isFamilyBusy}>${isFamilyBusy ? "Training 50 seeds …" : "50 seeds"}</button>` : ""}`;
}
