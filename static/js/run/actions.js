/** What can be done with a run, as buttons. */
import { html } from "../../vendor/vendor.js";

/**
 * @param {import("./model.js").RunModel} model
 * @param {boolean} isSeeded  whether other seeds draw other weights
 */
export function actions({ view, compared, isFamilyBusy }, isSeeded) {
  const name = isFamilyBusy ? "Training 50 seeds …" : "50 seeds";
  const seeds = html`<button type="button" data-action="large" data-value="seeds"
    aria-pressed=${String(view.large === "seeds")}>${name}</button>`;
  return html`
    <button type="button" data-action="compare" ?disabled=${view.epoch === null}
      aria-pressed=${String(compared !== null)}>
      ${compared ? "Let the kept run go" : "Keep this run, change one thing"}</button>
    ${isSeeded ? seeds : ""}`;
}
