/** Softmax: scores, exponentials, shares, in three columns that belong together row by row. */
import { html, scaleLinear, svg } from "../../vendor/vendor.js";
import { drag } from "../charts/drag.js";
import { equation, fraction, power } from "../charts/equation.js";
import { fitted } from "../charts/fit.js";
import { drawn, shown, sourced } from "../charts/number.js";
import { within } from "../charts/plot.js";
import { fixed, subscript } from "../lib/format.js";
import { PanelElement } from "../panel/element.js";

/**
 * @typedef {{request: Api.SoftmaxRequest, view: Api.PanelView, result: Api.SoftmaxResult,
 *   constants: object}} Model
 */

/** Below this width a number stands under its bar, and not beside it. */
const BESIDE = 560;

/**
 * Where the three bars of a class stand, and how large they are, in the room that there is.
 * @param {import("../charts/fit.js").Room} room @param {number} count
 */
function measured({ width, height }, count) {
  const top = 34;
  const isBeside = width >= BESIDE;
  const row = Math.min(72, (height - top) / count);
  const third = (width - 44) / 3;
  // Where it is narrow the longest title, of the second column, takes most
  const [second, last] = isBeside ? [54 + third, 54 + 2 * third] : [44 + 0.9 * third, 44 + 1.96 * third];
  return {
    width,
    height,
    top,
    row,
    isBeside,
    columns: [44, second, last],
    bar: third - (isBeside ? 84 : 22),
    thick: Math.min(30, isBeside ? 0.66 * row : row - 26),
  };
}

/** @typedef {ReturnType<typeof measured>} Measures */

/** @extends {PanelElement<Model>} */
class SoftmaxPanel extends PanelElement {
  /** @param {string} action @param {string} value */
  act(action, value) {
    if (action !== "classes") return;
    const { logits } = this.request;
    this.set("logits", value === "1" ? [...logits, 0] : logits.slice(0, -1));
  }

  /** @param {Model} model */
  parts(model) {
    const { result } = model;
    const count = result.probabilities.length;
    const { fewest, most } = this.limits.counts("logits");
    return {
      picture: html`<div class="pictures">
        ${fitted((room) => this.bars(model, measured(room, count)), "bar-chart")}
        ${fitted((room) => whole(result, room.width), "whole-bar")}</div>`,
      inside: inside(model),
      answer: html`<p class="answer-line"><output class="answer-number"
        data-answer>${shown(result, `probabilities.${result.largest}`, 4)}</output>
        <span class="answer-verdict">class ${result.largest + 1}; all together
        ${shown(result, "probability_sum", 4)}</span></p>`,
      sentence: result.sentence,
      maths: () => maths(model),
      count: html`<div class="pair">
        <button type="button" data-action="classes" data-value="-1"
          ?disabled=${count === fewest}>− class</button>
        <button type="button" data-action="classes" data-value="1"
          ?disabled=${count === most}>+ class</button>
      </div>`,
    };
  }

  /** Three bars a class. @param {Model} model @param {Measures} measures */
  bars(model, measures) {
    const { result } = model;
    const titles = ["logit", "exponential", "probability"];
    return svg`<svg class="plot" viewBox="0 0 ${measures.width} ${measures.height}" role="img"
      aria-label=${result.sentence}>
      ${titles.map(
        (name, at) => svg`<text class="plot-title" x=${measures.columns[at]}
        y="20">${name}</text>`,
      )}
      ${result.probabilities.map((_, i) => [
        this.logitBar(model, measures, i),
        shareBars(model, measures, i),
      ])}
    </svg>`;
  }

  /**
   * A logit, to both sides of 0. It can be dragged.
   * @param {Model} model @param {Measures} measures @param {number} i
   */
  logitBar({ request }, measures, i) {
    const { columns, bar, top, row, thick } = measures;
    const reach = Math.max(5, ...request.logits.map((z) => Math.abs(z)));
    const x = scaleLinear([-reach, reach], [columns[0], columns[0] + bar]);
    const z = request.logits[i];
    const y = top + i * row;
    const middle = y + thick / 2;
    const grab = drag((at, isSettled) => this.set(`logits.${i}`, within(x, at.x, 2), isSettled));
    const kind = z < 0 ? "negative" : "positive";
    return svg`
      <text class="axis-name" x="2" y=${middle + 6}>z${subscript(i + 1)}</text>
      <line class="grid zero" x1=${x(0)} x2=${x(0)} y1=${y - 4} y2=${y + thick + 4}></line>
      ${barOf(Math.min(x(0), x(z)), y, Math.abs(x(z) - x(0)), thick, kind)}
      <text class="value" x=${x(0) + (z < 0 ? 14 : -14)} y=${middle + 6}
        text-anchor=${z < 0 ? "start" : "end"}>${fixed(z)}</text>
      <g class="handle" @pointerdown=${grab}><title>Drag: moves the logit</title>
      <circle class="grip" cx=${x(z)} cy=${middle} r="20"></circle>
      <circle class="point" cx=${x(z)} cy=${middle} r="8"></circle></g>`;
  }
}

