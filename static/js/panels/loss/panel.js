/** Losses: the curve that a prediction slides along, its slope, and what each pair costs. */
import { html, svg } from "../../../vendor/vendor.js";
import { fitted } from "../../charts/fit.js";
import { shown } from "../../charts/number.js";
import { curve, drops, plot, point, scales, tangent, upright } from "../../charts/plot.js";
import { fixed } from "../../lib/format.js";
import { same } from "../../lib/state.js";
import { PanelElement } from "../../panel/element.js";
import { showFormula } from "../../panel/frame.js";
import { maths } from "./maths.js";
import { inside, legend, pairName, termBars } from "./parts.js";

/**
 * @typedef {{request: Api.LossRequest, view: Api.PanelView, result: Api.LossResult,
 *   constants: {names: Record<string, string>, formulas: Record<string, string>}}} Model
 * @typedef {import("../../panel/model.js").Preset<Model>} Preset
 */

const SHARES = ["bce", "categorical_cross_entropy"];
const HIGHEST = 5;

/** @extends {PanelElement<Model>} */
class LossPanel extends PanelElement {
  /**
   * Numbers that the chosen loss cannot take are brought to ones that it can.
   * @param {Model["request"]} request @param {string} path
   */
  settle(request, path) {
    const isShares = SHARES.includes(request.loss);
    const fit = (/** @type {number[]} */ values) =>
      isShares ? values.map((each) => Math.min(1, Math.max(0, each))) : values;
    const next = { ...request, predictions: fit(request.predictions), targets: fit(request.targets) };
    next.half = request.half && request.loss === "mse";
    next.pair = Math.min(request.pair, next.predictions.length - 1);
    const moved = /^(predictions|targets)\.(\d)/.exec(path);
    if (moved) next.pair = Number(moved[2]);
    if (request.loss === "categorical_cross_entropy") return asClasses(next, path);
    return next;
  }

  /** @param {string} action @param {string} value */
  act(action, value) {
    if (action !== "pairs") return;
    const { predictions, targets } = this.request;
    const isMore = value === "1";
    const change = (/** @type {number[]} */ list, /** @type {number} */ next) =>
      isMore ? [...list, next] : list.slice(0, -1);
    const request = { ...this.request, predictions: change(predictions, 0.5), targets: change(targets, 0) };
    this.setRequest(this.settle(request, ""), "pairs");
  }

  /** @param {Preset} preset */
  isOn(preset) {
    const strip = (/** @type {Model["request"]} */ { pair, ...rest }) => rest;
    return same(strip(this.request), strip({ ...this.first.defaults, ...preset.request }));
  }

  showControls() {
    super.showControls();
    showFormula(this, this.answered.loss);
  }

