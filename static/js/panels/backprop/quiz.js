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

/** What stands in place of the table of all numbers until the one that is asked for may be seen. */
const KEPT_BACK = html`<p>One of these numbers is yours to work out. The table comes
  when you have it right, or press <em>Show it</em>.</p>`;

/** @param {Event} event */
function askedBy({ target }) {
  return /** @type {import("./panel.js").Asked} */ (/** @type {HTMLSelectElement} */ (target).value);
}

/**
 * The exercise, and what waits for it.
 * @param {Shown} model @param {import("./exercise.js").Exercise} exercise @returns {Record<string, unknown>}
 */
export function byHand(model, exercise) {
  const parts = { quiz: quiz(model, exercise) };
  return exercise.hiddenFrom === "none" ? parts : { ...parts, data: KEPT_BACK };
}

/** @param {Shown} model @param {import("./exercise.js").Exercise} exercise */
function quiz({ view }, exercise) {
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