/**
 * Its exponential and its share, each with its number.
 * @param {Model} model @param {Measures} measures @param {number} i
 */
function shareBars({ result }, { columns, bar, top, row, thick, isBeside }, i) {
  const exponential = scaleLinear([0, Math.max(...result.exponentials)], [0, bar]);
  const share = scaleLinear([0, 1], [0, bar]);
  const y = top + i * row;
  const number = (/** @type {number} */ x, /** @type {number} */ long, /** @type {unknown} */ text) =>
    svg`<text class="value" x=${isBeside ? x + long + 8 : x}
      y=${isBeside ? y + thick * 0.76 : y + thick + 20}>${text}</text>`;
  const [long, part] = [exponential(result.exponentials[i]), share(result.probabilities[i])];
  return svg`
    ${barOf(columns[1], y, long, thick, "plain")}
    ${number(columns[1], long, drawn(result, `exponentials.${i}`))}
    ${barOf(columns[2], y, part, thick)}
    ${number(columns[2], part, drawn(result, `probabilities.${i}`, 4))}`;
}

/** @param {number} x @param {number} y @param {number} long @param {number} thick */
function barOf(x, y, long, thick, kind = "") {
  return svg`<rect class="bar ${kind}" x=${x} y=${y} width=${Math.max(0.5, long)} height=${thick}></rect>`;
}

/**
 * All shares laid end to end: they fill the bar, whatever the logits are.
 * @param {Model["result"]} result @param {number} width
 */
function whole(result, width) {
  const ends = result.probabilities.map((_, i) =>
    result.probabilities.slice(0, i).reduce((sum, p) => sum + p, 0),
  );
  const shares = result.probabilities.map((p) => fixed(p, 4));
  return svg`<svg class="plot" viewBox="0 0 ${width} 62" role="img"
    aria-label="The probabilities laid end to end fill the bar: ${shares.join(", ")}">
    ${result.probabilities.map(
      (p, i) => svg`
      <rect class="bar" x=${2 + ends[i] * (width - 4)} y="4" width=${p * (width - 4)} height="30"></rect>
      ${
        p * width > 46
          ? svg`<text class="on-bar" x=${2 + (ends[i] + p / 2) * (width - 4)} y="25"
        text-anchor="middle">p${subscript(i + 1)}</text>`
          : ""
      }`,
    )}
    <text class="tick" x="2" y="56">0</text><text class="tick" x=${width - 2} y="56"
      text-anchor="end">1</text>
  </svg>`;
}

/** @param {Model} model */
function inside({ result, request }) {
  return html`<h3>The arithmetic</h3>
    <p class="inside-kind">exponentials, then shares</p>
    <table class="sum"><caption class="visually-hidden">Exponentials and shares</caption>
      <thead class="visually-hidden"><tr><th>class</th><th>exponential</th><th>share</th></tr></thead>
      <tbody>${result.probabilities.map(
        (_, i) => html`<tr>
        <th scope="row">e<sup>${fixed(result.exponents[i])}</sup></th>
        <td>${shown(result, `exponentials.${i}`, 3)}</td>
        <td>${shown(result, `probabilities.${i}`, 4)}</td></tr>`,
      )}</tbody>
      <tfoot><tr><th scope="row">sum</th><td>${shown(result, "total", 3)}</td>
      <td>${shown(result, "probability_sum", 4)}</td></tr></tfoot>
    </table>
    ${
      result.subtracted === 0
        ? ""
        : html`<p class="inside-kind">e<sup>${fixed(result.subtracted)}</sup> is too large for a computer’s
          numbers, so ${fixed(result.subtracted)} is taken off every exponent first: the shares stay.</p>`
    }
    ${
      result.two_class === null
        ? ""
        : html`<p
      class="inside-kind">Two classes are one sigmoid: σ(${fixed(result.scaled[0])} −
      ${fixed(result.scaled[1])}) = ${shown(result, "two_class", 4)}, the first share.</p>`
    }
    ${
      request.shift === 0
        ? ""
        : html`<p
      class="inside-kind">Every exponential is e<sup>${fixed(request.shift / request.temperature)}</sup> times
      what it was, and so is the sum: the shares stay.</p>`
    }`;
}

/** @param {Model} model */
function maths({ result, request }) {
  const n = (/** @type {string} */ path, decimals = 3) => sourced(result, path, decimals);
  const T = request.temperature;
  return html`<p class="maths-of">With the present numbers${
    T === 1 ? "" : `, the logits divided by T = ${fixed(T)}`
  }${request.shift ? `, after ${fixed(request.shift, 1)} was added to each` : ""}:</p>
    ${result.probabilities.map(
      (_, i) =>
        equation`${`p${subscript(i + 1)}`} = ${fraction(
          power("e", n(`exponents.${i}`, 2)),
          n("total"),
        )} = ${fraction(n(`exponentials.${i}`), n("total"))} = ${n(`probabilities.${i}`, 4)}`,
    )}`;
}

customElements.define("nudge-softmax", SoftmaxPanel);
