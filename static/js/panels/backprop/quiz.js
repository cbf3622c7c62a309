/** Working a number out by hand: which one, a field for it, and the engine's verdict. */
import { html } from "../../../vendor/vendor.js";
import "../../controls/number_field.js";

/** @typedef {import("./panel.js").Shown} Shown */

const ASKED = /** @type {Record<string, string>} */ ({
  dL_da: "∂L/∂a",
  da_dz: "∂a/∂z",
  delta: "error signal δ",
  gradient: "gradient",
  updated: "value after the update",
});

/** @param {Event} event */
function askedBy({ target }) {
  return /** @type {import("./panel.js").Asked} */ (/** @type {HTMLSelectElement} */ (target).value);
}

/** @param {Shown} model @param {import("./exercise.js").Exercise} exercise */
export function quiz({ view }, exercise) {
  if (view.asked === "none") return "";
  const { verdict } = exercise;
  return html`<form class="quiz" @submit=${(/** @type {SubmitEvent} */ event) => exercise.onAnswer(event)}>
      <label class="choice-name" for="backprop-asked">I work out the</label>
      <select id="backprop-asked"
        @change=${(/** @type {Event} */ event) => exercise.panel.ask(askedBy(event))}>
        ${Object.entries(ASKED).map(
          ([name, said]) => html`<option value=${name}
          ?selected=${name === view.asked}>${said}</option>`,
        )}
      </select>
      <nudge-number data-decimals="4" data-step="0.1" .label=${"Your number"}></nudge-number>
      <button type="submit">Grade it</button>
      <button type="button" class="quiet" @click=${() => exercise.reveal()}>Show it</button>
    </form>
    <p class="verdict" aria-live="polite"
      data-verdict=${
        verdict ? (verdict.correct ? "right" : (verdict.mistake ?? "wrong")) : ""
      }>${verdict?.sentence ?? ""}</p>`;
}
