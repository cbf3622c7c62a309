/** The drawer that keeps a run as files, and opens one that was kept. */
import { html } from "../../vendor/vendor.js";

/** @param {(file: File) => void} openFile */
export function exportDrawer(openFile) {
  const take = (/** @type {Event} */ event) => {
    const field = /** @type {HTMLInputElement} */ (event.target);
    const file = field.files?.[0];
    if (file) openFile(file);
    field.value = "";
  };
  const button = (/** @type {string} */ kind, /** @type {string} */ name) =>
    html`<button type="button" data-action="export" data-value=${kind}>${name}</button>`;
  return html`<p class="maths-of">Weights and picture are those of the epoch that is shown. A saved run holds
      everything it was asked for, so it comes out the same wherever it is opened, here or over the API.</p>
    <div class="exports">
      ${button("history-csv", "History, CSV")}${button("history-json", "History, JSON")}
      ${button("weights-json", "Weights now, JSON")}${button("weights-npz", "Weights now, NPZ")}
      ${button("picture-svg", "Picture, SVG")}${button("picture-png", "Picture, PNG")}
      ${button("run-json", "Whole run, JSON")}
      <label class="button file">Open a saved run<input type="file" accept="application/json,.json"
        class="visually-hidden" @change=${take}></label>
    </div>`;
}
