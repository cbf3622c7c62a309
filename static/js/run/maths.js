/** The arithmetic of an epoch with the present numbers. */
import { html } from "../../vendor/vendor.js";
import { equation, fraction } from "../charts/equation.js";
import { sourced } from "../charts/number.js";
import { fixed } from "../lib/format.js";
import { inPowers } from "./side.js";
import { numbersAt } from "./words.js";

/** @param {import("./stage.js").Scene} scene */
export function mathsOf(scene) {
  const { result } = scene.run;
  const { epoch, batch, loss, accuracy, rate, source } = numbersAt(scene);
  const norms = result.history.gradient_norms[epoch] ?? [];
  const length = Math.hypot(...norms.map((/** @type {number | null} */ each) => each ?? 0));
  const right = accuracy === null ? null : Math.round(accuracy * result.settings.training);
  return html`<p class="maths-of">At epoch ${epoch}${batch ? ` and ${batch} batches` : ""}, ${result.settings.batches} ${result.settings.batches === 1 ? "step" : "steps"} an epoch with ${result.settings.batch_size} examples each:</p>
    ${rate === null ? "" : equation`η = ${sourced(result, `history.learning_rate.${epoch}`, 5)}`}
    ${equation`‖∇L‖ = ${inPowers(length)}`}
    ${loss === null ? "" : equation`L = ${sourced(result, source, 6)}`}
    ${right === null ? "" : equation`accuracy = ${fraction(String(right), String(result.settings.training))} = ${fixed(accuracy, 4)}`}`;
}
