/** The winner and its other seeds, which setting mattered, and the opened trial. */
import { html, svg } from "../../../vendor/vendor.js";
import { shown } from "../../charts/number.js";
import { compact, fixed } from "../../lib/format.js";
import { opening } from "./opening.js";

/** @typedef {import("./panel.js").Shown} Shown */

const BAR = { width: 120, height: 18 };

/** @param {Shown} model */
export function inside(model) {
  if (!model.result.trials.length) return html`${varying(model)}${examples(model)}`;
  return html`${trial(model)}${winner(model)}${importance(model)}${best(model)}${whole(model)}
    ${examples(model)}`;
}

/** What they are searched on. @param {Shown} model */
function examples({ result }) {
  return html`<h3>What it is searched on</h3>
    <table class="sum"><tbody>
      <tr><th scope="row">learned from</th><td>${shown(result, "learned", 0)}</td></tr>
      <tr><th scope="row">held out, chosen by</th><td>${shown(result, "held_out", 0)}</td></tr>
      <tr><th scope="row">new, for the test</th><td>${shown(result, "new", "grouped")}</td></tr>
    </tbody></table>`;
}

/** What varies, before there is a trial. @param {Shown} model */
function varying({ axes }) {
  return html`<h3>What varies</h3>
    <table class="sum search-sum"><tbody>${axes.slice(0, -1).map(
      ({ name, label, places, at }) => html`<tr><th scope="row">${label}</th>
        <td>${name === "activation" ? places.map(({ text }) => text).join(", ") : `${at(0)} to ${at(1)}`}</td>
        </tr>`,
    )}</tbody></table>`;
}

/** The opened trial: its settings, its losses, and the panel that trains it. @param {Shown} model */
function trial(model) {
  const { result, opened, constants } = model;
  if (!opened) return "";
  const at = `trials.${opened.number}`;
  const value = (/** @type {import("./panel.js").ParameterName} */ name) =>
    name === "activation"
      ? constants.activations[/** @type {import("./panel.js").ActivationName} */ (opened.values.activation)]
      : compact(opened.values[name]);
  const names = /** @type {import("./panel.js").ParameterName[]} */ (Object.keys(constants.parameters));
  return html`<table class="sum search-sum"><tbody>
      ${names.map(
        (name) => html`<tr><th scope="row">${constants.parameters[name]}</th><td>${value(name)}</td></tr>`,
      )}
      <tr><th scope="row">status</th><td>${opened.status.replaceAll("_", " ")}</td></tr>
      <tr><th scope="row">epochs</th><td>${shown(result, `${at}.epochs`, 0)}</td></tr>
      <tr><th scope="row">held-out loss</th><td>${shown(result, `${at}.loss`, 3)}</td></tr>
      <tr><th scope="row">on new examples</th><td>${shown(result, `${at}.test_loss`, 3)}</td></tr>
    </tbody></table>
    ${opening(model, opened)}`;
}

/** What the winner is worth from other seeds. @param {Shown} model */
function winner({ result, constants }) {
  const found = result.winner;
  if (!found?.rerun_mean || !found.rerun_test_mean) return "";
  const mean = (/** @type {"rerun_mean" | "rerun_test_mean"} */ name) =>
    html`${shown(result, `winner.${name}.mean`, 3)} (${shown(result, `winner.${name}.low`, 3)} to
      ${shown(result, `winner.${name}.high`, 3)})`;
  return html`<h3>The winner, trial ${found.number + 1}</h3>
    <table class="sum search-sum">
      <thead><tr><td></td><th scope="col">held out</th><th scope="col">new</th></tr></thead>
      <tbody><tr><th scope="row">as it won</th><td>${shown(result, "winner.validation", 3)}</td>
        <td>${shown(result, "winner.test", 3)}</td></tr></tbody></table>
    <p class="inside-kind">The mean of ${constants.reruns} other seeds and its 95 % interval: held out
      ${mean("rerun_mean")}, new ${mean("rerun_test_mean")}.</p>`;
}

/** The share of each setting with its interval. @param {Shown} model */
function importance({ result, constants }) {
  const { importance: all } = result;
  if (!all.length) return "";
  return html`<h3>What mattered</h3>
    <table class="sum search-sum"><tbody>${all.map(
      (each, place) => html`<tr><th scope="row">${constants.parameters[each.parameter]}</th>
        <td>${bar(each)}</td><td>${shown(result, `importance.${place}.share`, 2)}</td></tr>`,
    )}</tbody></table>
    <p class="inside-kind">${alike(all, constants.parameters)}</p>`;
}

/** @param {Api.Importance} each */
function bar({ share, low, high }) {
  const x = (/** @type {number} */ value) => 2 + value * (BAR.width - 4);
  const middle = BAR.height / 2;
  return svg`<svg class="search-bar" viewBox="0 0 ${BAR.width} ${BAR.height}" role="img"
      aria-label="${fixed(share, 2)}, 95 % interval ${fixed(low, 2)} to ${fixed(high, 2)}">
    <line class="interval-axis" x1=${x(0)} x2=${x(1)} y1=${middle} y2=${middle}></line>
    <line class="interval-range" x1=${x(low)} x2=${x(high)} y1=${middle} y2=${middle}></line>
    <circle class="interval-share" cx=${x(share)} cy=${middle} r="5"></circle></svg>`;
}

/** @param {Api.Importance[]} all @param {Record<string, string>} names */
function alike([first, ...others], names) {
  const like = others.filter((each) => each.like_first).map(({ parameter }) => names[parameter] ?? "");
  if (!first || !like.length) return "The first can be told apart from all others.";
  return `${like.join(", ")}: cannot be told apart from ${names[first.parameter]}.`;
}

/** What all trials took, and how many values a grid has along each setting. @param {Shown} model */
function whole({ result, constants }) {
  return html`<h3>All trials</h3>
    <table class="sum"><tbody>
      <tr><th scope="row">epochs together</th><td>${shown(result, "epochs", "grouped")}</td></tr>
      ${(result.grid ?? []).map(
        (_, place) =>
          html`<tr><th scope="row">values: ${
            constants.parameters[/** @type {import("./panel.js").ParameterName} */ (result.parameters[place])]
          }</th><td>${shown(result, `grid.${place}`, 0)}</td></tr>`,
      )}</tbody></table>`;
}

/** The best tenth, to be opened. @param {Shown} model */
function best({ result, opened }) {
  if (!result.top.length) return "";
  return html`<h3 class="search-tenth">The best tenth</h3>
    <div class="chooser search-choices search-tenth">${result.top.map(
      (number) => html`<button type="button" class="chip" data-action="open-trial" data-value=${number}
        aria-pressed=${String(number === opened?.number)}>${number + 1}:
          ${shown(result, `trials.${number}.loss`, 3)}</button>`,
    )}</div>`;
}
