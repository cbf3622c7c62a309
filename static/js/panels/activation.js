/** Activation functions and their slopes, side by side, up to four at once. */
import { html, svg } from "../../vendor/vendor.js";
import { equation } from "../charts/equation.js";
import { fitted } from "../charts/fit.js";
import { shown, sourced } from "../charts/number.js";
import { curve, plot, point, scales, tangent, upright } from "../charts/plot.js";
import { fixed } from "../lib/format.js";
import { inFormula } from "../lib/functions.js";
import { PanelElement } from "../panel/element.js";

/**
 * @typedef {{request: Api.ActivationRequest, view: Api.PanelView, result: Api.ActivationResult,
 *   constants: {names: Record<string, string>}}} Model
 * @typedef {import("../panel/model.js").Preset<Model>} Preset
 * @typedef {Api.ActivationRequest["names"][number]} FunctionName
 */

const STYLES = ["", "second", "third", "fourth"];

/** @extends {PanelElement<Model>} */
class ActivationPanel extends PanelElement {
  /** The ends of the graph stay apart. @param {Model["request"]} request @param {string} path */
  settle(request, path) {
    const { low, high } = request;
    if (high - low >= 1) return request;
    const { low: least, high: most } = this.limits.of("z");
    return path === "low"
      ? { ...request, high: Math.min(most, low + 1), low: Math.min(low, most - 1) }
      : { ...request, low: Math.max(least, high - 1), high: Math.max(high, least + 1) };
  }

  /** @param {FunctionName} name */
  toggle(name) {
    const { names } = this.request;
    const next = names.includes(name) ? names.filter((each) => each !== name) : [...names, name];
    const { fewest, most } = this.limits.counts("names");
    if (next.length >= fewest && next.length <= most) this.set("names", next);
  }

  /** @param {Preset} preset */
  isOn({ request }) {
    return (
      JSON.stringify(this.request.names) === JSON.stringify(request.names ?? this.first.defaults.names) &&
      (request.z === undefined || this.request.z === request.z)
    );
  }

  /** Beside the controls, the formulas of the functions in use. */
  showControls() {
    super.showControls();
    const names = /** @type {string[]} */ (this.answered.names);
    for (const pair of /** @type {NodeListOf<HTMLElement>} */ (this.querySelectorAll("[data-function]")))
      pair.hidden = !names.includes(pair.dataset.function ?? "");
  }

  /** @param {Model} model */
  parts(model) {
    return {
      chooser: chooser(model, this),
      picture: html`<div class="pictures">
          <div><p class="figure-name">value <var>f</var>(<var>z</var>)</p>
          ${fitted((room) => this.graph(model, "a", room))}</div>
          <div><p class="figure-name">slope
          <var>f′</var>(<var>z</var>)</p>${fitted((room) => this.graph(model, "derivative", room))}</div>
          ${legend(model)}
        </div>`,
      inside: inside(model),
      answer: answer(model),
      sentence: model.result.sentence,
      maths: () => maths(model),
    };
  }

  /**
   * The values or the slopes. Dragging the point, or anywhere in the graph, moves z.
   * @param {Model} model @param {"a" | "derivative"} kind @param {import("../charts/fit.js").Room} room
   */
  graph({ result }, kind, room) {
    const { functions, z } = result;
    const all = functions.flatMap((each) => each.curve[kind]);
    const ends = nice(Math.min(0, ...all), Math.max(1, ...all));
    const zs = functions[0].curve.z;
    const axes = scales({ x: endsOf(zs), y: ends, ...room });
    const move = (/** @type {number} */ at, /** @type {number} */ _, /** @type {boolean} */ isSettled) =>
      this.set("z", at, isSettled);
    const [least, most] = endsOf(zs);
    const isInside = z >= least && z <= most;
    const label = functions.map((each) => `${each.name} ${fixed(each[kind], 4)}`).join(", ");
    return plot(
      axes,
      { label: `${kind === "a" ? "Values" : "Slopes"} at z = ${fixed(z)}: ${label}`, xName: "z" },
      [
        isInside ? upright(axes, z) : "",
        functions.map((each, i) => curve(axes, each.curve.z, each.curve[kind], STYLES[i])),
        isInside && kind === "a"
          ? functions.map((each) => tangent(axes, { x: z, y: each.a, slope: each.derivative }))
          : "",
        isInside
          ? functions.map((each) => point(axes, { x: z, y: each[kind], hint: "Drag: moves z", onMove: move }))
          : "",
      ],
    );
  }
}

