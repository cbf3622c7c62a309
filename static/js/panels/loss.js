/** Losses: the curve that a prediction slides along, its slope, and what each pair costs. */
import { html, svg } from "../../vendor/vendor.js";
import { equation, formula, fraction, joined, power } from "../charts/equation.js";
import { shown, sourced } from "../charts/number.js";
import { curve, drops, plot, point, scales, tangent, upright } from "../charts/plot.js";
import { fixed, subscript } from "../lib/format.js";
import { same } from "../lib/state.js";
import { PanelElement } from "../panel/element.js";
import { showFormula } from "../panel/frame.js";

/**
 * @typedef {{request: Api.LossRequest, view: Api.LossView, result: Api.LossResult,
 *   constants: {names: Record<string, string>, formulas: Record<string, string>}}} Model
 * @typedef {import("../panel/element.js").Preset<Model>} Preset
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
    const { fewest, most } = this.countsOf("predictions");
    const least = Math.max(fewest, request.loss === "categorical_cross_entropy" ? 2 : 1);
    return {
      title: model.constants.names[request.loss].replace(/^./, (first) => first.toUpperCase()),
      picture: html`<div class="pictures ${this.isClose ? "close" : ""}">
          <div><p class="figure-name">cost of ${pairName(count, request.pair)}, by
          prediction</p>${this.graph(model)}</div>
          ${
            count > 1
              ? html`<div><p
            class="figure-name">each pair's term</p>${termBars(model, this.isClose)}</div>`
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
      maths: maths(model),
    };
  }

  /** The pair's term for every prediction, with the live point and its slope. @param {Model} model */
  graph({ result, request }) {
    const { prediction, terms } = result.curves;
    const names = Object.keys(terms);
    const top = Math.min(HIGHEST, Math.max(0.25, ...names.flatMap((name) => terms[name])));
    const ends = /** @type {[number, number]} */ ([
      SHARES.includes(request.loss) ? 0 : prediction[0],
      SHARES.includes(request.loss) ? 1 : prediction.at(-1),
    ]);
    const room = scales({ x: ends, y: [-0.04 * top, top * 1.04], width: 480, height: 340 }, this.isClose);
    const at = { x: request.predictions[request.pair], y: Math.min(result.point, top), slope: result.slope };
    const clipped = (/** @type {number[]} */ values) =>
      values.map((each) => (each > top * 1.04 ? null : each));
    const move = (/** @type {number} */ p, /** @type {number} */ _, /** @type {boolean} */ isSettled) =>
      this.set(`predictions.${request.pair}`, p, isSettled);
    const target = request.targets[request.pair];
    const [cost, slope] = [fixed(result.point, 4), fixed(result.slope, 4)];
    return plot(
      room,
      {
        label: `Cost by prediction for the target ${fixed(target)}: here ${cost}, slope ${slope}`,
        xName: "ŷ",
        yName: "cost",
      },
      [
        upright(room, target, "target"),
        targetName(room, target),
        names.map((name) =>
          curve(room, prediction, clipped(terms[name]), name === request.loss ? "" : "second"),
        ),
        result.point <= top ? tangent(room, at) : "",
        drops(room, at),
        point(room, { ...at, hint: "Drag: moves the prediction", onMove: move }),
      ],
    );
  }
}

/**
 * The word stays inside of the graph, wherever the target is.
 * @param {import("../charts/plot.js").Scales} room @param {number} target
 */