  /** @param {Model} model */
  parts(model) {
    const { result, request } = model;
    const count = result.terms.length;
    const { fewest, most } = this.limits.counts("predictions");
    const least = Math.max(fewest, request.loss === "categorical_cross_entropy" ? 2 : 1);
    return {
      title: model.constants.names[request.loss].replace(/^./, (first) => first.toUpperCase()),
      picture: html`<div class="pictures">
          <div><p class="figure-name">cost of ${pairName(count, request.pair)}, by
          prediction</p>${fitted((room) => this.graph(model, room))}</div>
          ${
            count > 1
              ? html`<div><p
            class="figure-name">each pair's term</p>${fitted((room) => termBars(model, room))}</div>`
              : ""
          }
          ${legend(model)}
        </div>`,
      half: halfSwitch(model, this),
      count: html`<div class="pair">
          <button type="button" data-action="pairs" data-value="-1"
            ?disabled=${count <= least}>− pair</button>
          <button type="button" data-action="pairs" data-value="1" ?disabled=${count === most}>+ pair</button>
        </div>`,
      inside: inside(model),
      answer: html`<p class="answer-line"><output class="answer-number"
        data-answer>${shown(result, "loss", SHARES.includes(request.loss) ? 5 : 4)}</output>
        <span class="answer-verdict">slope of the term at ${pairName(count, request.pair)}:
        ${shown(result, "slope", 4)}</span></p>`,
      sentence: result.sentence,
      maths: () => maths(model),
    };
  }

  /**
   * The pair's term for every prediction, with the live point and its slope.
   * @param {Model} model @param {import("../../charts/fit.js").Room} room
   */
  graph({ result, request }, room) {
    const { prediction, terms } = result.curves;
    const names = Object.keys(terms);
    const top = Math.min(HIGHEST, Math.max(0.25, ...names.flatMap((name) => terms[name])));
    const ends = /** @type {[number, number]} */ ([
      SHARES.includes(request.loss) ? 0 : prediction[0],
      SHARES.includes(request.loss) ? 1 : prediction.at(-1),
    ]);
    const axes = scales({ x: ends, y: [-0.04 * top, top * 1.04], ...room });
    const at = { x: request.predictions[request.pair], y: Math.min(result.point, top), slope: result.slope };
    const clipped = (/** @type {number[]} */ values) =>
      values.map((each) => (each > top * 1.04 ? null : each));
    const move = (/** @type {number} */ p, /** @type {number} */ _, /** @type {boolean} */ isSettled) =>
      this.set(`predictions.${request.pair}`, p, isSettled);
    const target = request.targets[request.pair];
    const [cost, slope] = [fixed(result.point, 4), fixed(result.slope, 4)];
    return plot(
      axes,
      {
        label: `Cost by prediction for the target ${fixed(target)}: here ${cost}, slope ${slope}`,
        xName: "ŷ",
        yName: "cost",
      },
      [
        upright(axes, target, "target"),
        targetName(axes, target),
        names.map((name) =>
          curve(axes, prediction, clipped(terms[name]), name === request.loss ? "" : "second"),
        ),
        result.point <= top ? tangent(axes, at) : "",
        drops(axes, at),
        point(axes, { ...at, hint: "Drag: moves the prediction", onMove: move }),
      ],
    );
  }
}

/**
 * The word stays inside of the graph, wherever the target is.
 * @param {import("../../charts/plot.js").Scales} axes @param {number} target
 */
function targetName(axes, target) {
  const x = axes.x(target);
  const share = (x - axes.left) / (axes.right - axes.left);
  const anchor = share < 0.2 ? "start" : share > 0.8 ? "end" : "middle";
  return svg`<text class="tick" x=${x} y=${axes.top - 3} text-anchor=${anchor}>target</text>`;
}

/**
 * Categorical targets are one class: the one that was raised, or the largest.
 * @param {Model["request"]} request @param {string} path
 */
function asClasses(request, path) {
  const padded = request.predictions.length === 1;
  const predictions = padded
    ? [...request.predictions, Math.max(0, Number((1 - request.predictions[0]).toFixed(2)))]
    : request.predictions;
  const targets = padded ? [1, 0] : request.targets;
  const sum = targets.reduce((total, each) => total + each, 0);
  if (Math.abs(sum - 1) < 1e-9) return { ...request, predictions, targets };
  const raised = /^targets\.(\d)/.exec(path);
  const winner = raised ? Number(raised[1]) : targets.indexOf(Math.max(...targets));
  return {
    ...request,
    predictions,
    targets: targets.map((_, i) => (i === winner ? 1 : 0)),
  };
}

/** @param {Model} model @param {LossPanel} panel */
function halfSwitch({ request }, panel) {
  if (request.loss !== "mse") return "";
  const button = (/** @type {boolean} */ half, /** @type {string} */ name) =>
    html`<button type="button" aria-pressed=${String(request.half === half)}
      @click=${() => panel.set("half", half)}>${name}</button>`;
  return html`<div class="segments convention" role="group"
    aria-label="Convention">${button(false, "(ŷ − y)²")}${button(true, "½ (ŷ − y)²")}</div>`;
}

customElements.define("nudge-loss", LossPanel);