/** @param {number[]} values @returns {[number, number]} */
function endsOf(values) {
  return [/** @type {number} */ (values[0]), /** @type {number} */ (values.at(-1))];
}

/** @param {number} low @param {number} high @returns {[number, number]} */
function nice(low, high) {
  const margin = 0.06 * (high - low);
  return [low - margin, high + margin];
}

/** @param {Model} model @param {ActivationPanel} panel */
function chooser({ request, constants }, panel) {
  const isFull = request.names.length >= panel.limits.counts("names").most;
  return html`<fieldset class="chooser"><legend class="slider-name">Compare up to four</legend>
      ${
        /** @type {[FunctionName, string][]} */ (Object.entries(constants.names)).map(([name, label]) => {
          const isOn = request.names.includes(name);
          const isFixed = isOn ? request.names.length === 1 : isFull;
          return html`<button type="button" class="chip" aria-pressed=${String(isOn)}
          ?disabled=${isFixed && !isOn} aria-disabled=${String(isFixed)}
          @click=${() => panel.toggle(name)}>${label}</button>`;
        })
      }</fieldset>`;
}

/** @param {Model} model */
function legend({ result, constants }) {
  return html`<ul class="legend row">${result.functions.map(
    ({ name }, i) =>
      html`<li>${svg`<svg class="plot" viewBox="0 0 36 12" aria-hidden="true">
        <path class="curve ${STYLES[i]}" d="M0,6H36"></path></svg>`}${constants.names[name]}</li>`,
  )}</ul>`;
}

/** @param {Model} model */
function inside({ result, constants }) {
  return html`${result.functions.map(
    (each, i) => html`<section class="card">
      <h3>${constants.names[each.name]} ${
        each.dead
          ? html`<span
        class="badge">no slope here</span>`
          : each.saturated
            ? html`<span class="badge">saturated here</span>`
            : ""
      }</h3>
      <table class="sum"><caption class="visually-hidden">${constants.names[each.name]}</caption><tbody>
        <tr><th scope="row"><var>f</var>(<var>z</var>)</th>
        <td>${shown(result, `functions.${i}.a`, 4)}</td></tr>
        <tr><th scope="row"><var>f′</var>(<var>z</var>)</th>
        <td>${shown(result, `functions.${i}.derivative`, 4)}</td></tr>
        <tr><th scope="row">range</th><td>${end(each.range[0], "−∞")} to ${end(each.range[1], "∞")}</td></tr>
      </tbody></table>
      ${result.functions.length < 3 ? html`<p class="inside-kind">${each.use}</p>` : ""}
    </section>`,
  )}`;
}

/** @param {number | null} value @param {string} infinite */
function end(value, infinite) {
  return value === null ? infinite : fixed(value, Number.isInteger(value) ? 0 : 2);
}

/** @param {Model} model */
function answer({ result, constants }) {
  return html`<p class="answer-line"><output class="answer-number"
    data-answer>${shown(result, "functions.0.a", 4)}</output>
    <span class="answer-verdict">${constants.names[result.functions[0].name]} at <var>z</var> =
    ${shown(result, "z")}, slope ${shown(result, "functions.0.derivative", 4)}</span></p>`;
}

/** @param {Model} model */
function maths({ result, constants }) {
  return html`<p class="maths-of">At the present z:</p>${result.functions.map(({ name }, i) => {
    const f = inFormula(name, constants.names);
    return html`${equation`${f} ( ${sourced(result, "z")} ) =
      ${sourced(result, `functions.${i}.a`, 4)}`}${equation`${f}′ ( ${sourced(result, "z")} ) =
        ${sourced(result, `functions.${i}.derivative`, 4)}`}`;
  })}`;
}

customElements.define("nudge-activation", ActivationPanel);
