/** The arithmetic of an epoch with the present numbers. */
import { html } from "../../vendor/vendor.js";
import { equation, fraction } from "../charts/equation.js";
import { sourced } from "../charts/number.js";
import { fixed } from "../lib/format.js";
import { reading } from "./readings.js";
import { numbersAt } from "./words.js";

/** @param {import("./model.js").ShownSnapshot} snapshot */
export function mathsOf(snapshot) {
  const { result } = snapshot.run;
  const { batches, batch_size, training } = result.settings;
  const { epoch, batch, loss, accuracy, rate, source } = numbersAt(snapshot);
  const norms = result.history.gradient_norms[epoch] ?? [];
  const length = Math.hypot(...norms.map((each) => each ?? 0));
  const steps = `${batches} ${batches === 1 ? "step" : "steps"}`;
  return html`<p class="maths-of">At epoch ${epoch}${batch ? ` and ${batch} batches` : ""},
      ${steps} an epoch with ${batch_size} examples each:</p>
    ${rate === null ? "" : equation`η = ${sourced(result, `history.learning_rate.${epoch}`, 5)}`}
    ${equation`‖∇L‖ = ${reading(length)}`}
    ${loss === null ? "" : equation`L = ${sourced(result, source, 6)}`}
    ${accuracy === null ? "" : equation`accuracy = ${shareOf(accuracy, training)} = ${fixed(accuracy, 4)}`}`;
}

/** The decisions that are right, over all. @param {number} accuracy @param {number} examples */
function shareOf(accuracy, examples) {
  return fraction(String(Math.round(accuracy * examples)), String(examples));
}