function targetName(room, target) {
  const x = room.x(target);
  const share = (x - room.left) / (room.right - room.left);
  const anchor = share < 0.2 ? "start" : share > 0.8 ? "end" : "middle";
  return svg`<text class="tick" x=${x} y=${room.top - 3} text-anchor=${anchor}>target</text>`;
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

/** @param {number} count @param {number} index */
function pairName(count, index) {
  return count === 1 ? "ŷ" : `ŷ${subscript(index + 1)}`;
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

/** What each pair costs. @param {Model} model @param {boolean} isClose */
function termBars({ result, request }, isClose) {
  const largest = Math.max(...result.terms, 1e-9);
  const [width, row] = isClose ? [270, 46] : [340, 46];
  return svg`<svg class="plot" viewBox="0 0 ${width} ${result.terms.length * row + 6}" role="img"
    aria-label=${result.sentence}>
    ${result.terms.map(
      (term, i) => svg`
      <text class="axis-name" x="2" y=${i * row + 30}>${pairName(result.terms.length, i)}</text>
      <rect class="bar ${i === request.pair ? "" : "plain"}" x="40" y=${i * row + 10}
        width=${Math.max(0.5, (term / largest) * (width - 150))} height="28"></rect>
      <text class="value" x=${48 + (term / largest) * (width - 150)} y=${i * row + 30}><tspan
        data-number="terms.${i}:4">${fixed(term, 4)}</tspan></text>`,
    )}
  </svg>`;
}

/** @param {Model} model */
function legend({ result, request, constants }) {
  const names = Object.keys(result.curves.terms);
  if (names.length < 2) return "";
  return html`<ul class="legend row">${names.map(
    (name) =>
      html`<li>${svg`<svg class="plot"
    viewBox="0 0 36 12" aria-hidden="true"><path class="curve ${name === request.loss ? "" : "second"}"
    d="M0,6H36"></path></svg>`}${constants.names[name]}</li>`,
  )}</ul>`;
}

/** @param {Model} model */
function inside({ result, request }) {
  const count = result.terms.length;
  return html`<h3>Pair by pair</h3>
    <p class="inside-kind">prediction − target, and what it costs</p>
    <div class="scroll-x" tabindex="0" role="group" aria-label="The pairs"><table class="sum">
      <thead><tr><th scope="col"><span class="visually-hidden">pair</span></th><th scope="col">ŷ − y</th>
      <th scope="col">term</th><th scope="col">∂L/∂ŷ</th></tr></thead>
      <tbody>${result.terms.map(
        (_, i) => html`<tr class=${i === request.pair && count > 1 ? "lit" : ""}>
        <th scope="row"><var>${pairName(count, i)}</var></th><td>${shown(result, `errors.${i}`, 3)}</td>
        <td>${shown(result, `terms.${i}`, 4)}</td><td>${shown(result, `gradient.${i}`, 3)}</td></tr>`,
      )}</tbody>
      <tfoot><tr><th scope="row"
        colspan="2">${request.loss === "categorical_cross_entropy" ? "together" : request.reduction}</th>
          <td>${shown(result, "loss", 4)}</td><td></td></tr></tfoot>
    </table></div>
    <p class="inside-kind">${
      result.slope < 0
        ? "The slope is negative: a larger prediction costs less."
        : result.slope > 0
          ? "The slope is positive: a smaller prediction costs less."
          : "The slope is zero: no way is down."
    }</p>`;
}

/** @param {Model} model */
function maths({ result, request }) {
  const i = request.pair;
  const [p, y] = [request.predictions[i], request.targets[i]];
  const two = (/** @type {number} */ value) => ({ text: fixed(value), source: "" });
  const term = sourced(result, `terms.${i}`, 4);
  const error = formula`( ${two(p)} − ${two(y)} )`;
  const half = request.half ? formula`½ ·` : "";
  const lines = /** @type {Record<string, () => any>} */ ({
    mse: () =>
      equation`${`L${subscript(i + 1)}`} = ${half} ${power(error, "2")} = ${half} ${power(
        formula`( ${sourced(result, `errors.${i}`, 3)} )`,
        "2",
      )} = ${term}`,
    mae: () => equation`${`L${subscript(i + 1)}`} = | ${two(p)} − ${two(y)} | = ${term}`,
    huber: () =>
      Math.abs(p - y) <= request.delta
        ? equation`${`L${subscript(i + 1)}`} = ½ · ${power(error, "2")} = ${term}`
        : equation`${`L${subscript(i + 1)}`} = ${two(request.delta)} · ( | ${two(p)} − ${two(y)} | − ½ ·
          ${two(request.delta)} ) = ${term}`,
    bce: () =>
      equation`${`L${subscript(i + 1)}`} = − ( ${two(y)} · ln ${two(p)} + ${two(1 - y)} · ln ${two(1 - p)} ) =
        ${term}`,
    categorical_cross_entropy: () =>
      equation`L = ${joined(
        result.terms.map((_, k) => formula`− ${two(request.targets[k])} · ln ${two(request.predictions[k])}`),
        "+",
      )} = ${sourced(result, "loss", 4)}`,
  });
  const isMean =
    request.reduction === "mean" && result.terms.length > 1 && request.loss !== "categorical_cross_entropy";
  const all = result.terms.map((_, k) => sourced(result, `terms.${k}`, 4));
  return html`<p class="maths-of">With the present numbers:</p>${lines[request.loss]?.()}
    ${
      isMean
        ? equation`L = ${fraction(joined(all, "+"), String(all.length))} = ${sourced(result, "loss", 4)}`
        : ""
    }`;
}

customElements.define("nudge-loss", LossPanel);
