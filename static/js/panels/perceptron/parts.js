/** The perceptron in words and sums: the step at one example, the answer, the sentence. Pure functions. */
import { html } from "../../../vendor/vendor.js";
import { shown } from "../../charts/number.js";
import { fixed, noun } from "../../lib/format.js";
import { shortName } from "../../lib/names.js";
import { beforeStep } from "./picture.js";

/**
 * @typedef {import("./panel.js").Shown} Shown
 * @typedef {import("./panel.js").PerceptronPanel} Panel
 */

/** The way through the steps, for keys and clickers. @param {Shown} model @param {Panel} panel */
export function scrubber({ result, step, update }, panel) {
  const last = result.updates.length;
  const at = step === null ? last : step;
  const text = update ? `step ${at + 1} of ${last}, epoch ${update.epoch}` : `all ${last} steps done`;
  const move = (/** @type {Event} */ event) => {
    const value = Number(/** @type {HTMLInputElement} */ (event.target).value);
    panel.showStep(value >= last ? null : value);
  };
  return html`<label class="slider-name" for="perceptron-scrub">Step</label>
    <input class="slider-range" id="perceptron-scrub" type="range" min="0" max=${last} step="1"
      .value=${String(at)} aria-valuetext=${text} @input=${move}>
    <p class="more-count">${text}</p>`;
}

/** The step at one example, as a sum; at the end, what came of it. @param {Shown} model */
export function inside(model) {
  const { result, request, step, update } = model;
  if (!update) return html`<h3>In the end</h3>${ending(result)}`;
  const before = beforeStep(result, request, step);
  const { x } = result.examples[update.example];
  const names = result.input_names.map((name) => shortName(name));
  const n = (/** @type {string} */ path, decimals = 2) => shown(result, `updates.${step}.${path}`, decimals);
  const row = (/** @type {string} */ name, /** @type {number} */ x, /** @type {number} */ w) => html`<tr>
      <th scope="row"><var>${name}</var></th><td>${fixed(x)} <span class="sign">×</span></td>
      <td class=${w < 0 ? "negative" : "positive"}>${fixed(w)} <span class="sign">=</span></td>
      <td>${fixed(x * w)}</td></tr>`;
  return html`<h3>Epoch ${update.epoch}, example ${update.example + 1}</h3>
    <p class="inside-kind">weigh, add, and decide by the sign</p>
    <table class="sum">
      <caption class="visually-hidden">The step at this example</caption>
      <tbody>${x.map((value, axis) => row(names[axis] ?? "", value, before.weights[axis]))}
        <tr><th scope="row" colspan="2">bias</th><td><span class="sign">+</span></td>
        <td>${fixed(before.bias)}</td></tr></tbody>
      <tfoot>
        <tr><th scope="row" colspan="3"><var>z</var></th><td>${n("z")}</td></tr>
        <tr><th scope="row" colspan="3">prediction <var>ŷ</var></th><td>${n("prediction", 0)}</td></tr>
        <tr><th scope="row" colspan="3">target <var>y</var></th><td>${n("target", 0)}</td></tr>
        <tr><th scope="row" colspan="3">error <var>y − ŷ</var></th><td>${n("error", 0)}</td></tr>
      </tfoot>
    </table>
    <p class="inside-kind">${
      update.error
        ? html`A mistake, so it moves: <var>w</var> = (${n("weights.0")}, ${n("weights.1")}), <var>b</var> =
          ${n("bias")}.`
        : "Right, so nothing moves."
    }</p>`;
}

/** @param {Api.PerceptronResult} result */
function ending(result) {
  const verdict = result.converged ? "It converged" : result.cycle ? "It goes in circles" : "Out of epochs";
  return html`<p><span class="badge">${verdict}</span></p>
    <table class="sum"><tbody>
      <tr><th scope="row">steps</th><td>${result.updates.length}</td></tr>
      <tr><th scope="row">mistakes</th><td>${shown(result, "mistakes", 0)}</td></tr>
      <tr><th scope="row">epochs</th><td>${shown(result, "epochs", 0)}</td></tr>
      ${result.weights.map(
        (_, axis) => html`<tr><th scope="row"><var>w${"₁₂₃"[axis]}</var></th>
        <td>${shown(result, `weights.${axis}`)}</td></tr>`,
      )}
      <tr><th scope="row"><var>b</var></th><td>${shown(result, "bias")}</td></tr>
    </tbody></table>
    ${
      result.cycle
        ? html`<p class="inside-kind">The proof: what it held after ${shown(result, "cycle.first", 0)} steps
          it holds again ${shown(result, "cycle.length", 0)} steps later, at the same example. From there
          everything repeats.</p>`
        : ""
    }`;
}

/** @param {Shown} model */
export function answer({ result, update, step }) {
  const verdict = update
    ? `step ${step + 1} of ${result.updates.length}: ${update.error ? "a mistake" : "right"}`
    : `${noun(result.mistakes, "mistake")} in ${result.epochs} ${noun(result.epochs, "epoch")}: ${
        result.converged ? "solved" : result.cycle ? "never to be solved" : "not solved yet"
      }`;
  const count = result.updates
    .slice(0, (step ?? result.updates.length) + 1)
    .filter((each) => each.error).length;
  return html`<p class="answer-line"><output class="answer-number" data-answer>${count}</output> <span
    class="answer-verdict">${update ? `${noun(count, "mistake")} so far; ${verdict}` : verdict}</span></p>`;
}

/** @param {Shown} model */
export function sentence({ result, update }) {
  if (!update) return result.sentence;
  const { example: at, z, prediction, target, error, weights, bias } = update;
  const start = `Example ${at + 1} gives z = ${fixed(z)}, so the perceptron answers ${prediction}`;
  if (!error) return `${start}, which is right. Nothing moves.`;
  const moved = `w = (${weights.map((each) => fixed(each)).join(", ")}), b = ${fixed(bias)}`;
  return `${start}, and should have said ${target}. The line moves: ${moved}.`;
}
